import type { ChangeSetPageView } from '../../lib/domain/index.ts';
import { Age, Icon, IconButton, Skeleton } from '../ui/index.ts';
import { ErrorNotice } from '../words/index.ts';
import { BlockNote } from './BlockNote.tsx';
import type { PageTarget, ReviewActions } from './data.ts';
import { takeNextStep } from './next-step.ts';
import styles from './PageCheck.module.css';
import { useAsked } from './use-asked.ts';

export interface PageCheckProps {
  readonly target: PageTarget;
  readonly page: ChangeSetPageView;
  readonly actions: ReviewActions;
  readonly now: number;
}

/** Whether one page could be submitted; writes nothing. */
export const PageCheck = ({ target, page, actions, now }: PageCheckProps) => {
  const [state, again] = useAsked(() => actions.preflightPage(target));
  const repeat = () => {
    again();
    return Promise.resolve({ ok: true, value: null } as const);
  };
  return (
    <div class={styles['check']} aria-live="polite">
      {state.kind === 'loading' && (
        <div role="status">
          <p>Asking ApprovalFlow whether this page can be submitted…</p>
          <Skeleton width="half" />
        </div>
      )}
      {state.kind === 'failed' && <ErrorNotice error={state.error} onNextStep={(step) => takeNextStep(step, { actions, again: repeat })} />}
      {state.kind === 'ready' && (
        <>
          {state.value.pages.map((found) => (
            <div key={found.pageId} class={styles['found']}>
              <span class={styles[found.canSubmit ? 'ready' : 'blocked']}>
                <Icon name={found.canSubmit ? 'checkCircle' : 'blocked'} />
              </span>
              {found.canSubmit ? (
                <p>Can be submitted{found.workflowId === null ? '' : `: workflow ${nameOfWorkflow(found.workflowId, page)}`}.</p>
              ) : (
                <BlockNote reason={found.reason ?? 'other'} text={found.reasonText} />
              )}
            </div>
          ))}
          <p class={styles['age']}>
            <Age at={state.value.checkedAt} verb="Checked" now={now} />
            <IconButton icon="refresh" size="small" label="Check again" onClick={again} />
          </p>
        </>
      )}
    </div>
  );
};

const nameOfWorkflow = (id: string, page: ChangeSetPageView): string => (page.workflowId === id ? (page.workflowName ?? id) : id);
