import axe from 'axe-core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { ContentBus } from '../../lib/bus/content.ts';
import {
  type AppError,
  changeSetId,
  connectionId,
  fail,
  type LauncherView,
  type OperationView,
  ok,
  operationId,
  pageId,
} from '../../lib/domain/index.ts';
import { createMount, type Placement, type Theme } from '../../lib/page/index.ts';
import type { Launcher } from './face.ts';
import { createStartLauncher } from './start.ts';

const view = (part: Partial<LauncherView> = {}): LauncherView => ({
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
const inSets = (part: Partial<LauncherView> = {}): LauncherView => view({ kind: 'inSets', rollup: 'in_review', setCount: 2, ...part });

const operation = (part: Partial<OperationView> = {}): OperationView => ({
  id: operationId('op-1'),
  connectionId: connectionId('acme'),
  kind: 'addPage',
  state: 'done',
  changeSetId: changeSetId('cs-1'),
  changeSetTitle: 'Payments v2',
  pageId: pageId('123'),
  pageTitle: 'Payment retries',
  createdAt: '2026-11-22T10:00:00.000Z',
  error: null,
  undo: 'removePage',
  isUndone: false,
  needsNotice: false,
  results: [],
  raced: false,
  wasAlreadySo: false,
  ...part,
});

interface Rig {
  readonly launcher: Launcher;
  readonly asked: unknown[][];
  readonly notified: unknown[][];
  readonly host: HTMLElement;
  readonly setTheme: (theme: Theme) => void;
  readonly setPlacement: (placement: Placement) => void;
  readonly hint: () => void;
}

let end: AbortController;
beforeEach(async () => {
  end = new AbortController();
  localStorage.clear();
  document.documentElement.lang = 'en';
  await page.viewport(1000, 700);
});
afterEach(() => {
  end.abort();
  document.body.replaceChildren();
});

const beside: Placement = { kind: 'beside', side: 'after', x: 40, middle: 60, room: 300 };

const start = (drawn: LauncherView | null, replies: Record<string, unknown> = {}, settleMs = 0): Rig => {
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

const chip = () => page.getByRole('button', { name: /^Sheaf: / });
const more = () => page.getByRole('button', { name: 'More about this launcher' });
const item = (name: string) => page.getByRole('menuitem', { name });
const toast = () => page.getByRole('status');
const button = (name: string) => page.getByRole('button', { name, exact: true });
const panel = () => page.getByTitle('Sheaf: change sets of this page');
const isPanelOpen = () => panel().query() !== null;
/** Inside the shadow root, where the page's own `activeElement` ends at the host. */
const hasFocus = (one: { element(): Element }) => document.querySelector('sheaf-launcher')?.shadowRoot?.activeElement === one.element();
/** The observer tells of what is seen in the frames that follow. */
const seen = () => new Promise((resolve) => setTimeout(resolve, 250));

describe('drawing', () => {
  it('nothing, and no trace but an empty host', async () => {
    const { launcher } = start(view({ kind: 'hidden' }));
    expect(chip().query()).toBeNull();
    launcher.draw(null);
    expect(chip().query()).toBeNull();
  });

  it('the state and the number of sets', async () => {
    start(inSets());
    await expect.element(chip()).toHaveAccessibleName('Sheaf: In review · 2 sets');
    await expect.element(chip()).toHaveAttribute('aria-expanded', 'false');
  });

  it('the set that a press adds to, and what else it does', async () => {
    start(view({ reopensApproved: true }));
    await expect.element(chip()).toHaveAccessibleName('Sheaf: Add to “Payments v2”. Reopens an approved set');
    await expect.element(page.getByText('Reopens an approved set')).toBeVisible();
  });

  it('text as text', async () => {
    start(view({ targetTitle: '<img src=x onerror=alert(1)>' }));
    await expect.element(chip()).toHaveAccessibleName('Sheaf: Add to “<img src=x onerror=alert(1)>”');
    expect(document.querySelector('sheaf-launcher')?.shadowRoot?.querySelector('img')).toBeNull();
  });

  it('takes no room in the page', () => {
    const height = document.documentElement.scrollHeight;
    start(inSets());
    expect(document.documentElement.scrollHeight).toBe(height);
  });

  it.each<[string, LauncherView, Theme]>([
    ['in sets', inSets(), 'light'],
    ['in sets', inSets({ rollup: 'stale' }), 'dark'],
    ['in none', view({ reopensApproved: true }), 'light'],
    ['in none', view({ reopensApproved: true }), 'dark'],
    ['a problem', view({ kind: 'problem', problem: { kind: 'offline' } }), 'dark'],
  ])('has nothing that axe objects to: %s', async (_name, drawn, theme) => {
    document.body.style.background = theme === 'dark' ? '#1f1f21' : '#fff';
    const { launcher, setTheme } = start(drawn);
    setTheme(theme);
    launcher.showOperation(operation());
    await more().click();
    const { violations } = await axe.run('sheaf-launcher');
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
    document.body.style.background = '';
  });
});

describe('its place', () => {
  const boxOf = () => chip().element().closest('.chip')?.getBoundingClientRect() ?? new DOMRect();

  it('beside the title, within the room there is', async () => {
    const { setPlacement, launcher } = start(view({ targetTitle: 'A title that is far too long for the room beside the heading' }));
    setPlacement({ kind: 'beside', side: 'after', x: 100, middle: 80, room: 160 });
    expect(boxOf()).toMatchObject({ left: 100, width: 160 });
    expect(boxOf().top + boxOf().height / 2).toBeCloseTo(80, 0);
    setPlacement({ kind: 'beside', side: 'before', x: 500, middle: 80, room: 160 });
    expect(boxOf().right).toBe(500);
    launcher.draw(view({ position: 'docked' }));
    expect(boxOf().right).toBe(document.documentElement.clientWidth - 16);
  });

  it('docked where there is no title, gone where nothing looks like Confluence', async () => {
    const { setPlacement } = start(inSets());
    setPlacement({ kind: 'docked', top: 64 });
    expect(boxOf().right).toBe(document.documentElement.clientWidth - 16);
    setPlacement({ kind: 'none' });
    await expect
      .element(page.elementLocator(document.body).getByRole('button', { name: /^Sheaf: /, includeHidden: true }))
      .not.toBeVisible();
  });

  it('moves and hides by its menu, at once', async () => {
    const { asked } = start(inSets());
    await more().click();
    await item('Move to the corner').click();
    expect(boxOf().right).toBe(document.documentElement.clientWidth - 16);
    await more().click();
    await item('Hide on this site').click();
    expect(chip().query()).toBeNull();
    expect(asked).toEqual([
      ['launcher.place', { position: 'docked' }],
      ['launcher.place', { isHidden: true }],
    ]);
  });

  it('follows the theme', async () => {
    const { setTheme } = start(inSets({ rollup: 'all_approved' }));
    const colour = () => getComputedStyle(chip().element().querySelector('.words') ?? document.body).backgroundColor;
    expect(colour()).toBe('rgb(186, 243, 219)');
    setTheme('dark');
    expect(colour()).toBe('rgb(22, 75, 53)');
    document.documentElement.style.setProperty('--ds-background-accent-green-subtler', 'rgb(1, 2, 3)');
    expect(colour()).toBe('rgb(1, 2, 3)');
    document.documentElement.removeAttribute('style');
  });
});

describe('one press', () => {
  it('adds the page to the set that is named, and says so', async () => {
    const { asked } = start(view());
    await seen();
    await chip().click();
    expect(asked).toEqual([['launcher.add', { pageId: '123', targetTitle: 'Payments v2' }]]);
    await expect.element(toast()).toHaveTextContent('Adding to “Payments v2”…');
  });

  it('opens the chooser when the target is gone', async () => {
    start(view(), { 'launcher.add': ok(null) });
    await seen();
    await chip().click();
    await expect.element(panel()).toHaveAttribute('src', 'about:blank#theme=light&choose=1');
  });

  it.each<[AppError, string]>([
    [{ kind: 'unavailable' }, 'Sheaf did not answer: look whether it happened'],
    [{ kind: 'wrongAccount' }, 'Could not add to “Payments v2”: two accounts'],
  ])('that fails says so: %o', async (error, words) => {
    start(view(), { 'launcher.add': fail(error) });
    await seen();
    await chip().click();
    await expect.element(toast()).toHaveTextContent(words);
    await expect.element(chip()).toHaveAttribute('aria-disabled', 'false');
  });

  it('asks once, however often it is pressed', async () => {
    const { asked } = start(view(), { 'launcher.add': new Promise(() => undefined) });
    await seen();
    await chip().dblClick();
    expect(asked).toHaveLength(1);
  });

  it('of the page does nothing', async () => {
    const { asked } = start(view());
    await seen();
    const element = chip().element() as HTMLElement;
    element.click();
    element.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true }));
    element.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, composed: true }));
    (more().element() as HTMLElement).click();
    expect(asked).toEqual([]);
    expect(page.getByRole('menu').query()).toBeNull();
  });

  it('on what was only just drawn does nothing', async () => {
    const { asked } = start(view(), {}, 60_000);
    await seen();
    await chip().click();
    expect(asked).toEqual([]);
    expect(isPanelOpen()).toBe(false);
  });

  it('on what the page covers offers the choice with its words instead', async () => {
    const { asked } = start(view());
    const cover = document.createElement('div');
    cover.style.cssText = 'position:fixed;inset:0;z-index:9999;pointer-events:none;background:#fff';
    document.body.append(cover);
    await seen();
    await chip().click({ force: true });
    expect(asked).toEqual([]);
    expect(isPanelOpen()).toBe(true);
  });

  it('on a see-through launcher does not write', async () => {
    const { asked, host } = start(view());
    host.style.opacity = '0.01';
    await seen();
    await chip().click({ force: true });
    expect(asked).toEqual([]);
  });

  it('does nothing while the next page is asked for', async () => {
    const { launcher, asked } = start(view());
    await seen();
    launcher.setBusy(true);
    await chip().click({ force: true });
    expect(asked).toEqual([]);
    launcher.draw(view({ pageId: pageId('124') }));
    await seen();
    await chip().click();
    expect(asked).toMatchObject([['launcher.add', { pageId: '124' }]]);
  });

  it('can be a key', async () => {
    const { asked } = start(view());
    await seen();
    await userEvent.tab();
    await expect.poll(() => hasFocus(chip())).toBe(true);
    await userEvent.keyboard('{Enter}');
    expect(asked).toHaveLength(1);
  });
});

