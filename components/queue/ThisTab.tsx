import type { OperationView, PageView, TabView } from '../../lib/domain/index.ts';
import type { Remote } from '../../lib/state/index.ts';
import { AddPage, type Answer, type Choosing, PausedHere, ReadOnlyNotice, type ReviewActions, useAnswer } from '../panel/index.ts';
import { Button, Icon } from '../ui/index.ts';
import { ErrorNotice, RollupLozenge } from '../words/index.ts';
import styles from './ThisTab.module.css';

/** What a set could be started for: the tab in front, as far as the browser tells. */
export interface TabOffer {
  /** `acme/gateway #184`, else the host; `null`: the browser does not tell the address before the press. */
  readonly label: string | null;
}

export interface ThisTabProps {
  readonly tab: Remote<TabView>;
  readonly operations: readonly OperationView[];
  readonly actions: ReviewActions;
  readonly choosing: Choosing | null;
  readonly onChoosing: (choosing: Choosing | null) => void;
  /** Drawn where nothing of Confluence is in front; `null`: there is nothing to start a set for. */
  readonly offer: TabOffer | null;
  readonly onNewWithPage: (page: PageView) => void;
  readonly onNewForTab: () => Answer;
}

/** The Confluence page in front of the person, on top of the queue: which sets it is in, and one click to add it. */
export const ThisTab = ({ tab, operations, actions, choosing, onChoosing, offer, onNewWithPage, onNewForTab }: ThisTabProps) => {
  if (tab.kind === 'ready' && tab.value.kind === 'paused')
    return (
      <section class={styles['tab']} aria-label="The page you are on">
        <PausedHere paused={tab.value} actions={actions} />
      </section>
    );
  if (tab.kind === 'ready' && tab.value.kind === 'elsewhere' && offer !== null) return <StartForTab offer={offer} onStart={onNewForTab} />;
  if (tab.kind !== 'ready' || tab.value.kind !== 'page') return null;
  const { page } = tab.value;
  return (
    <section class={styles['tab']} aria-label="The page you are on">
      <p class={styles['title']}>
        <Icon name="page" />
        <span>{page.page.title ?? 'This page'}</span>
      </p>
      {page.sets.length > 0 && (
        <ul class={styles['sets']}>
          {page.sets.map((set) => (
            <li key={set.id} class={styles['set']}>
              <RollupLozenge rollup={set.rollup} isSmall />
              <span>
                In “{set.title}”{set.isArchived ? ' (archived)' : ''}
              </span>
            </li>
          ))}
        </ul>
      )}
      {page.readOnly === null ? (
        <>
          <AddPage
            page={page}
            operations={operations}
            actions={actions}
            choosing={choosing}
            onChoosing={onChoosing}
            onNew={() => onNewWithPage(page)}
            appearance={page.sets.length > 0 ? 'default' : 'primary'}
          />
          <div>
            <Button size="small" appearance="subtle" icon="add" onClick={() => onNewWithPage(page)}>
              New change set with this page
            </Button>
          </div>
        </>
      ) : (
        <ReadOnlyNotice reason={page.readOnly} onOpenSettings={() => void actions.openSettings()} />
      )}
    </section>
  );
};

/** A pull request, an issue, any page of the web: read on the press, and not before. */
const StartForTab = ({ offer, onStart }: { readonly offer: TabOffer; readonly onStart: () => Answer }) => {
  const [starting, start] = useAnswer();
  return (
    <section class={styles['tab']} aria-label="The page you are on">
      {offer.label !== null && (
        <p class={styles['title']}>
          <Icon name="link" />
          <span>{offer.label}</span>
        </p>
      )}
      <div>
        <Button icon="add" isBusy={starting.isBusy} onClick={() => start(onStart)}>
          Start a change set for this
        </Button>
      </div>
      <p class={styles['hint']}>Its address becomes the source, and its links to Confluence become the pages.</p>
      {starting.error !== null && <ErrorNotice error={starting.error} />}
    </section>
  );
};
