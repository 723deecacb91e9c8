import type { ComponentChildren } from 'preact';
import { useId, useRef, useState } from 'preact/hooks';
import type { QueueItem } from '../../lib/domain/index.ts';
import { LaterDetail, type ReviewActions, useChangeSet, type WatchChangeSet } from '../panel/index.ts';
import { Age, classNames, Icon, IconButton, Menu, type MenuItem } from '../ui/index.ts';
import { asideItems, momentWords, RollupLozenge } from '../words/index.ts';
import { keyOf } from './bundles.ts';
import styles from './QueueRow.module.css';
import { reasonWords } from './queue-words.ts';
import type { PutAsideActs } from './use-put-aside.ts';

export interface QueueRowProps {
  readonly item: QueueItem;
  readonly isOpen: boolean;
  /** Which site, as whom; `null` where there is only one. */
  readonly site: string | null;
  /** What its bundle has in common is said above it. */
  readonly isInBundle: boolean;
  readonly now: number;
  readonly actions: ReviewActions;
  readonly aside: PutAsideActs;
  readonly watchChangeSet: WatchChangeSet;
  readonly onOpen: (item: QueueItem) => void;
  readonly onToggle: (item: QueueItem) => void;
  /** Below its place. */
  readonly children?: ComponentChildren;
}

const spaceOf = (item: QueueItem): string => item.spaceName ?? 'Another space';

/** In a bundle all have the same title: the space tells them apart. */
const nameOf = ({ item, isInBundle }: Pick<QueueRowProps, 'item' | 'isInBundle'>): string =>
  isInBundle ? `${spaceOf(item)}: ${item.title}` : item.title;

/** One set of the queue: its state, why it is here, and where it comes from. */
export const QueueRow = (props: QueueRowProps) => {
  const { item, isOpen, site, isInBundle, now, onOpen, onToggle } = props;
  const id = useId();
  const source = isInBundle ? null : item.source;
  const name = nameOf(props);
  const place = [source?.label, isInBundle ? null : item.spaceName].filter(Boolean).join(' · ');
  return (
    <li class={classNames(styles['row'], isOpen && styles['open'])}>
      <div class={styles['head']}>
        <div class={styles['words']}>
          <button
            type="button"
            class={styles['title']}
            data-queue-item={keyOf(item)}
            aria-label={isInBundle ? name : undefined}
            aria-describedby={`${id}-why`}
            onClick={() => (item.pageId === null ? onToggle(item) : onOpen(item))}
            onKeyDown={(event) => {
              const wants = event.key === 'ArrowRight' ? true : event.key === 'ArrowLeft' ? false : isOpen;
              if (wants === isOpen) return;
              event.preventDefault();
              onToggle(item);
            }}
          >
            {isInBundle ? spaceOf(item) : item.title}
          </button>
          <div class={styles['why']}>
            <RollupLozenge rollup={item.rollup} isSmall />
            <ul id={`${id}-why`} class={styles['reasons']}>
              {item.group === 'snoozed' && (
                <li class={styles['aside']}>
                  <Icon name={item.isMuted ? 'mute' : 'clock'} />
                  {item.isMuted || item.snoozedUntil === null ? 'Muted' : `Until ${momentWords(item.snoozedUntil, now)}`}
                </li>
              )}
              {item.reasons.map((reason) => (
                <li key={reason.kind} class={item.group === 'needsYou' && reason.kind !== 'staleByNumber' ? styles['urgent'] : undefined}>
                  {reasonWords(reason)}
                </li>
              ))}
            </ul>
          </div>
        </div>
        <RowMenu {...props} />
        <IconButton
          icon={isOpen ? 'chevronDown' : 'chevronRight'}
          size="small"
          label={`${isOpen ? 'Fold' : 'Unfold'} “${name}”`}
          aria-expanded={isOpen}
          aria-controls={isOpen ? `${id}-detail` : undefined}
          onClick={() => onToggle(item)}
        />
      </div>
      <p class={styles['place']}>
        {source !== null && <Icon name={source.kind} />}
        <span class={styles['from']}>{place}</span>
        {item.updatedAt === null ? (
          <Age at={item.checkedAt} now={now} class={styles['age']} />
        ) : (
          <Age at={item.updatedAt} verb="updated" now={now} class={styles['age']} />
        )}
      </p>
      {site !== null && <p class={styles['site']}>{site}</p>}
      {props.children}
      {isOpen && (
        <div id={`${id}-detail`} class={styles['detail']}>
          <OpenRow {...props} />
        </div>
      )}
    </li>
  );
};

/** What is not done with a press on the set itself. */
const RowMenu = (props: QueueRowProps) => {
  const { item, aside, now, onOpen } = props;
  const anchor = useRef<HTMLSpanElement>(null);
  const [isOpen, setOpen] = useState(false);
  const items: readonly MenuItem[] = [
    ...(item.pageId === null ? [] : [{ label: 'Open on its page', icon: 'page' as const, onChoose: () => onOpen(item) }]),
    ...(item.source === null ? [] : [{ label: `Open ${item.source.label}`, icon: item.source.kind, url: item.source.url }]),
    ...asideItems(item, { snooze: (until) => aside.snooze(item, until), mute: (isMuted) => aside.mute(item, isMuted) }, now),
  ];
  if (items.length === 0) return null;
  return (
    <span ref={anchor}>
      <IconButton
        icon="more"
        size="small"
        label={`More for “${nameOf(props)}”`}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        onClick={() => setOpen(true)}
      />
      {isOpen && anchor.current !== null && (
        <Menu anchor={anchor.current} label={`More for “${nameOf(props)}”`} items={items} onClose={() => setOpen(false)} />
      )}
    </span>
  );
};

const OpenRow = ({ item, now, actions, watchChangeSet }: QueueRowProps) => {
  const target = { connectionId: item.connectionId, changeSetId: item.changeSetId };
  const remote = useChangeSet(watchChangeSet, target);
  return <LaterDetail target={target} remote={remote} summary={null} pageId={null} actions={actions} now={now} />;
};
