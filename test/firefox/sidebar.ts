/** Firefox's own sidebar, the real one: it follows the tab in front, is led by links, and asks for final acts in place. */
import type { Page } from 'puppeteer-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Browser } from 'webextension-polyfill';
import type { Person } from './person.ts';
import { patience, press, sees } from './reading.ts';

/** As pages of the extension have it. */
declare const browser: Pick<Browser, 'extension'>;

/** What the sidebar says; empty while it is closed. */
const saidIn = (spy: Page): Promise<string> =>
  spy.evaluate(() => browser.extension.getViews({ type: 'sidebar' })[0]?.document.body.innerText ?? '');

/** Presses *Submit this page* in the row of the order store's design; false while it is not there. */
const submitsOrder = (spy: Page): Promise<boolean> =>
  spy.evaluate(() => {
    const [side] = browser.extension.getViews({ type: 'sidebar' });
    const row = [...(side?.document.querySelectorAll('li') ?? [])].find((item) => item.innerText.includes('Order store design'));
    const button = [...(row?.querySelectorAll('button') ?? [])].find(
      (item) => (item.getAttribute('aria-label') ?? item.innerText) === 'Submit this page',
    );
    button?.click();
    return button !== undefined;
  });

const framesIn = async (page: Page): Promise<number> => (await page.$$('>>> iframe[title^="Sheaf:"]')).length;

/** `seated`: who was connected by an earlier test. Leaves the sidebar open. */
export const describeSidebar = (seated: () => Person): void => {
  describe('the sidebar', () => {
    /** A page of Sheaf's, which may look into the sidebar: BiDi knows tabs only. */
    let spy: Page;
    const said = () => saidIn(spy);

    beforeAll(async () => {
      spy = await seated().firefox.openExtensionPage('options.html');
    });

    it('opens from the popup and follows the tab in front', async () => {
      const ana = seated();
      expect(await said()).toBe('');
      const order = await ana.visit(await ana.pageCalled('Order store design'));
      const popup = await ana.firefox.openExtensionPage('popup.html');
      // Until its list is there the buttons above it move.
      await sees(popup, 'On-call rota from January');
      await press(popup, 'button', 'Open in the side panel');
      await expect.poll(said, patience).not.toBe('');
      await order.bringToFront();
      await expect.poll(said, patience).toContain('One order store');
      await ana.visit(await ana.pageCalled('Error codes'));
      await expect.poll(said, patience).toContain('This page is in no change set');
      await order.bringToFront();
      await expect.poll(said, patience).toContain('One order store');
    });

    it('shows the set that a link names, and no frame opens beside it', async () => {
      const ana = seated();
      const set = (await ana.sets()).find(({ title }) => title === 'Release process 2027');
      const linked = await ana.visit(await ana.pageCalled('Glossary'), `#sheaf=${set?.id ?? ''}`);
      await expect.poll(said, patience).toMatch(/^Change set\s+Release process 2027/);
      expect(await framesIn(linked)).toBe(0);
    });

    it('asks for final acts in place', async () => {
      const ana = seated();
      await ana.visit(await ana.pageCalled('Order store design'));
      await expect.poll(said, patience).toContain('One order store');
      await expect.poll(() => submitsOrder(spy), patience).toBe(true);
      const asked = (): Promise<string> =>
        spy.evaluate(
          () => browser.extension.getViews({ type: 'sidebar' })[0]?.document.querySelector('[role=alertdialog]')?.textContent ?? '',
        );
      await expect.poll(asked, patience).toContain('Order store design');
      const sent = (await ana.sandbox.control('log')).filter(({ method, apiPath }) => method !== 'GET' && /submit/i.test(apiPath ?? ''));
      expect(sent).toEqual([]);
    });
  });
};
