import { afterEach, expect, it } from 'vitest';
import { ContentScriptContext } from './lifetime.ts';

const all: ContentScriptContext[] = [];
const start = (): ContentScriptContext => {
  const context = new ContentScriptContext();
  all.push(context);
  return context;
};
afterEach(() => {
  for (const context of all.splice(0)) context.abort();
});

it('ends when a newer one starts in the same page, and only then', () => {
  const older = start();
  expect(older.signal.aborted).toBe(false);
  const newer = start();
  expect([older.signal.aborted, newer.signal.aborted]).toEqual([true, false]);
});

it('ends when told to, and then listens no more', () => {
  const context = start();
  context.abort();
  expect(context.signal.aborted).toBe(true);
  expect(() => start()).not.toThrow();
});
