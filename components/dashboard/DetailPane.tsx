import { useEffect, useRef } from 'preact/hooks';
import type { ChangeSetView, OperationView, QueueItem } from '../../lib/domain/index.ts';
import { LaterDetail, type ReviewActions, type SetTarget, useChangeSet, type WatchChangeSet } from '../panel/index.ts';
import { IconButton } from '../ui/index.ts';
import { RollupLozenge } from '../words/index.ts';
import styles from './DetailPane.module.css';

export interface DetailPaneProps {
  readonly target: SetTarget;
  /** What the list knows of it; `null`: it is not in the list. */
  readonly item: QueueItem | null;
  readonly actions: ReviewActions;
  readonly watchChangeSet: WatchChangeSet;
  readonly now: number;
  readonly showsSite: boolean;
  readonly onOpenPage: (item: QueueItem) => void;
  readonly operations: readonly OperationView[];
  readonly onAddPages: (set: ChangeSetView) => void;
  readonly onClose: () => void;
}

/** One set beside the list, or over it where there is no room beside. */
export const DetailPane = (props: DetailPaneProps) => {
  const { target, item, actions, watchChangeSet, now, showsSite, onOpenPage, operations, onAddPages, onClose } = props;
  const remote = useChangeSet(watchChangeSet, target);
  const set = remote.kind === 'ready' ? remote.value : null;
  const pane = useRef<HTMLElement>(null);
  useEffect(() => {
    // Where the pane lies over the list, the row that was pressed is hidden and cannot hold the focus.
    const focused = document.activeElement;
    if (focused === null || focused === document.body || !focused.checkVisibility({ visibilityProperty: true })) pane.current?.focus();
  }, []);
  const title = set?.title ?? item?.title ?? 'Change set';
  return (
    <section ref={pane} tabIndex={-1} class={styles['pane']} aria-label={`Details of “${title}”`}>
      <header class={styles['head']}>
        <div class={styles['words']}>
          <h2 class={styles['title']}>{title}</h2>
          <p class={styles['where']}>
            <RollupLozenge rollup={set?.rollup ?? item?.rollup ?? null} isSmall />
            {showsSite && item !== null && <span>{item.siteName}</span>}
          </p>
        </div>
        {item !== null && (
          <>
            <IconButton icon="external" label="Open on its page" isDisabled={item.pageId === null} onClick={() => onOpenPage(item)} />
          </>
        )}
        <IconButton icon="close" label="Close the details" onClick={onClose} />
      </header>
      <div class={styles['body']}>
        <LaterDetail
          target={target}
          remote={remote}
          summary={null}
          pageId={null}
          actions={actions}
          now={now}
          operations={operations}
          onAddPages={onAddPages}
        />
      </div>
    </section>
  );
};
