import type { ComponentChildren } from 'preact';
import { Dashboard } from '../../components/dashboard/index.ts';
import type { DashboardModel } from './dashboard-model.ts';

export interface DashboardAppProps {
  readonly model: DashboardModel;
  /** The change set being made. */
  readonly draft: ComponentChildren;
}

/** Ties the model's signals to the view. */
export const DashboardApp = ({ model, draft }: DashboardAppProps) => (
  <Dashboard
    place={model.place.value}
    board={model.board.value}
    preferences={model.preferences.value}
    bulk={model.bulk.value}
    check={model.check.value}
    drafts={model.drafts.value}
    paused={model.paused.value}
    operations={model.operations.value}
    isOnline={model.isOnline.value}
    actions={model.actions}
    acts={model.acts}
    watchChangeSet={model.watchChangeSet}
    draft={draft}
  />
);
