import { type ReadonlySignal, signal } from '@preact/signals';
import { type ReviewPlace, reviewAddressOf, reviewPlaceAt } from '../../lib/domain/index.ts';

/** What the address needs of the window. */
export interface AddressWindow {
  readonly location: Pick<Location, 'hash'>;
  readonly history: Pick<History, 'pushState' | 'replaceState'>;
  addEventListener(type: 'popstate' | 'hashchange', listener: () => void, options: { readonly signal: AbortSignal }): void;
}

export interface Address {
  /** `null`: the address names no set. */
  readonly place: ReadonlySignal<ReviewPlace | null>;
  go(place: ReviewPlace, how: 'push' | 'replace'): void;
}

const textOf = (place: ReviewPlace | null): string => (place === null ? '' : reviewAddressOf(place));

/** Where the review is, kept in its address: it can be bookmarked and reloaded, and the browser's own back and forward lead through it. */
export const createAddress = (window: AddressWindow, abort: AbortSignal): Address => {
  const { location, history } = window;
  const place = signal(reviewPlaceAt(location.hash));
  const read = (): void => {
    const now = reviewPlaceAt(location.hash);
    if (textOf(now) !== textOf(place.peek())) place.value = now;
  };
  window.addEventListener('popstate', read, { signal: abort });
  window.addEventListener('hashchange', read, { signal: abort });
  return {
    place,
    go: (next, how) => {
      const isSame = textOf(next) === textOf(place.peek());
      place.value = next;
      if (how === 'push' && !isSame) history.pushState(null, '', `#${textOf(next)}`);
      else history.replaceState(null, '', `#${textOf(next)}`);
    },
  };
};
