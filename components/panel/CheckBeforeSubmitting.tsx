import { useEffect, useState } from 'preact/hooks';
import { Button, IconButton, Skeleton } from '../ui/index.ts';
import { ErrorNotice } from '../words/index.ts';
import styles from './CheckBeforeSubmitting.module.css';
import type { ReviewActions, SetTarget } from './data.ts';
import { takeNextStep } from './next-step.ts';
import { PreflightResult } from './PreflightResult.tsx';
import { usePreflight } from './use-preflight.ts';

export interface CheckBeforeSubmittingProps {
  readonly target: SetTarget;
  readonly actions: ReviewActions;
  /** Changes with the pages' approvals: a check of how they stood before says nothing any more. */
  readonly approvals: string;
  /** Left out when every page is in approval or approved as it is. */
  readonly onSubmitAll: (() => void) | undefined;
}

/** Two buttons: look first (writes nothing), or submit. What the look found stays below them. */
export const CheckBeforeSubmitting = ({ target, actions, approvals, onSubmitAll }: CheckBeforeSubmittingProps) => {
  const [isChecking, setChecking] = useState(false);
  useEffect(() => setChecking(false), [approvals]);
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
      {isChecking && <Check target={target} actions={actions} onClose={() => setChecking(false)} />}
    </div>
  );
};

type CheckProps = Pick<CheckBeforeSubmittingProps, 'target' | 'actions'> & { readonly onClose: () => void };

const Check = ({ target, actions, onClose }: CheckProps) => {
  const [state, again] = usePreflight(() => actions.preflight(target));
  const repeat = () => {
    again();
    return Promise.resolve({ ok: true, value: null } as const);
  };
  return (
    <section class={styles['result']} aria-label="Check before submitting">
      <header class={styles['head']}>
        <h3 class={styles['title']}>Check before submitting</h3>
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
        {state.kind === 'ready' && <PreflightResult view={state.view} />}
      </div>
    </section>
  );
};
