import { useEffect, useState } from 'preact/hooks';
import type { OperationView, TabView } from '../../lib/domain/index.ts';
import type { Remote } from '../../lib/state/index.ts';
import { Age, Button, EmptyState, IconButton, LoadingRows, useNow } from '../ui/index.ts';
import { ErrorNotice } from '../words/index.ts';
import type { Choosing } from './AddPage.tsx';
import type { AccountNames, Answer, ReviewActions, WatchChangeSet } from './data.ts';
import { takeNextStep } from './next-step.ts';
import { Operations } from './Operations.tsx';
import { PageSets } from './PageSets.tsx';
import styles from './Panel.module.css';
import { notReviewableWords } from './place-words.ts';
import { useAnswer } from './use-answer.ts';

export interface PanelProps {
  readonly tab: Remote<TabView>;
  readonly operations: readonly OperationView[];
  readonly isOnline: boolean;
  readonly actions: ReviewActions;
  readonly watchChangeSet: WatchChangeSet;
  readonly onRefresh: () => Answer;
  /** Only where the panel lies in a frame that can be closed. */
  readonly onClose?: (() => void) | undefined;
  readonly accounts?: AccountNames | null | undefined;
  /** The launcher asked for the chooser; each new object opens it once more. */
  readonly wish?: Choosing | null | undefined;
}

/** What a tab shows and the sets it is in. */
export const Panel = (props: PanelProps) => {
  const { tab, operations, isOnline, actions, onRefresh, onClose, wish = null } = props;
  const now = useNow();
  const [choosing, setChoosing] = useState<Choosing | null>(null);
  const [refreshing, refresh] = useAnswer();
  useEffect(() => {
    if (wish !== null) setChoosing(wish);
  }, [wish]);
  const page = tab.kind === 'ready' && tab.value.kind === 'page' ? tab.value.page : null;
  const ofThisSite = page === null ? operations : operations.filter((operation) => operation.connectionId === page.connectionId);
  return (
    <main class={styles['panel']}>
      <header class={styles['header']}>
        <h1 class={styles['title']}>Change sets</h1>
        {page !== null && page.checkedAt !== null && page.sets.length === 0 && <Age at={page.checkedAt} now={now} class={styles['age']} />}
        {page !== null && (
          <IconButton
            icon="refresh"
            label="Refresh"
            size="small"
            isBusy={page.isRefreshing || refreshing.isBusy}
            onClick={() => refresh(onRefresh)}
          />
        )}
        {onClose !== undefined && <IconButton icon="close" label="Close the panel" size="small" onClick={onClose} />}
      </header>
      {!isOnline && (
        <div class={styles['notice']}>
          <ErrorNotice error={{ kind: 'offline' }} />
        </div>
      )}
      {refreshing.error !== null && isOnline && (
        <div class={styles['notice']}>
          <ErrorNotice error={refreshing.error} />
        </div>
      )}
      <PanelBody {...props} now={now} choosing={choosing} onChoosing={setChoosing} />
      <Operations
        operations={ofThisSite}
        actions={actions}
        now={now}
        watchChangeSet={props.watchChangeSet}
        pageId={page?.page.id}
        onOtherSet={page?.readOnly === null ? (operation) => setChoosing({ instead: operation.id }) : undefined}
      />
    </main>
  );
};

type BodyProps = PanelProps & {
  readonly now: number;
  readonly choosing: Choosing | null;
  readonly onChoosing: (choosing: Choosing | null) => void;
};

/** The four states of what a tab shows. */
const PanelBody = ({ tab, operations, actions, watchChangeSet, onRefresh, accounts, now, choosing, onChoosing }: BodyProps) => {
  if (tab.kind === 'loading') return <LoadingRows label="Loading the change sets of this page" rows={2} />;
  if (tab.kind === 'failed')
    return <ErrorNotice size="view" error={tab.error} onNextStep={(step) => takeNextStep(step, { actions, again: onRefresh })} />;
  const view = tab.value;
  switch (view.kind) {
    case 'page':
      return (
        <PageSets
          key={view.page.page.id}
          page={view.page}
          operations={operations}
          actions={actions}
          watchChangeSet={watchChangeSet}
          onRefresh={onRefresh}
          now={now}
          accounts={accounts}
          choosing={choosing}
          onChoosing={onChoosing}
        />
      );
    case 'notReviewable':
      return (
        <EmptyState icon="blocked" title={notReviewableWords(view.what)}>
          Change sets hold pages, live docs and blog posts. Open one to see its sets or to add it to one.
        </EmptyState>
      );
    case 'noConnection':
      return (
        <EmptyState
          icon="link"
          title="Sheaf is not connected to this site"
          action={
            <Button appearance="primary" onClick={() => void actions.openSettings()}>
              Set up the connection
            </Button>
          }
        >
          {URL.canParse(view.siteOrigin) ? new URL(view.siteOrigin).host : view.siteOrigin} has no connection to ApprovalFlow’s API yet. It
          takes an API base URL and an OAuth app, which your administrator can give you.
        </EmptyState>
      );
    case 'elsewhere':
      return (
        <EmptyState icon="page" title="Not a Confluence page">
          Open a page in Confluence, and its change sets appear here.
        </EmptyState>
      );
  }
};
