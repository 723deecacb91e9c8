import { useId, useState } from 'preact/hooks';
import type { ChangeSetSummary, ChangeSetView, PageId } from '../../lib/domain/index.ts';
import type { Remote } from '../../lib/state/index.ts';
import { Age, Button, EmptyState, Icon, IconButton, LoadingRows, OutsideLink } from '../ui/index.ts';
import { CountsBar, CountsWords, ErrorNotice } from '../words/index.ts';
import styles from './ChangeSetDetail.module.css';
import { CheckBeforeSubmitting } from './CheckBeforeSubmitting.tsx';
import type { AccountNames, FinalAct, ReviewActions, SetTarget } from './data.ts';
import { FinalDialog } from './FinalQuestion.tsx';
import { takeNextStep } from './next-step.ts';
import { ReadOnlyNotice, VanishedNotice } from './notices.tsx';
import { isSubmittable, PageRow } from './PageRow.tsx';
import { StateReason } from './StateReason.tsx';
import { useAnswer } from './use-answer.ts';

export interface ChangeSetDetailProps {
  readonly target: SetTarget;
  readonly remote: Remote<ChangeSetView | null>;
  /** What is known before the details come. */
  readonly summary: ChangeSetSummary | null;
  /** The page in front of the person, to be marked. */
  readonly pageId: PageId | null;
  readonly actions: ReviewActions;
  readonly now: number;
  readonly accounts?: AccountNames | null | undefined;
  /** The surface has said already why nothing can be written. */
  readonly hidesReadOnlyReason?: boolean | undefined;
}

/** A set with all its pages: loading, gone, failed or there. */
export const ChangeSetDetail = (props: ChangeSetDetailProps) => {
  const { remote, summary } = props;
  if (remote.kind === 'failed')
    return (
      <ErrorNotice
        error={remote.error}
        size="view"
        onNextStep={(step) => takeNextStep(step, { ...props, again: () => props.actions.refresh(props.target) })}
      />
    );
  if (remote.kind === 'loading')
    return (
      <div class={styles['detail']}>
        {summary !== null && <SetFacts set={summary} now={props.now} />}
        <LoadingRows label="Loading the pages of this change set" />
      </div>
    );
  if (remote.value === null)
    return (
      <EmptyState icon="question" title="This change set is no longer there">
        It was deleted, or you may no longer see it.
      </EmptyState>
    );
  return <ReadySet {...props} set={remote.value} />;
};

const ReadySet = (props: ChangeSetDetailProps & { readonly set: ChangeSetView }) => {
  const { set, target, pageId, actions, now, accounts, hidesReadOnlyReason = false } = props;
  const id = useId();
  const rowId = (page: PageId): string => `${id}-${page}`;
  const [asked, setAsked] = useState<FinalAct | null>(null);
  const [opening, openWindow] = useAnswer();
  const [refreshing, refresh] = useAnswer();
  const canWrite = set.readOnly === null && !set.isArchived;
  const readOnly = set.isArchived ? 'archived' : set.readOnly;
  const askFinal = (act: FinalAct): void => {
    if (actions.confirmsIn === 'place') setAsked(act);
    else openWindow(() => actions.confirm({ ...target, action: act.kind, pageId: act.kind === 'submitPage' ? act.pageId : null }));
  };
  return (
    <div class={styles['detail']}>
      <StateReason set={set} onShowPage={(page) => document.getElementById(rowId(page))?.focus()} />
      {readOnly !== null && (readOnly === 'archived' || !hidesReadOnlyReason) && (
        <ReadOnlyNotice reason={readOnly} accounts={accounts} onOpenSettings={() => void actions.openSettings()} />
      )}
      {set.error !== null && (
        <ErrorNotice
          error={set.error}
          onNextStep={(step) => takeNextStep(step, { actions, siteOrigin: set.siteOrigin, again: () => actions.refresh(target) })}
        />
      )}
      <VanishedNotice vanished={set.vanished} actions={actions} />
      <SetFacts
        set={set}
        now={now}
        isRefreshing={set.isRefreshing || refreshing.isBusy}
        onRefresh={() => refresh(() => actions.refresh(target))}
      />
      {opening.error !== null && <ErrorNotice error={opening.error} />}
      {canWrite && set.pages.length > 0 && (
        <CheckBeforeSubmitting
          approvals={set.pages.map((page) => `${page.pageId} ${page.approval}`).join()}
          target={target}
          actions={actions}
          onSubmitAll={set.pages.some(isSubmittable) ? () => askFinal({ kind: 'submit' }) : undefined}
        />
      )}
      <PageList set={set} rowId={rowId} target={target} pageId={pageId} canWrite={canWrite} actions={actions} onFinalAct={askFinal} />
      {canWrite && (
        <div class={styles['foot']}>
          <Button size="small" appearance="subtle" icon="archive" onClick={() => askFinal({ kind: 'archive' })}>
            Archive this set
          </Button>
        </div>
      )}
      {asked !== null && <FinalDialog act={asked} target={target} setTitle={set.title} actions={actions} onClose={() => setAsked(null)} />}
    </div>
  );
};

