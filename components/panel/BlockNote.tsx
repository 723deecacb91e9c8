import type { BlockReason } from '../../lib/domain/index.ts';
import { plural } from '../ui/index.ts';
import { blockWords } from '../words/index.ts';
import styles from './BlockNote.module.css';

export interface BlockNoteProps {
  readonly reason: BlockReason;
  /** The service's own words. */
  readonly text: string | null;
  /** How many pages it is about; left out where it stands with one. */
  readonly count?: number | undefined;
}

/** Why a page cannot be submitted, what helps, and ApprovalFlow's own words beside it. */
export const BlockNote = ({ reason, text, count }: BlockNoteProps) => {
  const { words, nextStep } = blockWords[reason];
  return (
    <div class={styles['note']}>
      <p>
        <span class={styles['words']}>
          {words}
          {count === undefined ? '.' : `: ${plural(count, 'page')}.`}
        </span>{' '}
        {nextStep}
      </p>
      {text !== null && text !== '' && (
        <p class={styles['quote']}>
          ApprovalFlow says: <q>{text}</q>
        </p>
      )}
    </div>
  );
};
