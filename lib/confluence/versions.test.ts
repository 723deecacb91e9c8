import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ConfluenceApi, pageId } from '../domain/index.ts';
import { fakeSite, site, status } from './fake-site.ts';
import { createConfluenceApi } from './index.ts';

type Answer = Parameters<typeof fakeSite>[0];

const asking = (answer: Answer): { api: ConfluenceApi; fake: ReturnType<typeof fakeSite> } => {
  const fake = fakeSite((url, request) => (url.pathname.endsWith('/user/current') ? undefined : answer(url, request)));
  return { api: createConfluenceApi({ siteOrigin: site, fetch: fake.fetch }), fake };
};
const valueOf = <T>(result: { ok: true; value: T } | { ok: false; error: unknown }): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};
const page = pageId('7');
const dayOf = (number: number): string => `2026-11-${String(number).padStart(2, '0')}T10:00:00.000Z`;
const facts = (number: number) => ({
  number,
  authorId: 'acc-ana',
  createdAt: dayOf(number),
  message: `Edit ${number}`,
  minorEdit: number % 2 === 0,
});
const saying = (number: number) => ({
  title: `Page ${number}`,
  body: { storage: { representation: 'storage', value: `<p>${number}</p>` } },
});
const versionRow = (number: number, entity: object = saying(number)) => ({ ...facts(number), page: { id: '7', ...entity } });
const read = (number: number) => ({
  number,
  authorId: 'acc-ana',
  createdAt: dayOf(number),
  message: `Edit ${number}`,
  isMinor: number % 2 === 0,
  title: `Page ${number}`,
  storage: `<p>${number}</p>`,
});
const single = (number: number, change: object = {}) => ({
  id: '7',
  status: 'current',
  ...saying(number),
  version: facts(number),
  ...change,
});
const down = (from: number, to: number): number[] => Array.from({ length: from - to + 1 }, (_, index) => from - index);

/** The history of a page of so many versions, so many rows an answer, whatever was asked for. */
const history =
  (newest: number, perAnswer: number, row: (number: number) => object = versionRow): Answer =>
  (url) => {
    if (!url.pathname.endsWith('/versions')) return single(Number(url.searchParams.get('version') ?? newest));
    const start = Number(url.searchParams.get('cursor') ?? 0);
    const numbers = down(newest, 1).slice(start, start + perAnswer);
    const isLast = start + perAnswer >= newest;
    return {
      results: numbers.map((number) => row(number)),
      _links: isLast ? {} : { next: `/wiki/api/v2/pages/7/versions?cursor=${start + perAnswer}` },
    };
  };
const pathsIn = ({ asked }: ReturnType<typeof fakeSite>): string[] => asked.map(({ pathname, search }) => pathname + search);

