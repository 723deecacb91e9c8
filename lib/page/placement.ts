import { findAnchor } from './anchors.ts';
import { atEnd, listen } from './lifetime.ts';
import { isConfluenceCloud } from './meta.ts';

/** Where the launcher can be, in pixels of the viewport, covering nothing of Confluence's. */
export type Placement =
  /** Starting at `x` (`after` the title) or ending there (`before` the header's actions), `middle` is its vertical centre; `room` is free. */
  | { readonly kind: 'beside'; readonly side: 'after' | 'before'; readonly x: number; readonly middle: number; readonly room: number }
  /** At the right edge, from `top` down. */
  | { readonly kind: 'docked'; readonly top: number }
  /** Nothing here looks like Confluence. */
  | { readonly kind: 'none' };

/** Less would not hold the chip with a number. */
const minRoom = 96;
const gap = 8;
const defaultNavigationHeight = 56;
/** The page changes all the time while it loads or somebody types: looked at this often at most. */
const settleMs = 250;

/**
 * Tells where the launcher can be, soon and after every change. The title is followed with few means: three boxes are watched
 * for size, the page for nodes added or removed, and all ends in one read per animation frame (none in a hidden tab).
 */
export const watchPlacement = (
  onPlace: (placement: Placement) => void,
  signal: AbortSignal,
  view: Window & typeof globalThis = window,
): void => {
  if (signal.aborted) return;
  const { document } = view;
  const root = document.documentElement;
  let title: HTMLElement | null = null;
  let actions: HTMLElement | null = null;
  let last = '';
  let frame = 0;
  let timer = 0;

  const read = (): void => {
    frame = 0;
    const placement = placementOf(view, title, actions);
    const now = JSON.stringify(placement);
    if (now === last) return;
    last = now;
    onPlace(placement);
  };
  const schedule = (): void => {
    frame ||= view.requestAnimationFrame(read);
  };
  const look = (): void => {
    title = findAnchor(document, 'title');
    actions = findAnchor(document, 'headerActions');
    sizes.disconnect();
    for (const element of [title, title?.parentElement, actions, root]) if (element) sizes.observe(element);
    changes.observe(root, { childList: true, subtree: true });
    // A new title in the same heading may change its text only.
    if (title) changes.observe(title, { childList: true, subtree: true, characterData: true });
    schedule();
  };
  const sizes = new ResizeObserver(schedule);
  // Off while a look is due: during a render of thousands of nodes it would be called for each batch.
  const changes = new MutationObserver(() => {
    changes.disconnect();
    timer = view.setTimeout(look, settleMs);
  });

  listen(view, 'scroll resize transitionend', schedule, signal);
  atEnd(signal, () => {
    changes.disconnect();
    sizes.disconnect();
    view.clearTimeout(timer);
    view.cancelAnimationFrame(frame);
  });
  look();
};

const placementOf = (view: Window, title: HTMLElement | null, actions: HTMLElement | null): Placement => {
  const { document } = view;
  const style = view.getComputedStyle(document.documentElement);
  const top = pixels(style, '--bannerHeight', 0) + pixels(style, '--topNavigationHeight', defaultNavigationHeight);
  const box = boxOf(actions);
  const isKnown = title || actions || isConfluenceCloud(document) || findAnchor(document, 'content');
  return (
    (title && afterTitle(view, title, actions, top)) ??
    (actions && box && beforeActions(actions, box, top)) ??
    (isKnown ? { kind: 'docked', top: Math.round(top + gap) } : { kind: 'none' })
  );
};

/** After the last line of the title's text: the heading's own box is as wide as the page. */
const afterTitle = (view: Window, title: HTMLElement, actions: HTMLElement | null, top: number): Placement | null => {
  // A title being typed would run under the launcher.
  if (title.matches(editable) || title.querySelector(editable)) return null;
  const header = actions?.parentElement ?? null;
  const range = view.document.createRange();
  range.selectNodeContents(title);
  const line = [...range.getClientRects()].at(-1);
  if (!line?.width || line.top < top || line.bottom > view.innerHeight) return null;
  // The heading may sit in a box as narrow as itself.
  const box = title.parentElement;
  let end = Math.min(view.innerWidth - gap, Math.max(right(box), right(box?.parentElement ?? null)));
  const isInHeader = !!header?.contains(title);
  const taken = boxOf(isInHeader ? actions : header);
  if (taken && taken.bottom > line.top && taken.top < line.bottom) {
    // A header of its own is stuck to the top, with the title slid under it.
    if (!isInHeader) return null;
    end = Math.min(end, taken.left - gap);
  }
  return beside('after', line.right + gap, line, end - line.right - gap);
};

/** Left of the header's actions there is room up to what else the header holds; a header with nothing else is not known to be free. */
const beforeActions = (actions: HTMLElement, box: DOMRect, top: number): Placement | null => {
  const start = right(actions.previousElementSibling);
  const x = box.left - gap;
  return start && box.top >= top - 1 ? beside('before', x, box, x - start) : null;
};

const beside = (side: 'after' | 'before', x: number, line: DOMRect, room: number): Placement | null =>
  room < minRoom
    ? null
    : { kind: 'beside', side, x: Math.round(x), middle: Math.round(line.top + line.height / 2), room: Math.floor(room) };

const editable = 'textarea,input,[contenteditable="true"]';

/** `null` for what is not there or not shown. */
const boxOf = (element: Element | null): DOMRect | null => {
  const box = element?.getBoundingClientRect();
  return box?.width ? box : null;
};

const right = (element: Element | null): number => boxOf(element)?.right ?? 0;

/** Layout variables may hold anything (`calc()`, nothing): plain pixels are believed. */
const pixels = (style: CSSStyleDeclaration, name: string, fallback: number): number =>
  Number(/^\s*([\d.]+)px/.exec(style.getPropertyValue(name))?.[1] ?? fallback);
