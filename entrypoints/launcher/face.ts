/**
 * The door between the content script, which loads with every Confluence page and only asks what there is to draw, and the
 * launcher, which is fetched once there is something to draw. Both run in the extension's own world of the page.
 *
 * This file is in both bundles: it stays as small as it is.
 */
import type { ContentBus } from '../../lib/bus/content.ts';
import type { LauncherView, OperationView, PageId } from '../../lib/domain/index.ts';

export interface Launcher {
  /** `null`: nothing is known of where the tab is now, so nothing is drawn. */
  draw(view: LauncherView | null): void;
  /** Until the next `draw`: what is drawn is of the page before and does nothing. */
  setBusy(isBusy: boolean): void;
  /** Shows a write of this tab, unless the panel is open and shows it itself. */
  showOperation(operation: OperationView): boolean;
  /** `place`: its address after `#`; left out, the sets of the page. */
  openPanel(place?: string): void;
  closePanel(): void;
  /** Takes the person to the approval byline of the page; whether it was found. */
  openByline(): boolean;
}

export interface LauncherOptions {
  readonly bus: Pick<ContentBus, 'request' | 'notify'>;
  readonly panelUrl: () => string;
  /** The page by its address, where that tells. */
  readonly pageId: () => PageId | null;
  readonly signal: AbortSignal;
  /** How long a control must have been seen before it acts; half a second when left out. */
  readonly settleMs?: number;
}

/** `null`: the page has no body to stand on. */
export type StartLauncher = (options: LauncherOptions) => Launcher | null;

interface Door {
  sheafStartLauncher?: StartLauncher;
}

/** Called by the launcher when it was fetched. */
export const offerLauncher = (start: StartLauncher): void => {
  (globalThis as Door).sheafStartLauncher = start;
};

/** Called by the content script after fetching it. */
export const offeredLauncher = (): StartLauncher | null => (globalThis as Door).sheafStartLauncher ?? null;
