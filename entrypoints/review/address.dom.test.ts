import { afterEach, describe, expect, it } from 'vitest';
import { reviewPlaceAt } from '../../lib/domain/index.ts';
import { createAddress } from './address.ts';

const before = location.hash;
afterEach(() => history.replaceState(null, '', before === '' ? location.pathname + location.search : before));

const gone = async (step: () => void): Promise<void> => {
  const moved = new Promise((resolve) => addEventListener('popstate', resolve, { once: true }));
  step();
  await moved;
};

describe('the address of the review', () => {
  it('is where it begins, and leads back and forward', async () => {
    history.replaceState(null, '', '#changes=c1|cs-1');
    const abort = new AbortController();
    const { place, go } = createAddress(window, abort.signal);
    const start = place.value;
    expect(start).toEqual(reviewPlaceAt('#changes=c1|cs-1'));
    if (start === null) throw new Error('the address was not read');
    go({ ...start, basis: 'looked' }, 'push');
    go({ ...start, basis: 'looked', isSideBySide: true }, 'replace');
    expect(location.hash).toBe('#changes=c1%7Ccs-1&basis=looked&view=sides');
    await gone(() => history.back());
    expect(place.value).toEqual(start);
    await gone(() => history.forward());
    expect(place.value).toMatchObject({ basis: 'looked', isSideBySide: true });
    abort.abort();
  });

  it('may name nothing', () => {
    history.replaceState(null, '', '#changes=a%20b');
    expect(createAddress(window, new AbortController().signal).place.value).toBeNull();
  });
});
