import { describe, expect, it } from 'vitest';
import { pageId, type StateWrite } from '../../lib/domain/index.ts';
import type { BackgroundPlatform } from '../../lib/platform/index.ts';
import { createStateTabs } from './state-tabs.ts';

const site = 'https://acme.atlassian.net';
const write: StateWrite = { kind: 'remove', pageId: pageId('1'), copy: 'current' };
const tab = (id: number, isActive = false, origin = site) => ({ id, windowId: 1, url: `${origin}/wiki/home`, isActive });

const setUp = (shown: readonly object[], { silent = [] as number[], answer = null as unknown } = {}) => {
  const did: unknown[] = [];
  const platform = {
    tabs: {
      confluence: async (origins: unknown) => {
        did.push(origins);
        return shown;
      },
      push: async (id: number, message: object) =>
        JSON.stringify(message) === '{"kind":"presence"}' && !silent.includes(id) ? true : null,
      ask: async (id: number, message: object) => {
        did.push([id, message]);
        return answer;
      },
      open: async (url: string) => void did.push(url),
    },
  } as unknown as BackgroundPlatform;
  return { ...createStateTabs(platform), did };
};

describe('the tab that writes', () => {
  it('is one of the site that answers, the one in front first', async () => {
    const { confluenceTab, did } = setUp([tab(1, false, 'https://other.atlassian.net'), tab(2), tab(3, true), tab(4)]);
    expect(await confluenceTab(site)).toBe(3);
    expect(did).toEqual([[site]]);
    expect(await setUp([tab(2), tab(3, true), tab(4)], { silent: [2, 3] }).confluenceTab(site)).toBe(4);
  });

  it('is none where none is open, or an update left orphans alone', async () => {
    expect(await setUp([]).confluenceTab(site)).toBeNull();
    expect(await setUp([tab(2)], { silent: [2] }).confluenceTab(site)).toBeNull();
    expect(await setUp([tab(2, true, 'https://other.atlassian.net')]).confluenceTab(site)).toBeNull();
  });

  it('is opened at the site’s own Confluence', async () => {
    const { openTab, did } = setUp([]);
    await openTab(site);
    expect(did).toEqual([`${site}/wiki`]);
  });
});

describe('an answer of a tab', () => {
  it('is what Confluence said', async () => {
    const answer = { status: 429, text: 'slow', retryAfter: '7' };
    const bench = setUp([], { answer });
    expect(await bench.write(7, write)).toEqual(answer);
    expect(bench.did).toEqual([[7, { kind: 'writeState', write }]]);
  });

  it.each([null, true, 'ok', {}, { status: '200' }, { status: 2.5 }])('is none in any other form (%j)', async (answer) => {
    expect(await setUp([], { answer }).write(7, write)).toBeNull();
  });

  it('has no text where there is none', async () => {
    expect(await setUp([], { answer: { status: null } }).write(7, write)).toEqual({ status: null, text: '', retryAfter: null });
  });
});
