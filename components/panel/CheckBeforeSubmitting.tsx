import { useEffect, useState } from 'preact/hooks';
import type { ChangeSetPageView, PreflightView } from '../../lib/domain/index.ts';
import { Age, Button, IconButton, Skeleton } from '../ui/index.ts';
import { ErrorNotice } from '../words/index.ts';
import styles from './CheckBeforeSubmitting.module.css';
import type { ReviewActions, SetTarget } from './data.ts';
import { takeNextStep } from './next-step.ts';
import { PreflightResult } from './PreflightResult.tsx';
import { useAsked } from './use-asked.ts';

export interface CheckBeforeSubmittingProps {
  readonly target: SetTarget;
  readonly pages: readonly ChangeSetPageView[];
  readonly actions: ReviewActions;
  readonly now: number;
  /** Left out when every page is in approval or approved as it is. */
  readonly onSubmitAll: (() => void) | undefined;
  /** What the check found, for the question before submitting; `null`: it says nothing any more. */
  readonly onChecked: (view: PreflightView | null) => void;
}

/** Two buttons: look first (writes nothing), or submit. What the look found stays below them. */
export const CheckBeforeSubmitting = (props: CheckBeforeSubmittingProps) => {
  const { pages, onSubmitAll, onChecked } = props;
  const [isChecking, setChecking] = useState(false);
  // A check of how the pages stood before says nothing any more.
  const approvals = pages.map((page) => `${page.pageId} ${page.approval}`).join();
  const forget = () => {
    setChecking(false);
    onChecked(null);
  };
  useEffect(forget, [approvals]);
  return (
    <div class={styles['area']}>
      <div class={styles['actions']}>
        {onSubmitAll !== undefined && (
          <Button appearance="primary" icon="send" onClick={onSubmitAll}>
            Submit all eligible
          </Button>
        )}
        {!isChecking && <Button onClick={() => setChecking(true)}>Check before submitting</Button>}
      </div>
      {isChecking && <Check {...props} onClose={forget} />}
    </div>
  );
};

const Check = ({ target, pages, actions, now, onChecked, onClose }: CheckBeforeSubmittingProps & { readonly onClose: () => void }) => {
  const [state, again] = useAsked(() => actions.preflight(target));
  useEffect(() => {
    if (state.kind === 'ready') onChecked(state.value);
  }, [state]);
  const repeat = () => {
    again();
    return Promise.resolve({ ok: true, value: null } as const);
  };
  return (
    <section class={styles['result']} aria-label="Check before submitting">
      <header class={styles['head']}>
        <h3 class={styles['title']}>
          Check before submitting
          {state.kind === 'ready' && (
            <>
              {' · '}
              <Age at={state.value.checkedAt} now={now} class={styles['age']} />
            </>
          )}
        </h3>
        <IconButton icon="refresh" size="small" label="Check again" isBusy={state.kind === 'loading'} onClick={again} />
        <IconButton icon="close" size="small" label="Close the check" onClick={onClose} />
      </header>
      <div aria-live="polite">
        {state.kind === 'loading' && (
          <div class={styles['loading']}>
            <p>Asking ApprovalFlow which pages can be submitted…</p>
            <Skeleton width="wide" />
            <Skeleton width="half" />
          </div>
        )}
        {state.kind === 'failed' && (
          <ErrorNotice error={state.error} onNextStep={(step) => takeNextStep(step, { actions, again: repeat })} />
        )}
        {state.kind === 'ready' && <PreflightResult view={state.value} pages={pages} />}
      </div>
    </section>
  );
};
