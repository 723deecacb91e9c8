import { afterEach, describe, expect, it } from 'vitest';
import { type BoardPlace, boardStart, draftId, wholeBoard } from '../../lib/domain/index.ts';
import { createAddress } from './address.ts';

const before = location.hash;
afterEach(() => history.replaceState(null, '', before === '' ? location.pathname + location.search : before));

const stale: BoardPlace = { kind: 'list', query: { ...wholeBoard, states: ['stale'] }, open: null };
const typed = (search: string): BoardPlace => ({ kind: 'list', query: { ...wholeBoard, search }, open: null });

const gone = async (step: () => void): Promise<void> => {
  const moved = new Promise((resolve) => addEventListener('popstate', resolve, { once: true }));
  step();
  await moved;
};

describe('the address', () => {
  it('is where the dashboard begins', () => {
    history.replaceState(null, '', '#new=d-1');
    expect(createAddress(window, new AbortController().signal).place.value).toEqual({ kind: 'draft', draftId: draftId('d-1') });
  });

  it('follows where one goes, and leads back and forward', async () => {
    history.replaceState(null, '', location.pathname + location.search);
    const abort = new AbortController();
    const { place, go } = createAddress(window, abort.signal);
    go(stale, 'push');
    expect(location.hash).toBe('#state=stale');
    go(typed('k'), 'push');
    go(typed('key'), 'replace');
    expect(location.hash).toBe('#q=key');
    await gone(() => history.back());
    expect(place.value).toEqual(stale);
    await gone(() => history.back());
    expect(place.value).toEqual(boardStart);
    expect(location.hash).toBe('');
    await gone(() => history.forward());
    expect(place.value).toEqual(stale);
    abort.abort();
  });

  it('is one step for going where one is already', () => {
    const abort = new AbortController();
    const { go } = createAddress(window, abort.signal);
    go(stale, 'push');
    const steps = history.length;
    go(stale, 'push');
    expect(history.length).toBe(steps);
    abort.abort();
  });

  it('follows an address that is typed or opened from elsewhere', async () => {
    const abort = new AbortController();
    const { place } = createAddress(window, abort.signal);
    await gone(() => {
      location.hash = '#new';
    });
    expect(place.value).toEqual({ kind: 'draft', draftId: null });
    abort.abort();
  });
});
