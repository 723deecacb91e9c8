import { useEffect, useRef } from 'preact/hooks';
import type { PageView, PanelPlace } from '../../lib/domain/index.ts';
import { Age, IconButton } from '../ui/index.ts';
import styles from './Panel.module.css';
import type { PanelProps } from './Panel.tsx';
import type { ReviewNext } from './use-review-next.ts';

export interface PanelHeaderProps
  extends Pick<PanelProps, 'tab' | 'place' | 'onOpen' | 'onBack' | 'onClose' | 'onSidePanel' | 'actions' | 'canBegin'> {
  readonly page: PageView | null;
  readonly now: number;
  readonly going: ReviewNext;
  readonly isRefreshing: boolean;
  readonly onRefresh: () => void;
}

const titleOf = (place: PanelPlace): string => {
  if (place.kind === 'page') return 'Change sets';
  if (place.kind === 'set') return 'Change set';
  return place.target === null ? 'New change set' : 'Add pages';
};

/** Where one is, the way back, and what can be done anywhere. */
export const PanelHeader = (props: PanelHeaderProps) => {
  const { tab, place, page, now, going, actions, canBegin, onOpen, onBack, onClose, onSidePanel } = props;
  const title = useTitleFocus(place);
  const isPage = place.kind === 'page';
  return (
    <header class={styles['header']}>
      <div class={styles['line']}>
        {onBack !== undefined && <IconButton icon="arrowLeft" label="Back" size="small" onClick={onBack} />}
        <h1 ref={title} tabIndex={-1} class={styles['title']}>
          {titleOf(place)}
        </h1>
        {isPage && page !== null && page.checkedAt !== null && page.sets.length === 0 && (
          <Age at={page.checkedAt} now={now} class={styles['age']} />
        )}
        {place.kind !== 'draft' && (
          <>
            {tab.kind === 'ready' && tab.value.kind !== 'noConnection' && (
              <IconButton icon="arrowRight" label="Review next" size="small" isBusy={going.isBusy} onClick={going.press} />
            )}
            {canBegin && (
              <IconButton
                icon="add"
                label="New change set"
                size="small"
                onClick={() => onOpen({ kind: 'draft', draftId: null, target: null })}
              />
            )}
            <IconButton icon="board" label="Dashboard" size="small" onClick={() => void actions.openDashboard({ place: '' })} />
            {onSidePanel !== undefined && <IconButton icon="sidePanel" label="Open in the side panel" size="small" onClick={onSidePanel} />}
          </>
        )}
        {isPage && page !== null && (
          <IconButton
            icon="refresh"
            label="Refresh"
            size="small"
            isBusy={page.isRefreshing || props.isRefreshing}
            onClick={props.onRefresh}
          />
        )}
        {onClose !== undefined && <IconButton icon="close" label="Close the panel" size="small" onClick={onClose} />}
      </div>
      {page !== null && page.connectionCount > 1 && <SpeaksFor page={page} />}
    </header>
  );
};

/** Another place is read from its title on; the first one leaves the focus where it is, and a dialog takes it itself. */
const useTitleFocus = (place: PanelPlace) => {
  const title = useRef<HTMLHeadingElement>(null);
  const shown = useRef(place);
  useEffect(() => {
    if (shown.current === place) return;
    shown.current = place;
    if (place.kind !== 'page' || place.choosing === null) title.current?.focus();
  }, [place]);
  return title;
};

const namesOf = ({ session, oauth }: PageView['accounts']): string | null => {
  if (session === null || oauth === null || session === oauth) return session ?? oauth;
  return `${session} in Confluence, ${oauth} in ApprovalFlow`;
};

/** With several sites connected: which one, and as whom. */
const SpeaksFor = ({ page }: { readonly page: PageView }) => {
  const names = namesOf(page.accounts);
  return (
    <p class={styles['site']}>
      {page.siteName}
      {names !== null && ` · ${names}`}
    </p>
  );
};
