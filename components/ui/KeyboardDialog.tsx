import type { ComponentChildren } from 'preact';
import { Dialog } from './Dialog.tsx';
import styles from './KeyboardDialog.module.css';

export type KeyWords = readonly (readonly [keys: string, does: string])[];

export interface KeyboardDialogProps {
  readonly keys: KeyWords;
  readonly onClose: () => void;
  /** Below the list: whether the keys are on. */
  readonly children?: ComponentChildren;
}

/** Every key of a surface and what it does. */
export const KeyboardDialog = ({ keys, onClose, children }: KeyboardDialogProps) => (
  <Dialog title="Keyboard" onClose={onClose}>
    <dl class={styles['keys']}>
      {keys.map(([key, does]) => (
        <div key={key} class={styles['line']}>
          <dt>
            <kbd>{key}</kbd>
          </dt>
          <dd>{does}</dd>
        </div>
      ))}
    </dl>
    {children}
  </Dialog>
);