describe('the menu', () => {
  it('is used with keys alone and gives focus back', async () => {
    const { asked } = start(view());
    await userEvent.tab();
    await userEvent.tab();
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => hasFocus(item('Other set…'))).toBe(true);
    await userEvent.keyboard('{ArrowDown}');
    await expect.poll(() => hasFocus(item('Open panel'))).toBe(true);
    await userEvent.keyboard('{End}');
    await expect.poll(() => hasFocus(item('Settings'))).toBe(true);
    await userEvent.keyboard('{ArrowDown}');
    await expect.poll(() => hasFocus(item('Other set…'))).toBe(true);
    await userEvent.keyboard('{Escape}');
    await expect.poll(() => hasFocus(more())).toBe(true);
    await expect.element(more()).toHaveAttribute('aria-expanded', 'false');
    await userEvent.keyboard('{Enter}{End}{Enter}');
    expect(asked).toEqual([['options.open', {}]]);
  });

  it('closes when focus goes elsewhere', async () => {
    start(view());
    const outside = document.createElement('button');
    outside.textContent = 'Elsewhere';
    outside.style.cssText = 'position:fixed;bottom:0;right:0';
    document.body.append(outside);
    await more().click();
    await button('Elsewhere').click();
    expect(page.getByRole('menu').query()).toBeNull();
  });

  it('offers another set', async () => {
    start(inSets());
    await more().click();
    await item('Add to another set…').click();
    await expect.element(panel()).toHaveAttribute('src', 'about:blank#theme=light&choose=1');
  });
});

