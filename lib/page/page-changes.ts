import { type PageRoute, parseRoute } from '../domain/index.ts';
import { findAnchor } from './anchors.ts';
import { atEnd, listen } from './lifetime.ts';
import { watchRoute } from './watch-route.ts';

/** Hints come at most this often, each after things had this long to arrive at the server. */
const hintDelayMs = 500;

/**
 * Hints that something may have happened to the page in this tab: a decision in the byline, a publish. Says neither what nor
 * whether: read again and see. Nothing is watched before the person has done something on this route, so that a page
 * which is still loading gives no hints and costs nothing.
 */
export const watchPageChanges = (onChanged: () => void, signal: AbortSignal, view: Window & typeof globalThis = window): void => {
  if (signal.aborted) return;
  const { document } = view;
  let edited = editedPage(parseRoute(view.location.href));
  let row: HTMLElement | null = null;
  let timer = 0;

  const hint = (): void => {
    timer ||= view.setTimeout(() => {
      timer = 0;
      onChanged();
    }, hintDelayMs);
  };
  const observer = new MutationObserver(() => {
    hint();
    watchRow();
  });
  const watchRow = (): void => {
    if (edited || row?.isConnected) return;
    // The header was rebuilt since, perhaps by what the person did.
    if (row) hint();
    observer.disconnect();
    row = findAnchor(document, 'byline');
    if (!row) return;
    observer.observe(row, { subtree: true, childList: true, characterData: true });
    if (row.parentNode) observer.observe(row.parentNode, { childList: true });
  };

  listen(view, 'pointerdown keydown', watchRow, signal);
  // ApprovalFlow may ask in a frame, whose events are not ours to see: the focus coming back is a sign.
  listen(view, 'focus', () => row && document.hasFocus() && hint(), signal);
  watchRoute(
    (route) => {
      if (edited && route.kind === 'page' && route.mode === 'view' && route.pageId === edited) hint();
      edited = editedPage(route);
      row = null;
      observer.disconnect();
    },
    signal,
    view,
  );
  atEnd(signal, () => {
    observer.disconnect();
    view.clearTimeout(timer);
  });
};

const editedPage = (route: PageRoute): string | null =>
  route.kind === 'draft' ? route.draftId : route.kind === 'page' && route.mode === 'edit' ? route.pageId : null;
