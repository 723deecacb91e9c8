import type { LauncherView, OperationId } from '../../lib/domain/index.ts';
import { createMount, openByline, type Placement, watchPageChanges, watchPlacement, watchTheme } from '../../lib/page/index.ts';
import type { Launcher, LauncherOptions } from './face.ts';
import { createLauncherUi } from './launcher-ui.ts';
import { addingToast, refusedToast } from './words.ts';

/** Confluence's page, as far as the launcher watches it: `lib/page`, and stand-ins in tests. */
export const confluencePage = { createMount, openByline, watchPageChanges, watchPlacement, watchTheme };
export type ConfluencePage = typeof confluencePage;

/** Draws what it is told and asks the background for what a person presses. A background that does not answer changes nothing but a word in the toast. */
export const createStartLauncher =
  (page: ConfluencePage) =>
  ({ bus, panelUrl, pageId, signal, settleMs = 500 }: LauncherOptions): Launcher | null => {
    const host = page.createMount(document, signal);
    if (!host) return null;
    let view: LauncherView | null = null;
    let placement: Placement = { kind: 'none' };

    const openPanel = (place?: string): void => ui.panel.open(place);
    const choose = (): void => openPanel('choose=1');
    const add = async (): Promise<void> => {
      if (!view?.pageId || view.targetTitle === null) return;
      const { targetTitle } = view;
      ui.chip.setBusy(true);
      ui.toast.say(addingToast(targetTitle));
      const answer = await bus.request('launcher.add', { pageId: view.pageId, targetTitle });
      ui.chip.setBusy(false);
      if (!answer.ok) ui.toast.say(refusedToast(`add to “${targetTitle}”`, answer.error));
      else if (!answer.value) choose();
    };
    const undo = async (operationId: OperationId): Promise<void> => {
      const answer = await bus.request('launcher.undo', { operationId });
      if (!answer.ok) ui.toast.say(refusedToast('undo', answer.error));
    };
    const draw = (next: LauncherView | null): void => {
      view = next;
      ui.chip.setBusy(false);
      ui.chip.draw(view);
      ui.place(view?.position ?? 'title', placement);
    };

    const ui = createLauncherUi({
      host,
      panelUrl,
      settleMs,
      signal,
      acts: {
        togglePanel: () => (ui.panel.isOpen() ? ui.panel.close() : openPanel()),
        openPanel,
        choose,
        chooseOther: (insteadOf) => openPanel(`choose=1&instead=${insteadOf}`),
        add: () => void add(),
        undo: (operationId) => void undo(operationId),
        place: (position) => {
          if (view) draw({ ...view, position });
          void bus.request('launcher.place', { position });
        },
        hide: () => {
          if (view) draw({ ...view, kind: 'hidden' });
          void bus.request('launcher.place', { isHidden: true });
        },
        openSettings: () => void bus.request('options.open', {}),
      },
    });
    page.watchTheme(ui.setTheme, signal);
    page.watchPlacement((next) => {
      placement = next;
      ui.place(view?.position ?? 'title', placement);
    }, signal);
    page.watchPageChanges(() => {
      const id = pageId() ?? view?.pageId;
      if (id) bus.notify('page.mayHaveChanged', { pageId: id });
    }, signal);

    return {
      draw,
      setBusy: ui.chip.setBusy,
      showOperation: (operation) => {
        if (ui.panel.isOpen()) return false;
        ui.toast.show(operation);
        return true;
      },
      openPanel,
      closePanel: ui.panel.close,
      openByline: () => page.openByline(document),
    };
  };
