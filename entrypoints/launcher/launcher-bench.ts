/** A launcher over an empty page with a background that answers as told, for the DOM tests beside. */
import { afterEach, beforeEach } from 'vitest';
import { page } from 'vitest/browser';
import type { ContentBus } from '../../lib/bus/content.ts';
import { type LauncherView, ok, operationId, pageId } from '../../lib/domain/index.ts';
import { createMount, type Placement, type Theme } from '../../lib/page/index.ts';
import type { Launcher } from './face.ts';
import { createStartLauncher } from './start.ts';

export { operation } from './launcher-fixtures.ts';

export const view = (part: Partial<LauncherView> = {}): LauncherView => ({
  kind: 'inNone',
  pageId: pageId('123'),
  rollup: null,
  setCount: 0,
  targetTitle: 'Payments v2',
  reopensApproved: false,
  canWrite: true,
  problem: null,
  position: 'title',
  ...part,
});
export const inSets = (part: Partial<LauncherView> = {}): LauncherView =>
  view({ kind: 'inSets', rollup: 'in_review', setCount: 2, ...part });

interface Rig {
  readonly launcher: Launcher;
  readonly asked: unknown[][];
  readonly notified: unknown[][];
  readonly host: HTMLElement;
  readonly setTheme: (theme: Theme) => void;
  readonly setPlacement: (placement: Placement) => void;
  readonly hint: () => void;
}

let end = new AbortController();

/** Everything of the launcher goes, as when the extension does. */
export const endLauncher = (): void => {
  end.abort();
  end = new AbortController();
};

beforeEach(async () => {
  localStorage.clear();
  document.documentElement.lang = 'en';
  await page.viewport(1000, 700);
});
afterEach(() => {
  endLauncher();
  document.body.replaceChildren();
});

const beside: Placement = { kind: 'beside', side: 'after', x: 40, middle: 60, room: 300 };

export const start = (drawn: LauncherView | null, replies: Record<string, unknown> = {}, settleMs = 0): Rig => {
  const asked: unknown[][] = [];
  const notified: unknown[][] = [];
  let setTheme: (theme: Theme) => void = () => undefined;
  let setPlacement: (placement: Placement) => void = () => undefined;
  let hint = () => undefined as void;
  const request = async (name: string, input: unknown) => {
    asked.push([name, input]);
    return name in replies
      ? replies[name]
      : ok(name === 'launcher.add' || name === 'launcher.undo' ? { operationId: operationId('op-1') } : null);
  };
  const launcher = createStartLauncher({
    createMount,
    openByline: () => true,
    watchTheme: (onTheme) => {
      setTheme = onTheme;
      onTheme('light');
    },
    watchPlacement: (onPlace) => {
      setPlacement = onPlace;
      onPlace(beside);
    },
    watchPageChanges: (onChanged) => {
      hint = onChanged;
    },
  })({
    bus: { request: request as ContentBus['request'], notify: (...input) => void notified.push(input) },
    panelUrl: () => 'about:blank',
    pageId: () => null,
    signal: end.signal,
    settleMs,
  });
  const host = document.querySelector<HTMLElement>('sheaf-launcher');
  if (!launcher || !host) throw new Error('no launcher');
  launcher.draw(drawn);
  return {
    launcher,
    asked,
    notified,
    host,
    setTheme: (theme) => setTheme(theme),
    setPlacement: (place) => setPlacement(place),
    hint: () => hint(),
  };
};

export const chip = () => page.getByRole('button', { name: /^Sheaf: / });
export const more = () => page.getByRole('button', { name: 'More about this launcher' });
export const item = (name: string) => page.getByRole('menuitem', { name });
export const toast = () => page.getByRole('status');
export const button = (name: string) => page.getByRole('button', { name, exact: true });
export const panel = () => page.getByTitle('Sheaf: change sets of this page');
export const isPanelOpen = () => panel().query() !== null;
/** Inside the shadow root, where the page's own `activeElement` ends at the host. */
export const hasFocus = (one: { element(): Element }) =>
  document.querySelector('sheaf-launcher')?.shadowRoot?.activeElement === one.element();
/** The observer tells of what is seen in the frames that follow. */
export const seen = () => new Promise((resolve) => setTimeout(resolve, 250));
