import { describe, expect, it } from 'vitest';
import { acme, createBench, pageIds } from '../../test/fakes/bench.ts';
import { contentFacts, engineering } from '../../test/fakes/services.ts';
import { connectionId, pageId, spaceId } from '../domain/index.ts';

describe('what a source holds', () => {
  it('is not read where the person paused Sheaf', async () => {
    const { contents, confluence } = await createBench({ connection: { isPaused: true } });
    expect(await contents.find(acme, { kind: 'ids', ids: pageIds('1') })).toEqual({ ok: false, error: { kind: 'paused' } });
    expect(confluence.state.calls).toEqual([]);
  });

  it('is told with the names of spaces', async () => {
    const { contents, confluence } = await createBench({ connection: { spaces: [] } });
    confluence.state.contents.set('2', contentFacts('2', { kind: 'folder', spaceId: spaceId('2002') }));
    const found = await contents.find(acme, { kind: 'ids', ids: pageIds('1', '2') });
    expect(found).toMatchObject({
      ok: true,
      value: {
        items: [
          { id: '1', kind: 'page', spaceName: 'Engineering' },
          { id: '2', kind: 'folder', spaceName: null },
        ],
        next: null,
        total: 2,
        missing: [],
      },
    });
  });

  it('asks for no names that are known', async () => {
    const { contents, confluence } = await createBench();
    await contents.find(acme, { kind: 'ids', ids: pageIds('1') });
    expect(confluence.state.calls).toEqual(['contents 1']);
  });

  it('finds titles and home pages, and says which it did not find', async () => {
    const { contents, confluence } = await createBench();
    confluence.state.titles.set('ENG|Keys', contentFacts('7', { title: 'Keys' }));
    const titles = [
      { spaceKey: 'ENG', title: 'Nowhere' },
      { spaceKey: 'ENG', title: 'Keys' },
      { spaceKey: 'ENG', title: null },
      { spaceKey: 'NONE', title: null },
    ];
    const found = await contents.find(acme, { kind: 'titles', titles });
    expect(found).toMatchObject({
      ok: true,
      value: {
        items: [
          { id: '7', title: 'Keys' },
          { id: engineering.homepageId, kind: 'page' },
        ],
        missing: [0, 3],
      },
    });
  });

  it('passes cursors through, in both directions', async () => {
    const { contents, confluence } = await createBench();
    confluence.state.batches.set('api|', { items: [contentFacts('1')], next: 'more', total: 2 });
    confluence.state.batches.set('api|more', { items: [contentFacts('2')], next: null, total: 2 });
    expect(await contents.find(acme, { kind: 'label', label: 'api', cursor: null })).toMatchObject({ value: { next: 'more', total: 2 } });
    expect(await contents.find(acme, { kind: 'label', label: 'api', cursor: 'more' })).toMatchObject({ value: { next: null } });
    await contents.find(acme, { kind: 'cql', cql: 'type = page', cursor: null });
    await contents.find(acme, { kind: 'descendants', pageId: pageId('9'), depth: 3, cursor: 'x' });
    expect(confluence.state.calls).toEqual(['labelled api ', 'labelled api more', 'search type = page ', 'descendants 9 3 x']);
  });

  it('fails as Confluence does, and without a connection', async () => {
    const { contents, confluence } = await createBench();
    confluence.state.error = { kind: 'signedOut', service: 'confluence' };
    for (const question of [
      { kind: 'ids', ids: pageIds('1') },
      { kind: 'titles', titles: [{ spaceKey: 'ENG', title: null }] },
      { kind: 'titles', titles: [{ spaceKey: 'ENG', title: 'T' }] },
    ] as const)
      expect(await contents.find(acme, question)).toEqual({ ok: false, error: { kind: 'signedOut', service: 'confluence' } });
    expect(await contents.find(connectionId('other'), { kind: 'ids', ids: [] })).toEqual({ ok: false, error: { kind: 'notFound' } });
  });
});