describe('the panel', () => {
  it('opens and closes by the chip', async () => {
    start(inSets());
    await seen();
    expect(isPanelOpen()).toBe(false);
    await chip().click();
    await expect.element(panel()).toBeVisible();
    await expect.element(chip()).toHaveAttribute('aria-expanded', 'true');
    await chip().click();
    expect(isPanelOpen()).toBe(false);
    await expect.poll(() => hasFocus(chip())).toBe(true);
  });

  it('is told the theme, and its changes', async () => {
    const { launcher, setTheme } = start(inSets());
    setTheme('dark');
    launcher.openPanel();
    await expect.element(panel()).toHaveAttribute('src', 'about:blank#theme=dark');
    setTheme('light');
    await expect.element(panel()).toHaveAttribute('src', 'about:blank#theme=light');
  });

  it('closes by Escape, from ours or from nowhere, and not while the page has the focus', async () => {
    const { launcher } = start(inSets());
    launcher.openPanel();
    const field = document.createElement('input');
    document.body.append(field);
    field.focus();
    await userEvent.keyboard('{Escape}');
    expect(isPanelOpen()).toBe(true);
    document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
    expect(isPanelOpen()).toBe(true);
    field.remove();
    (chip().element() as HTMLElement).focus();
    await userEvent.keyboard('{Escape}');
    expect(isPanelOpen()).toBe(false);
  });

  it('gives focus back to the chip when it is closed from within', async () => {
    const { launcher } = start(inSets());
    launcher.openPanel();
    launcher.closePanel();
    await expect.poll(() => hasFocus(chip())).toBe(true);
  });

  it('keeps the width a person gives it, within bounds', async () => {
    const { launcher } = start(inSets());
    launcher.openPanel();
    const grip = page.getByRole('separator', { name: 'Panel width' });
    await expect.element(grip).toHaveAttribute('aria-valuenow', '400');
    (grip.element() as HTMLElement).focus();
    await userEvent.keyboard('{ArrowLeft}{ArrowLeft}');
    await expect.element(grip).toHaveAttribute('aria-valuenow', '432');
    for (let press = 0; press < 12; press += 1) await userEvent.keyboard('{ArrowLeft}');
    await expect.element(grip).toHaveAttribute('aria-valuenow', '560');
    end.abort();
    end = new AbortController();
    const again = start(inSets());
    again.launcher.openPanel();
    await expect.element(page.getByRole('separator')).toHaveAttribute('aria-valuenow', '560');
  });

  it('is as wide as a narrow window', async () => {
    await page.viewport(400, 700);
    const { launcher } = start(inSets());
    launcher.openPanel();
    expect(panel().element().getBoundingClientRect().width).toBe(document.documentElement.clientWidth);
    expect(page.getByRole('separator').query()).toBeNull();
  });
});

