import type { ComponentChildren } from 'preact';
import type { QueueItem } from '../../lib/domain/index.ts';
import { ageWords, classNames, Icon, IconButton, OutsideLink } from '../ui/index.ts';
import { CountsBar, momentWords, RollupLozenge } from '../words/index.ts';
import styles from './BoardList.module.css';
import { approvedWords } from './board-words.ts';

export interface RowActs {
  open(item: QueueItem): void;
  openPage(item: QueueItem): void;
  /** `isRange`: from the row that was pressed last to this one. */
  toggle(item: QueueItem, index: number, isRange: boolean): void;
  menu(item: QueueItem, anchor: HTMLElement): void;
}

/** `at`: where among neighbours of the same bundle. */
export interface BundlePlace {
  readonly size: number;
  readonly at: 'first' | 'middle' | 'last' | 'alone';
}

export interface BoardRowProps {
  readonly item: QueueItem;
  readonly index: number;
  readonly top: number;
  readonly height: number;
  readonly now: number;
  readonly isOpen: boolean;
  readonly isCurrent: boolean;
  readonly isSelected: boolean;
  readonly showsPlace: boolean;
  /** Sites are told apart only where there are several. */
  readonly showsSite: boolean;
  readonly bundle: BundlePlace | null;
  readonly acts: RowActs;
}

/** One set of the list. Every row is as high as the others, whatever it holds. */
export const BoardRow = (props: BoardRowProps) => {
  const { item, index, top, height, isOpen, isCurrent, isSelected, bundle, acts } = props;
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      data-row-index={index}
      class={classNames(
        styles['row'],
        styles['set'],
        isSelected && styles['selected'],
        isOpen && styles['open'],
        isCurrent && styles['current'],
        bundle !== null && styles[`bundle-${bundle.at}`],
      )}
      style={{ top: `${top}px`, height: `${height}px` }}
      onClick={(event: MouseEvent) => {
        // The whole row is a target; what stands in it keeps its own meaning, and so does marking text.
        if (event.target instanceof Element && event.target.closest('button, a, input, label') !== null) return;
        if (getSelection()?.isCollapsed !== false) acts.open(item);
      }}
    >
      <div role="cell" class={styles['select']}>
        <label class={styles['box']}>
          <input
            type="checkbox"
            aria-label={`Select “${item.title}”`}
            checked={isSelected}
            onClick={(event: MouseEvent) => acts.toggle(item, index, event.shiftKey)}
          />
        </label>
      </div>
      <TitleCell {...props} />
      <div role="cell" class={styles['state']}>
        <RollupLozenge rollup={item.rollup} isSmall />
      </div>
      <div role="cell" class={styles['pages']}>
        <CountsBar counts={item.counts} freshness={item.freshness} />
        <span class={styles['approved']} aria-hidden="true">
          {approvedWords(item)}
        </span>
      </div>
      <div role="cell" class={styles['source']}>
        {item.source !== null && (
          <OutsideLink url={item.source.url} class={styles['link']} title={item.source.url}>
            <Icon name={item.source.kind} />
            <span class={styles['clip']}>{item.source.label}</span>
          </OutsideLink>
        )}
      </div>
      <div role="cell" class={classNames(styles['createdBy'], styles['clip'])} title={item.createdBy?.name}>
        {item.createdBy?.name}
      </div>
      <UpdatedCell {...props} />
      {props.showsPlace && (
        <div role="cell" class={styles['space']}>
          <p class={styles['clip']} title={item.spaceName ?? undefined}>
            {item.spaceName}
          </p>
          {props.showsSite && <p class={classNames(styles['site'], styles['clip'])}>{item.siteName}</p>}
        </div>
      )}
      <div role="cell" class={styles['acts']}>
        <IconButton
          icon="external"
          size="small"
          label={`Open “${item.title}” on its page`}
          isDisabled={item.pageId === null}
          onClick={() => acts.openPage(item)}
        />
        <IconButton
          icon="more"
          size="small"
          label={`More for “${item.title}”`}
          aria-haspopup="menu"
          onClick={(event) => {
            if (event.currentTarget instanceof HTMLElement) acts.menu(item, event.currentTarget);
          }}
        />
      </div>
    </div>
  );
};

const TitleCell = ({ item, isOpen, now, bundle, acts }: BoardRowProps) => (
  <div role="cell" class={styles['title']}>
    <button
      type="button"
      class={classNames(styles['name'], styles['clip'])}
      data-row-title=""
      title={item.title}
      aria-expanded={isOpen}
      onClick={() => acts.open(item)}
    >
      {item.title}
    </button>
    <div class={styles['summary']}>
      {bundle !== null && <Mark icon="link">Bundle of {bundle.size}</Mark>}
      {item.isArchived && <Mark icon="archive">Archived</Mark>}
      {item.snoozedUntil !== null && <Mark icon="clock">Until {momentWords(item.snoozedUntil, now)}</Mark>}
      {item.isMuted && <Mark icon="mute">Muted</Mark>}
      <span class={styles['clip']}>{item.summary}</span>
    </div>
  </div>
);

const Mark = ({ icon, children }: { readonly icon: 'link' | 'archive' | 'clock' | 'mute'; readonly children: ComponentChildren }) => (
  <span class={styles['mark']}>
    <Icon name={icon} />
    {children}
  </span>
);

const UpdatedCell = ({ item, now }: BoardRowProps) => {
  const at = item.updatedAt ?? item.createdAt;
  return (
    <div role="cell" class={classNames(styles['updated'], styles['clip'])}>
      {at !== null && (
        <time dateTime={at} title={new Date(at).toLocaleString()}>
          {ageWords(at, now)}
        </time>
      )}
    </div>
  );
};
