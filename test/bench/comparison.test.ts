import { expect, it } from 'vitest';
import { edited, pageOf, seeded } from './pages.ts';
import { toRead } from './reading-size.ts';

const pageAndEdit = (share: number) => {
  const random = seeded(7);
  const page = pageOf(random, 20_000);
  return { page, after: edited(random, page, share) };
};

it('makes the same pages each time, as large as asked and with something changed', () => {
  expect(pageAndEdit(0.1)).toEqual(pageAndEdit(0.1));
  const { page, after } = pageAndEdit(0.001);
  expect(page.join('').length).toBeGreaterThanOrEqual(20_000);
  expect(after).not.toEqual(page);
  expect(after.filter((piece) => page.includes(piece)).length).toBeGreaterThanOrEqual(page.length - 1);
});

it('counts what changed, and of what lies beside it only a little', () => {
  const kept = { text: 'x'.repeat(1_000), isChanged: false };
  const changed = { text: 'y'.repeat(10), isChanged: true };
  expect(toRead([kept])).toBe(0);
  expect(toRead([kept, changed, kept])).toBe(90);
  expect(toRead([changed, kept, changed])).toBe(100);
  expect(toRead([changed, { text: 'short', isChanged: false }, changed])).toBe(25);
});
