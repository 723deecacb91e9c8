import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { ConfirmPage, Panel } from '../../components/panel/index.ts';
import type { OperationView } from '../../lib/domain/index.ts';
import type { Remote } from '../../lib/state/index.ts';
import type { Asked, PanelModel } from './panel-model.ts';

const listOf = (remote: Remote<readonly OperationView[]>): readonly OperationView[] => (remote.kind === 'ready' ? remote.value : []);

export interface PanelAppProps {
  /** The change set being made. */
  readonly draft?: ComponentChildren;
  readonly model: PanelModel;
  /** Given in the confirmation window alone. */
  readonly asked: Asked | null;
}

/** Ties the model's signals to the views. */
export const PanelApp = ({ model, asked, draft }: PanelAppProps) => {
  const { close, places } = model;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented || document.querySelector('dialog[open]') !== null) return;
      // What lies above is left before the panel is.
      if (places.hasBack.peek()) places.back();
      else close?.();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [close, places]);
  if (asked !== null)
    return (
      <ConfirmPage
        {...asked}
        watchChangeSet={model.watchChangeSet}
        operations={listOf(model.operations.value)}
        actions={model.actions}
        onClose={() => window.close()}
      />
    );
  return (
    <Panel
      tab={model.tab.value}
      operations={listOf(model.operations.value)}
      isOnline={model.isOnline.value}
      accounts={model.accounts.value}
      actions={model.actions}
      watchChangeSet={model.watchChangeSet}
      onRefresh={model.refresh}
      onClose={close}
      onSidePanel={model.openSidePanel}
      canBegin={model.canBegin.value}
      draft={draft}
      place={places.place.value}
      onOpen={places.open}
      onBack={places.hasBack.value ? places.back : undefined}
    />
  );
};
