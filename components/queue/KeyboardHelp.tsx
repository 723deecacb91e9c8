import { Dialog } from '../ui/index.ts';
import styles from './KeyboardHelp.module.css';
import { queueKeyWords } from './use-queue-keys.ts';

export const KeyboardHelp = ({ onClose }: { readonly onClose: () => void }) => (
  <Dialog title="Keyboard" onClose={onClose}>
    <dl class={styles['keys']}>
      {queueKeyWords.map(([keys, does]) => (
        <div key={keys} class={styles['line']}>
          <dt>
            <kbd>{keys}</kbd>
          </dt>
          <dd>{does}</dd>
        </div>
      ))}
    </dl>
  </Dialog>
);
