import { useState } from 'preact/hooks';
import type { BulkCheckView, CheckedSet } from '../../lib/state/index.ts';
import { PreflightResult } from '../panel/index.ts';
import { Button, classNames, Icon, IconButton, plural } from '../ui/index.ts';
import { errorWords } from '../words/index.ts';
import { eligible, preflightWords } from './board-words.ts';
import styles from './Dock.module.css';
import { type BoardActs, keyOf } from './data.ts';

export interface CheckResultsProps {
  readonly check: BulkCheckView;
  readonly acts: Pick<BoardActs, 'stopCheck' | 'goOnChecking' | 'dismissCheck'>;
  /** Submits the sets that have something to submit. */
  readonly onSubmit: (sets: readonly CheckedSet[]) => void;
}

const titleOf = (check: BulkCheckView, answered: number): string => {
  const sets = plural(check.sets.length, 'change set');
  if (check.isRunning) return `Checking ${sets}`;
  return answered === check.sets.length ? `Checked ${sets}` : `Checked ${answered} of ${sets}`;
};

/** Which pages of the chosen sets could be submitted. Looks only, nothing is written. */
export const CheckResults = ({ check, acts, onSubmit }: CheckResultsProps) => {
  const answered = check.sets.filter(({ state }) => state === 'done').length;
  const rest = check.sets.length - answered;
  const ready = check.sets.filter(({ result }) => result !== null && eligible(result) > 0);
  const pages = ready.reduce((sum, { result }) => sum + (result === null ? 0 : eligible(result)), 0);
  const title = titleOf(check, answered);
  return (
    <section class={styles['card']} aria-label={title}>
      <header class={styles['head']}>
        <Icon name={check.isRunning ? 'clock' : 'checkCircle'} class={check.isRunning ? undefined : styles['fine']} />
        <div class={styles['words']} role="status">
          <h2 class={styles['title']}>{title}</h2>
          <p class={styles['subtle']}>
            {pages === 0 ? 'No page can be submitted' : `${plural(pages, 'page')} in ${plural(ready.length, 'set')} can be submitted`}
            {check.isRunning ? ' so far' : ''}
          </p>
        </div>
        {check.isRunning && (
          <Button size="small" onClick={acts.stopCheck}>
            Stop
          </Button>
        )}
        {!check.isRunning && rest > 0 && (
          <Button size="small" onClick={acts.goOnChecking}>
            Go on with {rest}
          </Button>
        )}
        {!check.isRunning && ready.length > 0 && (
          <Button size="small" appearance="primary" icon="send" onClick={() => onSubmit(ready)}>
            Submit {plural(ready.length, 'set')}…
          </Button>
        )}
        <IconButton size="small" icon="close" label="Put the check away" onClick={acts.dismissCheck} />
      </header>
      {check.isRunning && <progress class={styles['bar']} aria-label={title} max={check.sets.length} value={answered} />}
      <ul class={styles['results']} aria-label="Result for each set">
        {check.sets.map((set) => (
          <Checked key={keyOf(set)} set={set} isAlone={check.sets.length === 1} />
        ))}
      </ul>
    </section>
  );
};

const wordsOf = (set: CheckedSet): string => {
  if (set.result !== null) return preflightWords(set.result);
  if (set.error !== null) return `${errorWords(set.error).title}. ${errorWords(set.error).explanation}`;
  return set.state === 'checking' ? 'Checking…' : 'Not checked yet';
};

const Checked = ({ set, isAlone }: { readonly set: CheckedSet; readonly isAlone: boolean }) => {
  const [isUnfolded, setUnfolded] = useState(isAlone);
  const { result } = set;
  const hasPages = result !== null && result.pages.length > 0;
  const icon = set.state === 'failed' ? 'warning' : result === null ? 'clock' : eligible(result) > 0 ? 'checkCircle' : 'blocked';
  return (
    <li class={styles['result']}>
      <Icon name={icon} class={classNames(set.state === 'failed' && styles['trouble'], icon === 'checkCircle' && styles['fine'])} />
      <div class={styles['words']}>
        <p class={styles['set']}>{set.title}</p>
        <p class={styles['subtle']}>{wordsOf(set)}</p>
        {isUnfolded && hasPages && <PreflightResult view={result} pages={[]} />}
      </div>
      {hasPages && (
        <IconButton
          size="small"
          icon={isUnfolded ? 'chevronDown' : 'chevronRight'}
          label={`${isUnfolded ? 'Hide' : 'Show'} the pages of “${set.title}”`}
          aria-expanded={isUnfolded}
          onClick={() => setUnfolded(!isUnfolded)}
        />
      )}
    </li>
  );
};
