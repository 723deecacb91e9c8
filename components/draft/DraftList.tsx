import type { DraftId, DraftSummary } from '../../lib/domain/index.ts';
import { type Answer, useAnswer } from '../panel/index.ts';
import { Age, Button, IconButton, plural } from '../ui/index.ts';
import { ErrorNotice } from '../words/index.ts';
import styles from './DraftList.module.css';

export interface Discarding {
  /** One just discarded from here. */
  readonly discarded: DraftSummary | null;
  readonly onDiscard: (draft: DraftSummary) => Answer;
  readonly onUndo: () => Answer;
}

export interface DraftListProps {
  readonly drafts: readonly DraftSummary[];
  readonly now: number;
  /** Where drafts of several sites may stand beside each other. */
  readonly showsSite?: boolean | undefined;
  readonly onOpen: (id: DraftId) => void;
  /** Left out where one can only go on with them. */
  readonly discarding?: Discarding | undefined;
  /** Those that are not drawn here, and how to see them. */
  readonly more?: { readonly count: number; readonly onMore: () => void } | undefined;
}

const nameOf = (draft: DraftSummary): string => (draft.title.trim() === '' ? 'Without a title' : draft.title);

/** Change sets begun and not made yet; nothing is drawn where there are none. */
export const DraftList = ({ drafts, now, showsSite = false, onOpen, discarding, more }: DraftListProps) => {
  const [asked, ask] = useAnswer();
  const discarded = discarding?.discarded ?? null;
  if (drafts.length === 0 && discarded === null) return null;
  return (
    <section class={styles['drafts']} aria-label="Drafts">
      <h2 class={styles['heading']}>Go on with a draft</h2>
      {asked.error !== null && <ErrorNotice error={asked.error} />}
      <p class={styles['gone']} role="status">
        {discarding !== undefined && discarded !== null && (
          <>
            <span>Discarded “{nameOf(discarded)}”.</span>
            <Button size="small" icon="undo" isBusy={asked.isBusy} onClick={() => ask(discarding.onUndo)}>
              Undo
            </Button>
          </>
        )}
      </p>
      <ul>
        {drafts.map((draft) => (
          <li key={draft.id} class={styles['row']}>
            <button type="button" class={styles['open']} onClick={() => onOpen(draft.id)}>
              <span class={styles['title']}>{nameOf(draft)}</span>
              <span class={styles['facts']}>
                {showsSite && `${draft.siteName} · `}
                {plural(draft.pageCount, 'page')} · <Age at={draft.updatedAt} verb="saved" now={now} />
              </span>
            </button>
            {discarding !== undefined && (
              <IconButton
                icon="close"
                size="small"
                label={`Discard “${nameOf(draft)}”`}
                isBusy={asked.isBusy}
                onClick={() => ask(() => discarding.onDiscard(draft))}
              />
            )}
          </li>
        ))}
      </ul>
      {more !== undefined && (
        <div>
          <Button size="small" appearance="subtle" onClick={more.onMore}>
            {plural(more.count, 'more draft')}
          </Button>
        </div>
      )}
    </section>
  );
};
