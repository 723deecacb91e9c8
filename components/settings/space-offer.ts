import { type ReadonlySignal, signal } from '@preact/signals';
import type { AppError, Result } from '../../lib/domain/index.ts';
import type { SpaceChoice } from './acts.ts';

export type SpaceOfferState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready'; readonly spaces: readonly SpaceChoice[] }
  | { readonly kind: 'failed'; readonly error: AppError };

export interface SpaceOffer {
  readonly state: ReadonlySignal<SpaceOfferState>;
  /** The last search asked for wins, in whatever order the answers come. */
  search(text: string): Promise<void>;
}

/** Spaces to choose from, asked for as somebody types. */
export const createSpaceOffer = (load: (search: string) => Promise<Result<readonly SpaceChoice[]>>): SpaceOffer => {
  const state = signal<SpaceOfferState>({ kind: 'loading' });
  let asked = 0;
  const search = async (text: string): Promise<void> => {
    asked += 1;
    const mine = asked;
    const answer = await load(text.trim());
    if (mine !== asked) return;
    state.value = answer.ok ? { kind: 'ready', spaces: answer.value } : { kind: 'failed', error: answer.error };
  };
  return { state, search };
};
