import type { OperationView, TabView } from '../../lib/domain/index.ts';
import type { Remote } from '../../lib/state/index.ts';
import { AddPage, type Choosing, PausedHere, ReadOnlyNotice, type ReviewActions } from '../panel/index.ts';
import { Icon } from '../ui/index.ts';
import { RollupLozenge } from '../words/index.ts';
import styles from './ThisTab.module.css';

export interface ThisTabProps {
  readonly tab: Remote<TabView>;
  readonly operations: readonly OperationView[];
  readonly actions: ReviewActions;
  readonly choosing: Choosing | null;
  readonly onChoosing: (choosing: Choosing | null) => void;
}

/** The Confluence page in front of the person, on top of the queue: which sets it is in, and one click to add it. */
export const ThisTab = ({ tab, operations, actions, choosing, onChoosing }: ThisTabProps) => {
  if (tab.kind === 'ready' && tab.value.kind === 'paused')
    return (
      <section class={styles['tab']} aria-label="The page you are on">
        <PausedHere paused={tab.value} actions={actions} />
      </section>
    );
  if (tab.kind !== 'ready' || tab.value.kind !== 'page') return null;
  const { page } = tab.value;
  return (
    <section class={styles['tab']} aria-label="The page you are on">
      <p class={styles['title']}>
        <Icon name="page" />
        <span>{page.page.title ?? 'This page'}</span>
      </p>
      {page.sets.length > 0 && (
        <ul class={styles['sets']}>
          {page.sets.map((set) => (
            <li key={set.id} class={styles['set']}>
              <RollupLozenge rollup={set.rollup} isSmall />
              <span>
                In “{set.title}”{set.isArchived ? ' (archived)' : ''}
              </span>
            </li>
          ))}
        </ul>
      )}
      {page.readOnly === null ? (
        <AddPage
          page={page}
          operations={operations}
          actions={actions}
          choosing={choosing}
          onChoosing={onChoosing}
          appearance={page.sets.length > 0 ? 'default' : 'primary'}
        />
      ) : (
        <ReadOnlyNotice reason={page.readOnly} onOpenSettings={() => void actions.openSettings()} />
      )}
    </section>
  );
};
