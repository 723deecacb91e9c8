import type { ContentBus, PushToContent } from '../../lib/bus/content.ts';
import { type ChangeSetId, type LauncherView, linkedSetIn, type StateWriteAnswer } from '../../lib/domain/index.ts';
import type { PageRoute, watchRoute, writeState } from '../../lib/page/index.ts';
import type { Launcher, LauncherOptions, StartLauncher } from '../launcher/face.ts';
import { claimOf } from './route-claim.ts';

export interface WatchTabOptions {
  readonly bus: ContentBus;
  readonly readRoute: () => PageRoute;
  /** The set that the address names after `#sheaf=`. */
  readonly readLink: () => ChangeSetId | null;
  /** Who the page says is signed in: a hint for the background to ask Confluence. */
  readonly readAccount: () => string | null;
  readonly watchRoute: typeof watchRoute;
  readonly writeState: typeof writeState;
  /** Fetches the launcher; `null` when it cannot be had. */
  readonly fetchLauncher: () => Promise<StartLauncher | null>;
  readonly panelUrl: LauncherOptions['panelUrl'];
  /** False once the extension was updated or switched off under us. */
  readonly isAlive: () => boolean;
  /** Ends everything; `signal` is its signal. */
  readonly end: () => void;
  readonly signal: AbortSignal;
}

/** No event tells that the extension went away. Looking costs one property. */
const aliveEveryMs = 3_000;
/** A launcher that is looked at is the clock of its own refreshing; while nothing changes it asks less and less often. */
const firstLookMs = 30_000;
const longestLookMs = 240_000;

/**
 * Tells the background where the tab is, and hands what it answers to the launcher, which is fetched once there is something to
 * draw or to do. A background that does not answer leaves everything as it was.
 */
export const watchTab = ({
  bus,
  readRoute,
  readLink,
  readAccount,
  watchRoute,
  writeState,
  fetchLauncher,
  panelUrl,
  isAlive,
  end,
  signal,
}: WatchTabOptions): void => {
  let route = readRoute();
  let view: LauncherView | null = null;
  let launcher: Promise<Launcher | null> | null = null;
  let asked = 0;
  /** The set that the address leads to, until the background was told. */
  let link = readLink();
  let toldLink = '';
  let lookMs = firstLookMs;
  let lookAt = performance.now() + lookMs;

  const pageId = () => (route.kind === 'page' ? route.pageId : null);
  const linkKey = (linked: ChangeSetId | null): string => `${pageId()} ${linked}`;
  const fetched = (): Promise<Launcher | null> =>
    (launcher ??= fetchLauncher().then((start) => (start && !signal.aborted ? start({ bus, panelUrl, pageId, signal }) : null)));

  const show = async (next: LauncherView | null): Promise<void> => {
    lookMs = JSON.stringify(next) === JSON.stringify(view) ? Math.min(longestLookMs, lookMs * 2) : firstLookMs;
    lookAt = performance.now() + lookMs;
    view = next;
    if (!launcher && (!view || view.kind === 'hidden')) return;
    // By now there may be something newer to draw.
    (await fetched())?.draw(view);
  };
  const ask = async (isNavigation: boolean): Promise<void> => {
    if (!isAlive()) return end();
    // A tab that nobody sees asks when it is seen.
    if (document.hidden) return;
    const mine = ++asked;
    const linked = link;
    link = null;
    if (linked) toldLink = linkKey(linked);
    const answer = await bus.request('page.opened', {
      route: claimOf(route),
      isNavigation,
      account: readAccount(),
      ...(linked ? { changeSetId: linked } : {}),
    });
    if (!answer.ok) link ??= linked;
    if (mine !== asked || signal.aborted) return;
    if (answer.ok) await show(answer.value);
    // What is drawn belongs to the page before: worse than nothing.
    else if (isNavigation) await show(null);
  };

  const onPush = async (push: Exclude<PushToContent, { kind: 'presence' }>): Promise<boolean | StateWriteAnswer> => {
    if (push.kind === 'writeState') return writeState(push.write);
    if (push.kind === 'launcher') {
      // Sent before the tab moved on.
      if (pageId() && push.view.pageId && push.view.pageId !== pageId()) return false;
      await show(push.view);
      return true;
    }
    if (push.kind === 'closePanel' && !launcher) return true;
    const drawn = await fetched();
    if (!drawn) return false;
    if (push.kind === 'operation') return drawn.showOperation(push.operation);
    if (push.kind === 'openByline') return drawn.openByline();
    if (push.kind === 'openPanel') drawn.openPanel(push.place);
    else drawn.closePanel();
    return true;
  };

  signal.addEventListener('abort', bus.onPush(onPush));
  watchRoute((next, { hash }) => {
    route = next;
    const linked = linkedSetIn(hash);
    // The page's address may only have taken its final form.
    if (linkKey(linked) !== toldLink) {
      toldLink = '';
      link = linked;
    }
    void launcher?.then((drawn) => drawn?.setBusy(true));
    void ask(true);
  }, signal);
  document.addEventListener('visibilitychange', () => void ask(false), { signal });
  window.addEventListener('pageshow', (event) => event.persisted && void ask(false), { signal });
  window.addEventListener('pagehide', () => isAlive() && bus.notify('page.left', {}), { signal });
  const timer = setInterval(() => {
    if (!isAlive()) end();
    else if (view && view.kind !== 'hidden' && document.hasFocus() && performance.now() >= lookAt) void ask(false);
  }, aliveEveryMs);
  signal.addEventListener('abort', () => clearInterval(timer));
  void ask(true);
};
