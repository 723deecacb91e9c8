import type { StateRun, StateRunItem } from '../../lib/domain/index.ts';
import { useAnswer } from '../panel/index.ts';
import { Banner, Button, classNames, Icon, type IconName } from '../ui/index.ts';
import { ErrorNotice, errorWords } from '../words/index.ts';
import type { StateActions } from './data.ts';
import styles from './StatesPage.module.css';
import { itemWords, runCounts, runTitle, settledItems } from './state-words.ts';

const icons: Readonly<Record<StateRunItem['state'], IconName>> = {
  waiting: 'clock',
  writing: 'clock',
  done: 'checkCircle',
  skipped: 'checkCircle',
  failed: 'warning',
  stopped: 'blocked',
  unconfirmed: 'question',
};

export interface StateProgressProps {
  readonly run: StateRun;
  readonly actions: Pick<StateActions, 'stop' | 'goOn' | 'dismiss' | 'openTab'>;
}

/** Writing under way, owned by the background: it goes on without this window, one page at a time. */
export const StateProgress = ({ run, actions }: StateProgressProps) => {
  const [{ isBusy, error }, start] = useAnswer();
  const title = runTitle(run);
  const isGoing = run.state === 'running' || run.state === 'needsTab';
  const canGoOn =
    run.state === 'stopped' || (run.state === 'done' && run.items.some(({ state }) => state === 'failed' || state === 'unconfirmed'));
  return (
    <section class={styles['run']} aria-label={title}>
      <div role="status">
        <h2 class={styles['heading']}>{title}</h2>
        <p class={styles['subtle']}>{runCounts(run)}</p>
      </div>
      {isGoing && <progress class={styles['bar']} aria-label={title} max={run.items.length} value={settledItems(run)} />}
      {run.state === 'needsTab' && (
        <Banner
          tone="warning"
          title="No Confluence tab of this site is open"
          actions={
            <Button size="small" onClick={() => start(() => actions.openTab({ connectionId: run.connectionId }))}>
              Open Confluence
            </Button>
          }
        >
          Page statuses are written through a Confluence tab, in your own session. Sheaf goes on by itself when one is open.
        </Banner>
      )}
      {error !== null && <ErrorNotice error={error} />}
      <ul class={styles['steps']} aria-label="Result for each page">
        {run.items.map((item) => (
          <li key={item.pageId} class={styles['item']}>
            <Icon
              name={icons[item.state]}
              class={classNames(item.state === 'failed' && styles['trouble'], item.state === 'done' && styles['fine'])}
            />
            <span>
              {item.title ?? `Page ${item.pageId}`}
              <span class={styles['subtle']}>
                {' '}
                · {itemWords(item)}
                {item.error !== null && `: ${errorWords(item.error).title}`}
              </span>
            </span>
          </li>
        ))}
      </ul>
      <div class={styles['actions']}>
        {isGoing && (
          <Button isBusy={isBusy} onClick={() => start(() => actions.stop({ runId: run.id }))}>
            Stop
          </Button>
        )}
        {canGoOn && (
          <Button isBusy={isBusy} onClick={() => start(() => actions.goOn({ runId: run.id }))}>
            {run.state === 'stopped' ? 'Go on' : 'Try what failed again'}
          </Button>
        )}
        {!isGoing && (
          <Button appearance="primary" isBusy={isBusy} onClick={() => start(() => actions.dismiss({ runId: run.id }))}>
            Done
          </Button>
        )}
      </div>
    </section>
  );
};