describe('versions', () => {
  it('reads down to the version asked for, newest first, with texts', async () => {
    const { api, fake } = asking(history(9, 250));
    const found = valueOf(await api.versions(page, { fromVersion: 7, limit: 3, withText: true }));
    expect(found).toEqual({ versions: [read(9), read(8), read(7)], isComplete: true });
    expect(pathsIn(fake)).toEqual(['/wiki/api/v2/pages/7/versions?limit=3&body-format=storage&sort=-modified-date']);
  });

  it('goes on while the service gives less than asked for, and no further than it must', async () => {
    const { api, fake } = asking(history(9, 2));
    const found = valueOf(await api.versions(page, { fromVersion: 6, limit: 25, withText: true }));
    expect(found.versions.map(({ number }) => number)).toEqual([9, 8, 7, 6]);
    expect(found.isComplete).toBe(true);
    expect(fake.asked).toHaveLength(2);
  });

  it('says when there are more than the limit', async () => {
    const { api } = asking(history(40, 10));
    const found = valueOf(await api.versions(page, { fromVersion: 1, limit: 25, withText: false }));
    expect(found.versions.map(({ number }) => number)).toEqual(down(40, 16));
    expect(found.isComplete).toBe(false);
  });

  it('is complete at the end of a history whose oldest versions were removed', async () => {
    const { api } = asking(() => ({ results: [versionRow(9), versionRow(8)], _links: {} }));
    const found = valueOf(await api.versions(page, { fromVersion: 3, limit: 25, withText: false }));
    expect([found.versions.length, found.isComplete]).toEqual([2, true]);
  });

  it.each([
    ['texts', (number: number) => versionRow(number, { title: `Page ${number}`, body: {} })],
    ['titles', (number: number) => versionRow(number, { body: saying(number).body })],
    ['everything', facts],
  ])('asks one by one for %s that were left out', async (_what, row) => {
    const { api, fake } = asking(history(9, 250, row));
    const found = valueOf(await api.versions(page, { fromVersion: 8, limit: 2, withText: true }));
    expect(found.versions).toEqual([read(9), read(8)]);
    expect(pathsIn(fake).slice(1)).toEqual([
      '/wiki/api/v2/pages/7?version=9&body-format=storage',
      '/wiki/api/v2/pages/7?version=8&body-format=storage',
    ]);
    const withoutText = valueOf(await api.versions(page, { fromVersion: 8, limit: 2, withText: false }));
    expect(withoutText.versions).toHaveLength(2);
    expect(fake.asked).toHaveLength(4);
  });

  it('takes an empty text for one', async () => {
    const { api, fake } = asking(history(2, 250, (number) => versionRow(number, { title: 'Empty', body: { storage: { value: '' } } })));
    expect(valueOf(await api.versions(page, { fromVersion: 2, limit: 1, withText: true })).versions[0]).toMatchObject({ storage: '' });
    expect(fake.asked).toHaveLength(1);
  });

  it('keeps the place of a version whose text is gone, and fails where it cannot be told', async () => {
    const without = (code: number): Answer => {
      const rows = history(3, 250, (number) => versionRow(number, { title: `Page ${number}`, body: {} }));
      return (url, request) => (url.searchParams.get('version') === '2' ? status(code) : rows(url, request));
    };
    const found = valueOf(await asking(without(404)).api.versions(page, { fromVersion: 1, limit: 9, withText: true }));
    expect(found.versions.map(({ storage }) => storage)).toEqual(['<p>3</p>', null, '<p>1</p>']);
    expect(await asking(without(500)).api.versions(page, { fromVersion: 1, limit: 9, withText: true })).toEqual({
      ok: false,
      error: { kind: 'unavailable' },
    });
  });

  it('finds those of a blog post', async () => {
    const { api, fake } = asking((url) =>
      url.pathname.startsWith('/wiki/api/v2/blogposts/7') ? { results: [{ ...facts(1), blogpost: saying(1) }] } : status(404),
    );
    expect(valueOf(await api.versions(page, { fromVersion: 1, limit: 5, withText: true })).versions).toEqual([read(1)]);
    expect(fake.asked.map(({ pathname }) => pathname)).toContain('/wiki/api/v2/pages/7/versions');
  });

  it('is not found for what is neither, and for what is no id', async () => {
    const { api, fake } = asking(() => undefined);
    const gone = { ok: false, error: { kind: 'notFound' } };
    expect(await api.versions(page, { fromVersion: 1, limit: 5, withText: true })).toEqual(gone);
    const before = fake.asked.length;
    expect(await api.versions(pageId('../7'), { fromVersion: 1, limit: 5, withText: true })).toEqual(gone);
    expect(fake.asked).toHaveLength(before);
  });

  it('gives the same whatever the size of an answer', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 60 }),
        async (newest, from, limit, perAnswer) => {
          const { api } = asking(history(newest, perAnswer));
          const found = valueOf(await api.versions(page, { fromVersion: from, limit, withText: true }));
          const all = down(newest, 1).filter((number) => number >= from);
          expect(found.versions.map(({ number }) => number)).toEqual(all.slice(0, limit));
          expect(found.isComplete).toBe(all.length <= limit);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('versionText', () => {
  it('reads one version, or the newest', async () => {
    const { api, fake } = asking(history(9, 250));
    expect(valueOf(await api.versionText(page, 4))).toEqual(read(4));
    expect(valueOf(await api.versionText(page, null))).toEqual(read(9));
    expect(pathsIn(fake)).toEqual(['/wiki/api/v2/pages/7?version=4&body-format=storage', '/wiki/api/v2/pages/7?body-format=storage']);
  });

  it('does not take another version for the one asked for, nor a page without its text', async () => {
    const unreadable = { ok: false, error: { kind: 'invalid', where: 'answer:version' } };
    expect(await asking(() => single(9)).api.versionText(page, 4)).toEqual(unreadable);
    expect(await asking(() => single(4, { body: {} })).api.versionText(page, 4)).toEqual(unreadable);
  });

  it('is not found when that version was removed', async () => {
    expect(await asking(() => status(404)).api.versionText(page, 4)).toEqual({ ok: false, error: { kind: 'notFound' } });
  });
});

describe('versionAt', () => {
  const at = async (answer: Answer, iso: string) => {
    const { api, fake } = asking(answer);
    const result = await api.versionAt(page, iso);
    return { number: result.ok ? (result.value?.number ?? null) : result.error.kind, calls: fake.asked.length, fake };
  };

  it('is the newest that is not younger, read without texts and no further than needed', async () => {
    const { number, calls, fake } = await at(history(20, 5), '2026-11-12T09:59:59.999Z');
    expect([number, calls]).toEqual([11, 2]);
    expect(fake.asked[0]?.search).toBe('?limit=250&sort=-modified-date');
    expect((await at(history(20, 5), dayOf(12))).number).toBe(12);
    expect((await at(history(20, 5), '2027-01-01T00:00:00Z')).number).toBe(20);
  });

  it('is null before the first', async () => {
    expect((await at(history(9, 250), '2026-10-01T00:00:00Z')).number).toBeNull();
  });

  it('is not guessed where versions were removed', async () => {
    const rows =
      (...numbers: number[]): Answer =>
      () => ({ results: numbers.map((number) => versionRow(number)) });
    expect((await at(rows(9, 8, 5, 4), dayOf(6))).number).toBe('notFound');
    expect((await at(rows(9, 8, 5, 4), dayOf(8))).number).toBe(8);
    expect((await at(rows(9, 8, 5, 4), dayOf(4))).number).toBe(4);
    expect((await at(rows(9, 8, 5, 4), dayOf(2))).number).toBe('notFound');
  });

  it('does not look for a time that is none', async () => {
    expect((await at(history(9, 250), 'soon')).number).toBe('invalid');
  });
});

describe('hasDraft', () => {
  const drafted = (draft: object | number, published: object | number = single(9)) =>
    asking((url) => {
      const answer = url.searchParams.get('get-draft') === 'true' ? draft : published;
      return typeof answer === 'number' ? status(answer) : answer;
    }).api.hasDraft(page);

  it.each([
    ['says so', single(9, { status: 'draft' }), true],
    ['has another text', single(9, { body: saying(8).body }), true],
    ['has another title', single(9, { title: 'New' }), true],
    ['has another number', single(9, { version: facts(1) }), true],
    ['is the page itself', single(9), false],
    ['may not be seen', 403, false],
    ['is not there', 404, false],
  ])('when what comes %s', async (_what, draft, expected) => {
    expect(await drafted(draft)).toEqual({ ok: true, value: expected });
  });

  it('fails with the page', async () => {
    expect(await drafted(404, 404)).toEqual({ ok: false, error: { kind: 'notFound' } });
    expect(await drafted(500)).toEqual({ ok: false, error: { kind: 'unavailable' } });
  });
});
