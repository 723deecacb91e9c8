import { useEffect, useMemo } from 'preact/hooks';
import type { ChangeSetView, ContentState, PageId } from '../../lib/domain/index.ts';
import type { ReviewActions } from './data.ts';

const noStates: ReadonlyMap<PageId, ContentState> = new Map();

/** The page statuses of a set's visible pages, as far as they are known: what cannot be read is not drawn. */
export const useStates = (
  { connectionId, pages }: Pick<ChangeSetView, 'connectionId' | 'pages'>,
  watch: ReviewActions['watchStates'],
): ReadonlyMap<PageId, ContentState> => {
  const ids = pages.filter((page) => page.isVisible).map((page) => page.pageId);
  const key = ids.join();
  const watched = useMemo(() => (ids.length === 0 ? null : watch({ connectionId, pageIds: ids })), [connectionId, key]);
  useEffect(() => () => watched?.stop(), [watched]);
  const remote = watched?.remote.value;
  if (remote?.kind !== 'ready') return noStates;
  return new Map(remote.value.flatMap(({ pageId, state }) => (state === null ? [] : [[pageId, state] as const])));
};
