import { useState } from 'preact/hooks';
import { Button } from '../ui/index.ts';
import styles from './settings.module.css';

export interface CopyButtonProps {
  readonly text: string;
  readonly label: string;
  readonly copy: (text: string) => Promise<boolean>;
  readonly size?: 'medium' | 'small';
}

/** Says what became of it in words that are read out; the text itself stays on the page to be copied by hand. */
export const CopyButton = ({ text, label, copy, size = 'medium' }: CopyButtonProps) => {
  const [outcome, setOutcome] = useState<'none' | 'copied' | 'refused'>('none');
  const press = async () => setOutcome((await copy(text)) ? 'copied' : 'refused');
  return (
    <span class={styles['copy']}>
      <Button size={size} icon={outcome === 'copied' ? 'check' : 'copy'} onClick={() => void press()}>
        {label}
      </Button>
      <span role="status" class={styles['outcome']}>
        {outcome === 'copied' && 'Copied'}
        {outcome === 'refused' && 'The browser refused. Select the text and copy it.'}
      </span>
    </span>
  );
};
