/** Page statuses in Firefox: written through a Confluence tab with the page's own origin, and not at all without one. */
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectionIdIn, openPanel, type Person, sitDown } from './person.ts';
import { named, patience, press, sees, textOf } from './reading.ts';

let ana: Person;
let pageId: string;
let connection: string;

beforeAll(async () => {
  ana = await sitDown();
  pageId = await ana.pageCalled('Mailer templates');
  const settings = await ana.connect();
  connection = await connectionIdIn(settings);
  await settings.close();
});

afterAll(() => ana.leave());

/** The status that Confluence has for the page now. */
const statusOf = async (id: string): Promise<string | null> => {
  const { sandbox } = ana;
  const response = await sandbox.fetch(`https://${sandbox.site}/wiki/rest/api/content/${id}/state?status=current`, {
    headers: { authorization: `Basic ${btoa(`${sandbox.emails['ana']}:${sandbox.apiToken}`)}` },
  });
  const { contentState } = (await response.json()) as { contentState?: { name: string } | null };
  return contentState?.name ?? null;
};

const writes = async () => (await ana.sandbox.control('log')).filter(({ method, path }) => method === 'PUT' && path.includes('/state'));

const choose = async (states: Page, status: string): Promise<void> => {
  await press(states, 'radio', `Page status: ${status}`);
  await press(states, 'button', 'Preview');
};

describe('page statuses in Firefox', () => {
  it('are chosen in a window of Sheaf’s own, previewed, and written by the Confluence tab', async () => {
    const tab = await ana.visit(pageId);
    const panel = await openPanel(tab, 'Approved');
    await (await panel.waitForSelector('button[aria-label^="Page status of “Mailer templates"]', patience))?.click();
    const states = await ana.firefox.extensionPage('panel.html?states');
    await choose(states, 'Ready for review');
    await sees(states, 'Will be written');
    expect(await statusOf(pageId)).not.toBe('Ready for review');
    await press(states, 'button', 'Set “Ready for review” on 1 page');
    await named(states, 'button', 'Done');
    expect(await textOf(states)).toContain('text unchanged');
    expect(await statusOf(pageId)).toBe('Ready for review');
    expect((await writes()).map(({ status }) => status)).toEqual([200]);
    await press(states, 'button', 'Done');
    await named(states, 'button', 'Cancel');
    await states.close();
    await sees(panel, 'Text unchanged since approval', 60_000);
    await tab.close();
  });

  it('wait for a Confluence tab when none is open, and say so', async () => {
    const query = new URLSearchParams({ connection, page: pageId });
    const states = await ana.firefox.openExtensionPage(`panel.html?states&${query.toString()}`);
    await choose(states, 'In progress');
    await press(states, 'button', 'Set “In progress” on 1 page');
    await sees(states, 'No Confluence tab of this site is open');
    expect(await statusOf(pageId)).toBe('Ready for review');
    await press(states, 'button', 'Open Confluence');
    await expect.poll(() => statusOf(pageId), patience).toBe('In progress');
    // The tab that it opened lies over it.
    await states.bringToFront();
    await named(states, 'button', 'Done');
  });
});
