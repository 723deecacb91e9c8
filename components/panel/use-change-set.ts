import { useEffect, useMemo } from 'preact/hooks';
import type { ChangeSetView } from '../../lib/domain/index.ts';
import type { Remote } from '../../lib/state/index.ts';
import type { SetTarget, WatchChangeSet } from './data.ts';

/** The set as the background knows it, watched while the component is there. */
export const useChangeSet = (watch: WatchChangeSet, { connectionId, changeSetId }: SetTarget): Remote<ChangeSetView | null> => {
  const watched = useMemo(() => watch({ connectionId, changeSetId }), [watch, connectionId, changeSetId]);
  useEffect(() => () => watched.stop(), [watched]);
  return watched.remote.value;
};
