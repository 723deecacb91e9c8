import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { ChangeSetSummary, ChangeSetView, OperationView, PageId, PreflightView } from '../../lib/domain/index.ts';
import type { Remote } from '../../lib/state/index.ts';
import { Button, EmptyState, IconButton, LoadingRows } from '../ui/index.ts';
import { ErrorNotice } from '../words/index.ts';
import { Activity } from './Activity.tsx';
import styles from './ChangeSetDetail.module.css';
import { CheckBeforeSubmitting } from './CheckBeforeSubmitting.tsx';
import type { AccountNames, FinalAct, ReviewActions, SetTarget } from './data.ts';
import { EditFields } from './EditFields.tsx';
import { FinalDialog } from './FinalQuestion.tsx';
import { takeNextStep } from './next-step.ts';
import { ReadOnlyNotice, VanishedNotice } from './notices.tsx';
import { PageRow } from './PageRow.tsx';
import { isSubmittable } from './page-words.ts';
import { SetFacts } from './SetFacts.tsx';
import { useSetMenu } from './SetMenu.tsx';
import { ApprovedNotice, Bundle, PutAsideNotice, UnsavedNotice } from './SetNotices.tsx';
import { StateReason } from './StateReason.tsx';
import { fieldsIn, hasChanges, withFields } from './set-fields.ts';
import { useAnswer } from './use-answer.ts';
import { useSaved } from './use-saved.ts';
import { useStates } from './use-states.ts';

