import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type FixturePage, framesOf, openFixture } from './fixture-page.ts';
import { createMount, type Theme, watchPageChanges, watchRoute, watchTheme } from './index.ts';

let page: FixturePage;
let end: AbortController;
beforeEach(() => {
  end = new AbortController();
});
afterEach(() => {
  end.abort();
  page.close();
});
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

describe('watchTheme', () => {
  it.each([
    [{ 'data-color-mode': 'dark', 'data-theme': 'light:light dark:dark' }, 'dark'],
    [{ 'data-color-mode': 'light', 'data-theme': 'dark:dark' }, 'light'],
    [{ 'data-theme': 'dark:dark spacing:spacing' }, 'dark'],
    [{ 'data-theme': 'light:light dark:dark' }, 'light'],
    [{}, 'light'],
  ])('%o is %s', async (attributes, theme) => {
    page = await openFixture('elsewhere');
    for (const [name, value] of Object.entries(attributes)) page.document.documentElement.setAttribute(name, value);
    const onTheme = vi.fn<(theme: Theme) => void>();
    watchTheme(onTheme, end.signal, page.document);
    expect(onTheme.mock.calls).toEqual([[theme]]);
  });

  it('tells changes, and only those, until the end', async () => {
    page = await openFixture('view-2026');
    const seen: string[] = [];
    watchTheme((theme) => seen.push(theme), end.signal, page.document);
    const root = page.document.documentElement;
    root.setAttribute('data-color-mode', 'dark');
    await pause(0);
    root.setAttribute('data-theme', 'dark:dark');
    await pause(0);
    end.abort();
    root.setAttribute('data-color-mode', 'light');
    await pause(0);
    expect(seen).toEqual(['light', 'dark']);
  });
});

describe('createMount', () => {
  it('is one element however often it is asked for, and takes no room', async () => {
    page = await openFixture('view-2026');
    const height = page.document.documentElement.scrollHeight;
    const host = createMount(page.document, end.signal);
    expect(createMount(page.document, end.signal)).toBe(host);
    expect(page.document.querySelectorAll('sheaf-launcher')).toHaveLength(1);
    expect(host?.parentElement).toBe(page.document.body);
    expect(page.document.documentElement.scrollHeight).toBe(height);
    expect(host?.getBoundingClientRect().width).toBe(0);
  });

  it('comes back when the page drops it, with all it holds', async () => {
    page = await openFixture('view-2026');
    const host = createMount(page.document, end.signal);
    const root = host?.attachShadow({ mode: 'open' });
    page.document.body.replaceChildren();
    await pause(0);
    expect(page.document.body.firstElementChild).toBe(host);
    expect(host?.shadowRoot).toBe(root);
    page.document.documentElement.replaceChild(page.document.createElement('body'), page.document.body);
    await pause(0);
    expect(host?.parentElement).toBe(page.document.body);
  });

  it('gives in to a page that will not have it', async () => {
    page = await openFixture('elsewhere');
    const host = createMount(page.document, end.signal);
    let removals = 0;
    const hostile = new page.view.MutationObserver(() => {
      if (host?.isConnected) removals += 1;
      host?.remove();
    });
    hostile.observe(page.document.body, { childList: true });
    host?.remove();
    await pause(50);
    hostile.disconnect();
    expect(removals).toBeLessThan(60);
    expect(host?.isConnected).toBe(false);
  });

  it('goes with its signal and can be made anew', async () => {
    page = await openFixture('view-2026');
    const first = createMount(page.document, end.signal);
    end.abort();
    await pause(0);
    expect(page.document.querySelector('sheaf-launcher')).toBeNull();
    expect(createMount(page.document, end.signal)).toBeNull();
    end = new AbortController();
    const second = createMount(page.document, end.signal);
    expect(second).not.toBe(first);
    expect(second?.isConnected).toBe(true);
  });

  it('replaces what an earlier version left behind', async () => {
    page = await openFixture('view-2026');
    const orphan = page.document.createElement('sheaf-launcher');
    page.document.body.append(orphan);
    expect(createMount(page.document, end.signal)).not.toBe(orphan);
    expect(page.document.querySelectorAll('sheaf-launcher')).toHaveLength(1);
  });

  it('waits for a body', async () => {
    page = await openFixture('elsewhere');
    page.document.body.remove();
    expect(createMount(page.document, end.signal)).toBeNull();
  });
});

