import { fail, ok, type Result } from '../domain/index.ts';
import type { VersionRow } from './answers.ts';

/**
 * Finds in a history, newest first, the version that stood at a time. `invalid`: no such time. `notFound`: versions around that time were
 * removed, or have no time, so that nobody can tell; `null`: all are younger.
 */
export const standingAt = (atIso: string) => {
  const atMs = Date.parse(atIso);
  const stands = (row: VersionRow): boolean => Date.parse(row.createdAt ?? '') <= atMs;
  return {
    isReached: (rows: readonly VersionRow[]): boolean => Number.isNaN(atMs) || rows.some(stands),
    find: <Row extends VersionRow>(rows: readonly Row[]): Result<Row | null> => {
      if (Number.isNaN(atMs)) return fail({ kind: 'invalid', where: 'request:time' });
      const sorted = [...rows].sort((one, other) => other.number - one.number);
      const index = sorted.findIndex(stands);
      const next = sorted.at(index === -1 ? -1 : index - 1);
      const found = sorted[index] ?? null;
      const isOpen = (row: Row): boolean => row.number !== (found?.number ?? 0) + 1 || Number.isNaN(Date.parse(row.createdAt ?? ''));
      return index !== 0 && next !== undefined && isOpen(next) ? fail({ kind: 'notFound' }) : ok(found);
    },
  };
};
