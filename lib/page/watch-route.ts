import { atEnd, listen } from './lifetime.ts';
import { type PageRoute, parseRoute } from './routes.ts';

/** For browsers without the Navigation API (Firefox before 147): what `pushState` does is invisible to us there. */
const pollMs = 500;

/** The part of a window that is needed here. */
export interface RouteView extends Pick<Window, 'addEventListener' | 'setInterval' | 'clearInterval'> {
  readonly location: { readonly href: string };
  /** Absent in older browsers. */
  readonly navigation?: Pick<EventTarget, 'addEventListener'>;
}

/**
 * Calls back once for each real change of route after now, when the new address is in place: not for a hash, a comment in
 * focus or a title that follows. Starts with nothing: read `parseRoute(location.href)` first.
 */
export const watchRoute = (onChange: (route: PageRoute, url: URL) => void, signal: AbortSignal, view: RouteView = window): void => {
  if (signal.aborted) return;
  let last = JSON.stringify(parseRoute(view.location.href));
  const check = (): void => {
    const { href } = view.location;
    const route = parseRoute(href);
    const now = JSON.stringify(route);
    if (now === last) return;
    last = now;
    onChange(route, new URL(href));
  };
  const { navigation } = view;
  listen(view, 'popstate pageshow', check, signal);
  // Both come after the commit; which of them fires depends on how the page navigates.
  if (navigation) return listen(navigation, 'currententrychange navigatesuccess', check, signal);
  const timer = view.setInterval(check, pollMs);
  atEnd(signal, () => view.clearInterval(timer));
};
