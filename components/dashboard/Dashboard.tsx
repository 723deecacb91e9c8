import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import { type BoardPlace, wholeBoard } from '../../lib/domain/index.ts';
import { Operations } from '../panel/index.ts';
import { Button, classNames, useNow } from '../ui/index.ts';
import { Board } from './Board.tsx';
import styles from './Dashboard.module.css';
import type { DashboardProps } from './data.ts';

export type ListPlace = Extract<BoardPlace, { kind: 'list' }>;

/** The whole tab: the list of change sets, and over it a new one while it is being made. */
export const Dashboard = (props: DashboardProps & { readonly draft: ComponentChildren }) => {
  const { place, draft, acts, operations, actions, watchChangeSet } = props;
  const now = useNow();
  const lastList = useRef<ListPlace>({ kind: 'list', query: wholeBoard, open: null });
  if (place.kind === 'list') lastList.current = place;
  const isDraft = place.kind === 'draft';
  return (
    <main class={styles['dashboard']}>
      {/* The list keeps its place, its selection and its scrolling behind a draft. */}
      <div class={classNames(styles['board'], isDraft && styles['behind'])} inert={isDraft}>
        <Board {...props} place={lastList.current} operations={isDraft ? [] : operations} isBehind={isDraft} />
      </div>
      {isDraft && (
        <div class={styles['draft']}>
          <div class={styles['sheet']}>
            <p>
              <Button appearance="link" onClick={() => acts.go(lastList.current, 'push')}>
                Back to the list
              </Button>
            </p>
            {draft}
            <Operations
              operations={operations}
              actions={actions}
              now={now}
              watchChangeSet={watchChangeSet}
              onOpenDraft={(draftId) => acts.go({ kind: 'draft', draftId }, 'push')}
            />
          </div>
        </div>
      )}
    </main>
  );
};
