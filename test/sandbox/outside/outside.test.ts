import { DomUtils, parseDocument } from 'htmlparser2';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../start.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());
beforeEach(async () => {
  await sandbox.control('reset', {});
});

const cookie = (): string => {
  const found = sandbox.cookiesOf('ana').find(({ domain }) => domain === sandbox.site);
  return `${found?.name ?? ''}=${found?.value ?? ''}`;
};
const open = async (url: string) => {
  const response = await sandbox.fetch(url, { headers: { cookie: cookie() } });
  const document = parseDocument(await response.text());
  const links = DomUtils.getElementsByTagName('a', document).map((link) => link.attribs['href'] ?? '');
  const title = DomUtils.textContent(DomUtils.getElementsByTagName('title', document));
  return { status: response.status, title, links: links.filter((link) => link.startsWith('https:')) };
};
/** Where a link of Confluence ends up, as a browser finds out. */
const landing = async (href: string): Promise<string> => {
  let url = new URL(href);
  for (let step = 0; step < 5; step += 1) {
    const response = await sandbox.fetch(url, { headers: { cookie: cookie() } });
    const location = response.headers.get('location');
    const code = url.searchParams.get('urlIdentifier');
    if (response.status === 200 && code === null)
      return DomUtils.textContent(DomUtils.getElementsByTagName('h1', parseDocument(await response.text())));
    const redirect = /"redirect":"([^"]+)"/.exec(await response.text())?.[1];
    url = new URL(location ?? redirect ?? '/', url);
  }
  throw new Error(`${href} leads in circles.`);
};

describe('the pages a change comes from', () => {
  it.each([
    ['pullRequest', 'Auth API v2: short-lived tokens by ana', /\/wiki\/spaces\/ENG\/pages\/\d+\/Token\+endpoint$/],
    ['issue', '[SEC-42] Titles of pages are not escaped in exports - Jira', /\/wiki\/spaces\/ENG\/pages\/\d+\/Error\+codes$/],
  ] as const)('%s links pages in every form, and other things', async (name, title, full) => {
    const page = await open(sandbox.referencePages[name]);
    expect(page.status).toBe(200);
    expect(page.title).toContain(title);
    for (const form of [
      full,
      /\/wiki\/x\/[\w-]+$/,
      /viewpage\.action\?pageId=\d+$/,
      /\/wiki\/display\/ENG\//,
      /\/spaces\/OPS\/pages\//,
      /\/whiteboard\/\d+$/,
    ])
      expect(page.links.filter((link) => link.startsWith('https://acme.atlassian.net/') && form.test(link))).not.toEqual([]);
    expect(page.links.filter((link) => link.startsWith('https://globex.atlassian.net/wiki/spaces/DEL/pages/'))).toHaveLength(1);
    for (const link of page.links.filter((href) => href.startsWith('https://acme.')))
      expect(await landing(link)).not.toContain('can’t find');
  });

  it('are behind every reference of a seeded change set', async () => {
    const { accessToken } = await sandbox.control('token', { user: 'ana' });
    const references: string[] = [];
    for (const space of sandbox.spaces) {
      const answer = await sandbox.fetch(`${sandbox.apiBaseUrl}/changeSets?spaceId=${space.id}`, {
        headers: { authorization: `Bearer ${accessToken}` },
      });
      references.push(...[...(await answer.text()).matchAll(/"referenceUrl":"([^"]+)"/g)].map((match) => match[1] ?? ''));
    }
    expect(references.length).toBeGreaterThan(7);
    for (const reference of references) expect(await open(reference)).toMatchObject({ status: 200 });
  });

  it('keep the issue behind sign-in, and are missing where there is none', async () => {
    const stranger = await sandbox.fetch(sandbox.referencePages.issue);
    expect([stranger.status, stranger.headers.get('location')]).toEqual([302, '/login?continue=%2Fbrowse%2FSEC-42']);
    expect((await open('https://acme.atlassian.net/browse/SEC-43')).status).toBe(404);
    expect((await open('https://git.acme.example/acme/api/pull/185')).status).toBe(404);
    expect((await open('https://git.acme.example/__proto__')).status).toBe(404);
  });

  it('are where browsers are sent', () => {
    expect(sandbox.hostArgs[0]).toContain(`MAP git.acme.example 127.0.0.1:${sandbox.port}`);
    expect(sandbox.firefoxPreferences['network.dns.localDomains']).toContain('git.acme.example');
  });
});

describe('a tree of many pages', () => {
  it('grows below a page', async () => {
    const parent = (await sandbox.control('pages')).find(({ title }) => title === 'Auth API');
    const grown = await sandbox.control('tree', { parentId: parent?.id, count: 500 });
    expect(grown.pages).toBe(500);
    const pages = await sandbox.control('pages');
    expect(pages.filter(({ title }) => title.startsWith('API reference'))).toHaveLength(500);
    const second = await sandbox.control('tree', { parentId: parent?.id, count: 10, levels: 10 });
    expect(second.id).not.toBe(grown.id);
    expect(new Set((await sandbox.control('pages')).map(({ title }) => title)).size).toBe((await sandbox.control('pages')).length);
    await expect(sandbox.control('tree', { parentId: 'nowhere', count: 10 })).rejects.toThrow('there is no page nowhere');
  });

  it('gives a page a label', async () => {
    const page = (await sandbox.control('pages')).find(({ title }) => title === 'Rate limits');
    expect((await sandbox.control('label', { pageId: page?.id, label: 'Ready' })).labels).toContain('ready');
  });
});
