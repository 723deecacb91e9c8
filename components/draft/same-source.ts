import { useEffect, useMemo, useState } from 'preact/hooks';
import { type ChangeSetId, type ConnectionId, type DraftSet, type PageId, type SpaceId, sourceKeyOf } from '../../lib/domain/index.ts';
import type { DraftModel } from '../../lib/state/index.ts';
import type { ReviewActions } from '../panel/index.ts';

/** An open set that is there already for the source of the draft. */
export interface SameSource {
  readonly changeSetId: ChangeSetId;
  readonly title: string;
  readonly spaceId: SpaceId;
  readonly spaceName: string | null;
  /** Of the pages of the draft, those that it holds. */
  readonly shared: readonly PageId[];
}

type Reads = Pick<ReviewActions, 'findTargets' | 'readSet'>;

const pauseMs = 250;

/** What cannot be read is left out: this is an aside, and *Create* does not depend on it. */
const readSameSource = async (
  actions: Reads,
  connectionId: ConnectionId,
  sets: readonly DraftSet[],
  source: string,
): Promise<readonly SameSource[]> => {
  const inSpace = async ({ spaceId, spaceName, pageIds }: DraftSet): Promise<readonly SameSource[]> => {
    const found = await actions.findTargets({ connectionId, spaceId, pageId: null, search: source });
    // Found by words: only the same address counts, not one that begins so.
    const same = found.ok ? found.value.filter(({ referenceUrl }) => sourceKeyOf(referenceUrl) === source) : [];
    return Promise.all(
      same.map(async ({ changeSetId, title }) => {
        const set = await actions.readSet({ connectionId, changeSetId });
        const held = new Set(set.ok ? set.value?.pages.map((page) => page.pageId) : []);
        return { changeSetId, title, spaceId, spaceName, shared: pageIds.filter((id) => held.has(id)) };
      }),
    );
  };
  return (await Promise.all(sets.map(inSpace))).flat();
};

/** Open sets with the source of this draft, in the spaces of its pages; those that it made itself are none of them. */
export const useSameSource = (model: DraftModel, actions: Reads): readonly SameSource[] => {
  const { connectionId, referenceUrl } = model.draft.value;
  const sets = model.sets.value;
  const source = sourceKeyOf(referenceUrl.trim());
  const [found, setFound] = useState<readonly SameSource[]>([]);
  const pages = sets.map(({ spaceId, pageIds }) => `${spaceId}:${pageIds.join()}`).join(' ');
  useEffect(() => {
    if (source === null || pages === '') {
      setFound([]);
      return undefined;
    }
    let isCurrent = true;
    const read = async (): Promise<void> => {
      const same = await readSameSource(actions, connectionId, sets, source);
      if (isCurrent) setFound(same);
    };
    // While pages are read in, and while the address is typed, it would be asked for again and again.
    const timer = setTimeout(() => void read(), pauseMs);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [connectionId, source, pages]);
  return useMemo(() => {
    const made = sets.map(({ operation }) => operation?.changeSetId);
    return found.filter(({ changeSetId }) => !made.includes(changeSetId));
  }, [found, sets]);
};
