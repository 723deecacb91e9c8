import type { BulkAction } from '../../lib/domain/index.ts';
import type { BulkCheckView } from '../../lib/state/index.ts';
import { useAnswer } from '../panel/index.ts';
import { Confirm, plural } from '../ui/index.ts';
import { ErrorNotice } from '../words/index.ts';
import { eligible } from './board-words.ts';
import styles from './Dock.module.css';
import { type BoardActs, type BulkTarget, keyOf, targetOf } from './data.ts';

export interface BulkQuestionProps {
  readonly action: BulkAction;
  /** All that were chosen, also those nothing can happen to. */
  readonly items: readonly BulkTarget[];
  /** What the last check found, if these sets were checked. */
  readonly check: BulkCheckView | null;
  readonly acts: Pick<BoardActs, 'startBulk'>;
  readonly onStarted: () => void;
  readonly onClose: () => void;
}

const namedAtMost = 5;

/** Says what will happen to how many sets, and happens only when that is confirmed. */
export const BulkQuestion = ({ action, items, check, acts, onStarted, onClose }: BulkQuestionProps) => {
  const [pending, run] = useAnswer();
  const open = items.filter((item) => !item.isArchived);
  const targets = action === 'submit' ? open.filter((item) => item.pageCount > 0) : open;
  const archived = items.length - open.length;
  const empty = open.length - targets.length;
  const sets = plural(targets.length, 'change set');
  const skipped = [
    archived > 0 && `${plural(archived, 'archived set')}: read-only`,
    empty > 0 && `${plural(empty, 'set')} without pages`,
  ].filter((part) => part !== false);
  const start = (): void =>
    run(async () => {
      const result = await acts.startBulk(action, targets.map(targetOf));
      if (result.ok) onStarted();
      return result;
    });
  return (
    <Confirm
      title={action === 'submit' ? `Submit ${sets} for approval?` : `Archive ${sets}?`}
      confirmLabel={`${action === 'submit' ? 'Submit' : 'Archive'} ${sets}`}
      tone={action === 'submit' ? 'primary' : 'danger'}
      isDisabled={targets.length === 0}
      isBusy={pending.isBusy}
      onConfirm={start}
      onCancel={onClose}
    >
      {targets.length > 0 && (
        <ul class={styles['named']}>
          {targets.slice(0, namedAtMost).map((item) => (
            <li key={keyOf(item)}>
              {item.title}
              {item.spaceName !== null && <span class={styles['subtle']}> · {item.spaceName}</span>}
            </li>
          ))}
          {targets.length > namedAtMost && <li>and {targets.length - namedAtMost} more</li>}
        </ul>
      )}
      {skipped.length > 0 && <p>Left out: {skipped.join(', ')}.</p>}
      {action === 'submit' ? <SubmitPoints targets={targets} check={check} /> : <ArchivePoints targets={targets} />}
      {pending.error !== null && <ErrorNotice error={pending.error} />}
    </Confirm>
  );
};

interface PointsProps {
  readonly targets: readonly BulkTarget[];
}

/** How many pages the last check found; `null` when it does not cover all of these sets. */
const foundBy = (
  check: BulkCheckView | null,
  targets: readonly BulkTarget[],
): { readonly good: number; readonly blocked: number } | null => {
  const results = targets.map((target) => check?.sets.find((set) => keyOf(set) === keyOf(target))?.result ?? null);
  let good = 0;
  let all = 0;
  for (const result of results) {
    if (result === null) return null;
    good += eligible(result);
    all += result.pages.length;
  }
  return { good, blocked: all - good };
};

const SubmitPoints = ({ targets, check }: PointsProps & { readonly check: BulkCheckView | null }) => {
  const found = foundBy(check, targets);
  const pages = targets.reduce((sum, item) => sum + item.pageCount, 0);
  return (
    <ul class={styles['points']}>
      {found === null ? (
        <li>
          They hold {plural(pages, 'page')}. ApprovalFlow submits those it can take and skips the others. “Check” tells which, beforehand.
        </li>
      ) : (
        <li>
          By your last check {plural(found.good, 'page')} can be submitted
          {found.blocked > 0 ? `; ${found.blocked} are blocked and skipped` : ''}.
        </li>
      )}
      <li>On each page submitted, ApprovalFlow posts a comment with its set’s title, summary and source, and asks its reviewers.</li>
      <li>Each is recorded as sent by an app, under your name.</li>
      <li>They are sent one after the other, also when this tab is closed. You can stop what is not sent yet.</li>
      <li>Sheaf cannot take it back. A request can be cancelled in the page’s approval byline.</li>
    </ul>
  );
};

const ArchivePoints = ({ targets }: PointsProps) => {
  const unfinished = targets.filter((item) => !item.isApproved).length;
  return (
    <ul class={styles['points']}>
      {unfinished > 0 && (
        <li>
          <strong>{unfinished === 1 ? 'One of them is' : `${unfinished.toLocaleString('en')} of them are`} not approved yet.</strong>
        </li>
      )}
      <li>They become read-only for good: ApprovalFlow has no way to reopen an archived set.</li>
      <li>Approvals that were given stay with their pages.</li>
      <li>Each is recorded as sent by an app, under your name.</li>
      <li>They are archived one after the other, also when this tab is closed. You can stop what is not sent yet.</li>
    </ul>
  );
};
