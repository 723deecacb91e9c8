import { useState } from 'preact/hooks';
import { Button } from '../ui/index.ts';
import styles from './LongText.module.css';

const longAt = 280;

/** What people wrote, as text with its lines; long ones show their beginning first. */
export const LongText = ({ text, whole }: { readonly text: string; readonly whole: string }) => {
  const [isWhole, setWhole] = useState(text.length <= longAt && text.split('\n').length <= 5);
  return (
    <div>
      <p class={isWhole ? styles['text'] : styles['clamped']}>{text}</p>
      {!isWhole && (
        <Button appearance="link" size="small" onClick={() => setWhole(true)}>
          {whole}
        </Button>
      )}
    </div>
  );
};
