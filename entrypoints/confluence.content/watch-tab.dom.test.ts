import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ContentBus, PushToContent } from '../../lib/bus/content.ts';
import { type AppError, changeSetId, fail, type LauncherView, ok, pageId } from '../../lib/domain/index.ts';
import { type PageRoute, parseRoute } from '../../lib/page/index.ts';
import type { Launcher, StartLauncher } from '../launcher/face.ts';
import { watchTab } from './watch-tab.ts';

const viewOf = (id: string, part: Partial<LauncherView> = {}): LauncherView => ({
  kind: 'inNone',
  pageId: pageId(id),
  rollup: null,
  setCount: 0,
  targetTitle: 'Payments v2',
  reopensApproved: false,
  canWrite: true,
  problem: null,
  position: 'title',
  ...part,
});
const routeOf = (id: string): PageRoute => parseRoute(`https://acme.atlassian.net/wiki/spaces/ENG/pages/${id}`);
const hidden = viewOf('1', { kind: 'hidden' });

let end: AbortController;
beforeEach(() => {
  end = new AbortController();
});
afterEach(() => end.abort());

/** A tab on page 1 whose background answers with `answers`, in order; the last one stays. */
const open = (answers: (LauncherView | AppError | Promise<LauncherView>)[], options: { isAlive?: () => boolean; link?: string } = {}) => {
  const asked: unknown[] = [];
  const notified: string[] = [];
  const calls: unknown[][] = [];
  let listener: Parameters<ContentBus['onPush']>[0] = () => false;
  let navigate: (route: PageRoute, hash?: string) => void = () => undefined;
  const bus: ContentBus = {
    request: (async (name: string, input: unknown) => {
      asked.push([name, input]);
      const answer = await (answers.length > 1 ? answers.shift() : answers[0]);
      return answer && 'position' in answer ? ok(answer) : fail(answer ?? { kind: 'unavailable' });
    }) as ContentBus['request'],
    notify: (name) => void notified.push(name),
    onPush: (next) => {
      listener = next;
      return () => {
        listener = () => false;
      };
    },
  };
  const told =
    <Answer>(name: string, answer: Answer) =>
    (...input: unknown[]) => {
      calls.push([name, ...input]);
      return answer;
    };
  const launcher: Launcher = {
    draw: told('draw', undefined),
    setBusy: told('setBusy', undefined),
    showOperation: told('showOperation', true),
    openPanel: told('openPanel', undefined),
    closePanel: told('closePanel', undefined),
    openByline: told('openByline', true),
  };
  const fetchLauncher = vi.fn<() => Promise<StartLauncher>>(async () => () => launcher);
  watchTab({
    bus,
    readRoute: () => routeOf('1'),
    readLink: () => (options.link === undefined ? null : changeSetId(options.link)),
    readAccount: () => '712020:ana',
    watchRoute: (onChange) => {
      navigate = (route, hash = '') => onChange(route, new URL(`https://acme.atlassian.net${hash}`));
    },
    writeState: told('writeState', Promise.resolve({ status: 200, text: '{}', retryAfter: null })),
    fetchLauncher,
    panelUrl: () => '/panel.html',
    isAlive: options.isAlive ?? (() => true),
    end: () => end.abort(),
    signal: end.signal,
  });
  return {
    asked,
    notified,
    calls,
    fetchLauncher,
    navigate: (id: string, hash?: string) => navigate(routeOf(id), hash),
    linksTold: () => asked.map((one) => (one as [string, { changeSetId?: string }])[1].changeSetId ?? null),
    push: (push: Exclude<PushToContent, { kind: 'presence' }>) => Promise.resolve(listener(push)),
    drawn: () => calls.filter(([name]) => name === 'draw').map(([, view]) => view),
  };
};
const comeBack = () => document.dispatchEvent(new Event('visibilitychange'));
const settled = () => new Promise((resolve) => setTimeout(resolve, 10));