export interface ChangeSetDetailProps {
  readonly target: SetTarget;
  readonly remote: Remote<ChangeSetView | null>;
  /** What is known before the details come. */
  readonly summary: ChangeSetSummary | null;
  /** The page in front of the person, to be marked. */
  readonly pageId: PageId | null;
  readonly actions: ReviewActions;
  readonly now: number;
  /** Writes of the last minutes: what was saved shows at once, and what failed is not taken for unsaved. */
  readonly operations?: readonly OperationView[] | undefined;
  /** Opens the way to add pages to this set; left out where the surface has none. */
  readonly onAddPages?: ((set: ChangeSetView) => void) | undefined;
  /** Opens another set of the bundle in this surface; left out: on the dashboard. */
  readonly onOpenSet?: ((target: SetTarget) => void) | undefined;
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
  const { target, pageId, actions, now, operations = [], accounts, hidesReadOnlyReason = false, onAddPages } = props;
  const id = useId();
  const rowId = (page: PageId): string => `${id}-${page}`;
  const [asked, setAsked] = useState<FinalAct | null>(null);
  const [lastCheck, setLastCheck] = useState<PreflightView | null>(null);
  const [isEditing, setEditing] = useEditing(`${id}-edit`);
  const [opening, openWindow] = useAnswer();
  const [refreshing, refresh] = useAnswer();
  const { fields: saved, isJustSaved, save } = useSaved(operations);
  const { set: known } = props;
  const set = saved === null ? known : withFields(known, saved);
  const menu = useSetMenu({ set, target, actions, now });
  const canWrite = set.readOnly === null && !set.isArchived;
  const readOnly = set.isArchived ? 'archived' : set.readOnly;
  const edits = operations.filter(
    (operation) =>
      operation.kind === 'edit' &&
      operation.state !== 'done' &&
      operation.connectionId === target.connectionId &&
      operation.changeSetId === target.changeSetId,
  );
  const { editDraft } = known;
  const hasUnsaved = !isEditing && !isJustSaved && edits.length === 0 && editDraft !== null && hasChanges(fieldsIn(known), editDraft);
  const isApproved = set.rollup === 'all_approved' && set.pages.length > 0 && set.pages.every((page) => page.pending === null);
  const askFinal = (act: FinalAct): void => {
    if (actions.confirmsIn === 'place') setAsked(act);
    else openWindow(() => actions.confirm({ ...target, action: act.kind, pageId: act.kind === 'submitPage' ? act.pageId : null }));
  };
  const archive = () => askFinal({ kind: 'archive' });
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
      {canWrite && isApproved && (
        <ApprovedNotice onArchive={archive} onStates={() => openWindow(() => actions.openStates({ ...target, pageId: null }))} />
      )}
      {canWrite && hasUnsaved && (
        <UnsavedNotice onGoOn={() => setEditing(true)} onDiscard={() => void actions.keepFields({ ...target, fields: null })} />
      )}
      <PutAsideNotice set={set} target={target} actions={actions} now={now} />
      {canWrite && isEditing ? (
        <EditFields
          set={known}
          target={target}
          actions={actions}
          onSaved={(done) => {
            save(done);
            setEditing(false);
          }}
          onClose={() => setEditing(false)}
        />
      ) : (
        <SetFacts
          set={set}
          now={now}
          tools={
            <span class={styles['tools']}>
              {canWrite && (
                <IconButton
                  id={`${id}-edit`}
                  icon="edit"
                  label="Edit title, source and summary"
                  size="small"
                  onClick={() => setEditing(true)}
                />
              )}
              <IconButton
                icon="refresh"
                label="Refresh this change set"
                size="small"
                isBusy={set.isRefreshing || refreshing.isBusy}
                onClick={() => refresh(() => actions.refresh(target))}
              />
              {menu.button}
            </span>
          }
        />
      )}
      {saved !== null && (
        <p role="status" class={styles['saving']}>
          {saved.title === undefined ? 'Saving your changes…' : `Saving your changes to “${saved.title}”…`}
        </p>
      )}
      {menu.outcome}
      <Bundle
        bundle={set.bundle}
        onOpen={props.onOpenSet ?? (({ connectionId, changeSetId }) => void actions.openSet({ connectionId, changeSetId }))}
      />
      {refreshing.error !== null && <ErrorNotice error={refreshing.error} />}
      {opening.error !== null && <ErrorNotice error={opening.error} />}
      {canWrite && set.pages.length > 0 && (
        <CheckBeforeSubmitting
          pages={set.pages}
          target={target}
          actions={actions}
          now={now}
          onSubmitAll={set.pages.some(isSubmittable) ? () => askFinal({ kind: 'submit' }) : undefined}
          onChecked={setLastCheck}
        />
      )}
      <PageList
        set={set}
        rowId={rowId}
        target={target}
        pageId={pageId}
        now={now}
        canWrite={canWrite}
        actions={actions}
        onFinalAct={askFinal}
      />
      {canWrite && (
        <div class={styles['foot']}>
          {onAddPages !== undefined && (
            <Button size="small" icon="add" onClick={() => onAddPages(known)}>
              Add pages…
            </Button>
          )}
          {!isApproved && (
            <Button size="small" appearance="subtle" icon="archive" class={styles['archive'] ?? ''} onClick={archive}>
              Archive this set
            </Button>
          )}
        </div>
      )}
      <Activity target={target} appLinks={set.appLinks} actions={actions} now={now} />
      {asked !== null && (
        <FinalDialog
          act={asked}
          target={target}
          setTitle={set.title}
          pages={set.pages}
          lastCheck={lastCheck}
          actions={actions}
          onClose={() => setAsked(null)}
        />
      )}
    </div>
  );
};

/** The form took the focus; when it closes, the button that opened it gets it back. */
const useEditing = (buttonId: string): readonly [boolean, (isEditing: boolean) => void] => {
  const [isEditing, setEditing] = useState(false);
  const wasEditing = useRef(false);
  useEffect(() => {
    if (wasEditing.current && !isEditing) document.getElementById(buttonId)?.focus();
    wasEditing.current = isEditing;
  }, [isEditing]);
  return [isEditing, setEditing];
};

type PageListProps = Pick<ChangeSetDetailProps, 'target' | 'pageId' | 'actions' | 'now'> & {
  readonly set: ChangeSetView;
  readonly rowId: (page: PageId) => string;
  readonly canWrite: boolean;
  readonly onFinalAct: (act: FinalAct) => void;
};

/** This page first, the others as the set lists them. */
const PageList = ({ set, rowId, target, pageId, now, canWrite, actions, onFinalAct }: PageListProps) => {
  const states = useStates(set, actions.watchStates);
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
            state={states.get(page.pageId) ?? null}
            target={target}
            siteOrigin={set.siteOrigin}
            now={now}
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
