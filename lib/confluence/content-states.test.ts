import { describe, expect, it } from 'vitest';
import { pageId } from '../domain/index.ts';
import { fakeSite, site, status } from './fake-site.ts';
import { createConfluenceApi } from './index.ts';

const asking = (answer: Parameters<typeof fakeSite>[0], who?: object) => {
  const fake = fakeSite((url, request) => (url.pathname.endsWith('/user/current') ? who : answer(url, request)));
  return { api: createConfluenceApi({ siteOrigin: site, fetch: fake.fetch }), fake };
};
const page = pageId('7');
const verified = { id: 3, name: 'Verified', color: '#1D7AFC' };
const readVerified = { id: '3', name: 'Verified', color: '#1d7afc' };
const refused = { ok: false, error: { kind: 'forbidden', service: 'confluence', because: 'role' } };
const raw = (text: string): Response => new Response(text, { headers: { 'content-type': 'application/json' } });

describe('contentState', () => {
  it.each([
    ['never set', {}, null, null],
    ['removed', { lastUpdated: '2026-11-02T08:00:00.000Z' }, null, '2026-11-02T08:00:00.000Z'],
    ['null', { contentState: null }, null, null],
    ['set', { contentState: verified, lastUpdated: '2026-11-02T08:00:00.000Z' }, readVerified, '2026-11-02T08:00:00.000Z'],
    [
      'the first of all',
      { contentState: { id: 0, name: 'Rough draft', color: '#ffc400' } },
      { id: '0', name: 'Rough draft', color: '#ffc400' },
      null,
    ],
  ])('is read where it is %s', async (_what, answer, state, changedAt) => {
    const { api, fake } = asking(() => answer);
    expect(await api.contentState(page, 'draft')).toEqual({ ok: true, value: { state, changedAt } });
    expect(fake.asked.map(({ pathname, search }) => pathname + search)).toEqual(['/wiki/rest/api/content/7/state?status=draft']);
  });

  it('keeps every digit of an id', async () => {
    const text = '{"contentState":{"id":9223372036854775807,"name":"Reviewed, 9223372036854775807","color":"#8777d9"}}';
    const read = await asking(() => raw(text)).api.contentState(page, 'current');
    expect(read).toMatchObject({ ok: true, value: { state: { id: '9223372036854775807', name: 'Reviewed, 9223372036854775807' } } });
  });

  it('asks nothing for what is no id', async () => {
    const { api, fake } = asking(() => ({}));
    expect(await api.contentState(pageId('7/..'), 'current')).toEqual({ ok: false, error: { kind: 'notFound' } });
    expect(fake.asked).toEqual([]);
  });
});

describe('availableStates', () => {
  it.each([
    ['both lists', { spaceContentStates: [verified], customContentStates: [] }, [readVerified], []],
    ['no list of its own', { spaceContentStates: [verified] }, [readVerified], null],
    ['null for its own', { spaceContentStates: [verified], customContentStates: null }, [readVerified], null],
    ['no list of the space', { customContentStates: [verified] }, [], [readVerified]],
    ['null for the space', { spaceContentStates: null, customContentStates: [] }, [], []],
    ['nothing', {}, [], null],
  ])('reads an answer with %s', async (_what, answer, spaceStates, customStates) => {
    expect(await asking(() => answer).api.availableStates(page)).toEqual({ ok: true, value: { spaceStates, customStates } });
  });

  it('is refused to those who may not edit', async () => {
    expect(await asking(() => status(403)).api.availableStates(page)).toEqual(refused);
  });
});

describe('ownStates', () => {
  it('are read, or not told', async () => {
    expect(await asking(() => [verified]).api.ownStates()).toEqual({ ok: true, value: [readVerified] });
    expect(await asking(() => status(401)).api.ownStates()).toEqual({ ok: true, value: null });
    expect(await asking(() => status(503)).api.ownStates()).toEqual({ ok: false, error: { kind: 'unavailable' } });
  });

  it('say that nobody is signed in', async () => {
    const { api } = asking(() => status(401), { type: 'anonymous' });
    expect(await api.ownStates()).toEqual({ ok: false, error: { kind: 'signedOut', service: 'confluence' } });
  });
});

describe('spaceStateSettings', () => {
  const settings = { contentStatesAllowed: true, customContentStatesAllowed: false, spaceContentStatesAllowed: true };

  it('are read with and without a list, and not told to others', async () => {
    const { api, fake } = asking(() => ({ ...settings, spaceContentStates: [verified] }));
    expect(await api.spaceStateSettings('~a b')).toEqual({
      ok: true,
      value: { isAllowed: true, isCustomAllowed: false, isSpaceAllowed: true, spaceStates: [readVerified] },
    });
    expect(fake.asked[0]?.pathname).toBe('/wiki/rest/api/space/~a%20b/state/settings');
    expect(await asking(() => settings).api.spaceStateSettings('ENG')).toMatchObject({ ok: true, value: { spaceStates: [] } });
    expect(await asking(() => status(403)).api.spaceStateSettings('ENG')).toEqual({ ok: true, value: null });
    expect(await asking(() => status(404)).api.spaceStateSettings('ENG')).toEqual({ ok: false, error: { kind: 'notFound' } });
  });
});

describe('pagesWithState', () => {
  const all = Array.from({ length: 230 }, (_, index) => String(1000 + index));
  const serving =
    (most: number, more: (start: number) => object = () => ({}), row: (id: string) => object = (id) => ({ id })) =>
    (url: URL) => {
      const start = Number(url.searchParams.get('start'));
      const limit = Math.min(most, Number(url.searchParams.get('limit')));
      const results = all.slice(start, start + limit).map(row);
      return { results, start, limit, size: results.length, ...more(start) };
    };

  it('reads a hundred at a time to the end', async () => {
    const { api, fake } = asking(serving(100));
    expect(await api.pagesWithState('ENG', '27819522')).toEqual({ ok: true, value: all });
    expect(fake.asked.map(({ pathname, search }) => pathname + search)).toEqual(
      [0, 100, 200].map((start) => `/wiki/rest/api/space/ENG/state/content?state-id=27819522&limit=100&start=${start}`),
    );
  });

  it('goes on where the service gives fewer, and where the id stands a level deeper', async () => {
    expect(await asking(serving(25)).api.pagesWithState('ENG', '0')).toEqual({ ok: true, value: all });
    const wrapped = serving(
      100,
      () => ({}),
      (id) => ({ content: { id: Number(id) } }),
    );
    expect(await asking(wrapped).api.pagesWithState('ENG', '0')).toEqual({ ok: true, value: all });
    const linked = serving(100, (start) => ({ limit: 500, _links: start < 200 ? { next: '/rest/api/space/ENG/state/content' } : {} }));
    expect(await asking(linked).api.pagesWithState('ENG', '0')).toEqual({ ok: true, value: all });
  });

  it('is never cut short in silence', async () => {
    const unreadable = { ok: false, error: { kind: 'invalid', where: 'answer:statePages' } };
    const sameAgain = () => ({ results: all.slice(0, 100).map((id) => ({ id })), limit: 100 });
    expect(await asking(sameAgain).api.pagesWithState('ENG', '0')).toEqual(unreadable);
    expect(await asking(() => ({ results: [{ title: 'No id' }] })).api.pagesWithState('ENG', '0')).toEqual(unreadable);
    expect(await asking(() => status(400)).api.pagesWithState('ENG', '9999999999')).toEqual({
      ok: false,
      error: { kind: 'invalid', where: 'request:statePages' },
    });
  });
});
