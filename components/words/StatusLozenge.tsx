import type { ApprovalStatus, FreshnessCounts, PageCounts, RollupState } from '../../lib/domain/index.ts';
import { classNames, Lozenge, plural } from '../ui/index.ts';
import { freshnessCountWords, partWords, staleParts, throughWords } from './freshness-words.ts';
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

interface CountsProps {
  readonly counts: PageCounts;
  /** Of the stale ones, those whose text is as approved are striped. */
  readonly freshness: FreshnessCounts;
}

const describe = ({ counts, freshness }: CountsProps): string => {
  const words = countWords(counts);
  const pages = words === '' ? plural(counts.total, 'page') : `${plural(counts.total, 'page')}: ${words}`;
  return [pages, freshnessCountWords(freshness, counts.stale)].filter((part) => part !== '').join(' · ');
};

/** A bar of shares; the words are in its name, and beside it where there is room (`CountsWords`, `FreshnessCountsLine`). */
export const CountsBar = (props: CountsProps) => {
  const { counts, freshness } = props;
  const byNumber = Math.min(freshness.sameContent, counts.stale);
  const words = describe(props);
  return (
    <div class={styles['bar']} role="img" aria-label={words} title={words}>
      {countParts(counts)
        .flatMap(({ kind, count, tone }) =>
          kind === 'stale'
            ? [
                { key: 'byNumber', count: byNumber, look: 'striped' },
                { key: kind, count: count - byNumber, look: tone },
              ]
            : [{ key: kind, count, look: tone }],
        )
        .filter(({ count }) => count > 0)
        .map(({ key, count, look }) => (
          <span key={key} class={classNames(styles['part'], styles[look])} style={{ flexGrow: count }} />
        ))}
    </div>
  );
};

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

const dots = { sameContent: 'striped', changed: 'warning', unknown: 'hollow' } as const;

/** "3 stale: 2 by number only, 1 text changed", each with the look of its share; nothing where nothing is in question. */
export const FreshnessCountsLine = ({ counts, freshness }: CountsProps) => {
  const { stale, through } = staleParts(freshness, counts.stale);
  if (stale.length === 0 && through === 0) return null;
  return (
    <p class={styles['words']}>
      {stale.length > 0 && <span>{counts.stale.toLocaleString('en')} stale:</span>}
      {stale.map((part) => (
        <span key={part.kind} class={styles['count']}>
          <span class={classNames(styles['dot'], styles[dots[part.kind]])} aria-hidden="true" />
          {partWords(part, counts.stale)}
        </span>
      ))}
      {through > 0 && <span>{throughWords(through)}</span>}
    </p>
  );
};
