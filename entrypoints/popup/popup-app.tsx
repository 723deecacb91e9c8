import { Queue } from '../../components/queue/index.ts';
import type { QueueItem } from '../../lib/domain/index.ts';
import type { PopupModel } from './popup-model.ts';

export interface PopupAppProps {
  readonly model: PopupModel;
  /** Something was opened in a tab: the popup has done its work. */
  readonly onLeave: () => void;
  /** Only where the browser has a side panel. Called first thing in a click. */
  readonly onSidePanel?: (() => void) | undefined;
}

/** Ties the model's signals to the view. */
export const PopupApp = ({ model, onLeave, onSidePanel }: PopupAppProps) => {
  const operations = model.operations.value;
  const preferences = model.preferences.value;
  const open = async (item: QueueItem) => {
    const result = await model.open(item);
    if (result.ok) onLeave();
    return result;
  };
  return (
    <Queue
      queue={model.queue.value}
      tab={model.tab.value}
      operations={operations.kind === 'ready' ? operations.value : []}
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
      onSidePanel={onSidePanel}
    />
  );
};
