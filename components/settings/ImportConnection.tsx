import type { TargetedEvent } from 'preact';
import { useId, useState } from 'preact/hooks';
import type { AppError, ConnectionId } from '../../lib/domain/index.ts';
import { Banner, Button, TextField } from '../ui/index.ts';
import { errorWords } from '../words/index.ts';
import type { SettingsActs } from './acts.ts';
import { readingOf } from './connection-file.ts';
import styles from './settings.module.css';

export interface ImportConnectionProps {
  readonly acts: SettingsActs;
  readonly onSaved: (connectionId: ConnectionId) => void;
}

/** A connection from a file, chosen or pasted. Its secret is not shown and not kept by the form. */
export const ImportConnection = ({ acts, onSaved }: ImportConnectionProps) => {
  const id = useId();
  const [text, setText] = useState('');
  const [refusal, setRefusal] = useState<AppError | null>(null);
  const [isBusy, setBusy] = useState(false);
  const reading = text.trim() === '' ? null : readingOf(text);

  const take = (next: string): void => {
    setText(next);
    setRefusal(null);
  };
  const choose = async (event: TargetedEvent<HTMLInputElement>): Promise<void> => {
    const input = event.currentTarget;
    const file = input.files?.[0];
    if (file !== undefined) take(await file.text());
    // The same file, put right, can be chosen again.
    input.value = '';
  };
  const connect = async (siteOrigin: string): Promise<void> => {
    setBusy(true);
    await acts.requestAccess(siteOrigin);
    const saved = await acts.importFile(text);
    setBusy(false);
    if (!saved.ok) setRefusal(saved.error);
    else onSaved(saved.value.connectionId);
  };

  return (
    <div class={styles['form']}>
      <p class={styles['file']}>
        <label for={`${id}-file`}>Connection file</label>
        <input id={`${id}-file`} type="file" accept=".json,application/json" onChange={(event) => void choose(event)} />
      </p>
      {reading?.kind === 'file' ? (
        <Banner tone="information" role="status" title={`Connection to ${new URL(reading.input.siteUrl).host}`}>
          Client id {reading.input.clientId}, {reading.input.credential.kind === 'secret' ? 'with its secret.' : 'through a token broker.'}{' '}
          The file holds no sign-in: you sign in yourself.
        </Banner>
      ) : (
        <TextField
          label="Or paste its text"
          rows={6}
          value={text}
          onInput={take}
          error={reading?.kind === 'wrong' ? reading.because : null}
          placeholder='{ "sheafConnection": 1, … }'
        />
      )}
      {refusal !== null && (
        <Banner tone="danger" role="alert" title={errorWords(refusal).title}>
          {errorWords(refusal).explanation}
        </Banner>
      )}
      <div class={styles['actions']}>
        <Button
          appearance="primary"
          isBusy={isBusy}
          isDisabled={reading?.kind !== 'file'}
          onClick={() => {
            if (reading?.kind === 'file') void connect(reading.input.siteUrl);
          }}
        >
          Connect
        </Button>
        {reading?.kind === 'file' && (
          <Button appearance="subtle" onClick={() => take('')}>
            Another file
          </Button>
        )}
      </div>
    </div>
  );
};
