import type { Browser, Runtime } from 'webextension-polyfill';

/** The toolbar button. */
export interface Toolbar {
  /** `''` takes the badge away. */
  setBadge(text: string): Promise<void>;
  setTitle(title: string): Promise<void>;
  /** False where the browser does not let us open it. */
  openPopup(): Promise<boolean>;
}

/** The browser's own side panel (Chrome, Edge) or sidebar (Firefox), as the background leads it. */
export interface SidePanels {
  /** Asks the one beside the tabs of this window to show a place of the panel, its address after `#`; false where none is open. */
  show(windowId: number, place: string): Promise<boolean>;
}

/** The same for pages of ours: they open it, and it is one of them. */
export interface SidePanel {
  readonly isAvailable: boolean;
  /** Call it first thing in a click. False when the browser refused. */
  open(windowId: number): Promise<boolean>;
  /** In the side panel itself: `listener` hears which place to show. */
  onShow(windowId: number, listener: (place: string) => void): void;
}

export interface Windows {
  /** A small window of the extension's own, in front: nothing can be laid over it. */
  openPopup(path: string, size: { readonly width: number; readonly height: number }): Promise<void>;
}

const succeeds = async (act: () => Promise<unknown>): Promise<boolean> => {
  try {
    await act();
    return true;
  } catch {
    // Refused for want of a gesture, a focused window or the feature: the caller offers another way.
    return false;
  }
};

const badgeColour = '#0c66e4';

export const createToolbar = (browser: Pick<Browser, 'action'>): Toolbar => ({
  setBadge: async (text) => {
    await browser.action.setBadgeBackgroundColor({ color: badgeColour });
    await browser.action.setBadgeText({ text });
  },
  setTitle: (title) => browser.action.setTitle({ title }),
  openPopup: () => succeeds(() => browser.action.openPopup()),
});

interface ChromeSidePanel {
  open(options: { readonly windowId: number }): Promise<void>;
}

interface FirefoxSidebar {
  open(): Promise<void>;
}

/** Goes to every page of ours that is open; the side panel of that window answers `true`. */
interface ShowMessage {
  readonly sidePanelOf: number;
  readonly place: string;
}

const isShowMessage = (message: unknown): message is ShowMessage =>
  typeof message === 'object' && message !== null && 'sidePanelOf' in message && 'place' in message;

export const createSidePanels = ({ runtime }: Pick<Browser, 'runtime'>): SidePanels => ({
  show: async (windowId, place) => {
    try {
      return (await runtime.sendMessage({ sidePanelOf: windowId, place } satisfies ShowMessage)) === true;
    } catch {
      return false; // No page of ours is open.
    }
  },
});

export const createSidePanel = (
  browser: Pick<Browser, 'runtime'> & {
    readonly sidePanel?: ChromeSidePanel | undefined;
    readonly sidebarAction?: FirefoxSidebar | undefined;
  },
): SidePanel => {
  const { sidePanel, sidebarAction, runtime } = browser;
  return {
    isAvailable: sidePanel !== undefined || sidebarAction !== undefined,
    open: async (windowId) => {
      if (sidePanel !== undefined) return succeeds(() => sidePanel.open({ windowId }));
      if (sidebarAction !== undefined) return succeeds(() => sidebarAction.open());
      return false;
    },
    onShow: (windowId, listener) =>
      runtime.onMessage.addListener((message: unknown, { tab }: Pick<Runtime.MessageSender, 'tab'>) => {
        // A content script speaks from a tab: it shows nothing here. What is not for us is left to whom it is for.
        if (tab !== undefined || !isShowMessage(message) || message.sidePanelOf !== windowId) return undefined;
        listener(String(message.place));
        return Promise.resolve(true);
      }),
  };
};

export const createWindows = (browser: Pick<Browser, 'windows'>): Windows => ({
  openPopup: async (path, { width, height }) => {
    // Relative: the absolute address of a page that sites may frame is one for frames only (`use_dynamic_url`), refused in a window.
    await browser.windows.create({ type: 'popup', url: path, width, height, focused: true });
  },
});
