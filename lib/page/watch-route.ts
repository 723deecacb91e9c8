import { linkedSetIn, type PageRoute, parseRoute } from '../domain/index.ts';
import { atEnd, listen } from './lifetime.ts';

/** For browsers without the Navigation API (Firefox before 147): what `pushState` does is invisible to us there. */
const pollMs = 500;

/** The part of a window that is needed here. */
export interface RouteView extends Pick<Window, 'addEventListener' | 'setInterval' | 'clearInterval'> {
  readonly location: { readonly href: string };
  /** Absent in older browsers. */
  readonly navigation?: Pick<EventTarget, 'addEventListener'>;
}

/**
 * Calls back once for each real change of route after now, and when a link to a change set comes into the address, when the new
 * address is in place: not for another hash, a comment in focus or a title that follows. Starts with nothing: read
 * `parseRoute(location.href)` first.
 */
export const watchRoute = (onChange: (route: PageRoute, url: URL) => void, signal: AbortSignal, view: RouteView = window): void => {
  if (signal.aborted) return;
  const read = () => {
    const url = new URL(view.location.href);
    const route = parseRoute(url);
    return { url, route, key: JSON.stringify(route), link: linkedSetIn(url.hash) };
  };
  let last = read();
  const check = (): void => {
    const before = last;
    last = read();
    if (last.key !== before.key || (last.link && last.link !== before.link)) onChange(last.route, last.url);
  };
  const { navigation } = view;
  listen(view, 'popstate pageshow', check, signal);
  // Both come after the commit; which of them fires depends on how the page navigates.
  if (navigation) return listen(navigation, 'currententrychange navigatesuccess', check, signal);
  const timer = view.setInterval(check, pollMs);
  atEnd(signal, () => view.clearInterval(timer));
};