interface SetFactsProps {
  readonly set: ChangeSetSummary;
  readonly now: number;
  readonly isRefreshing?: boolean;
  readonly onRefresh?: () => void;
}

/** Why these pages changed together, where it comes from, how far the review is, and how old all this is. */
const SetFacts = ({ set, now, isRefreshing = false, onRefresh }: SetFactsProps) => (
  <div class={styles['facts']}>
    {set.summary.trim() !== '' && <Summary text={set.summary} />}
    {set.source !== null && (
      <p class={styles['source']}>
        <Icon name={set.source.kind} />
        <OutsideLink url={set.source.url}>{set.source.label}</OutsideLink>
      </p>
    )}
    <div class={styles['progress']}>
      <CountsBar counts={set.counts} />
      <CountsWords counts={set.counts} />
    </div>
    <div class={styles['age']}>
      <p>
        {[set.spaceName, set.createdBy === null ? null : `created by ${set.createdBy.name}`].filter(Boolean).join(' · ')}
        {set.spaceName !== null || set.createdBy !== null ? ' · ' : ''}
        <Age at={set.checkedAt} now={now} />
      </p>
      {onRefresh !== undefined && (
        <IconButton icon="refresh" label="Refresh this change set" size="small" isBusy={isRefreshing} onClick={onRefresh} />
      )}
    </div>
  </div>
);

const longSummary = 280;

const Summary = ({ text }: { readonly text: string }) => {
  const [isWhole, setWhole] = useState(text.length <= longSummary);
  return (
    <div>
      <h3 class={styles['label']}>Why these pages changed together</h3>
      <p class={isWhole ? styles['summary'] : styles['clamped']}>{text}</p>
      {!isWhole && (
        <Button appearance="link" size="small" onClick={() => setWhole(true)}>
          Show the whole summary
        </Button>
      )}
    </div>
  );
};

type PageListProps = Pick<ChangeSetDetailProps, 'target' | 'pageId' | 'actions'> & {
  readonly set: ChangeSetView;
  readonly rowId: (page: PageId) => string;
  readonly canWrite: boolean;
  readonly onFinalAct: (act: FinalAct) => void;
};

/** This page first, the others as the set lists them. */
const PageList = ({ set, rowId, target, pageId, canWrite, actions, onFinalAct }: PageListProps) => {
  if (set.pages.length === 0)
    return (
      <EmptyState icon="page" title="No pages yet">
        Open a page of this space and add it to this set.
      </EmptyState>
    );
  const ordered = [...set.pages.filter((page) => page.pageId === pageId), ...set.pages.filter((page) => page.pageId !== pageId)];
  return (
    <section aria-label="Pages of this change set">
      <ul class={styles['pages']}>
        {ordered.map((page) => (
          <PageRow
            key={page.pageId}
            id={rowId(page.pageId)}
            page={page}
            target={target}
            isThisPage={page.pageId === pageId}
            canWrite={canWrite}
            actions={actions}
            onFinalAct={onFinalAct}
          />
        ))}
      </ul>
    </section>
  );
};
