import { useEffect, useState } from 'preact/hooks';
import type { AppError, ConnectionId, PageId, StateOffer } from '../../lib/domain/index.ts';
import type { StateActions } from './data.ts';

type Offered =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly error: AppError }
  | { readonly kind: 'ready'; readonly value: StateOffer };

/** What Confluence offers for a page, read when the page is another one and on demand. An answer for a page of before is dropped. */
export const useOffer = (
  actions: Pick<StateActions, 'offer'>,
  connectionId: ConnectionId,
  pageId: PageId | null,
): readonly [Offered, () => void] => {
  const [offered, setOffered] = useState<Offered>({ kind: 'loading' });
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    if (pageId === null) return undefined;
    let isCurrent = true;
    // The list that is shown stays while the next page's is read: most pages of a space offer the same.
    setOffered((before) => (before.kind === 'ready' ? before : { kind: 'loading' }));
    void actions.offer({ connectionId, pageId }).then((result) => {
      if (isCurrent) setOffered(result.ok ? { kind: 'ready', value: result.value } : { kind: 'failed', error: result.error });
    });
    return () => {
      isCurrent = false;
    };
  }, [connectionId, pageId, attempt]);
  return [offered, () => setAttempt(attempt + 1)];
};
