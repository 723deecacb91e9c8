import type { ConnectCheck } from '../../lib/domain/index.ts';
import { Button, classNames, Icon, type IconName, Spinner } from '../ui/index.ts';
import { errorWords, type NextStepKind } from '../words/index.ts';
import { type AdministratorHelpProps, CallbackUrl, CopyRequest, Scopes } from './AdministratorHelp.tsx';
import styles from './settings.module.css';
import { checkStateWords, stepHelp, stepWords } from './step-words.ts';

export interface ChecksProps {
  readonly checks: readonly ConnectCheck[];
  readonly siteName: string;
  readonly help: AdministratorHelpProps;
  readonly onNextStep: (step: NextStepKind) => void;
}

const stateIcons: Readonly<Record<Exclude<ConnectCheck['state'], 'running'>, IconName>> = {
  todo: 'circle',
  passed: 'checkCircle',
  failed: 'warning',
};

/** What a person presses here means this connection: its settings are already open. */
const labels: Readonly<Partial<Record<NextStepKind, string>>> = { openSettings: 'Edit connection', refresh: 'Check again' };

const Failure = ({ check, siteName, help, onNextStep }: Omit<ChecksProps, 'checks'> & { readonly check: ConnectCheck }) => {
  if (check.error === null) return null;
  const { title, explanation, nextStep } = errorWords(check.error, { siteName });
  const { words, shows, isForAdministrator } = stepHelp(check.step, check.error);
  return (
    <div class={styles['failure']}>
      <p>
        <strong>{title}.</strong> {explanation}
      </p>
      {words !== null && <p>{words}</p>}
      {shows === 'callbackUrl' && <CallbackUrl callbackUrl={help.callbackUrl} copy={help.copy} />}
      {shows === 'scopes' && <Scopes scopes={help.scopes} />}
      <div class={styles['actions']}>
        {nextStep !== null && <Button onClick={() => onNextStep(nextStep.kind)}>{labels[nextStep.kind] ?? nextStep.label}</Button>}
        {isForAdministrator && <CopyRequest {...help} />}
      </div>
    </div>
  );
};

/** The steps of connecting, as they are checked. */
export const Checks = ({ checks, ...rest }: ChecksProps) => (
  <ol class={styles['checks']} aria-label="Checks" aria-live="polite">
    {checks.map((check) => (
      <li key={check.step} class={classNames(styles['check'], styles[check.state])}>
        <span class={styles['checkMark']}>{check.state === 'running' ? <Spinner /> : <Icon name={stateIcons[check.state]} />}</span>
        <div class={styles['checkBody']}>
          <span class={styles['checkWords']}>{stepWords[check.step]}</span>
          <span class={styles['spoken']}>: {checkStateWords[check.state]}</span>
          {check.state === 'failed' && <Failure check={check} {...rest} />}
        </div>
      </li>
    ))}
  </ol>
);
