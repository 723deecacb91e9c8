import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { classNames } from '../ui/index.ts';
import styles from './Folded.module.css';

export interface FoldedProps {
  readonly summary: ComponentChildren;
  readonly children: () => ComponentChildren;
  readonly isOpenAtFirst?: boolean | undefined;
  readonly look?: 'line' | 'heading' | undefined;
}

/** A line that unfolds; what it hides is drawn only then, since a set may have hundreds of pages. */
export const Folded = ({ summary, children, isOpenAtFirst = false, look = 'line' }: FoldedProps) => {
  const [isOpen, setOpen] = useState(isOpenAtFirst);
  return (
    <details class={classNames(styles['folded'], styles[look])} open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary class={styles['summary']}>{summary}</summary>
      {isOpen && <div class={styles['details']}>{children()}</div>}
    </details>
  );
};
