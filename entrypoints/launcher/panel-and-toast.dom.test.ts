import { describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { fail, operationId } from '../../lib/domain/index.ts';
import { button, chip, endLauncher, hasFocus, inSets, isPanelOpen, operation, panel, seen, start, toast } from './launcher-bench.ts';

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

  it('opens at a place, and goes to another when it is open, also to the same one again', async () => {
    const { launcher, setTheme } = start(inSets());
    setTheme('dark');
    launcher.openPanel('set=cs-1&at=acme');
    await expect.element(panel()).toHaveAttribute('src', 'about:blank#theme=dark&set=cs-1&at=acme');
    launcher.openPanel('choose=1');
    await expect.element(panel()).toHaveAttribute('src', 'about:blank#theme=dark&choose=1&wish=1');
    launcher.openPanel('choose=1');
    await expect.element(panel()).toHaveAttribute('src', 'about:blank#theme=dark&choose=1&wish=2');
    launcher.openPanel();
    await expect.element(panel()).toHaveAttribute('src', 'about:blank#theme=dark&choose=1&wish=2');
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
    endLauncher();
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
