import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { watchRoute } from './watch-route.ts';

const address = (id: string, rest = ''): string => `https://acme.atlassian.net/wiki/spaces/ENG/pages/${id}${rest}`;

const fakeView = (hasNavigation: boolean) => {
  const events = new EventTarget();
  const navigation = new EventTarget();
  const view = {
    location: { href: address('1') },
    addEventListener: events.addEventListener.bind(events),
    setInterval: (run: () => void, ms: number) => Number(setInterval(run, ms)),
    clearInterval: (timer: number | undefined) => clearInterval(timer),
    ...(hasNavigation ? { navigation } : {}),
  };
  return { view, events, navigation, go: (href: string) => void (view.location.href = href) };
};

describe('watchRoute', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('follows the Navigation API, once a change, without a clock', () => {
    const { view, navigation, go } = fakeView(true);
    const seen: string[] = [];
    watchRoute((route, url) => seen.push(route.kind + url.pathname), new AbortController().signal, view);
    expect(vi.getTimerCount()).toBe(0);
    go(address('2'));
    navigation.dispatchEvent(new Event('currententrychange'));
    navigation.dispatchEvent(new Event('navigatesuccess'));
    expect(seen).toEqual(['page/wiki/spaces/ENG/pages/2']);
  });

  it('polls where there is none', () => {
    const { view, go } = fakeView(false);
    const onChange = vi.fn<() => void>();
    watchRoute(onChange, new AbortController().signal, view);
    go(address('2'));
    vi.advanceTimersByTime(2_000);
    expect(onChange).toHaveBeenCalledTimes(1);
  });

  it.each(['popstate', 'pageshow'])('looks at once on %s', (name) => {
    const { view, events, go } = fakeView(false);
    const onChange = vi.fn<() => void>();
    watchRoute(onChange, new AbortController().signal, view);
    go(address('2'));
    events.dispatchEvent(new Event(name));
    expect(onChange).toHaveBeenCalledTimes(1);
  });

  it('is quiet about titles, hashes and comments in focus, and tells the editor from the page', () => {
    const { view, navigation, go } = fakeView(true);
    const modes: string[] = [];
    watchRoute((route) => modes.push(route.kind === 'page' ? route.mode : route.kind), new AbortController().signal, view);
    for (const href of [address('1', '/Title'), address('1', '?focusedCommentId=3'), address('1', '#x')]) {
      go(href);
      navigation.dispatchEvent(new Event('navigatesuccess'));
    }
    expect(modes).toEqual([]);
    go(address('edit-v2/1'));
    navigation.dispatchEvent(new Event('navigatesuccess'));
    go(address('1'));
    navigation.dispatchEvent(new Event('navigatesuccess'));
    expect(modes).toEqual(['edit', 'view']);
  });

  it('tells when a link to a change set comes into the address, not when it goes', () => {
    const { view, navigation, go } = fakeView(true);
    const seen: string[] = [];
    watchRoute((_route, url) => seen.push(url.hash), new AbortController().signal, view);
    for (const href of [address('1', '#sheaf=a'), address('1', '#sheaf=a'), address('1', '#x'), address('1', '#x&sheaf=b')]) {
      go(href);
      navigation.dispatchEvent(new Event('navigatesuccess'));
    }
    expect(seen).toEqual(['#sheaf=a', '#x&sheaf=b']);
  });

  it('hears its own change once when the callback navigates', () => {
    const { view, navigation, go } = fakeView(true);
    const seen: string[] = [];
    watchRoute(
      (_route, url) => {
        seen.push(url.pathname.slice(-1));
        navigation.dispatchEvent(new Event('navigatesuccess'));
      },
      new AbortController().signal,
      view,
    );
    go(address('2'));
    navigation.dispatchEvent(new Event('currententrychange'));
    expect(seen).toEqual(['2']);
  });

  it.each([true, false])('ends with its signal (Navigation API: %s)', (hasNavigation) => {
    const { view, events, navigation, go } = fakeView(hasNavigation);
    const end = new AbortController();
    const onChange = vi.fn<() => void>();
    watchRoute(onChange, end.signal, view);
    end.abort();
    go(address('2'));
    navigation.dispatchEvent(new Event('navigatesuccess'));
    events.dispatchEvent(new Event('popstate'));
    vi.advanceTimersByTime(2_000);
    expect(onChange).not.toHaveBeenCalled();
    expect(vi.getTimerCount()).toBe(0);
  });
});
