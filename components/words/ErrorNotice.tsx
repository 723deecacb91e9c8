import type { AppError } from '../../lib/domain/index.ts';
import { Banner, Button, EmptyState } from '../ui/index.ts';
import { type ErrorContext, errorWords, type NextStepKind } from './error-words.ts';

export interface ErrorNoticeProps {
  readonly error: AppError;
  readonly context?: ErrorContext | undefined;
  /** Takes the step; without it, or when `can` leaves the step out, no button is drawn. */
  readonly onNextStep?: ((step: NextStepKind) => void) | undefined;
  readonly can?: readonly NextStepKind[] | undefined;
  /** `view`: nothing else can be shown. `banner`: above what is still shown. */
  readonly size?: 'banner' | 'view' | undefined;
  readonly onDismiss?: (() => void) | undefined;
}

/** One failure in words, with the one thing to do about it. */
export const ErrorNotice = ({ error, context, onNextStep, can, size = 'banner', onDismiss }: ErrorNoticeProps) => {
  const { title, explanation, nextStep } = errorWords(error, context);
  const step = nextStep !== null && onNextStep !== undefined && (can === undefined || can.includes(nextStep.kind)) ? nextStep : null;
  const button =
    step === null ? undefined : (
      <Button
        size={size === 'view' ? 'medium' : 'small'}
        appearance={size === 'view' ? 'primary' : 'default'}
        onClick={() => onNextStep?.(step.kind)}
      >
        {step.label}
      </Button>
    );
  if (size === 'view')
    return (
      <div role="alert">
        <EmptyState icon={error.kind === 'offline' ? 'offline' : 'warning'} title={title} action={button}>
          {explanation}
        </EmptyState>
      </div>
    );
  const isQuiet = error.kind === 'offline' || error.kind === 'rateLimited';
  return (
    <Banner
      tone={isQuiet ? 'neutral' : 'warning'}
      icon={error.kind === 'offline' ? 'offline' : undefined}
      title={title}
      role="status"
      actions={button}
      onDismiss={onDismiss}
    >
      {explanation}
    </Banner>
  );
};
