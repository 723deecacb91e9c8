import { describe, expect, it } from 'vitest';
import { acme, createBench, pageIds } from '../../test/fakes/bench.ts';
import { ana, changeSet, contentFacts, engineering, setPage } from '../../test/fakes/services.ts';
import { fakeReader } from '../../test/fakes/versions.ts';
import { type ChangeSetPage, type ContentReader, changeSetId, fail, type PageFreshness, pageId } from '../domain/index.ts';

const s1 = changeSetId('s1');
const decided = '2026-11-10T09:00:00.000Z';
const before = '2026-11-01T09:00:00.000Z';
const after = '2026-11-20T09:00:00.000Z';

/** Page 1 is approved at the version that says `storage`; nobody edited it since. */
const open = async (storage: string, more: Partial<ChangeSetPage> = {}, reader: ContentReader = fakeReader) => {
  const page = setPage('1', 'approved', { isStale: false, approvedAtVersion: 2, resolvedAt: decided, ...more });
  const bench = await createBench({ sets: [changeSet('s1', [page])], reader });
  const { confluence, freshness } = bench;
  confluence.publish('1', storage, { createdAt: before });
  const verdict = async (): Promise<PageFreshness | null | undefined> => (await bench.set('s1'))?.pages[0]?.freshness;
  return {
    ...bench,
    verdict,
    /** A page that others show by its title, as it is at the decision. */
    other: (id: string, title: string, said: string) => {
      confluence.state.titles.set(`ENG|${title}`, contentFacts(id, { title }));
      confluence.publish(id, said, { title, createdAt: before });
    },
    look: async () => {
      await bench.readSpace();
      await freshness.checkSet(acme, s1);
      return verdict();
    },
  };
};

