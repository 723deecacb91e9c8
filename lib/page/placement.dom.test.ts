import { afterEach, describe, expect, it, vi } from 'vitest';
import { type FixturePage, fixtureNames, framesOf, openFixture } from './fixture-page.ts';
import { type Placement, watchPlacement } from './index.ts';

let page: FixturePage;
let end = new AbortController();
afterEach(() => {
  end.abort();
  page.close();
});

const watch = async (name: string, prepare?: (document: Document) => void) => {
  page = await openFixture(name);
  prepare?.(page.document);
  end = new AbortController();
  const seen: Placement[] = [];
  watchPlacement((placement) => seen.push(placement), end.signal, page.view);
  await framesOf(page.view);
  return { seen, last: () => seen.at(-1) };
};
const kindOf = (placement: Placement | undefined): string | undefined => (placement?.kind === 'beside' ? placement.side : placement?.kind);

describe.each(fixtureNames)('layout %s', (name) => {
  it('gives the launcher the place that the fixture says, once', async () => {
    const { seen } = await watch(name);
    expect(seen.map(kindOf)).toEqual([page.document.documentElement.dataset['expectPlacement']]);
  });

  it('gives a place that covers nothing of the header', async () => {
    const { last } = await watch(name);
    const placement = last();
    if (placement?.kind !== 'beside') return;
    const x = placement.side === 'after' ? placement.x + 1 : placement.x - 1;
    for (const offset of [0, 90]) {
      const under = page.document.elementFromPoint(placement.side === 'after' ? x + offset : x - offset, placement.middle);
      expect(under?.matches('button, a, textarea, input')).toBe(false);
    }
  });
});

describe('beside the title', () => {
  it('starts after its last word and stays with it while the page scrolls', async () => {
    const { last } = await watch('view-2024');
    const before = last();
    page.view.scrollTo(0, 20);
    // The title slides under the header, which sticks: no longer a place.
    await vi.waitFor(() => expect(kindOf(last())).toBe('before'));
    page.view.scrollTo(0, 0);
    await vi.waitFor(() => expect(last()).toEqual(before));
  });

  it('moves with the title inside a scrolling part of the page', async () => {
    const { last } = await watch('view-2024', (document) => {
      document.body.style.cssText += 'overflow:auto;height:600px;padding-top:100px';
      document.documentElement.style.overflow = 'hidden';
      document.querySelector<HTMLElement>('.header')?.style.setProperty('position', 'static');
    });
    const before = last();
    page.document.body.scrollTop = 30;
    await vi.waitFor(() => {
      const after = last();
      if (after?.kind !== 'beside' || before?.kind !== 'beside') throw new Error('no place');
      expect(after.middle).toBe(before.middle - 30);
    });
  });

  it('follows a title whose text alone changes', async () => {
    const { last } = await watch('view-2024');
    const before = last();
    const text = page.expected('title')?.firstChild;
    if (!text || before?.kind !== 'beside') throw new Error('no title');
    text.nodeValue = 'Payments and refunds';
    await vi.waitFor(() => {
      const after = last();
      expect(after?.kind === 'beside' && after.x > before.x).toBe(true);
    });
  });

  it('goes elsewhere when a long title leaves no room', async () => {
    const { last } = await watch('view-2024', (document) => {
      const title = document.querySelector('h1');
      if (title) title.textContent = 'Payments refunds '.repeat(4);
      title?.style.setProperty('width', 'max-content');
      title?.parentElement?.style.setProperty('width', 'max-content');
    });
    expect(kindOf(last())).toBe('before');
  });

  it('ends before the actions where they are in the row of the title', async () => {
    const { last } = await watch('view-2024', (document) => {
      const title = document.querySelector('h1');
      if (title) document.querySelector('.header nav')?.replaceWith(title);
    });
    const placement = last();
    const actions = page.expected('headerActions')?.getBoundingClientRect().left ?? 0;
    expect(placement?.kind === 'beside' && placement.side === 'after' && placement.x + placement.room < actions).toBe(true);
  });

  it('finds the new title after the old one was thrown away', async () => {
    const { last } = await watch('view-2024');
    const title = page.expected('title');
    const parent = title?.parentElement;
    title?.remove();
    await vi.waitFor(() => expect(kindOf(last())).toBe('before'));
    const next = page.document.createElement('h1');
    next.id = 'heading-title-text';
    next.textContent = 'Another page';
    parent?.prepend(next);
    await vi.waitFor(() => expect(kindOf(last())).toBe('after'));
  });
});

describe('docked', () => {
  it.each([
    ['--topNavigationHeight:48px', 56],
    ['--topNavigationHeight:48px;--bannerHeight:20px', 76],
    ['--topNavigationHeight:calc(1px + 2px)', 64],
    ['--topNavigationHeight:3rem', 64],
    ['', 56],
  ])('lies under the navigation (%s)', async (style, top) => {
    const { last } = await watch('loading', (document) => {
      document.documentElement.style.cssText = style;
    });
    expect(last()).toEqual({ kind: 'docked', top });
  });

  it('gives way to the title once it is drawn', async () => {
    const { seen, last } = await watch('loading');
    const title = Object.assign(page.document.createElement('h1'), { id: 'heading-title-text', textContent: 'Payments' });
    title.style.marginTop = '100px';
    page.document.getElementById('skeleton')?.append(title);
    await vi.waitFor(() => expect(kindOf(last())).toBe('after'));
    expect(seen.map(kindOf)).toEqual(['docked', 'after']);
  });
});

it('ends with its signal', async () => {
  const { seen } = await watch('view-2024');
  end.abort();
  page.view.scrollTo(0, 500);
  page.expected('title')?.remove();
  await new Promise((resolve) => setTimeout(resolve, 400));
  expect(seen).toHaveLength(1);
});
