import type { ComponentChildren } from 'preact';
import type { ChangeSetSummary } from '../../lib/domain/index.ts';
import { Age, Icon, OutsideLink } from '../ui/index.ts';
import { CountsBar, CountsWords, FreshnessCountsLine } from '../words/index.ts';
import { LongText } from './LongText.tsx';
import styles from './SetFacts.module.css';

export interface SetFactsProps {
  readonly set: ChangeSetSummary;
  readonly now: number;
  /** Stand at the end of the line that says how old all this is. */
  readonly tools?: ComponentChildren;
}

/** Why these pages changed together, where it comes from, how far the review is, and how old all this is. */
export const SetFacts = ({ set, now, tools }: SetFactsProps) => (
  <div class={styles['facts']}>
    {set.summary.trim() !== '' && (
      <div>
        <h3 class={styles['label']}>Why these pages changed together</h3>
        <LongText text={set.summary} whole="Show the whole summary" />
      </div>
    )}
    {set.source !== null && (
      <p class={styles['source']}>
        <Icon name={set.source.kind} />
        <OutsideLink url={set.source.url}>{set.source.label}</OutsideLink>
      </p>
    )}
    <div class={styles['progress']}>
      <CountsBar counts={set.counts} freshness={set.freshness} />
      <CountsWords counts={set.counts} />
      <FreshnessCountsLine counts={set.counts} freshness={set.freshness} />
    </div>
    <div class={styles['age']}>
      <p>
        {[set.spaceName, set.createdBy === null ? null : `created by ${set.createdBy.name}`].filter(Boolean).join(' · ')}
        {set.spaceName !== null || set.createdBy !== null ? ' · ' : ''}
        <Age at={set.checkedAt} now={now} />
      </p>
      {tools}
    </div>
  </div>
);
