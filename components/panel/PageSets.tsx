import type { ComponentChildren } from 'preact';
import { useId, useRef, useState } from 'preact/hooks';
import type { ChangeSetId, ChangeSetSummary, OperationView, PageView } from '../../lib/domain/index.ts';
import { classNames, EmptyState, Icon, plural } from '../ui/index.ts';
import { ErrorNotice, RollupLozenge } from '../words/index.ts';
import { AddPage, type Choosing } from './AddPage.tsx';
import type { ChangeSetDetailProps } from './ChangeSetDetail.tsx';
import type { AccountNames, Answer, ReviewActions, WatchChangeSet } from './data.ts';
import { LaterDetail } from './LaterDetail.tsx';
import { takeNextStep } from './next-step.ts';
import { ReadOnlyNotice, VanishedNotice } from './notices.tsx';
import styles from './PageSets.module.css';
import { useChangeSet } from './use-change-set.ts';

export interface PageSetsProps {
  readonly page: PageView;
  readonly operations: readonly OperationView[];
  readonly actions: ReviewActions;
  readonly watchChangeSet: WatchChangeSet;
  readonly onRefresh: () => Answer;
  readonly now: number;
  readonly accounts?: AccountNames | null | undefined;
  readonly onAddPages?: ChangeSetDetailProps['onAddPages'];
  readonly onOpenSet?: ChangeSetDetailProps['onOpenSet'];
  readonly choosing: Choosing | null;
  readonly onChoosing: (choosing: Choosing | null) => void;
  readonly onNew: () => void;
}

/** The sets that one page is in; the first is open, one at a time. */
export const PageSets = (props: PageSetsProps) => {
  const { page, operations, actions, onRefresh, accounts, choosing, onChoosing, onNew } = props;
  const [openId, setChosen] = useOpenSet(page.sets);
  const canWrite = page.readOnly === null;
  return (
    <div class={styles['page']}>
      {(page.readOnly !== null || page.error !== null) && (
        <div class={styles['notices']}>
          {page.readOnly !== null && (
            <ReadOnlyNotice reason={page.readOnly} accounts={accounts} onOpenSettings={() => void actions.openSettings()} />
          )}
          {page.error !== null && (
            <ErrorNotice
              error={page.error}
              context={{ siteName: page.siteName }}
              onNextStep={(step) => takeNextStep(step, { actions, siteOrigin: page.siteOrigin, again: onRefresh })}
            />
          )}
        </div>
      )}
      {page.addTarget !== null && !page.sets.some((set) => set.id === page.addTarget?.changeSetId) && (
        <VanishedFromTarget page={page} changeSetId={page.addTarget.changeSetId} actions={actions} watchChangeSet={props.watchChangeSet} />
      )}
      {page.sets.length === 0 ? (
        <NoSets page={page}>
          {canWrite && (
            <AddPage page={page} operations={operations} actions={actions} choosing={choosing} onChoosing={onChoosing} onNew={onNew} />
          )}
        </NoSets>
      ) : (
        <>
          {page.sets.map((set) => (
            <SetCard
              key={set.id}
              {...props}
              set={set}
              isOpen={set.id === openId}
              onToggle={() => setChosen(set.id === openId ? null : set.id)}
            />
          ))}
          {canWrite && (
            <div class={styles['add']}>
              <AddPage
                page={page}
                operations={operations}
                actions={actions}
                choosing={choosing}
                onChoosing={onChoosing}
                onNew={onNew}
                appearance="default"
              />
            </div>
          )}
        </>
      )}
    </div>
  );
};

/** The first set is open until another is chosen, and stays the same one when a refresh puts the sets in another order. */
const useOpenSet = (sets: readonly ChangeSetSummary[]): readonly [ChangeSetId | null, (id: ChangeSetId | null) => void] => {
  const [chosen, setChosen] = useState<ChangeSetId | null | undefined>();
  const first = useRef<ChangeSetId | null>(null);
  const isThere = (id: ChangeSetId): boolean => sets.some((set) => set.id === id);
  if (first.current === null || !isThere(first.current)) first.current = sets[0]?.id ?? null;
  const isChoiceGone = chosen === undefined || (chosen !== null && !isThere(chosen));
  return [isChoiceGone ? first.current : chosen, setChosen];
};

type VanishedFromTargetProps = Pick<PageSetsProps, 'page' | 'actions' | 'watchChangeSet'> & { readonly changeSetId: ChangeSetId };

/** An add that vanished leaves this page in no set that could say so: the set it was added to last is asked. */
const VanishedFromTarget = ({ page, changeSetId, actions, watchChangeSet }: VanishedFromTargetProps) => {
  const remote = useChangeSet(watchChangeSet, { connectionId: page.connectionId, changeSetId });
  const set = remote.kind === 'ready' ? remote.value : null;
  const vanished = set?.vanished.filter((gone) => gone.pageId === page.page.id) ?? [];
  if (set === null || vanished.length === 0) return null;
  return (
    <div class={styles['notices']}>
      <VanishedNotice vanished={vanished} setTitle={set.title} actions={actions} />
    </div>
  );
};

const NoSets = ({ page, children }: { readonly page: PageView; readonly children: ComponentChildren }) => (
  <EmptyState icon="page" title="This page is in no change set" action={children}>
    {page.checkedAt === null
      ? 'Sheaf is reading the change sets of this space.'
      : 'Add it to one, and it is reviewed together with the other pages of the same change.'}
  </EmptyState>
);

type SetCardProps = PageSetsProps & {
  readonly set: ChangeSetSummary;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
};

const SetCard = (props: SetCardProps) => {
  const { set, isOpen, onToggle } = props;
  const id = useId();
  return (
    <section class={classNames(styles['card'], isOpen && styles['open'])} aria-labelledby={`${id}-title`}>
      <h2 class={styles['heading']}>
        <button
          type="button"
          class={styles['toggle']}
          aria-expanded={isOpen}
          aria-controls={isOpen ? `${id}-detail` : undefined}
          onClick={onToggle}
        >
          <Icon name={isOpen ? 'chevronDown' : 'chevronRight'} class={styles['chevron']} />
          <span class={styles['words']}>
            <span id={`${id}-title`} class={styles['title']}>
              {set.title}
            </span>
            <span class={styles['state']}>
              <RollupLozenge rollup={set.rollup} />
              {set.isArchived && <span class={styles['aside']}>Archived</span>}
              {!isOpen && <span class={styles['aside']}>{plural(set.counts.total, 'page')}</span>}
            </span>
          </span>
        </button>
      </h2>
      {isOpen && (
        <div id={`${id}-detail`} class={styles['detail']}>
          <OpenSet {...props} />
        </div>
      )}
    </section>
  );
};

const OpenSet = ({ page, set, operations, actions, watchChangeSet, now, accounts, onAddPages, onOpenSet }: SetCardProps) => {
  const target = { connectionId: page.connectionId, changeSetId: set.id };
  const remote = useChangeSet(watchChangeSet, target);
  return (
    <LaterDetail
      target={target}
      remote={remote}
      summary={set}
      pageId={page.page.id}
      actions={actions}
      now={now}
      operations={operations}
      accounts={accounts}
      hidesReadOnlyReason={page.readOnly !== null}
      onAddPages={onAddPages}
      onOpenSet={onOpenSet}
    />
  );
};
