import type { BlockReason } from '../../lib/domain/index.ts';
import { blockWords } from '../words/index.ts';
import styles from './BlockNote.module.css';

export interface BlockNoteProps {
  readonly reason: BlockReason;
  /** The service's own words. */
  readonly text: string | null;
}

/** Why a page cannot be submitted, what helps, and ApprovalFlow's own words beside it. */
export const BlockNote = ({ reason, text }: BlockNoteProps) => {
  const { words, nextStep } = blockWords[reason];
  return (
    <div class={styles['note']}>
      <p>
        <span class={styles['words']}>{words}.</span> {nextStep}
      </p>
      {text !== null && text !== '' && (
        <p class={styles['quote']}>
          ApprovalFlow says: <q>{text}</q>
        </p>
      )}
    </div>
  );
};
