import { useState } from 'preact/hooks';
import type { BulkItem, BulkView } from '../../lib/domain/index.ts';
import { type ReviewActions, useAnswer } from '../panel/index.ts';
import { Button, classNames, Icon, IconButton, type IconName } from '../ui/index.ts';
import { blockWords, ErrorNotice } from '../words/index.ts';
import { bulkCounts, bulkItemWords, bulkTitle, settledCount } from './board-words.ts';
import styles from './Dock.module.css';
import { type BoardActs, keyOf } from './data.ts';

export interface BulkProgressProps {
  readonly bulk: BulkView;
  readonly acts: Pick<BoardActs, 'stopBulk' | 'dismissBulk'>;
  readonly actions: Pick<ReviewActions, 'retry'>;
}

/** What is being done to many sets, owned by the background: it goes on without this page. */
export const BulkProgress = ({ bulk, acts, actions }: BulkProgressProps) => {
  const [isUnfolded, setUnfolded] = useState(false);
  const [pending, run] = useAnswer();
  const hasTrouble = bulk.items.some(({ state }) => state === 'failed' || state === 'unconfirmed');
  const title = bulkTitle(bulk);
  return (
    <section class={styles['card']} aria-label={title}>
      <header class={styles['head']}>
        <Icon
          name={bulk.isRunning ? 'clock' : hasTrouble ? 'warning' : 'checkCircle'}
          class={bulk.isRunning ? undefined : styles[hasTrouble ? 'trouble' : 'fine']}
        />
        <div class={styles['words']} role="status">
          <h2 class={styles['title']}>{title}</h2>
          <p class={styles['subtle']}>{bulkCounts(bulk)}</p>
        </div>
        <Button size="small" appearance="subtle" aria-expanded={isUnfolded} onClick={() => setUnfolded(!isUnfolded)}>
          {isUnfolded ? 'Hide results' : 'Show results'}
        </Button>
        {bulk.isRunning ? (
          <Button size="small" isBusy={pending.isBusy} onClick={() => run(() => acts.stopBulk(bulk.id))}>
            Stop
          </Button>
        ) : (
          <IconButton
            size="small"
            icon="close"
            label="Put away"
            isBusy={pending.isBusy}
            onClick={() => run(() => acts.dismissBulk(bulk.id))}
          />
        )}
      </header>
      {bulk.isRunning && <progress class={styles['bar']} aria-label={title} max={bulk.items.length} value={settledCount(bulk)} />}
      {pending.error !== null && <ErrorNotice error={pending.error} />}
      {isUnfolded && (
        <ul class={styles['results']} aria-label="Result for each set">
          {bulk.items.map((item) => (
            <Result key={keyOf(item)} item={item} action={bulk.action} actions={actions} />
          ))}
        </ul>
      )}
    </section>
  );
};

const icons: Readonly<Record<BulkItem['state'], IconName>> = {
  waiting: 'clock',
  sending: 'clock',
  confirming: 'clock',
  done: 'checkCircle',
  failed: 'warning',
  unconfirmed: 'question',
  stopped: 'blocked',
};

type ResultProps = Pick<BulkProgressProps, 'actions'> & { readonly item: BulkItem; readonly action: BulkView['action'] };

const Result = ({ item, action, actions }: ResultProps) => {
  const [pending, run] = useAnswer();
  const isStuck = item.state === 'failed' || item.state === 'unconfirmed';
  const reasons = new Map<string, number>();
  for (const { isSubmitted, reason } of item.results) {
    if (isSubmitted) continue;
    const { words } = blockWords[reason ?? 'other'];
    reasons.set(words, (reasons.get(words) ?? 0) + 1);
  }
  return (
    <li class={styles['result']}>
      <Icon name={icons[item.state]} class={classNames(isStuck && styles['trouble'], item.state === 'done' && styles['fine'])} />
      <div class={styles['words']}>
        <p class={styles['set']}>{item.title}</p>
        <p class={styles['subtle']}>{bulkItemWords(item, action)}</p>
        {[...reasons].map(([words, pages]) => (
          <p key={words} class={styles['subtle']}>
            {words}: {pages}
          </p>
        ))}
        {pending.error !== null && <ErrorNotice error={pending.error} />}
      </div>
      {isStuck && (
        <Button size="small" isBusy={pending.isBusy} onClick={() => run(() => actions.retry({ operationId: item.operationId }))}>
          {item.state === 'failed' ? 'Try again' : 'Send again'}
        </Button>
      )}
    </li>
  );
};
