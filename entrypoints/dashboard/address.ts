import { type ReadonlySignal, signal } from '@preact/signals';
import { addressOf, type BoardPlace, placeAt } from '../../lib/domain/index.ts';

/** What the address needs of the window. */
export interface AddressWindow {
  readonly location: Pick<Location, 'hash' | 'pathname' | 'search'>;
  readonly history: Pick<History, 'pushState' | 'replaceState'>;
  addEventListener(type: 'popstate' | 'hashchange', listener: () => void, options: { readonly signal: AbortSignal }): void;
}

export interface Address {
  readonly place: ReadonlySignal<BoardPlace>;
  go(place: BoardPlace, how: 'push' | 'replace'): void;
}

/** Where the dashboard is, kept in its address: it can be bookmarked and reloaded, and the browser's own back and forward lead through it. */
export const createAddress = (window: AddressWindow, abort: AbortSignal): Address => {
  const { location, history } = window;
  const place = signal(placeAt(location.hash));
  const read = (): void => {
    const now = placeAt(location.hash);
    if (addressOf(now) !== addressOf(place.peek())) place.value = now;
  };
  window.addEventListener('popstate', read, { signal: abort });
  window.addEventListener('hashchange', read, { signal: abort });
  return {
    place,
    go: (next, how) => {
      const address = addressOf(next);
      const isSame = address === addressOf(place.peek());
      place.value = next;
      const url = address === '' ? `${location.pathname}${location.search}` : `#${address}`;
      if (how === 'push' && !isSame) history.pushState(null, '', url);
      else history.replaceState(null, '', url);
    },
  };
};
