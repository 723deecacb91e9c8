import { useState } from 'preact/hooks';
import type { ChangeSetPageView, ContentState } from '../../lib/domain/index.ts';
import { Age, Button, classNames, Icon, IconButton, Lozenge, OutsideLink, Spinner } from '../ui/index.ts';
import { ApprovalLozenge, ErrorNotice, StateLozenge } from '../words/index.ts';
import { ApprovalThread } from './ApprovalThread.tsx';
import { BlockNote } from './BlockNote.tsx';
import type { FinalAct, ReviewActions, SetTarget } from './data.ts';
import { PageCheck } from './PageCheck.tsx';
import styles from './PageRow.module.css';
import { PageVerdict } from './PageVerdict.tsx';
import { isSubmittable, nameOf, senderWords, staleWords, versionWords } from './page-words.ts';
import { useAnswer } from './use-answer.ts';

export interface PageRowProps {
  /** Of the row's element, which can be given the focus. */
  readonly id: string;
  readonly page: ChangeSetPageView;
  /** Its status in Confluence; `null`: none, or not known. */
  readonly state: ContentState | null;
  readonly target: SetTarget;
  readonly siteOrigin: string;
  readonly now: number;
  readonly isThisPage: boolean;
  readonly canWrite: boolean;
  readonly actions: ReviewActions;
  /** Asks before submitting, here or in a window of our own. */
  readonly onFinalAct: (act: FinalAct) => void;
}

const pendingWords = { adding: 'Adding…', removing: 'Removing…', submitting: 'Submitting…' } as const;

/** One page of a set: where it stands, and what can be done with it. */
export const PageRow = ({ id, page, state, target, siteOrigin, now, isThisPage, canWrite, actions, onFinalAct }: PageRowProps) => {
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
      <PageFacts page={page} state={state} />
      <PageVerdict page={page} target={target} actions={actions} now={now} />
      <Submission page={page} now={now} />
      {page.blocked !== null && (
        <div class={styles['blocked']}>
          <Icon name="blocked" />
          <BlockNote reason={page.blocked.reason} text={page.blocked.text} />
        </div>
      )}
      {isThisPage && page.isVisible && (
        <ThisPageTools page={page} target={target} actions={actions} onSubmit={canSubmit ? submit : undefined} />
      )}
      {page.isVisible && !isPending && (
        <Unfoldings page={page} target={target} siteOrigin={siteOrigin} now={now} canCheck={canSubmit} actions={actions} />
      )}
      {removal.error !== null && <ErrorNotice error={removal.error} />}
    </li>
  );
};

const PageFacts = ({ page, state }: Pick<PageRowProps, 'page' | 'state'>) => {
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
      {state !== null && <StateLozenge state={state} />}
      {versions !== null && <span class={styles['fact']}>{versions}</span>}
      {workflow !== null && <span class={styles['fact']}>Workflow {workflow}</span>}
      {page.isLiveDoc && <span class={styles['fact']}>Live doc</span>}
    </div>
  );
};

/** "Submitted yesterday by Ana Ruiz, sent by this Sheaf · resolved 20 h ago", as far as it is known. */
const Submission = ({ page, now }: { readonly page: ChangeSetPageView; readonly now: number }) => {
  const { submittedAt, submittedBy, sentBy, resolvedAt } = page;
  if (submittedAt === null && submittedBy === null && sentBy === null && resolvedAt === null) return null;
  const isSubmitted = submittedAt !== null || submittedBy !== null || sentBy !== null;
  return (
    <p class={styles['fact']}>
      {isSubmitted && (submittedAt === null ? 'Submitted' : <Age at={submittedAt} verb="Submitted" now={now} />)}
      {submittedBy !== null && ` by ${submittedBy.name}`}
      {sentBy !== null && `, ${senderWords[sentBy]}`}
      {resolvedAt !== null && (
        <>
          {isSubmitted && ' · '}
          <Age at={resolvedAt} verb={isSubmitted ? 'resolved' : 'Resolved'} now={now} />
        </>
      )}
    </p>
  );
};

type UnfoldingsProps = Pick<PageRowProps, 'page' | 'target' | 'siteOrigin' | 'now' | 'actions'> & { readonly canCheck: boolean };

/** What is asked for only when somebody wants to see it. */
const Unfoldings = ({ page, target, siteOrigin, now, canCheck, actions }: UnfoldingsProps) => {
  const [open, setOpen] = useState<'thread' | 'check' | null>(null);
  const pageTarget = { connectionId: target.connectionId, pageId: page.pageId };
  const toggle = (part: 'thread' | 'check', words: string) => (
    <Button
      appearance="subtle"
      size="small"
      icon={open === part ? 'chevronDown' : 'chevronRight'}
      class={styles['toggle'] ?? ''}
      aria-expanded={open === part ? 'true' : 'false'}
      aria-label={`${words} of “${nameOf(page)}”`}
      onClick={() => setOpen(open === part ? null : part)}
    >
      {words}
    </Button>
  );
  const hasThread = page.approval !== 'notSubmitted' || page.submittedAt !== null;
  const [states, openStates] = useAnswer();
  return (
    <>
      <div class={styles['unfoldings']}>
        {hasThread && toggle('thread', 'Approval comments')}
        {canCheck && toggle('check', 'Check')}
        <Button
          appearance="subtle"
          size="small"
          class={styles['toggle'] ?? ''}
          aria-label={`Page status of “${nameOf(page)}”…`}
          isBusy={states.isBusy}
          onClick={() => openStates(() => actions.openStates({ ...target, pageId: page.pageId }))}
        >
          Page status…
        </Button>
      </div>
      {states.error !== null && <ErrorNotice error={states.error} />}
      {open === 'thread' && hasThread && <ApprovalThread target={pageTarget} siteOrigin={siteOrigin} actions={actions} now={now} />}
      {open === 'check' && canCheck && <PageCheck target={pageTarget} page={page} actions={actions} now={now} />}
    </>
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
