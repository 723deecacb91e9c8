import type { PreflightView, QueueItem } from '../../lib/domain/index.ts';
import { FinalDialog, type ReviewActions, useChangeSet, type WatchChangeSet } from '../panel/index.ts';
import { targetOf } from './data.ts';

export interface OneQuestionProps {
  readonly act: 'submit' | 'archive';
  readonly item: QueueItem;
  /** What the last check of this set found. */
  readonly lastCheck: PreflightView | null;
  readonly actions: ReviewActions;
  readonly watchChangeSet: WatchChangeSet;
  readonly onClose: () => void;
}

/** The question before a final act on one set of the list: the panel's own, which knows the set's pages. */
export const OneQuestion = ({ act, item, lastCheck, actions, watchChangeSet, onClose }: OneQuestionProps) => {
  const remote = useChangeSet(watchChangeSet, targetOf(item));
  const pages = remote.kind === 'ready' ? (remote.value?.pages ?? []) : [];
  return (
    <FinalDialog
      act={{ kind: act }}
      target={targetOf(item)}
      setTitle={item.title}
      pages={pages}
      lastCheck={lastCheck}
      actions={actions}
      onClose={onClose}
    />
  );
};