describe('watchRoute in a browser', () => {
  it('sees navigation within the page, when the address is in place', async () => {
    page = await openFixture('view-2026');
    const seen: string[] = [];
    watchRoute((route) => seen.push(`${route.kind} ${page.view.location.pathname}`), end.signal, page.view);
    page.go('/wiki/spaces/ENG/pages/2/Refunds');
    page.go('/wiki/spaces/ENG/pages/2/Renamed');
    page.go('/wiki/home');
    await vi.waitFor(() => expect(seen).toEqual(['page /wiki/spaces/ENG/pages/2/Refunds', 'home /wiki/home']));
  });
});

describe('watchPageChanges', () => {
  const start = async (name: string, path?: string) => {
    page = await openFixture(name, path);
    const onChanged = vi.fn<() => void>();
    watchPageChanges(onChanged, end.signal, page.view);
    return onChanged;
  };
  const act = (name = 'pointerdown') => page.document.body.dispatchEvent(new page.view.Event(name, { bubbles: true }));
  const status = () => page.expected('approvalItem');

  it.each(['pointerdown', 'keydown'])('hints once when the byline changes after a %s', async (name) => {
    const onChanged = await start('view-2024');
    act(name);
    const item = status();
    if (item) item.textContent = 'Saving';
    if (item) item.textContent = 'Approved';
    await vi.waitFor(() => expect(onChanged).toHaveBeenCalledTimes(1), 2000);
  });

  it('hints when the whole byline is rebuilt, and watches the new one', async () => {
    const onChanged = await start('view-2024');
    act();
    const row = page.expected('byline');
    const next = row?.cloneNode(true) as Element;
    row?.replaceWith(next);
    await vi.waitFor(() => expect(onChanged).toHaveBeenCalledTimes(1), 2000);
    next.append('Approved');
    await vi.waitFor(() => expect(onChanged).toHaveBeenCalledTimes(2), 2000);
  });

  it('hints when more than the byline was rebuilt, at the next thing the person does', async () => {
    const onChanged = await start('view-2024');
    act();
    const box = page.expected('byline')?.parentElement;
    box?.replaceWith(box.cloneNode(true));
    act();
    await vi.waitFor(() => expect(onChanged).toHaveBeenCalledTimes(1), 2000);
  });

  it('hints when the focus comes back to the page after something was done there', async () => {
    const onChanged = await start('view-2024');
    page.view.dispatchEvent(new Event('focus'));
    act();
    page.document.querySelector('button')?.focus();
    page.view.focus();
    page.view.dispatchEvent(new Event('focus'));
    await vi.waitFor(() => expect(onChanged).toHaveBeenCalledTimes(1), 2000);
  });

  it('is quiet while a page loads, and about its text', async () => {
    const onChanged = await start('view-2024');
    status()?.append('In Approval');
    act();
    page.expected('content')?.append('More text');
    await pause(700);
    expect(onChanged).not.toHaveBeenCalled();
  });

  it('hints after a publish, not after leaving the editor for another page', async () => {
    const onChanged = await start('edit', '/wiki/spaces/ENG/pages/edit-v2/1');
    page.go('/wiki/spaces/ENG/pages/2/Other');
    await pause(700);
    expect(onChanged).not.toHaveBeenCalled();
    page.go('/wiki/pages/resumedraft.action?draftId=3');
    await framesOf(page.view);
    page.go('/wiki/spaces/ENG/pages/3/Published');
    await vi.waitFor(() => expect(onChanged).toHaveBeenCalledTimes(1), 2000);
  });

  it('does not watch while somebody writes', async () => {
    const onChanged = await start('view-2024', '/wiki/spaces/ENG/pages/edit-v2/1');
    act('keydown');
    status()?.append('x');
    await pause(700);
    expect(onChanged).not.toHaveBeenCalled();
  });

  it('forgets what was done on the page before', async () => {
    const onChanged = await start('view-2024');
    act();
    page.go('/wiki/spaces/ENG/pages/2/Other');
    await framesOf(page.view);
    status()?.append('In Approval');
    await pause(700);
    expect(onChanged).not.toHaveBeenCalled();
  });

  it('ends with its signal', async () => {
    const onChanged = await start('view-2024');
    act();
    status()?.append('Approved');
    end.abort();
    await pause(700);
    expect(onChanged).not.toHaveBeenCalled();
  });
});
