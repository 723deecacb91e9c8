import { describe, expect, it } from 'vitest';
import type { Sender } from '../../../lib/bus/index.ts';
import { changeSetId, pageId } from '../../../lib/domain/index.ts';
import type { BackgroundPlatform } from '../../../lib/platform/index.ts';
import { acme, createBench, taken } from '../../../test/fakes/bench.ts';
import { changeSet, setPage } from '../../../test/fakes/services.ts';
import type { Services } from '../services.ts';
import { createVersionHandlers } from './versions.ts';

const sender: Sender = { surface: 'window', tabId: null, windowId: null, siteOrigin: null };
const set = { connectionId: acme, changeSetId: changeSetId('s1') };
const page = { connectionId: acme, pageId: pageId('1') };

const open = async () => {
  const bench = await createBench({ sets: [changeSet('s1', [setPage('1', 'approved', { isStale: true })])] });
  await bench.readSpace();
  const opened: string[] = [];
  const platform = {
    extension: { url: (path: string) => `chrome-extension://id${path}` },
    tabs: { ofOurs: async () => null, open: async (url: string) => void opened.push(url) },
  } as unknown as BackgroundPlatform;
  const handlers = createVersionHandlers(platform, Promise.resolve(bench as unknown as Services));
  const verdict = async () => (await bench.set('s1'))?.pages[0]?.freshness;
  return { ...bench, handlers, opened, verdict };
};

describe('requests about versions', () => {
  it('compare a page as the services know it now, also where that was judged before', async () => {
    const { handlers, confluence, verdict, keeper } = await open();
    confluence.publish('1', '<p>Page 7</p>');
    expect(await handlers['version.check'](page, sender)).toEqual({ ok: true, value: null });
    expect(await verdict()).toMatchObject({ kind: 'changed', currentVersion: 2 });
    const asked = confluence.state.calls.length;
    await handlers['version.check'](page, sender);
    expect(confluence.state.calls.slice(asked)).toContain('versions 1 1');
    keeper.fault({ method: 'detail', when: 'before', error: { kind: 'offline' } });
    expect(await handlers['version.check'](page, sender)).toEqual({ ok: false, error: { kind: 'offline' } });
  });

  it('read both ends, mark what was viewed, and make the record', async () => {
    const { handlers, comparisons } = await open();
    const { after } = taken(await handlers['version.texts']({ ...page, before: 1, after: 1 }, sender));
    const viewed = { fingerprint: after.fingerprint, version: 1 };
    expect(await handlers['viewed.mark']({ ...set, pageId: page.pageId, viewed }, sender)).toEqual({ ok: true, value: null });
    expect((await comparisons.view(acme, set.changeSetId, 'approved'))?.pages[0]?.isViewed).toBe(true);
    expect(taken(await handlers['record.read'](set, sender)).pages).toMatchObject([{ pageId: '1', freshness: { kind: 'current' } }]);
  });

  it('open the comparison or the record at their address', async () => {
    const { handlers, opened } = await open();
    await handlers['review.open']({ ...set, what: 'changes', basis: 'looked', pageId: null }, sender);
    await handlers['review.open']({ ...set, what: 'record', basis: 'approved', pageId: page.pageId }, sender);
    expect(opened).toEqual([
      'chrome-extension://id/review.html#changes=acme%7Cs1&basis=looked',
      'chrome-extension://id/review.html#record=acme%7Cs1&page=1',
    ]);
  });
});