describe('the toast', () => {
  it('follows a write to its end and undoes it', async () => {
    const { launcher, asked } = start(inSets());
    launcher.showOperation(operation({ state: 'sending' }));
    await expect.element(toast()).toHaveTextContent('Adding to “Payments v2”…');
    launcher.showOperation(operation());
    await expect.element(toast()).toHaveTextContent('Added to “Payments v2”');
    await button('Undo').click();
    await expect.element(toast()).toHaveTextContent('Undoing in “Payments v2”…');
    expect(asked).toEqual([['launcher.undo', { operationId: 'op-1' }]]);
    launcher.showOperation(operation({ isUndone: true }));
    await expect.element(toast()).toHaveTextContent('Undone in “Payments v2”');
  });

  it('offers another set in place of this one', async () => {
    const { launcher } = start(inSets());
    launcher.showOperation(operation());
    await button('Other set').click();
    await expect.element(panel()).toHaveAttribute('src', 'about:blank#theme=light&choose=1&instead=op-1');
    expect(toast().element().textContent).toBe('');
  });

  it('is left to the panel while that is open', () => {
    const { launcher } = start(inSets());
    launcher.openPanel();
    expect(launcher.showOperation(operation())).toBe(false);
    expect(toast().element().textContent).toBe('');
  });

  it('stays with the newest write', async () => {
    const { launcher } = start(inSets());
    launcher.showOperation(operation({ id: operationId('op-2'), kind: 'removePage', createdAt: '2026-11-22T10:01:00.000Z' }));
    launcher.showOperation(operation({ isUndone: true }));
    await expect.element(toast()).toHaveTextContent('Removed from “Payments v2”');
  });

  it('says what failed until it is closed', async () => {
    const { launcher } = start(inSets());
    launcher.showOperation(operation({ state: 'failed', error: { kind: 'switchedOff' } }));
    await expect.element(toast()).toHaveTextContent('Could not add to “Payments v2”: api switched off');
    await button('Close message').click();
    expect(toast().element().textContent).toBe('');
  });

  it('goes by itself, but not from under a pointer or the focus', async () => {
    const { launcher } = start(inSets());
    launcher.showOperation(operation());
    await button('Undo').hover();
    vi.useFakeTimers();
    try {
      launcher.showOperation(operation());
      vi.advanceTimersByTime(20_000);
      expect(toast().element().textContent).toBe('Added to “Payments v2”');
      (button('Undo').element() as HTMLElement).focus();
      button('Undo').element().closest('.toast')?.dispatchEvent(new PointerEvent('pointerleave'));
      vi.advanceTimersByTime(20_000);
      expect(toast().element().textContent).toBe('Added to “Payments v2”');
    } finally {
      vi.useRealTimers();
    }
  });

  it('goes by itself', () => {
    vi.useFakeTimers();
    try {
      const { launcher } = start(inSets());
      launcher.showOperation(operation());
      vi.advanceTimersByTime(20_000);
      expect(toast().element().textContent).toBe('');
    } finally {
      vi.useRealTimers();
    }
  });

  it('says when undo failed', async () => {
    const { launcher } = start(inSets(), { 'launcher.undo': fail({ kind: 'wrongAccount' }) });
    launcher.showOperation(operation());
    await button('Undo').click();
    await expect.element(toast()).toHaveTextContent('Could not undo: two accounts');
  });
});

describe('the rest', () => {
  it('hints that the page may have changed', () => {
    const { hint, notified } = start(inSets());
    hint();
    expect(notified).toEqual([['page.mayHaveChanged', { pageId: '123' }]]);
  });

  it('leaves nothing behind at the end', async () => {
    const { launcher, asked } = start(inSets());
    launcher.openPanel();
    end.abort();
    expect(document.querySelector('sheaf-launcher')).toBeNull();
    await userEvent.keyboard('{Escape}');
    expect(asked).toEqual([]);
  });
});
