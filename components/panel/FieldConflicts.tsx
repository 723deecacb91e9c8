import type { FieldConflict } from '../../lib/domain/index.ts';
import { ageWords } from '../ui/index.ts';
import styles from './FieldConflicts.module.css';
import { fieldLabels } from './set-fields.ts';

export interface FieldConflictsProps {
  readonly conflicts: readonly FieldConflict[];
  /** When the set was changed last, as the service tells. */
  readonly savedAt: string | null;
  readonly now: number;
}

/** Both versions of each field that two people changed. */
export const FieldConflicts = ({ conflicts, savedAt, now }: FieldConflictsProps) => (
  <ul class={styles['conflicts']}>
    {conflicts.map(({ field, ours, theirs }) => (
      <li key={field}>
        <p class={styles['field']}>{fieldLabels[field]}</p>
        <dl class={styles['versions']}>
          <dt>Yours</dt>
          <dd>{valueOf(ours)}</dd>
          <dt>Theirs{savedAt === null ? '' : `, saved ${ageWords(savedAt, now)}`}</dt>
          <dd>{valueOf(theirs)}</dd>
        </dl>
      </li>
    ))}
  </ul>
);

const valueOf = (value: string | null) => (value === null || value.trim() === '' ? <em>nothing</em> : value);
