import { type ChangeSetPageView, isPassing, type PreflightView } from '../../lib/domain/index.ts';
import { Age, Button, Confirm, plural, Skeleton } from '../ui/index.ts';
import { ErrorNotice } from '../words/index.ts';
import { type Answer, type FinalAct, perform, type ReviewActions, type SetTarget } from './data.ts';
import styles from './FinalQuestion.module.css';
import { blockedRows, PreflightResult, submittableRows } from './PreflightResult.tsx';
import { useAnswer } from './use-answer.ts';
import { type AskedCheck, useAsked } from './use-asked.ts';

export interface Question {
  readonly title: string;
  /** Names the act: "Submit 6 pages". */
  readonly confirmLabel: string;
  readonly tone: 'primary' | 'danger';
  /** False while the check runs, and when nothing would happen. */
  readonly canConfirm: boolean;
}

const submitQuestion = (state: AskedCheck, setTitle: string): Question => {
  const title = `Submit “${setTitle}” for approval?`;
  if (state.kind === 'loading') return { title, confirmLabel: 'Submit all eligible', tone: 'primary', canConfirm: false };
  if (state.kind === 'failed') return { title, confirmLabel: 'Submit all eligible', tone: 'primary', canConfirm: isPassing(state.error) };
  const count = submittableRows(state.value).length;
  return { title, confirmLabel: `Submit ${plural(count, 'page')}`, tone: 'primary', canConfirm: count > 0 };
};

const submitPageQuestion = (state: AskedCheck, pageTitle: string): Question => ({
  title: `Submit “${pageTitle}” for approval?`,
  confirmLabel: 'Submit this page',
  tone: 'primary',
  canConfirm: state.kind === 'failed' ? isPassing(state.error) : state.kind === 'ready' && submittableRows(state.value).length > 0,
});

/** Title, button and readiness of the question before a final act. */
export const questionFor = (act: FinalAct, setTitle: string, state: AskedCheck): Question => {
  switch (act.kind) {
    case 'submit':
      return submitQuestion(state, setTitle);
    case 'submitPage':
      return submitPageQuestion(state, act.title);
    case 'archive':
      return { title: `Archive “${setTitle}”?`, confirmLabel: 'Archive', tone: 'danger', canConfirm: true };
  }
};

/** The check that belongs to an act; archiving needs none. */
export const checkFor = (actions: ReviewActions, target: SetTarget, act: FinalAct): (() => Answer<PreflightView>) | null => {
  if (act.kind === 'archive') return null;
  return act.kind === 'submit'
    ? () => actions.preflight(target)
    : () => actions.preflightPage({ connectionId: target.connectionId, pageId: act.pageId });
};

export interface FinalExplanationProps {
  readonly act: FinalAct;
  readonly state: AskedCheck;
  /** The set's pages: they know the names of workflows, and whom a page waits for. */
  readonly pages: readonly ChangeSetPageView[];
  readonly onCheckAgain: () => void;
}

/** What will happen, how many, which are skipped and why: all that a person must know before saying yes. */
export const FinalExplanation = (props: FinalExplanationProps) =>
  props.act.kind === 'archive' ? <ArchiveExplanation /> : <SubmitExplanation {...props} />;

const ArchiveExplanation = () => (
  <ul class={styles['points']}>
    <li>The set becomes read-only: no pages can be added, removed or submitted.</li>
    <li>ApprovalFlow has no way to reopen an archived set.</li>
    <li>Approvals that were given stay with their pages.</li>
    <li>It is recorded as sent by an app, under your name.</li>
  </ul>
);

/** "2 pages are submitted, 3 are skipped." */
const countsWords = (view: PreflightView): string => {
  const submitted = submittableRows(view).length;
  const skipped = blockedRows(view).length;
  const first = `${plural(submitted, 'page')} ${submitted === 1 ? 'is' : 'are'} submitted`;
  return skipped === 0
    ? `${first}, none is skipped.`
    : `${first}, ${skipped} ${skipped === 1 ? 'is' : 'are'} skipped; nothing happens to them.`;
};

const SubmitExplanation = ({ act, state, pages, onCheckAgain }: FinalExplanationProps) => (
  <>
    {state.kind === 'loading' && (
      <div role="status" class={styles['checking']}>
        <p>Checking which pages can be submitted…</p>
        <Skeleton width="wide" />
        <Skeleton width="half" />
      </div>
    )}
    {state.kind === 'failed' && (
      <>
        <ErrorNotice error={state.error} onNextStep={onCheckAgain} can={['retry', 'refresh']} />
        {isPassing(state.error) && <p>Without the check, ApprovalFlow itself skips the pages that it cannot take.</p>}
      </>
    )}
    {state.kind === 'ready' && (
      <>
        <p class={styles['age']}>
          <Age at={state.value.checkedAt} verb="Checked" />
          <Button appearance="link" size="small" onClick={onCheckAgain}>
            Check again
          </Button>
        </p>
        <PreflightResult view={state.value} pages={pages} />
      </>
    )}
    {state.kind === 'ready' && submittableRows(state.value).length === 0 ? (
      <p>Nothing can be submitted now.</p>
    ) : (
      <ul class={styles['points']}>
        {state.kind === 'ready' && act.kind === 'submit' && <li>{countsWords(state.value)}</li>}
        <li>
          {act.kind === 'submit'
            ? 'On each page submitted, ApprovalFlow posts a comment with this set’s title, summary and source. It mentions the approvers, who are notified.'
            : 'ApprovalFlow posts a comment on the page. It mentions the approvers, who are notified.'}
        </li>
        <li>It is recorded as sent by an app, under your name (“via API”).</li>
        <li>Sheaf cannot take it back. A request can be cancelled in the page’s approval byline.</li>
      </ul>
    )}
  </>
);

export interface FinalDialogProps {
  readonly act: FinalAct;
  readonly target: SetTarget;
  readonly setTitle: string;
  readonly pages: readonly ChangeSetPageView[];
  /** What the last check of the set found; without it the dialog checks first. */
  readonly lastCheck: PreflightView | null;
  readonly actions: ReviewActions;
  readonly onClose: () => void;
}

/** Asks in place, in a window of our own. */
export const FinalDialog = ({ act, target, setTitle, pages, lastCheck, actions, onClose }: FinalDialogProps) => {
  const [state, checkAgain] = useAsked(checkFor(actions, target, act), act.kind === 'submit' ? lastCheck : null);
  const [pending, run] = useAnswer();
  const { title, confirmLabel, tone, canConfirm } = questionFor(act, setTitle, state);
  const confirm = () =>
    run(async () => {
      const result = await perform(actions, target, act);
      if (result.ok) onClose();
      return result;
    });
  return (
    <Confirm
      title={title}
      confirmLabel={confirmLabel}
      tone={tone}
      isDisabled={!canConfirm}
      isBusy={pending.isBusy}
      onConfirm={confirm}
      onCancel={onClose}
    >
      <FinalExplanation act={act} state={state} pages={pages} onCheckAgain={checkAgain} />
      {pending.error !== null && <ErrorNotice error={pending.error} />}
    </Confirm>
  );
};
