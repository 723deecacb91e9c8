import type { BoardQuery, SavedView } from './board.ts';
import { addressOf, placeAt } from './board-address.ts';

/** As many as are kept. */
export const mostSavedViews = 100;
const longestName = 200;

/** A file of saved views: each query as the dashboard's own address, which people can read and which is checked like any address. */
interface ViewFile {
  readonly sheafViews: 1;
  readonly views: readonly { readonly name: string; readonly address: string }[];
}

/** The person's views as a file (JSON), for another browser or for safe keeping. */
export const viewsFile = (views: readonly SavedView[]): string => {
  const file: ViewFile = {
    sheafViews: 1,
    views: views.map(({ name, query }) => ({ name, address: addressOf({ kind: 'list', query, open: null }) })),
  };
  return `${JSON.stringify(file, null, 2)}\n`;
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null; // Not JSON: not a file of ours.
  }
};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;

const queryIn = (address: string): BoardQuery | null => {
  const place = placeAt(address);
  return place.kind === 'list' ? place.query : null;
};

/**
 * The views of a file added to those there are; `null` when it is no file of saved views. A view of the same name is replaced, one that
 * cannot be read is left out. Ids are made by `newId`.
 */
export const viewsFromFile = (
  text: string,
  existing: readonly SavedView[],
  newId: () => string,
): { readonly views: readonly SavedView[]; readonly read: number; readonly skipped: number } | null => {
  const file = parsed(text);
  if (!isRecord(file) || file['sheafViews'] !== 1 || !Array.isArray(file['views'])) return null;
  const entries: readonly unknown[] = file['views'];
  const views = new Map(existing.map((view) => [view.name, view]));
  let read = 0;
  for (const entry of entries) {
    if (!isRecord(entry) || typeof entry['name'] !== 'string' || typeof entry['address'] !== 'string') continue;
    const name = entry['name'].trim().slice(0, longestName);
    const query = queryIn(entry['address']);
    if (name === '' || query === null) continue;
    const before = views.get(name);
    if (before === undefined && views.size >= mostSavedViews) continue;
    views.set(name, { id: before?.id ?? newId(), name, query });
    read += 1;
  }
  return { views: [...views.values()], read, skipped: entries.length - read };
};
