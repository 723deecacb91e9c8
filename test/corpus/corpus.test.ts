import { describe, expect, it } from 'vitest';
import { causeTable, editPairs, judge } from './corpus.ts';

describe('the labelled corpus', () => {
  const pairs = editPairs();

  it('holds at least 300 edits, each once, of both kinds', () => {
    expect(pairs.length).toBeGreaterThanOrEqual(300);
    expect(new Set(pairs.map(({ id }) => id)).size).toBe(pairs.length);
    expect(pairs.filter(({ label }) => label === 'same').length).toBeGreaterThan(60);
    expect(pairs.filter(({ label, cause }) => (label === 'same') !== (cause === 'none'))).toEqual([]);
  });

  it('is judged without a missed change, a false alarm, or a class milder than labelled', async () => {
    const { missed, falseAlarms, tooMild } = await judge(pairs);
    expect(missed.map(({ id }) => id)).toEqual([]);
    expect(falseAlarms.map(({ id }) => id)).toEqual([]);
    expect(tooMild.map(({ pair, cause }) => `${pair.id}: ${cause}`)).toEqual([]);
  });

  it('tells what is wrong', async () => {
    const page = { title: 'T', storage: '<p>Keep 30 days</p>' };
    const made = { id: 'x', what: 'x', before: page };
    const { missed, falseAlarms, tooMild, judged } = await judge([
      { ...made, after: page, label: 'different', cause: 'facts' },
      { ...made, after: { title: 'T', storage: '<p>Keep 31 days</p>' }, label: 'same', cause: 'none' },
    ]);
    expect([missed.length, falseAlarms.length, tooMild.length]).toEqual([1, 1, 1]);
    expect(causeTable({ judged, missed, falseAlarms, tooMild })).toMatch(/^none +· +1$/m);
  });
});
