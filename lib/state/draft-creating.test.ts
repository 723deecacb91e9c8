import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { acme } from '../../test/fakes/bench.ts';
import { createDraftBrowser } from '../../test/fakes/draft-browser.ts';
import { contentFacts } from '../../test/fakes/services.ts';
import { assert, changeSetId, fail, ok, pageId, spaceId } from '../domain/index.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());

describe('Create', () => {
  const ready = async () => {
    const browser = await createDraftBrowser();
    browser.confluence.state.contents.set('2', contentFacts('2', { spaceId: spaceId('2002') }));
    const model = browser.begin();
    model.setTitle(' Keys ');
    model.setReferenceUrl('https://github.com/acme/api/pull/184');
    model.addSource({ kind: 'text', text: '1\n2' });
    await browser.rest();
    const advance = async (ms = 10_000) => {
      await browser.time.advance(ms);
      await browser.rest();
    };
    return { ...browser, model, advance };
  };

  it('sends nothing before it is pressed, and nothing that cannot be sent', async () => {
    const { model, keeper, sent } = await ready();
    model.setTitle('');
    expect(await model.create()).toEqual(fail({ kind: 'invalid', where: 'draft.noTitle' }));
    expect(keeper.calls).toEqual([]);
    expect(sent).not.toContain('changeSet.create');
    expect(model.stage.value).toBe('editing');
  });

  it('makes one set per space with the same title and source, and forgets the draft', async () => {
    const { model, keeper, advance, stored } = await ready();
    const created = model.create();
    expect(model.stage.value).toBe('sending');
    expect(await created).toEqual(ok(null));
    await advance();
    expect(model.stage.value).toBe('done');
    expect(model.sets.value.map(({ operation }) => operation?.changeSetId)).toEqual(['made-1', 'made-2']);
    expect([...keeper.sets.values()]).toMatchObject([
      { title: 'Keys', referenceUrl: 'https://github.com/acme/api/pull/184', spaceId: '1001' },
      { title: 'Keys', referenceUrl: 'https://github.com/acme/api/pull/184', spaceId: '2002' },
    ]);
    expect(await stored()).toBeNull();
    expect(model.elsewhere.value).toBeNull();
    model.setSummary('late');
    await advance();
    expect(await stored()).toBeNull();
  });

  it('makes only what is missing when it is pressed again', async () => {
    const { model, keeper, advance, stored } = await ready();
    keeper.fault({ method: 'create', when: 'before', error: { kind: 'forbidden', service: 'approvalFlow', because: 'role' } });
    await model.create();
    await advance();
    expect(model.stage.value).toBe('partly');
    expect(new Set(model.sets.value.map(({ operation }) => operation?.state))).toEqual(new Set(['done', 'failed']));
    expect(await stored()).not.toBeNull();
    await model.create();
    await advance();
    expect(model.stage.value).toBe('done');
    expect(keeper.writes.filter(({ method }) => method === 'create')).toHaveLength(2);
    expect(await stored()).toBeNull();
  });

  it('makes no second set when it is pressed twice, when the answer of the background is lost, or in two views', async () => {
    const { model, reopen, keeper, advance, fault } = await ready();
    fault('changeSet.create', { kind: 'unavailable' }, 'after');
    const two = await reopen();
    await Promise.all([model.create(), model.create(), two.create()]);
    await advance();
    expect(keeper.writes.filter(({ method }) => method === 'create')).toHaveLength(2);
    expect(keeper.sets.size).toBe(2);
    expect(model.stage.value).toBe('done');
  });

  it('makes nothing when the draft could not be stored first', async () => {
    const { model, fault, keeper } = await ready();
    fault('draft.save', { kind: 'unavailable' });
    expect(await model.create()).toEqual(fail({ kind: 'unavailable' }));
    expect(model.createError.value).toEqual({ kind: 'unavailable' });
    expect(keeper.calls).toEqual([]);
  });

  it('says why a set was not taken on, and keeps the draft', async () => {
    const { model, foundation, stored } = await ready();
    await foundation.vault.changeConnection(acme, (before) => ({ ...before, oauth: null }));
    expect(await model.create()).toEqual(fail({ kind: 'signedOut', service: 'approvalFlow' }));
    expect([model.stage.value, model.createError.value?.kind]).toEqual(['editing', 'signedOut']);
    expect(await stored()).not.toBeNull();
  });

  it('adds the pages to a set that is there', async () => {
    const { model, keeper, edits, advance, stored, rest } = await ready();
    const made = await edits.create(acme, {
      spaceId: spaceId('1001'),
      title: 'There',
      summary: '',
      referenceUrl: null,
      pageIds: [pageId('5')],
    });
    assert(made.ok, 'taken');
    await advance();
    model.setTarget({ changeSetId: changeSetId('made-1'), title: 'There', spaceId: spaceId('1001') });
    await rest();
    expect(await model.create()).toEqual(ok(null));
    await advance();
    expect(keeper.pagesOf('made-1')).toEqual(['5', '1']);
    expect(model.stage.value).toBe('done');
    expect(await stored()).toBeNull();
  });
});
