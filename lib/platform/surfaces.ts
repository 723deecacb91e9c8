import type { Browser } from 'webextension-polyfill';
import { type ContextSource, contextsOf } from './contexts.ts';

/** The toolbar button. */
export interface Toolbar {
  /** `''` takes the badge away. */
  setBadge(text: string): Promise<void>;
  setTitle(title: string): Promise<void>;
  /** False where the browser does not let us open it. */
  openPopup(): Promise<boolean>;
}

/** The browser's own side panel (Chrome, Edge) or sidebar (Firefox). */
export interface SidePanel {
  readonly isAvailable: boolean;
  /** Call it first thing in a click. False when the browser refused. */
  open(windowId: number): Promise<boolean>;
  /** Whether it shows beside the tabs of this window; false where the browser does not tell. */
  isOpen(windowId: number): Promise<boolean>;
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
  isOpen(details: { readonly windowId: number }): Promise<boolean>;
}

export const createSidePanel = (
  browser: ContextSource & { readonly sidePanel?: ChromeSidePanel | undefined; readonly sidebarAction?: FirefoxSidebar | undefined },
): SidePanel => {
  const { sidePanel, sidebarAction } = browser;
  return {
    isOpen: async (windowId) =>
      sidebarAction !== undefined && sidePanel === undefined
        ? sidebarAction.isOpen({ windowId })
        : (await contextsOf(browser, 'SIDE_PANEL')).some((panel) => panel.windowId === windowId),
    isAvailable: sidePanel !== undefined || sidebarAction !== undefined,
    open: async (windowId) => {
      if (sidePanel !== undefined) return succeeds(() => sidePanel.open({ windowId }));
      if (sidebarAction !== undefined) return succeeds(() => sidebarAction.open());
      return false;
    },
  };
};

export const createWindows = (browser: Pick<Browser, 'windows'>): Windows => ({
  openPopup: async (path, { width, height }) => {
    // Relative: the absolute address of a page that sites may frame is one for frames only (`use_dynamic_url`), refused in a window.
    await browser.windows.create({ type: 'popup', url: path, width, height, focused: true });
  },
});
