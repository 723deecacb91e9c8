import { useState } from 'preact/hooks';
import type { ChangeSetPageView } from '../../lib/domain/index.ts';
import { Button, classNames, Icon, IconButton, Lozenge, OutsideLink, plural, Spinner } from '../ui/index.ts';
import { ApprovalLozenge, ErrorNotice } from '../words/index.ts';
import { BlockNote } from './BlockNote.tsx';
import type { FinalAct, ReviewActions, SetTarget } from './data.ts';
import styles from './PageRow.module.css';
import { useAnswer } from './use-answer.ts';

export interface PageRowProps {
  /** Of the row's element, which can be given the focus. */
  readonly id: string;
  readonly page: ChangeSetPageView;
  readonly target: SetTarget;
  readonly isThisPage: boolean;
  readonly canWrite: boolean;
  readonly actions: ReviewActions;
  /** Asks before submitting, here or in a window of our own. */
  readonly onFinalAct: (act: FinalAct) => void;
}

const pendingWords = { adding: 'Adding…', removing: 'Removing…', submitting: 'Submitting…' } as const;

/** A page's title, or its number where it cannot be seen. */
export const nameOf = (page: ChangeSetPageView): string => page.title ?? `Page ${page.pageId}`;

/** "v14 · approved at v12"; nothing where the service gave no version. */
const versionWords = ({ currentVersion, approvedAtVersion }: ChangeSetPageView): string | null => {
  const now = currentVersion === null ? null : `v${currentVersion}`;
  if (approvedAtVersion === null) return now;
  if (approvedAtVersion === currentVersion) return `${now} approved`;
  return [now, `approved at v${approvedAtVersion}`].filter(Boolean).join(' · ');
};

const staleWords = (page: ChangeSetPageView): string =>
  page.versionDelta === null || page.versionDelta < 1
    ? 'Edited since approval'
    : `Edited since approval, ${plural(page.versionDelta, 'version')}`;

/** Whether asking for approval makes sense; the service has the last word. */
export const isSubmittable = ({ approval, isStale, isVisible }: ChangeSetPageView): boolean =>
  isVisible && approval !== 'inApproval' && (approval !== 'approved' || isStale);

/** One page of a set: where it stands, and what can be done with it. */
export const PageRow = ({ id, page, target, isThisPage, canWrite, actions, onFinalAct }: PageRowProps) => {
  const [removal, remove] = useAnswer();
  const name = nameOf(page);
  const isPending = page.pending !== null;
  const canSubmit = canWrite && !isPending && isSubmittable(page);
  const submit = () => onFinalAct({ kind: 'submitPage', pageId: page.pageId, title: name });
  return (
    <li
      id={id}
      tabIndex={-1}
      class={classNames(styles['row'], isThisPage && styles['here'], isPending && styles['pending'])}
      aria-busy={isPending ? 'true' : undefined}
    >
      <div class={styles['head']}>
        <p class={styles['title']}>
          <OutsideLink url={page.isVisible ? page.url : null}>{name}</OutsideLink>
          {isThisPage && <span class={styles['mark']}>This page</span>}
        </p>
        <div class={styles['tools']}>
          {canSubmit && !isThisPage && <IconButton icon="send" size="small" label={`Submit “${name}”`} onClick={submit} />}
          {canWrite && !isPending && (
            <IconButton
              icon="close"
              size="small"
              label={`Remove “${name}” from this set`}
              isBusy={removal.isBusy}
              onClick={() => remove(() => actions.removePage({ ...target, pageId: page.pageId }))}
            />
          )}
        </div>
      </div>
      <PageFacts page={page} />
      {page.blocked !== null && (
        <div class={styles['blocked']}>
          <Icon name="blocked" />
          <BlockNote reason={page.blocked.reason} text={page.blocked.text} />
        </div>
      )}
      {isThisPage && page.isVisible && (
        <ThisPageTools page={page} target={target} actions={actions} onSubmit={canSubmit ? submit : undefined} />
      )}
      {removal.error !== null && <ErrorNotice error={removal.error} />}
    </li>
  );
};

const PageFacts = ({ page }: { readonly page: ChangeSetPageView }) => {
  const versions = versionWords(page);
  const workflow = page.workflowName ?? page.workflowId;
  return (
    <div class={styles['facts']}>
      {page.pending !== null && (
        <span class={styles['doing']}>
          <Spinner />
          {pendingWords[page.pending]}
        </span>
      )}
      {page.isVisible ? (
        page.pending !== 'adding' && <ApprovalLozenge approval={page.approval} statusAsSent={page.statusAsSent} />
      ) : (
        <Lozenge tone="neutral" icon="question" isSmall>
          Not visible to you or deleted
        </Lozenge>
      )}
      {page.isStale && (
        <Lozenge tone="warning" icon="edit" isSmall>
          {staleWords(page)}
        </Lozenge>
      )}
      {versions !== null && <span class={styles['fact']}>{versions}</span>}
      {workflow !== null && <span class={styles['fact']}>Workflow {workflow}</span>}
      {page.isLiveDoc && <span class={styles['fact']}>Live doc</span>}
    </div>
  );
};

interface ThisPageToolsProps {
  readonly page: ChangeSetPageView;
  readonly target: SetTarget;
  readonly actions: ReviewActions;
  readonly onSubmit: (() => void) | undefined;
}

/** The page in front of the person: ApprovalFlow's byline is on it, where approving and rejecting happen. */
const ThisPageTools = ({ page, target, actions, onSubmit }: ThisPageToolsProps) => {
  const [opening, open] = useAnswer();
  const [isMissing, setMissing] = useState(false);
  const openByline = () =>
    open(async () => {
      const result = await actions.openByline({ connectionId: target.connectionId, pageId: page.pageId });
      setMissing(result.ok && !result.value.isFound);
      return result;
    });
  return (
    <>
      <div class={styles['actions']}>
        {onSubmit !== undefined && (
          <Button size="small" icon="send" onClick={onSubmit}>
            Submit this page
          </Button>
        )}
        <Button size="small" isBusy={opening.isBusy} onClick={openByline}>
          Open approval byline
        </Button>
      </div>
      {isMissing && (
        <p role="status" class={styles['fact']}>
          Sheaf did not find the byline. It is below the page’s title; it may be hidden while you edit.
        </p>
      )}
      {opening.error !== null && <ErrorNotice error={opening.error} />}
    </>
  );
};