describe('asking', () => {
  it('tells where the tab is and draws the answer', async () => {
    const tab = open([viewOf('1')]);
    await vi.waitFor(() => expect(tab.drawn()).toEqual([viewOf('1')]));
    expect(tab.asked).toEqual([
      ['page.opened', { route: { kind: 'page', pageId: '1', isBlogPost: false }, isNavigation: true, account: '712020:ana' }],
    ]);
  });

  it('asks again by itself while it is looked at, less and less often while nothing changes', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] });
    vi.spyOn(document, 'hasFocus').mockReturnValue(true);
    const tab = open([viewOf('1')]);
    await settled();
    const asksWithin = async (ms: number) => {
      const before = tab.asked.length;
      for (let passed = 0; passed < ms; passed += 3_000) {
        vi.advanceTimersByTime(3_000);
        await settled();
      }
      return tab.asked.length - before;
    };
    expect(await asksWithin(33_000)).toBe(1);
    expect(await asksWithin(33_000)).toBe(0);
    expect(await asksWithin(33_000)).toBe(1);
    vi.mocked(document.hasFocus).mockReturnValue(false);
    expect(await asksWithin(300_000)).toBe(0);
    vi.useRealTimers();
    vi.restoreAllMocks();
  });

  it('fetches no launcher where there is nothing to draw', async () => {
    const tab = open([hidden]);
    await settled();
    expect(tab.fetchLauncher).not.toHaveBeenCalled();
    await tab.push({ kind: 'launcher', view: viewOf('1') });
    expect(tab.drawn()).toEqual([viewOf('1')]);
  });

  it('fetches the launcher once', async () => {
    const tab = open([viewOf('1')]);
    await tab.push({ kind: 'openPanel' });
    tab.navigate('2');
    await settled();
    expect(tab.fetchLauncher).toHaveBeenCalledTimes(1);
  });

  it('asks again when the person comes back, without a navigation', async () => {
    const tab = open([viewOf('1'), viewOf('1', { setCount: 2 })]);
    await settled();
    comeBack();
    await vi.waitFor(() => expect(tab.drawn().at(-1)).toMatchObject({ setCount: 2 }));
    expect(tab.asked[1]).toMatchObject(['page.opened', { isNavigation: false }]);
  });

  it('asks nothing for a tab that nobody sees', async () => {
    Object.defineProperty(document, 'hidden', { configurable: true, value: true });
    const tab = open([viewOf('1')]);
    await settled();
    expect(tab.asked).toEqual([]);
    Reflect.deleteProperty(document, 'hidden');
    comeBack();
    await vi.waitFor(() => expect(tab.drawn()).toHaveLength(1));
  });

  it('leaves the launcher as it was when nobody answers', async () => {
    const tab = open([viewOf('1'), { kind: 'unavailable' }]);
    await settled();
    comeBack();
    await settled();
    expect(tab.drawn()).toEqual([viewOf('1')]);
  });

  it('takes the launcher of the page before away when nobody answers for the next', async () => {
    const tab = open([viewOf('1'), { kind: 'unavailable' }]);
    await settled();
    tab.navigate('2');
    await vi.waitFor(() => expect(tab.drawn()).toEqual([viewOf('1'), null]));
    expect(tab.calls).toContainEqual(['setBusy', true]);
  });

  it('draws the answer for the page that is shown, in whatever order answers come', async () => {
    const late = Promise.withResolvers<LauncherView>();
    const tab = open([late.promise, viewOf('2')]);
    tab.navigate('2');
    await vi.waitFor(() => expect(tab.drawn()).toEqual([viewOf('2')]));
    late.resolve(viewOf('1'));
    await settled();
    expect(tab.drawn()).toEqual([viewOf('2')]);
  });
});

