import { describe, expect, it } from 'vitest';
import { momentWords, snoozeChoices } from './index.ts';

const at = (day: number, hour: number): number => new Date(2026, 10, day, hour, 20).getTime();
const local = (iso: string | undefined): string => (iso === undefined ? '' : new Date(iso).toString().slice(0, 21));

describe('until when a set can be put aside', () => {
  it('offers later today, tomorrow and Monday', () => {
    expect(snoozeChoices(at(25, 10)).map(({ until }) => local(until))).toEqual([
      'Wed Nov 25 2026 13:20',
      'Thu Nov 26 2026 09:00',
      'Mon Nov 30 2026 09:00',
    ]);
  });

  it('does not call tomorrow today, and takes Monday for the next one', () => {
    expect(snoozeChoices(at(30, 22)).map(({ until }) => local(until))).toEqual(['Tue Dec 01 2026 09:00', 'Mon Dec 07 2026 09:00']);
    expect(local(snoozeChoices(at(29, 10)).at(-1)?.until)).toBe('Mon Nov 30 2026 09:00');
  });

  it('names the moment as short as it can', () => {
    const now = at(25, 10);
    const said = (day: number, hour: number) => momentWords(new Date(2026, 10, day, hour).toISOString(), now);
    expect(said(25, 13)).toBe('13:00');
    expect(said(26, 9)).toBe('Thu, 09:00');
    expect(said(39, 9)).toMatch(/^Wed,? 9 Dec, 09:00$/);
  });
});
