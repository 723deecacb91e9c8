import { useEffect, useMemo } from 'preact/hooks';
import type { ChangeSetView } from '../../lib/domain/index.ts';
import type { Remote } from '../../lib/state/index.ts';
import type { SetTarget, WatchChangeSet, Watched } from './data.ts';

/** Something about a set, watched while the component is there. */
export const useWatched = <T>(watch: (target: SetTarget) => Watched<T>, { connectionId, changeSetId }: SetTarget): Remote<T> => {
  const watched = useMemo(() => watch({ connectionId, changeSetId }), [watch, connectionId, changeSetId]);
  useEffect(() => () => watched.stop(), [watched]);
  return watched.remote.value;
};

/** The set as the background knows it. */
export const useChangeSet = (watch: WatchChangeSet, target: SetTarget): Remote<ChangeSetView | null> => useWatched(watch, target);
