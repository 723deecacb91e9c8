import axe from 'axe-core';
import { describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { type LauncherView } from '../../lib/domain/index.ts';
import type { Theme } from '../../lib/page/index.ts';
import { chip, endLauncher, inSets, item, more, operation, start, view } from './launcher-bench.ts';

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

describe('the rest', () => {
  it('hints that the page may have changed', () => {
    const { hint, notified } = start(inSets());
    hint();
    expect(notified).toEqual([['page.mayHaveChanged', { pageId: '123' }]]);
  });

  it('leaves nothing behind at the end', async () => {
    const { launcher, asked } = start(inSets());
    launcher.openPanel();
    endLauncher();
    expect(document.querySelector('sheaf-launcher')).toBeNull();
    await userEvent.keyboard('{Escape}');
    expect(asked).toEqual([]);
  });
});
