import { describe, expect, it } from 'vitest';
import { anyText, containing, createTestSite } from '../testing.ts';

const api = '/wiki/api/v2';
const fileOf = (site: ReturnType<typeof createTestSite>, title: string, name: string) => {
  const file = site.content.attachments(site.idOf(title)).find((candidate) => candidate.name === name);
  if (file === undefined) throw new Error(`No file ${name}`);
  return file;
};

describe('files', () => {
  it('are there for every picture that a page shows', async () => {
    const site = createTestSite();
    for (const page of site.content.pages()) {
      const shown = [...site.content.currentVersion(page).storage.matchAll(/ri:filename="([^"]+)"/g)].map(([, name]) => name);
      const attached = site.content.attachments(page.id).map(({ name }) => name);
      expect(shown.filter((name) => !attached.includes(name ?? ''))).toEqual([]);
    }
    expect((await site.json('eve', `${api}/pages/${site.idOf('Token endpoint')}/attachments`)).body).toMatchObject({
      results: [{ id: anyText, status: 'current', title: 'token-flow.png', mediaType: 'image/png', version: { number: 1 } }],
    });
  });

  it('are filtered, sorted and paged', async () => {
    const site = createTestSite();
    const all = `${api}/pages/${site.idOf('Key handling')}/attachments`;
    const names = async (more: string) =>
      ((await site.json('ana', `${all}${more}`)).body as { results: { title: string }[] }).results.map(({ title }) => title);
    expect(await names('')).toEqual(['key-inventory.csv', 'vault-layout.png']);
    expect(await names('?sort=-modified-date')).toEqual(['vault-layout.png', 'key-inventory.csv']);
    expect(await names('?filename=vault-layout.png')).toEqual(['vault-layout.png']);
    expect(await names('?mediaType=text/csv')).toEqual(['key-inventory.csv']);
    expect(await names('?status=trashed')).toEqual([]);
    expect((await site.json('ana', `${all}?limit=1`)).body).toMatchObject({ _links: { next: containing('cursor=') } });
    expect((await site.ask('ana', `${all}?sort=title`)).status).toBe(400);
  });

  it('get versions when they are replaced, and the page gets none', async () => {
    const site = createTestSite();
    const id = site.idOf('Token endpoint');
    const file = fileOf(site, 'Token endpoint', 'token-flow.png');
    const before = site.content.page(id)?.versions.length;
    const version = site.content.attach(id, { name: file.name, content: 'One\nTwo', message: 'Again', authorId: 'x' });
    expect(version).toBe(2);
    expect(site.content.page(id)?.versions).toHaveLength(before ?? 0);
    const { body } = await site.json('ana', `${api}/attachments/${file.id}/versions`);
    expect(body).toMatchObject({ results: [{ number: 2, message: 'Again', attachment: { id: file.id } }, { number: 1 }] });
    expect((await site.json('ana', `${api}/attachments/${file.id}`)).body).toMatchObject({ version: { number: 2 }, comment: 'Again' });
    expect((await site.json('ana', `${api}/attachments/${file.id}?version=1`)).body).toMatchObject({ version: { number: 1 } });
    const picture = (more: string) =>
      site.ask('ana', `/wiki/download/attachments/${id}/${file.name}${more}`).then((answer) => answer.text());
    expect(await picture('')).toContain('Two');
    expect(await picture('?version=1')).toContain('Gateway');
  });

  it('are for those who see the page', async () => {
    const site = createTestSite();
    const page = site.idOf('Incident 2026-31: leaked signing key');
    site.content.attach(page, { name: 'log.png', authorId: 'x' });
    const { id } = fileOf(site, 'Incident 2026-31: leaked signing key', 'log.png');
    for (const address of [`/pages/${page}/attachments`, `/attachments/${id}`, `/attachments/${id}/versions`]) {
      expect((await site.ask('ben', `${api}${address}`)).status).toBe(404);
      expect((await site.ask('ana', `${api}${address}`)).status).toBe(200);
    }
  });
});
