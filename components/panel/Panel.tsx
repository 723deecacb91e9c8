import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { ChangeSetView, OperationView, PanelPlace, TabView } from '../../lib/domain/index.ts';
import type { Remote } from '../../lib/state/index.ts';
import { Button, EmptyState, LoadingRows, useNow } from '../ui/index.ts';
import { ErrorNotice } from '../words/index.ts';
import type { Choosing } from './AddPage.tsx';
import type { AccountNames, Answer, ReviewActions, SetTarget, WatchChangeSet } from './data.ts';
import { takeNextStep } from './next-step.ts';
import { OneSet } from './OneSet.tsx';
import { Operations } from './Operations.tsx';
import { PageSets } from './PageSets.tsx';
import styles from './Panel.module.css';
import { PanelHeader } from './PanelHeader.tsx';
import { PausedHere } from './PausedHere.tsx';
import { notReviewableWords } from './place-words.ts';
import { ReviewLine, useReview } from './ReviewLine.tsx';
import { ReviewNextNote } from './ReviewNextNote.tsx';
import { useAnswer } from './use-answer.ts';
import { useReviewNext } from './use-review-next.ts';

export interface PanelProps {
  readonly tab: Remote<TabView>;
  readonly operations: readonly OperationView[];
  readonly isOnline: boolean;
  readonly actions: ReviewActions;
  readonly watchChangeSet: WatchChangeSet;
  readonly onRefresh: () => Answer;
  /** What is shown; a wish for the chooser opens it with each new object. */
  readonly place: PanelPlace;
  readonly onOpen: (place: PanelPlace) => void;
  /** Left out: there is nothing to go back to. */
  readonly onBack?: (() => void) | undefined;
  /** Only where the panel lies in a frame that can be closed. */
  readonly onClose?: (() => void) | undefined;
  /** Only where the browser has a side panel and this is not in it. */
  readonly onSidePanel?: (() => void) | undefined;
  readonly accounts?: AccountNames | null | undefined;
  /** Whether a change set can be begun here. */
  readonly canBegin: boolean;
  /** The editor of the draft that `place` names. */
  readonly draft?: ComponentChildren;
}

/** What a tab shows and the sets it is in; or one set; or a set being made. */
export const Panel = (props: PanelProps) => {
  const { tab, operations, isOnline, actions, onRefresh, place, onOpen } = props;
  const now = useNow();
  const [choosing, setChoosing] = useChoosingAt(place);
  const [refreshing, refresh] = useAnswer();
  const page = tab.kind === 'ready' && tab.value.kind === 'page' ? tab.value.page : null;
  const front = page === null ? null : { connectionId: page.connectionId, pageId: page.page.id };
  const going = useReviewNext(actions, front);
  const review = useReview(page);
  const isDraft = place.kind === 'draft';
  const ofThisSite = page === null ? operations : operations.filter((operation) => operation.connectionId === page.connectionId);
  return (
    <main class={styles['panel']}>
      <PanelHeader {...props} page={page} now={now} going={going} isRefreshing={refreshing.isBusy} onRefresh={() => refresh(onRefresh)} />
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
      {(going.isNone || going.error !== null) && (
        <div class={styles['notice']}>
          <ReviewNextNote going={going} />
        </div>
      )}
      {page !== null && !isDraft && <ReviewLine page={page} review={review} actions={actions} />}
      {isDraft ? (
        props.draft
      ) : (
        <PanelBody
          {...props}
          now={now}
          choosing={choosing}
          onChoosing={setChoosing}
          onAddPages={({ connectionId, id: changeSetId, title, spaceId }) =>
            onOpen({ kind: 'draft', draftId: null, target: { connectionId, changeSetId, title, spaceId } })
          }
          onOpenSet={(target) => onOpen({ kind: 'set', ...target })}
        />
      )}
      <Operations
        operations={ofThisSite}
        actions={actions}
        now={now}
        watchChangeSet={props.watchChangeSet}
        pageId={page?.page.id}
        onOpenDraft={isDraft ? undefined : (draftId) => onOpen({ kind: 'draft', draftId, target: null })}
        onOtherSet={page?.readOnly === null && place.kind === 'page' ? (operation) => setChoosing({ instead: operation.id }) : undefined}
      />
    </main>
  );
};

/** The chooser, open when the launcher or a toast asked for it. */
const useChoosingAt = (place: PanelPlace): readonly [Choosing | null, (choosing: Choosing | null) => void] => {
  const [choosing, setChoosing] = useState<Choosing | null>(null);
  const heard = useRef<PanelPlace | null>(null);
  useEffect(() => {
    if (heard.current === place) return;
    heard.current = place;
    setChoosing(place.kind === 'page' ? place.choosing : null);
  }, [place]);
  return [choosing, setChoosing];
};

type BodyProps = PanelProps & {
  readonly now: number;
  readonly choosing: Choosing | null;
  readonly onChoosing: (choosing: Choosing | null) => void;
  readonly onAddPages: (set: ChangeSetView) => void;
  readonly onOpenSet: (target: SetTarget) => void;
};

/** The set to be shown; `null`: what the tab shows. A place that is paused says so, whichever set was asked for. */
const targetOf = (place: PanelPlace, tab: Remote<TabView>): SetTarget | null => {
  if (place.kind !== 'set') return null;
  const view = tab.kind === 'ready' ? tab.value : null;
  const front = view === null ? null : view.kind === 'page' ? view.page.connectionId : 'connectionId' in view ? view.connectionId : null;
  const connectionId = place.connectionId ?? front;
  if (connectionId === null || (view?.kind === 'paused' && view.connectionId === connectionId)) return null;
  return { connectionId, changeSetId: place.changeSetId };
};

const PanelBody = (props: BodyProps) => {
  const { place, tab, onOpen } = props;
  const target = targetOf(place, tab);
  if (target === null) return <TabBody {...props} />;
  const page = tab.kind === 'ready' && tab.value.kind === 'page' ? tab.value.page : null;
  return (
    <OneSet
      key={`${target.connectionId} ${target.changeSetId}`}
      {...props}
      target={target}
      pageId={page?.connectionId === target.connectionId ? page.page.id : null}
      onBack={() => onOpen({ kind: 'page', choosing: null })}
    />
  );
};

/** The states of what a tab shows. */
const TabBody = ({
  tab,
  operations,
  actions,
  watchChangeSet,
  onRefresh,
  accounts,
  now,
  choosing,
  onChoosing,
  onAddPages,
  onOpenSet,
  onOpen,
}: BodyProps) => {
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
          onNew={() => onOpen({ kind: 'draft', draftId: null, target: null })}
          onAddPages={onAddPages}
          onOpenSet={onOpenSet}
        />
      );
    case 'notReviewable':
      return (
        <EmptyState icon="blocked" title={notReviewableWords(view.what)}>
          Change sets hold pages, live docs and blog posts. Open one to see its sets or to add it to one.
        </EmptyState>
      );
    case 'paused':
      return <PausedHere paused={view} actions={actions} />;
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
