import { useId } from 'preact/hooks';
import type { QueueItem } from '../../lib/domain/index.ts';
import { ChangeSetDetail, type ReviewActions, useChangeSet, type WatchChangeSet } from '../panel/index.ts';
import { Age, classNames, Icon, IconButton } from '../ui/index.ts';
import { RollupLozenge } from '../words/index.ts';
import styles from './QueueRow.module.css';
import { reasonWords } from './queue-words.ts';

export interface QueueRowProps {
  readonly item: QueueItem;
  readonly isOpen: boolean;
  /** Sites are told apart only where there are several. */
  readonly showsSite: boolean;
  readonly now: number;
  readonly actions: ReviewActions;
  readonly watchChangeSet: WatchChangeSet;
  readonly onOpen: (item: QueueItem) => void;
  readonly onToggle: (item: QueueItem) => void;
}

/** One set of the queue: its state, why it is here, and where it comes from. */
export const QueueRow = (props: QueueRowProps) => {
  const { item, isOpen, showsSite, now, onOpen, onToggle } = props;
  const id = useId();
  const place = [item.source?.label, showsSite ? item.siteName : null, item.spaceName].filter(Boolean).join(' · ');
  return (
    <li class={classNames(styles['row'], isOpen && styles['open'])}>
      <div class={styles['head']}>
        <div class={styles['words']}>
          <button
            type="button"
            class={styles['title']}
            data-queue-item=""
            aria-describedby={`${id}-why`}
            onClick={() => (item.pageId === null ? onToggle(item) : onOpen(item))}
            onKeyDown={(event) => {
              const wants = event.key === 'ArrowRight' ? true : event.key === 'ArrowLeft' ? false : isOpen;
              if (wants === isOpen) return;
              event.preventDefault();
              onToggle(item);
            }}
          >
            {item.title}
          </button>
          <div class={styles['why']}>
            <RollupLozenge rollup={item.rollup} isSmall />
            <ul id={`${id}-why`} class={styles['reasons']}>
              {item.reasons.map((reason) => (
                <li key={reason.kind} class={item.group === 'needsYou' ? styles['urgent'] : undefined}>
                  {reasonWords(reason)}
                </li>
              ))}
            </ul>
          </div>
        </div>
        <IconButton
          icon={isOpen ? 'chevronDown' : 'chevronRight'}
          size="small"
          label={`${isOpen ? 'Fold' : 'Unfold'} “${item.title}”`}
          aria-expanded={isOpen}
          aria-controls={isOpen ? `${id}-detail` : undefined}
          onClick={() => onToggle(item)}
        />
      </div>
      <p class={styles['place']}>
        {item.source !== null && <Icon name={item.source.kind} />}
        <span class={styles['from']}>{place}</span>
        {item.updatedAt === null ? (
          <Age at={item.checkedAt} now={now} class={styles['age']} />
        ) : (
          <Age at={item.updatedAt} verb="updated" now={now} class={styles['age']} />
        )}
      </p>
      {isOpen && (
        <div id={`${id}-detail`} class={styles['detail']}>
          <OpenRow {...props} />
        </div>
      )}
    </li>
  );
};

const OpenRow = ({ item, now, actions, watchChangeSet }: QueueRowProps) => {
  const target = { connectionId: item.connectionId, changeSetId: item.changeSetId };
  const remote = useChangeSet(watchChangeSet, target);
  return <ChangeSetDetail target={target} remote={remote} summary={null} pageId={null} actions={actions} now={now} />;
};