describe('a link to a change set', () => {
  it('is told once, with the page it is on', async () => {
    const tab = open([viewOf('1')], { link: 'cs-1' });
    await settled();
    comeBack();
    await settled();
    expect(tab.linksTold()).toEqual(['cs-1', null]);
  });

  it('is told when a tab that nobody saw is seen', async () => {
    Object.defineProperty(document, 'hidden', { configurable: true, value: true });
    const tab = open([viewOf('1')], { link: 'cs-1' });
    await settled();
    Reflect.deleteProperty(document, 'hidden');
    comeBack();
    await settled();
    expect(tab.linksTold()).toEqual(['cs-1']);
  });

  it('is told again when nobody answered', async () => {
    const tab = open([{ kind: 'unavailable' }, viewOf('1')], { link: 'cs-1' });
    await settled();
    comeBack();
    await settled();
    comeBack();
    await settled();
    expect(tab.linksTold()).toEqual(['cs-1', 'cs-1', null]);
  });

  it('is not told twice while the address takes its final form, and is when the person comes back to it', async () => {
    const tab = open([viewOf('1')], { link: 'cs-1' });
    tab.navigate('1', '#sheaf=cs-1');
    await settled();
    tab.navigate('2', '#sheaf=cs-2');
    await settled();
    tab.navigate('1', '#sheaf=cs-1');
    await settled();
    expect(tab.linksTold()).toEqual(['cs-1', null, 'cs-2', 'cs-1']);
  });
});

describe('pushes', () => {
  it('of the page before are not drawn', async () => {
    const tab = open([viewOf('1')]);
    await settled();
    expect(await tab.push({ kind: 'launcher', view: viewOf('2') })).toBe(false);
    expect(tab.drawn()).toEqual([viewOf('1')]);
  });

  it('open the panel at a place', async () => {
    const tab = open([hidden]);
    await tab.push({ kind: 'openPanel', place: 'set=cs-1&at=acme' });
    expect(tab.calls).toContainEqual(['openPanel', 'set=cs-1&at=acme']);
  });

  it('reach the launcher, and its answers come back', async () => {
    const tab = open([hidden]);
    expect(await tab.push({ kind: 'closePanel' })).toBe(true);
    expect(tab.fetchLauncher).not.toHaveBeenCalled();
    expect(await tab.push({ kind: 'openByline' })).toBe(true);
    await tab.push({ kind: 'openPanel' });
    await tab.push({ kind: 'closePanel' });
    expect(tab.calls.map(([name]) => name)).toEqual(expect.arrayContaining(['openByline', 'openPanel', 'closePanel']));
  });
});

describe('a page status', () => {
  it('is written without the launcher', async () => {
    const tab = open([hidden]);
    await settled();
    const write = { kind: 'remove', pageId: pageId('1'), copy: 'current' } as const;
    expect(await tab.push({ kind: 'writeState', write })).toEqual({ status: 200, text: '{}', retryAfter: null });
    expect(tab.calls).toEqual([['writeState', write]]);
    expect(tab.fetchLauncher).not.toHaveBeenCalled();
  });
});

describe('the end', () => {
  it('comes when the extension went away', async () => {
    let isAlive = true;
    const tab = open([viewOf('1')], { isAlive: () => isAlive });
    await settled();
    isAlive = false;
    comeBack();
    expect(end.signal.aborted).toBe(true);
    expect(tab.asked).toHaveLength(1);
  });

  it('is noticed by itself while nothing happens', async () => {
    vi.useFakeTimers();
    let isAlive = true;
    open([viewOf('1')], { isAlive: () => isAlive });
    isAlive = false;
    vi.advanceTimersByTime(10_000);
    vi.useRealTimers();
    expect(end.signal.aborted).toBe(true);
  });

  it('stops everything', async () => {
    const tab = open([viewOf('1')]);
    await settled();
    end.abort();
    comeBack();
    window.dispatchEvent(new PageTransitionEvent('pagehide'));
    expect(await tab.push({ kind: 'openPanel' })).toBe(false);
    expect(tab.asked).toHaveLength(1);
    expect(tab.notified).toEqual([]);
  });

  it('of the page is told', async () => {
    const tab = open([viewOf('1')]);
    window.dispatchEvent(new PageTransitionEvent('pagehide'));
    expect(tab.notified).toEqual(['page.left']);
  });
});
