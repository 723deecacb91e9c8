import { useEffect, useState } from 'preact/hooks';
import type { AppError, ConnectionId, PageId, SpaceId, TargetChoice } from '../../lib/domain/index.ts';
import type { ReviewActions } from './data.ts';

export type Targets =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly error: AppError }
  | { readonly kind: 'ready'; readonly choices: readonly TargetChoice[]; readonly search: string };

/** Where a set is looked for, and the page that may be in it already. */
export interface TargetPlace {
  readonly connectionId: ConnectionId;
  /** `null`: not known yet; nothing is found. */
  readonly spaceId: SpaceId | null;
  readonly pageId: PageId | null;
}

const pauseMs = 120;

/** Sets that match what is typed, asked for after a short pause; the last answer stays while the next is on its way. */
export const useTargets = (
  actions: Pick<ReviewActions, 'findTargets'>,
  { connectionId, spaceId, pageId }: TargetPlace,
  search: string,
): readonly [Targets, () => void] => {
  const [targets, setTargets] = useState<Targets>({ kind: 'loading' });
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    if (spaceId === null) {
      setTargets({ kind: 'ready', choices: [], search });
      return undefined;
    }
    let isCurrent = true;
    const ask = async () => {
      const result = await actions.findTargets({ connectionId, spaceId, pageId, search });
      if (isCurrent) setTargets(result.ok ? { kind: 'ready', choices: result.value, search } : { kind: 'failed', error: result.error });
    };
    const timer = setTimeout(() => void ask(), search === '' ? 0 : pauseMs);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [connectionId, spaceId, pageId, search, attempt]);
  return [targets, () => setAttempt(attempt + 1)];
};