describe('what an approved page shows from elsewhere', () => {
  it('is as it was: the approval covers it', async () => {
    const bench = await open('<p>{page:Install guide} {excerpt:Limits}</p>');
    bench.other('7', 'Install guide', '<p>Run setup.</p>');
    bench.other('8', 'Limits', '<p>[excerpt]10 a minute[/excerpt] and more</p>');
    expect(await bench.look()).toMatchObject({
      kind: 'current',
      decidedAt: decided,
      includes: [
        { kind: 'page', name: 'Install guide', pageId: '7', state: 'same', versionThen: 2, versionNow: 2 },
        { kind: 'excerpt', name: 'Limits', pageId: '8', state: 'same' },
      ],
    });
  });

  it('is found by its id where it is told by that alone, and called by its title', async () => {
    const bench = await open('<p>{page:#7}</p>');
    bench.confluence.publish('7', '<p>Wait 5 s.</p>', { title: 'Install guide', createdAt: before });
    bench.confluence.publish('7', '<p>Wait 50 s.</p>', { title: 'Install guide', createdAt: after });
    expect(await bench.look()).toMatchObject({
      kind: 'changed',
      includes: [{ kind: 'page', name: 'Install guide', pageId: '7', state: 'changed', cause: 'facts' }],
    });
  });

  it('is unreadable where nothing tells which page it is, or its id leads nowhere', async () => {
    const bench = await open('<p>{page:} {page:#404}</p>');
    bench.confluence.state.hidden.add('404');
    expect(await bench.look()).toMatchObject({
      kind: 'unknown',
      because: { kind: 'includes' },
      includes: [
        { name: 'a page that is not named', state: 'unreadable' },
        { name: 'page 404', state: 'unreadable' },
      ],
    });
    expect(bench.confluence.state.calls.filter((call) => call.startsWith('pageByTitle'))).toEqual([]);
  });

  it('changed since the decision: so did the page, in the set and in the queue', async () => {
    const bench = await open('<p>{page:Install guide}</p>');
    bench.other('7', 'Install guide', '<p>Wait 5 s.</p>');
    bench.confluence.publish('7', '<p>Wait 50 s.</p>', { createdAt: after, by: ana });
    expect(await bench.look()).toMatchObject({
      kind: 'changed',
      cause: 'facts',
      versions: [],
      includes: [
        { state: 'changed', cause: 'facts', versionThen: 2, versionNow: 3, url: 'https://acme.atlassian.net/wiki/spaces/ENG/pages/7' },
      ],
    });
    expect((await bench.set('s1'))?.freshness).toEqual({ sameContent: 0, changed: 1, unknown: 0 });
    const [row] = await bench.foundation.cache.queueRowsOf(acme, [s1]);
    expect(row?.item.reasons).toEqual([{ kind: 'changedThrough', pages: 1 }]);
  });

  it('was published again with the same text, or edited before the decision: nothing changed', async () => {
    const bench = await open('<p>{page:Install guide}</p>');
    bench.other('7', 'Install guide', '<p>Old</p>');
    bench.confluence.publish('7', '<p>Run setup.</p>', { createdAt: '2026-11-05T09:00:00.000Z' });
    bench.confluence.publish('7', '<p>Run  setup.</p>', { createdAt: after });
    expect(await bench.look()).toMatchObject({
      kind: 'current',
      includes: [{ state: 'same', cause: 'none', versionThen: 3, versionNow: 4 }],
    });
  });

  it('counts by its excerpt alone where only that is shown', async () => {
    const bench = await open('<p>{excerpt:Limits}</p>');
    bench.other('8', 'Limits', '<p>[excerpt]10 a minute[/excerpt] and more</p>');
    bench.confluence.publish('8', '<p>[excerpt]10 a minute[/excerpt] and much else</p>', { createdAt: after });
    expect(await bench.look()).toMatchObject({ kind: 'current', includes: [{ state: 'same', versionNow: 3 }] });
    bench.confluence.publish('8', '<p>[excerpt]20 a minute[/excerpt]</p>', { createdAt: after });
    await bench.time.advance(11 * 60_000);
    expect(await bench.look()).toMatchObject({ kind: 'changed', cause: 'facts' });
    bench.confluence.publish('8', '<p>nothing to see</p>', { createdAt: after });
    await bench.time.advance(11 * 60_000);
    expect(await bench.look()).toMatchObject({ kind: 'unknown', because: { kind: 'includes' }, includes: [{ state: 'unreadable' }] });
  });

  it('may be a file that was replaced: never a mild change', async () => {
    const bench = await open('<p>{file:plan.png} {file:old.png} {file:lost.png}</p>');
    bench.confluence.history.attachments.set('1', [
      { id: 'att1', name: 'plan.png', version: 3, createdAt: after, size: 10 },
      { id: 'att2', name: 'old.png', version: 1, createdAt: before, size: 10 },
    ]);
    bench.confluence.history.attachmentVersions.set('att1', [
      { version: 2, createdAt: before },
      { version: 3, createdAt: after },
    ]);
    expect(await bench.look()).toMatchObject({
      kind: 'changed',
      cause: 'structure',
      includes: [
        { kind: 'attachment', name: 'plan.png', state: 'changed', versionThen: 2, versionNow: 3 },
        { name: 'old.png', state: 'same', versionThen: 1 },
        { name: 'lost.png', state: 'unreadable' },
      ],
    });
    // Older than the decision: nobody has to ask for its history.
    expect(bench.confluence.state.calls.filter((call) => call.startsWith('attachmentAt'))).toEqual(['attachmentAt att1']);
  });

  it('may be a file whose history nobody can tell', async () => {
    const bench = await open('<p>{file:plan.png}</p>');
    bench.confluence.history.attachments.set('1', [{ id: 'att1', name: 'plan.png', version: 3, createdAt: null, size: 10 }]);
    bench.confluence.state.errors.set('attachmentAt', { kind: 'notFound' });
    expect(await bench.look()).toMatchObject({
      kind: 'unknown',
      because: { kind: 'includes' },
      includes: [{ name: 'plan.png', state: 'unknown', versionNow: 3 }],
    });
  });

  it('may be inside what is shown, as deep as five pages', async () => {
    const bench = await open('<p>{page:B}</p>');
    for (const [id, title, next] of [
      ['2', 'B', 'C'],
      ['3', 'C', 'D'],
      ['4', 'D', 'E'],
      ['5', 'E', 'F'],
      ['6', 'F', 'G'],
      ['7', 'G', 'H'],
    ] as const)
      bench.other(id, title, `<p>{page:${next}}</p>`);
    bench.confluence.publish('6', '<p>{page:G} changed</p>', { createdAt: after });
    const verdict = await bench.look();
    expect(verdict?.kind).toBe('changed');
    expect(verdict?.includes.map(({ name, state }) => [name, state])).toEqual([
      ['B', 'same'],
      ['C', 'same'],
      ['D', 'same'],
      ['E', 'same'],
      ['F', 'changed'],
      ['G', 'unknown'],
    ]);
  });

  it('may show the page that shows it: reported, and not followed for ever', async () => {
    const bench = await open('<p>{page:B}</p>');
    bench.confluence.state.titles.set('ENG|A', contentFacts('1', { title: 'A' }));
    bench.other('2', 'B', '<p>{page:A} {page:B}</p>');
    expect(await bench.look()).toMatchObject({
      kind: 'current',
      includes: [
        { name: 'B', state: 'same' },
        { name: 'A', state: 'cycle', pageId: '1' },
        { name: 'B', state: 'cycle', pageId: '2' },
      ],
    });
  });

  it('may be nothing that this person can see: then nobody knows', async () => {
    const bench = await open('<p>{page:Secret} {page:Hidden}</p>');
    bench.other('8', 'Hidden', '<p>x</p>');
    bench.confluence.state.hidden.add('8');
    expect(await bench.look()).toMatchObject({
      kind: 'unknown',
      because: { kind: 'includes' },
      includes: [
        { name: 'Secret', state: 'unreadable', pageId: null },
        { name: 'Hidden', state: 'unreadable', pageId: '8' },
      ],
    });
    // The service counts the page as approved, and nothing says otherwise.
    expect((await bench.set('s1'))?.freshness).toEqual({ sameContent: 0, changed: 0, unknown: 0 });
  });

  it('is younger than the decision: it was not what was approved', async () => {
    const bench = await open('<p>{page:Install guide}</p>');
    bench.confluence.state.titles.set('ENG|Install guide', contentFacts('7'));
    const made = bench.confluence.publish('7', '<p>New</p>', { createdAt: after });
    bench.confluence.history.versions.set('7', [made]);
    expect(await bench.look()).toMatchObject({ kind: 'changed', cause: 'structure', includes: [{ state: 'changed', versionThen: null }] });
  });

  it('is compared since the decision that comments tell of, where the service does not', async () => {
    const bench = await open('<p>{page:Install guide}</p>', { resolvedAt: null });
    bench.other('7', 'Install guide', '<p>Wait 5 s.</p>');
    bench.confluence.publish('7', '<p>Wait 50 s.</p>', { createdAt: after });
    expect(await bench.look()).toMatchObject({
      kind: 'unknown',
      because: { kind: 'includes' },
      decidedAt: null,
      includes: [{ state: 'unknown', versionNow: 3 }],
    });
    const request = { pageId: pageId('1'), commentId: 'c', createdAt: before, mentions: [], text: '', referenceUrl: null };
    const reply = {
      commentId: 'r',
      authorId: null,
      kind: 'approved',
      decidedBy: null,
      mentions: [],
      text: '',
      createdAt: decided,
    } as const;
    await bench.foundation.cache.putRequests({
      connectionId: acme,
      pageId: pageId('1'),
      requests: [{ ...request, replies: [reply] }],
      checkedAt: decided,
    });
    await bench.freshness.check(acme, pageIds('1'), { force: true });
    expect(await bench.verdict()).toMatchObject({ kind: 'changed', decidedAt: decided, includes: [{ state: 'changed', versionThen: 2 }] });
  });

  it('is asked about once in ten minutes, while somebody looks', async () => {
    const bench = await open('<p>{page:Install guide}</p>');
    bench.other('7', 'Install guide', '<p>Run setup.</p>');
    await bench.look();
    const asked = bench.confluence.state.calls.length;
    await bench.freshness.checkSet(acme, s1);
    await bench.freshness.checkSome(acme, [engineering.id]);
    await bench.time.advance(9 * 60_000);
    await bench.freshness.checkSet(acme, s1);
    expect(bench.confluence.state.calls.length).toBe(asked);
    await bench.time.advance(60_000);
    await bench.freshness.checkSome(acme, [engineering.id]);
    expect(bench.confluence.state.calls.length).toBe(asked);
    bench.confluence.publish('7', '<p>Run install.</p>', { createdAt: after });
    await bench.freshness.checkSet(acme, s1);
    expect(bench.confluence.state.calls.slice(asked)).toEqual([
      'pageByTitle ENG|Install guide',
      'pages 1',
      'versionText 7 3',
      'versionAt 7',
    ]);
    expect(await bench.verdict()).toMatchObject({ kind: 'changed' });
  });

  it('is looked for in the rounds too, a set at a time, though nobody opens the set', async () => {
    const bench = await open('<p>{page:Install guide}</p>');
    bench.other('7', 'Install guide', '<p>Wait 5 s.</p>');
    await bench.readSpace();
    expect(await bench.verdict()).toMatchObject({ kind: 'current', fingerprintNow: null });
    await bench.freshness.checkSome(acme, [engineering.id]);
    expect(await bench.verdict()).toMatchObject({ kind: 'current', includes: [{ state: 'same' }] });
    bench.confluence.publish('7', '<p>Wait 50 s.</p>', { createdAt: after, by: ana });
    const asked = bench.confluence.state.calls.length;
    await bench.time.advance(6 * 3_600_000 - 1);
    await bench.freshness.checkSome(acme, [engineering.id]);
    expect(bench.confluence.state.calls).toHaveLength(asked);
    await bench.time.advance(1);
    await bench.freshness.checkSome(acme, [engineering.id]);
    expect(await bench.verdict()).toMatchObject({ kind: 'changed', cause: 'facts' });
    const [row] = await bench.foundation.cache.queueRowsOf(acme, [s1]);
    expect(row?.item.reasons).toContainEqual({ kind: 'changedThrough', pages: 1 });
  });

  it('is not asked about again where there is nothing of it', async () => {
    const bench = await open('<p>Alone.</p>');
    await bench.look();
    const asked = bench.confluence.state.calls.length;
    await bench.time.advance(24 * 3_600_000);
    await bench.freshness.checkSome(acme, [engineering.id]);
    await bench.freshness.checkSet(acme, s1);
    expect(bench.confluence.state.calls).toHaveLength(asked);
  });

  it('is at most twenty that are read; the rest is named', async () => {
    const names = Array.from({ length: 25 }, (_, index) => `Guide ${index}`);
    const bench = await open(names.map((name) => `{page:${name}}`).join(' '));
    for (const [index, name] of names.entries()) bench.other(String(100 + index), name, '<p>x</p>');
    const verdict = await bench.look();
    expect(bench.confluence.state.calls.filter((call) => call.startsWith('pageByTitle'))).toHaveLength(20);
    expect(verdict?.includes.map(({ state }) => state)).toEqual(names.map((_, index) => (index < 20 ? 'same' : 'unknown')));
    expect(verdict).toMatchObject({ kind: 'unknown', because: { kind: 'includes' } });
  });

  it('is not known where the comparison broke off inside of it, and is looked at again soon', async () => {
    let isBroken = true;
    const reader: ContentReader = {
      ...fakeReader,
      read: (version) => (isBroken && version.title === '' ? Promise.resolve(fail({ kind: 'unavailable' })) : fakeReader.read(version)),
    };
    const bench = await open('<p>{excerpt:Limits}</p>', {}, reader);
    bench.other('8', 'Limits', '<p>[excerpt]{page:Deep}[/excerpt]</p>');
    bench.other('9', 'Deep', '<p>Wait 5 s.</p>');
    bench.confluence.publish('9', '<p>Wait 50 s.</p>', { createdAt: after, by: ana });
    expect(await bench.look()).toMatchObject({ kind: 'unknown', because: { kind: 'includes' } });
    isBroken = false;
    await bench.time.advance(2 * 60_000);
    await bench.freshness.checkSome(acme, [engineering.id]);
    expect(await bench.verdict()).toMatchObject({ kind: 'changed', includes: [{ name: 'Limits' }, { name: 'Deep', state: 'changed' }] });
  });

  it('waits for no set on which there is nothing to do', async () => {
    const bench = await open('<p>{page:Install guide}</p>');
    bench.other('7', 'Install guide', '<p>x</p>');
    await bench.readSpace();
    const { cache } = bench.foundation;
    const [record, [row]] = [await cache.changeSet(acme, s1), await cache.queueRowsOf(acme, [s1])];
    if (record === null || row === undefined) throw new Error('the set is kept');
    const others = Array.from({ length: 10 }, (_, index) => changeSet(`a${index}`, [], { status: 'archived' }));
    await cache.putChangeSets(
      others.map((set) => ({ set: { ...record, set }, row: { ...row, changeSetId: set.id, lookAgainAtMs: 0, order: -1 } })),
    );
    for (let rounds = 0; rounds < 2; rounds += 1) await bench.freshness.checkSome(acme, [engineering.id]);
    expect(await bench.verdict()).toMatchObject({ kind: 'current', includes: [{ state: 'same' }] });
  });

  it('could not be read now: tried again soon, with the text judged all the same', async () => {
    const bench = await open('<p>{page:Install guide}</p>', { isStale: true, approvedAtVersion: 1 });
    bench.confluence.history.versions.set('1', []);
    bench.confluence.publish('1', '<p>{page:Install guide}</p>', { number: 1, createdAt: before });
    bench.confluence.publish('1', '<p>{page:Install  guide}</p>', { createdAt: after });
    bench.other('7', 'Install  guide', '<p>x</p>');
    bench.confluence.state.errors.set('pageByTitle', { kind: 'unavailable' });
    expect(await bench.look()).toMatchObject({ kind: 'unknown', because: { kind: 'includes' }, includes: [{ state: 'unknown' }] });
    bench.confluence.state.errors.clear();
    await bench.time.advance(2 * 60_000);
    await bench.freshness.checkSome(acme, [engineering.id]);
    expect(await bench.verdict()).toMatchObject({ kind: 'sameContent', includes: [{ state: 'same' }] });
  });
});
