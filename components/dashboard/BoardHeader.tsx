import { useRef, useState } from 'preact/hooks';
import type { BoardQuery, BoardView, DraftId, DraftSummary, SavedView } from '../../lib/domain/index.ts';
import { Age, Button, IconButton, Menu, plural } from '../ui/index.ts';
import styles from './BoardHeader.module.css';
import type { BoardActs } from './data.ts';
import { SavedViews } from './SavedViews.tsx';

export interface BoardHeaderProps {
  readonly query: BoardQuery;
  readonly view: BoardView | null;
  readonly savedViews: readonly SavedView[] | null;
  readonly drafts: readonly DraftSummary[];
  readonly acts: Pick<BoardActs, 'changePreferences' | 'saveFile' | 'newId' | 'places'>;
  readonly now: number;
  readonly isRefreshing: boolean;
  readonly isSeekingReview: boolean;
  readonly onQuery: (query: BoardQuery) => void;
  readonly onRefresh: () => void;
  readonly onReviewNext: () => void;
  readonly onNew: () => void;
  readonly onDraft: (id: DraftId) => void;
  readonly onHelp: () => void;
  readonly onSettings: () => void;
}

/** Which list this is, how many sets and how old; what can be begun from here. */
export const BoardHeader = (props: BoardHeaderProps) => {
  const { query, view, savedViews, drafts, acts, now } = props;
  const hasConnection = view === null || view.connectionCount > 0;
  return (
    <header class={styles['header']}>
      <SavedViews query={query} views={savedViews} acts={acts} onQuery={props.onQuery} />
      {view !== null && hasConnection && (
        <p class={styles['facts']}>
          <span role="status">{plural(view.total, 'set')}</span> · <Age at={view.checkedAt} now={now} />
        </p>
      )}
      {hasConnection && <IconButton icon="refresh" label="Refresh" isBusy={props.isRefreshing} onClick={props.onRefresh} />}
      <div class={styles['acts']}>
        {hasConnection && drafts.length > 0 && <Drafts drafts={drafts} now={now} onDraft={props.onDraft} />}
        {hasConnection && (
          <>
            <Button isBusy={props.isSeekingReview} onClick={props.onReviewNext}>
              Review next
            </Button>
            <Button appearance="primary" icon="add" onClick={props.onNew}>
              New change set
            </Button>
          </>
        )}
        <IconButton icon="question" label="Keyboard" onClick={props.onHelp} />
        <IconButton icon="settings" label="Settings" onClick={props.onSettings} />
      </div>
    </header>
  );
};

const Drafts = ({ drafts, onDraft }: Pick<BoardHeaderProps, 'drafts' | 'now' | 'onDraft'>) => {
  const [isOpen, setOpen] = useState(false);
  const anchor = useRef<HTMLSpanElement>(null);
  const isOneSite = drafts.every((draft) => draft.connectionId === drafts[0]?.connectionId);
  return (
    <span ref={anchor}>
      <Button appearance="subtle" aria-haspopup="menu" aria-expanded={isOpen} onClick={() => setOpen(true)}>
        {plural(drafts.length, 'draft')}
      </Button>
      {isOpen && anchor.current !== null && (
        <Menu
          anchor={anchor.current}
          label="Drafts"
          items={drafts.map((draft) => ({
            label: draft.title.trim() === '' ? 'Untitled' : draft.title,
            icon: 'edit',
            hint: [isOneSite ? null : draft.siteName, plural(draft.pageCount, 'page')].filter((part) => part !== null).join(' · '),
            onChoose: () => onDraft(draft.id),
          }))}
          onClose={() => setOpen(false)}
        />
      )}
    </span>
  );
};
