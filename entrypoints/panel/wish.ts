import { type ReadonlySignal, signal } from '@preact/signals';
import type { Choosing } from '../../components/panel/index.ts';
import { operationId } from '../../lib/domain/index.ts';

/** `#choose=1&instead=<operation>`: open the chooser, to replace that add when there is one. Anything else wishes nothing. */
export const wishIn = (hash: string): Choosing | null => {
  const params = new URLSearchParams(hash.replace(/^#/, ''));
  if (!params.has('choose')) return null;
  const instead = params.get('instead');
  return { instead: instead === null ? null : operationId(instead) };
};

/** The launcher's wish, now and at each change of the address. A change without one, such as of the theme, takes nothing back. */
export const followWish = (): ReadonlySignal<Choosing | null> => {
  const wish = signal(wishIn(location.hash));
  window.addEventListener('hashchange', () => {
    wish.value = wishIn(location.hash) ?? wish.peek();
  });
  return wish;
};
