import { describe, expect, it } from 'vitest';
import { createTestSite } from '../testing.ts';

type Site = ReturnType<typeof createTestSite>;
interface Answer {
  results: { number: number; page: { title?: string; body: { storage?: { value: string } } } }[];
  _links: { next?: string };
}

const read = async (site: Site, address: string) => (await site.json('ana', address)).body as Answer;
const versions = (site: Site, more: string, title = 'Token endpoint') =>
  read(site, `/wiki/api/v2/pages/${site.idOf(title)}/versions${more}`);

describe('versions', () => {
  it('come with what each of them said, in either order', async () => {
    const site = createTestSite();
    const { results } = await versions(site, '?body-format=storage&sort=-modified-date', 'Migration guide');
    expect(results.map(({ number, page }) => [number, page.title])).toEqual([
      [5, 'Migration guide'],
      [4, 'Migration guide'],
      [3, 'Migration guide'],
      [2, 'Moving to v2'],
      [1, 'Moving to v2'],
    ]);
    expect(results.map(({ page }) => page.body.storage?.value)).toEqual(
      site.content
        .page(site.idOf('Migration guide'))
        ?.versions.map(({ storage }) => storage)
        .reverse(),
    );
    expect((await versions(site, '?sort=modified-date')).results[0]?.number).toBe(1);
    expect((await site.ask('ana', `/wiki/api/v2/pages/${site.idOf('Token endpoint')}/versions?sort=title`)).status).toBe(400);
  });

  it('are paged by cursor, and so in smaller answers with bodies in the variant', async () => {
    const site = createTestSite();
    const walk = async (more: string): Promise<number[][]> => {
      const seen: number[][] = [];
      for (let next: string | undefined = `/wiki/api/v2/pages/${site.idOf('Token endpoint')}/versions${more}`; next !== undefined; ) {
        const answer: Answer = await read(site, next);
        seen.push(answer.results.map(({ number }) => number));
        next = answer._links.next;
      }
      return seen;
    };
    expect(await walk('?limit=4')).toEqual([
      [11, 10, 9, 8],
      [7, 6, 5, 4],
      [3, 2, 1],
    ]);
    site.variants.add('versions.cutWithBodies');
    expect((await walk('?limit=250')).length).toBe(1);
    expect(await walk('?limit=250&body-format=storage')).toEqual([[11, 10], [9, 8], [7, 6], [5, 4], [3, 2], [1]]);
  });

  it('may lack bodies and titles', async () => {
    const site = createTestSite();
    site.variants.add('versions.noBodies');
    site.variants.add('versions.noTitles');
    const [first] = (await versions(site, '?body-format=storage')).results;
    expect(first?.page).toEqual({ id: site.idOf('Token endpoint'), body: {} });
    const single = await site.json('ana', `/wiki/api/v2/pages/${site.idOf('Token endpoint')}?version=8&body-format=storage`);
    expect(single.body).toMatchObject({ title: 'Token endpoint', version: { number: 8 }, body: { storage: {} } });
  });

  it('may be gone but for the newest', async () => {
    const site = createTestSite();
    site.variants.add('versions.onlyNewest');
    const id = site.idOf('Token endpoint');
    expect((await versions(site, '')).results.map(({ number }) => number)).toEqual([11]);
    for (const gone of [`/${id}?version=10`, `/${id}/versions/10`])
      expect((await site.ask('ana', `/wiki/api/v2/pages${gone}`)).status).toBe(404);
    expect((await site.ask('ana', `/wiki/api/v2/pages/${id}?version=11`)).status).toBe(200);
  });

  it('of a blog post stand under its own name', async () => {
    const site = createTestSite();
    const id = site.content.pages().find(({ type }) => type === 'blogpost')?.id;
    const { body } = await site.json('ana', `/wiki/api/v2/blogposts/${id}/versions?body-format=storage`);
    expect(body).toMatchObject({
      results: [
        { number: 2, blogpost: { id, body: { storage: {} } } },
        { number: 1, blogpost: { id } },
      ],
    });
    expect((await site.ask('ana', `/wiki/api/v2/pages/${id}/versions`)).status).toBe(404);
  });
});
