import type { DraftSource, SourceNote } from '../../lib/domain/index.ts';
import type { DraftModel } from '../../lib/state/index.ts';
import { type ReviewActions, takeNextStep } from '../panel/index.ts';
import { Button, Icon, IconButton, plural } from '../ui/index.ts';
import { ErrorNotice } from '../words/index.ts';
import styles from './DraftSources.module.css';
import { noteWords, progressWords, sourceIcons, sourceWords, type TitleOf } from './draft-words.ts';

export interface DraftSourcesProps {
  readonly model: DraftModel;
  readonly siteOrigin: string;
  readonly titleOf: TitleOf;
  readonly actions: Pick<ReviewActions, 'openSettings' | 'openSite'>;
}

/** Where the pages come from, each with how far it was read. */
export const DraftSources = (props: DraftSourcesProps) => {
  const { sources } = props.model.draft.value;
  if (sources.length === 0) return null;
  return (
    <ul class={styles['sources']} aria-label="Where the pages come from">
      {sources.map((source) => (
        <SourceRow key={source.id} {...props} source={source} />
      ))}
    </ul>
  );
};

const SourceRow = ({ model, siteOrigin, titleOf, actions, source }: DraftSourcesProps & { readonly source: DraftSource }) => {
  const words = sourceWords(source, titleOf);
  const { id, state, error } = source;
  const goOn = () => model.resumeSource(id);
  return (
    <li class={styles['source']}>
      <div class={styles['line']}>
        <Icon name={sourceIcons[source.from.kind]} class={styles['icon']} />
        <div class={styles['words']}>
          <p class={styles['name']}>{words}</p>
          {/* Told as it ends; every step of the way would be noise. */}
          <p class={styles['progress']} role={state === 'reading' ? undefined : 'status'}>
            {progressWords(source)}
          </p>
        </div>
        {state === 'reading' && (
          <Button size="small" appearance="subtle" aria-label={`Stop reading: ${words}`} onClick={() => model.stopSource(id)}>
            Stop
          </Button>
        )}
        {(state === 'stopped' || (state === 'failed' && error === null)) && (
          <Button size="small" appearance="subtle" aria-label={`Go on reading: ${words}`} onClick={goOn}>
            Go on
          </Button>
        )}
        <IconButton icon="close" size="small" label={`Remove: ${words}`} onClick={() => model.removeSource(id)} />
      </div>
      {state === 'reading' && <ReadingBar source={source} words={words} />}
      {state === 'failed' && error !== null && (
        <ErrorNotice
          error={error}
          onNextStep={(step) => takeNextStep(step, { actions, siteOrigin, again: () => Promise.resolve({ ok: true, value: goOn() }) })}
        />
      )}
      {source.notes.length > 0 && <SourceNotes notes={source.notes} />}
    </li>
  );
};

const ReadingBar = ({ source, words }: { readonly source: DraftSource; readonly words: string }) => {
  const { found, total } = source;
  // Confluence sometimes finds more than it said: a bar is never over its end.
  return total === null || total === 0 ? (
    <progress class={styles['bar']} aria-label={`Reading: ${words}`} />
  ) : (
    <progress class={styles['bar']} aria-label={`Reading: ${words}`} max={Math.max(total, found)} value={found} />
  );
};

const notesAtOnce = 100;

/** What was read there and is no page of this site, in the words it was written. */
const SourceNotes = ({ notes }: { readonly notes: readonly SourceNote[] }) => (
  <details class={styles['notes']}>
    <summary>{plural(notes.length, 'thing')} in it cannot be added</summary>
    <ul>
      {notes.slice(0, notesAtOnce).map((note) => (
        <li key={`${note.because} ${note.text}`}>
          <span class={styles['written']}>{note.text}</span>
          <span class={styles['because']}>{noteWords[note.because]}</span>
        </li>
      ))}
    </ul>
    {notes.length > notesAtOnce && <p>and {(notes.length - notesAtOnce).toLocaleString('en')} more</p>}
  </details>
);
