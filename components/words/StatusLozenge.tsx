import type { ApprovalStatus, PageCounts, RollupState } from '../../lib/domain/index.ts';
import { classNames, Lozenge, plural } from '../ui/index.ts';
import styles from './StatusLozenge.module.css';
import { approvalLook, countParts, countWords, rollupLook } from './status-words.ts';

/** The state of a whole set. */
export const RollupLozenge = ({ rollup, isSmall }: { readonly rollup: RollupState | null; readonly isSmall?: boolean }) => {
  const { words, tone, icon } = rollupLook(rollup);
  return (
    <Lozenge tone={tone} icon={icon} isSmall={isSmall}>
      {words}
    </Lozenge>
  );
};

export interface ApprovalLozengeProps {
  readonly approval: ApprovalStatus;
  readonly statusAsSent: string | null;
}

/** The approval status of one page. */
export const ApprovalLozenge = ({ approval, statusAsSent }: ApprovalLozengeProps) => {
  const { words, tone, icon } = approvalLook(approval, statusAsSent);
  return (
    <Lozenge tone={tone} icon={icon} isSmall>
      {words}
    </Lozenge>
  );
};

const describe = (counts: PageCounts): string => {
  const words = countWords(counts);
  return words === '' ? plural(counts.total, 'page') : `${plural(counts.total, 'page')}: ${words}`;
};

/** A bar of shares; the words are in its name, and beside it where there is room (`CountsWords`). */
export const CountsBar = ({ counts }: { readonly counts: PageCounts }) => (
  <div class={styles['bar']} role="img" aria-label={describe(counts)}>
    {countParts(counts).map((part) => (
      <span key={part.kind} class={classNames(styles['part'], styles[part.tone])} style={{ flexGrow: part.count }} />
    ))}
  </div>
);

/** "7 pages · 1 changes requested · 6 approved", each with the colour of its share. */
export const CountsWords = ({ counts }: { readonly counts: PageCounts }) => (
  <p class={styles['words']}>
    <span>{plural(counts.total, 'page')}</span>
    {countParts(counts).map((part) => (
      <span key={part.kind} class={styles['count']}>
        <span class={classNames(styles['dot'], styles[part.tone])} aria-hidden="true" />
        {part.count} {part.words}
      </span>
    ))}
  </p>
);
