/**
 * Since when a person can have seen a control. Where the browser tells (`trackVisibility`, Chromium), "seen" also means:
 * not covered, not transparent, not filtered or scaled away by the page; elsewhere it means inside the viewport.
 *
 * Why: a page can lay things over anything drawn in it. No check of this kind is complete (overlays are only seen by
 * Chromium), so what the launcher can do at all can be undone; submit and archive are not reachable from it.
 */
export interface ShownWatch {
  /** The control changed its meaning: what was seen before does not count. */
  restart(): void;
  /** `settled`: seen for long enough to act on. `fresh`: only just. `unseen`: covered or outside. */
  state(): 'settled' | 'fresh' | 'unseen';
}

/** Not yet in the DOM typings: the second version of the observer. */
type VisibilityOptions = IntersectionObserverInit & { readonly trackVisibility: true; readonly delay: number };
type VisibilityEntry = IntersectionObserverEntry & { readonly isVisible?: boolean };

export const watchShown = (target: Element, settleMs: number, signal: AbortSignal): ShownWatch => {
  let since: number | null = null;
  const options: VisibilityOptions = { threshold: 0.5, trackVisibility: true, delay: 100 };
  const observer = new IntersectionObserver((entries) => {
    const entry: VisibilityEntry | undefined = entries.at(-1);
    if (!entry?.isIntersecting || entry.isVisible === false) since = null;
    else since ??= performance.now();
  }, options);
  observer.observe(target);
  signal.addEventListener('abort', () => observer.disconnect());
  const restart = (): void => {
    if (since !== null) since = performance.now();
  };
  document.addEventListener('visibilitychange', restart, { signal });
  return {
    restart,
    state: () => (since === null ? 'unseen' : performance.now() - since < settleMs ? 'fresh' : 'settled'),
  };
};
