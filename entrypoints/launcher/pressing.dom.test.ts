import { describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { type AppError, fail, ok, pageId } from '../../lib/domain/index.ts';
import { button, chip, hasFocus, inSets, isPanelOpen, item, more, panel, seen, start, toast, view } from './launcher-bench.ts';

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
