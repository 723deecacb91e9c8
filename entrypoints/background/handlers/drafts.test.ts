import { describe, expect, it } from 'vitest';
import type { Sender } from '../../../lib/bus/index.ts';
import { fail, ok, pageId, type TabContents } from '../../../lib/domain/index.ts';
import type { BackgroundPlatform } from '../../../lib/platform/index.ts';
import { acme, createBench } from '../../../test/fakes/bench.ts';
import { contentFacts } from '../../../test/fakes/services.ts';
import type { Services } from '../services.ts';
import { createDraftHandlers } from './drafts.ts';

const site = 'https://acme.atlassian.net';
const from = (surface: Sender['surface'], tabId: number | null): Sender => ({ surface, tabId, siteOrigin: null, windowId: 1 });
const seen: TabContents = {
  url: 'https://github.com/acme/api/pull/184',
  title: 'Rotate keys',
  selection: 'words',
  links: [
    `${site}/wiki/spaces/ENG/pages/1`,
    `${site}/browse/SEC-42`,
    'https://other.atlassian.net/wiki/spaces/X/pages/2',
    'https://acme.atlassian.net.evil.example/wiki/x/a',
    'not an address',
    `${site}/wikipedia`,
  ],
  selectedLinks: [`${site}/wiki/x/phDOEg`, 'https://github.com/'],
};

const createHandlersFor = async (urls: readonly string[] = [], contents: TabContents = seen) => {
  const bench = await createBench();
  const read: number[] = [];
  const asked: unknown[] = [];
  const platform = {
    tabs: {
      confluence: async (origins: unknown) => {
        asked.push(origins);
        return urls.map((url, id) => ({ id, windowId: 1, url, isActive: false }));
      },
    },
    tabReader: {
      read: async (tabId: number) => {
        read.push(tabId);
        return tabId === 99 ? fail({ kind: 'invalid', where: 'tab' }) : ok(contents);
      },
    },
  } as unknown as BackgroundPlatform;
  return { ...bench, read, asked, handlers: createDraftHandlers(platform, Promise.resolve(bench as unknown as Services)) };
};

describe('tab.read', () => {
  it('hands on links to Confluence alone: of connected sites, then pages of others', async () => {
    const { handlers } = await createHandlersFor();
    expect(await handlers['tab.read']({ tabId: 7 }, from('window', null))).toEqual(
      ok({
        ...seen,
        links: [
          `${site}/wiki/spaces/ENG/pages/1`,
          'https://other.atlassian.net/wiki/spaces/X/pages/2',
          'https://acme.atlassian.net.evil.example/wiki/x/a',
        ],
        selectedLinks: [`${site}/wiki/x/phDOEg`],
      }),
    );
  });

  it('lets a frame read the page it lies in and no other', async () => {
    const { handlers, read } = await createHandlersFor();
    await handlers['tab.read']({ tabId: 8 }, from('framed', 3));
    await handlers['tab.read']({ tabId: null }, from('framed', 3));
    expect(read).toEqual([3, 3]);
  });

  it('says when a tab cannot be read, or none is named', async () => {
    const { handlers, read } = await createHandlersFor();
    const refused = fail({ kind: 'invalid', where: 'tab' });
    expect(await handlers['tab.read']({ tabId: 99 }, from('window', null))).toEqual(refused);
    expect(await handlers['tab.read']({ tabId: null }, from('window', null))).toEqual(refused);
    expect(read).toEqual([99]);
  });

  it('hands on 500 links at most, and 100 of other sites', async () => {
    const numbers = Array.from({ length: 600 }, (_, index) => index + 1);
    const links = numbers.flatMap((number) => [`https://other.atlassian.net/wiki/spaces/X/pages/${number}`, `${site}/wiki/x/${number}`]);
    const { handlers } = await createHandlersFor([], { ...seen, links });
    const answer = await handlers['tab.read']({ tabId: 7 }, from('window', null));
    expect(answer.ok && answer.value.links.map((link) => link.startsWith(site))).toEqual(numbers.map((number) => number <= 500));
  });
});

describe('content.find of open tabs', () => {
  it('finds what they show, once, on the connection’s site', async () => {
    const { handlers, confluence, asked } = await createHandlersFor([
      `${site}/wiki/spaces/ENG/pages/11/T`,
      `${site}/wiki/pages/viewpage.action?pageId=11`,
      `${site}/wiki/spaces/ENG/blog/2026/11/01/12/News`,
      `${site}/wiki/spaces/ENG/whiteboard/13`,
      `${site}/wiki/spaces/ENG/overview`,
      `${site}/wiki/display/ENG/Keys`,
      `${site}/wiki/home`,
    ]);
    confluence.state.titles.set('ENG|Keys', contentFacts('14'));
    confluence.state.contents.set('13', contentFacts('13', { kind: 'whiteboard' }));
    const answer = await handlers['content.find']({ connectionId: acme, source: { kind: 'tabs' } }, from('window', null));
    expect(answer.ok && answer.value.items.map(({ id, kind }) => `${id} ${kind}`)).toEqual([
      '11 page',
      '12 page',
      '13 whiteboard',
      '9000 page',
      '14 page',
    ]);
    expect(answer).toMatchObject({ value: { next: null, total: 5, missing: [] } });
    expect(asked).toEqual([[site]]);
  });

  it('fails as Confluence does', async () => {
    const { handlers, confluence } = await createHandlersFor([`${site}/wiki/spaces/ENG/pages/11`]);
    confluence.state.error = { kind: 'offline' };
    const answer = await handlers['content.find']({ connectionId: acme, source: { kind: 'tabs' } }, from('window', null));
    expect(answer).toEqual(fail({ kind: 'offline' }));
  });
});

it('answers every other source from the site', async () => {
  const { handlers } = await createHandlersFor();
  const answer = await handlers['content.find']({ connectionId: acme, source: { kind: 'ids', ids: [pageId('5')] } }, from('framed', 1));
  expect(answer).toMatchObject({ value: { items: [{ id: '5', spaceName: 'Engineering' }] } });
});
