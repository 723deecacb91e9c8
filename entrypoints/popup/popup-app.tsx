import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { DraftList } from '../../components/draft/index.ts';
import { Operations } from '../../components/panel/index.ts';
import { Queue } from '../../components/queue/index.ts';
import { IconButton, useNow } from '../../components/ui/index.ts';
import type { OperationView, QueueItem } from '../../lib/domain/index.ts';
import styles from './popup-app.module.css';
import type { PopupModel } from './popup-model.ts';

export interface PopupAppProps {
  readonly model: PopupModel;
  /** Something was opened in a tab: the popup has done its work. */
  readonly onLeave: () => void;
  /** Only where the browser has a side panel. Called first thing in a click. */
  readonly onSidePanel?: (() => void) | undefined;
  /** The editor of the set that is being made. */
  readonly draft?: ComponentChildren;
}

/** So many drafts stand in the queue; the others are one press away. */
const draftsShown = 3;

/** Ties the model's signals to the view. */
export const PopupApp = (props: PopupAppProps) => {
  const { model, onLeave, onSidePanel } = props;
  const remote = model.operations.value;
  const operations = remote.kind === 'ready' ? remote.value : [];
  const preferences = model.preferences.value;
  if (model.making.value !== null) return <MakingView {...props} operations={operations} />;
  const open = async (item: QueueItem) => {
    const result = await model.open(item);
    if (result.ok) onLeave();
    return result;
  };
  return (
    <Queue
      queue={model.queue.value}
      tab={model.tab.value}
      operations={operations}
      isOnline={model.isOnline.value}
      search={model.search.value}
      hasShortcuts={preferences.kind === 'ready' && preferences.value.hasShortcuts}
      actions={model.actions}
      watchChangeSet={model.watchChangeSet}
      onShortcuts={model.setShortcuts}
      onSearch={model.setSearch}
      onShowMore={model.showMore}
      onRefresh={model.refresh}
      onOpen={open}
      onReviewing={onLeave}
      onOpenDraft={model.goOn}
      onSidePanel={onSidePanel}
      offer={model.offer}
      onNew={model.startNew}
      onNewWithPage={model.startWithPage}
      onNewForTab={model.startForTab}
      drafts={<Drafts model={model} />}
    />
  );
};

const Drafts = ({ model }: Pick<PopupAppProps, 'model'>) => {
  const now = useNow();
  const drafts = model.drafts.value;
  const queue = model.queue.value;
  if (drafts.kind !== 'ready' || drafts.value.length === 0) return null;
  const rest = drafts.value.length - draftsShown;
  return (
    <div class={styles['drafts']}>
      <DraftList
        drafts={drafts.value.slice(0, draftsShown)}
        now={now}
        showsSite={queue.kind === 'ready' && queue.value.connectionCount > 1}
        onOpen={model.goOn}
        more={rest > 0 ? { count: rest, onMore: model.startNew } : undefined}
      />
    </div>
  );
};

/** A set being made, in place of the queue. */
const MakingView = ({ model, draft, operations }: PopupAppProps & { readonly operations: readonly OperationView[] }) => {
  const now = useNow();
  const { back } = model;
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || event.defaultPrevented || document.querySelector('dialog[open]') !== null) return;
      // Else the browser closes the popup: back to the queue is one step less.
      event.preventDefault();
      back();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [back]);
  return (
    <main class={styles['making']}>
      <header class={styles['header']}>
        <IconButton icon="arrowLeft" label="Back to the queue" size="small" onClick={back} />
        <h1 ref={title} tabIndex={-1} class={styles['title']}>
          New change set
        </h1>
      </header>
      {draft}
      <Operations operations={operations} actions={model.actions} now={now} watchChangeSet={model.watchChangeSet} />
    </main>
  );
};
