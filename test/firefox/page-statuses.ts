/** Page statuses in Firefox: written through a Confluence tab with the page's own origin, and not at all without one. */
import type { Page } from 'puppeteer-core';
import { describe, expect, it } from 'vitest';
import { openPanel, type Person } from './person.ts';
import { named, patience, press, sees, textOf } from './reading.ts';

/** The status that Confluence has for the page now. */
const statusOf = async ({ sandbox }: Person, id: string): Promise<string | null> => {
  const response = await sandbox.fetch(`https://${sandbox.site}/wiki/rest/api/content/${id}/state?status=current`, {
    headers: { authorization: `Basic ${btoa(`${sandbox.emails['ana']}:${sandbox.apiToken}`)}` },
  });
  const { contentState } = (await response.json()) as { contentState?: { name: string } | null };
  return contentState?.name ?? null;
};

const writes = async ({ sandbox }: Person) =>
  (await sandbox.control('log')).filter(({ method, path }) => method === 'PUT' && path.includes('/state'));

const choose = async (states: Page, status: string): Promise<void> => {
  await press(states, 'radio', `Page status: ${status}`);
  await press(states, 'button', 'Preview');
};

/** `seated`: who was connected by an earlier test, and has no Confluence tab open. */
export const describePageStatuses = (seated: () => Person): void => {
  describe('page statuses', () => {
    it('are chosen in a window of Sheaf’s own, previewed, and written by the Confluence tab', async () => {
      const ana = seated();
      const pageId = await ana.pageCalled('Mailer templates');
      const tab = await ana.visit(pageId);
      const panel = await openPanel(tab, 'Approved');
      await (await panel.waitForSelector('button[aria-label^="Page status of “Mailer templates"]', patience))?.click();
      const states = await ana.firefox.extensionPage('panel.html?states');
      await choose(states, 'Ready for review');
      await sees(states, 'Will be written');
      expect(await statusOf(ana, pageId)).not.toBe('Ready for review');
      await press(states, 'button', 'Set “Ready for review” on 1 page');
      await named(states, 'button', 'Done');
      expect(await textOf(states)).toContain('text unchanged');
      expect(await statusOf(ana, pageId)).toBe('Ready for review');
      const site = `https://${ana.sandbox.site}`;
      expect(await writes(ana)).toMatchObject([{ status: 200, user: 'ana', headers: { origin: site, 'sec-fetch-site': 'same-origin' } }]);
      await press(states, 'button', 'Done');
      await named(states, 'button', 'Cancel');
      await states.close();
      await sees(panel, 'Text unchanged since approval', 60_000);
      await tab.close();
    });

    it('wait for a Confluence tab when none is open, and say so', async () => {
      const ana = seated();
      const pageId = await ana.pageCalled('Mailer templates');
      const query = new URLSearchParams({ connection: await ana.connectionId(), page: pageId });
      const states = await ana.firefox.openExtensionPage(`panel.html?states&${query.toString()}`);
      await choose(states, 'In progress');
      await press(states, 'button', 'Set “In progress” on 1 page');
      await sees(states, 'No Confluence tab of this site is open');
      expect(await statusOf(ana, pageId)).toBe('Ready for review');
      await press(states, 'button', 'Open Confluence');
      await expect.poll(() => statusOf(ana, pageId), patience).toBe('In progress');
      // The tab that it opened lies over it.
      await states.bringToFront();
      await named(states, 'button', 'Done');
    });
  });
};
