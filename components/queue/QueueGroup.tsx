import { useId } from 'preact/hooks';
import type { QueueGroup as Group, QueueBundleMember, QueueItem, QueueView } from '../../lib/domain/index.ts';
import type { ReviewActions, WatchChangeSet } from '../panel/index.ts';
import { Button, Icon } from '../ui/index.ts';
import { rollupLook } from '../words/index.ts';
import { entriesOf, keyOf, type QueueEntry } from './bundles.ts';
import styles from './Queue.module.css';
import { QueueRow } from './QueueRow.tsx';
import { groupWords } from './queue-words.ts';
import type { PutAsideActs } from './use-put-aside.ts';

export interface QueueGroupProps {
  readonly view: QueueView;
  readonly group: Group;
  readonly items: readonly QueueItem[];
  readonly total: number;
  readonly isFolded: boolean;
  readonly onFold: (() => void) | undefined;
  readonly openKey: string | null;
  readonly now: number;
  readonly actions: ReviewActions;
  readonly aside: PutAsideActs;
  readonly watchChangeSet: WatchChangeSet;
  readonly onToggle: (item: QueueItem) => void;
  readonly onOpen: (item: QueueItem) => void;
  readonly onShowMore: () => void;
}

/** One group of the queue, with how many are in it. */
export const QueueGroup = (props: QueueGroupProps) => {
  const { view, group, items, total, isFolded, onFold, onShowMore } = props;
  const id = useId();
  if (total === 0 && group !== 'needsYou') return null;
  const heading = (
    <>
      {groupWords[group]} <span class={styles['total']}>{total.toLocaleString('en')}</span>
    </>
  );
  return (
    <section class={styles['group']} aria-labelledby={id}>
      <h2 id={id} class={styles['heading']}>
        {onFold === undefined ? (
          heading
        ) : (
          <button type="button" class={styles['fold']} aria-expanded={!isFolded} onClick={onFold}>
            <Icon name={isFolded ? 'chevronRight' : 'chevronDown'} />
            {heading}
          </button>
        )}
      </h2>
      {group === 'needsYou' && total === 0 && <p class={styles['calm']}>Nothing waits for you.</p>}
      {!isFolded && (
        <ul>
          {entriesOf(items, view.bundles).map((entry) => (
            <Entry key={entry.key} {...props} entry={entry} />
          ))}
        </ul>
      )}
      {!isFolded && total > items.length && (
        <div class={styles['more']}>
          <Button size="small" appearance="subtle" onClick={onShowMore}>
            Show more of {total.toLocaleString('en')}
          </Button>
        </div>
      )}
    </section>
  );
};

/** A set alone; or the sets of a bundle below one line that names what they share. */
const Entry = (props: QueueGroupProps & { readonly entry: QueueEntry }) => {
  const { view, entry, openKey, now, actions, aside, watchChangeSet, onOpen, onToggle } = props;
  const { items, elsewhere } = entry;
  const [first] = items;
  const rows = items.map((item) => (
    <QueueRow
      key={keyOf(item)}
      item={item}
      isOpen={openKey === keyOf(item)}
      site={siteWords(view, item)}
      isInBundle={items.length > 1}
      now={now}
      actions={actions}
      aside={aside}
      watchChangeSet={watchChangeSet}
      onOpen={onOpen}
      onToggle={onToggle}
    >
      {items.length === 1 && elsewhere.length > 0 && <Elsewhere view={view} members={elsewhere} />}
    </QueueRow>
  ));
  if (first === undefined || items.length === 1) return <>{rows}</>;
  return (
    <li class={styles['bundle']}>
      <p class={styles['bundleTitle']}>
        {first.title}
        {first.source !== null && (
          <span class={styles['bundleSource']}>
            <Icon name={first.source.kind} />
            {first.source.label}
          </span>
        )}
      </p>
      <ul aria-label={`${first.title}, ${items.length} spaces`}>{rows}</ul>
      {elsewhere.length > 0 && <Elsewhere view={view} members={elsewhere} />}
    </li>
  );
};

/** Which site and which account a set belongs to; said only where there are several. */
const siteWords = ({ connectionCount, accounts }: QueueView, { connectionId, siteName }: QueueItem): string | null => {
  if (connectionCount < 2) return null;
  const name = accounts.find((account) => account.connectionId === connectionId)?.name ?? null;
  return name === null ? siteName : `${siteName} as ${name}`;
};

const Elsewhere = ({ view, members }: { readonly view: QueueView; readonly members: readonly QueueBundleMember[] }) => (
  <p class={styles['elsewhere']}>
    <Icon name="link" />
    <span>
      The same change in{' '}
      {members
        .map((member) => {
          const place = [view.connectionCount > 1 ? member.siteName : null, member.spaceName].filter(Boolean).join(' · ');
          return `${place === '' ? 'another space' : place}: ${rollupLook(member.rollup).words}`;
        })
        .join(', ')}
    </span>
  </p>
);
