import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { PageId } from '../../lib/domain/index.ts';
import type { Drawing } from './drawing.ts';

/** Drawn this far beyond the window, so that a turn of the wheel finds it there. */
const beyond = '1200px 0px';

/** One observer for everything that is drawn only near to sight. */
export const useWatch = (): Drawing['watch'] => {
  const watching = useMemo(() => {
    const heard = new Map<Element, (isNear: boolean) => void>();
    /** What is not in sight itself waits: one is drawn, and one taken away, with each frame, so that no frame is long. */
    const waiting = new Map<Element, boolean>();
    const drawn = new WeakSet<Element>();
    let frame = 0;
    const tell = (element: Element, isNear: boolean): void => {
      waiting.delete(element);
      if (isNear) drawn.add(element);
      else drawn.delete(element);
      heard.get(element)?.(isNear);
    };
    const next = (): void => {
      for (const isNear of [true, false]) {
        const [element] = [...waiting].find(([, near]) => near === isNear) ?? [];
        if (element !== undefined) tell(element, isNear);
      }
      frame = waiting.size > 0 ? requestAnimationFrame(next) : 0;
    };
    const observer = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting, boundingClientRect: box } of entries) {
          const isInSight = isIntersecting && box.bottom > 0 && box.top < innerHeight;
          if (isInSight) tell(target, true);
          else if (isIntersecting !== drawn.has(target)) waiting.set(target, isIntersecting);
          else waiting.delete(target);
        }
        if (waiting.size > 0 && frame === 0) frame = requestAnimationFrame(next);
      },
      // With the document named, the margin holds in a frame too.
      { root: document, rootMargin: beyond },
    );
    const watch: Drawing['watch'] = (element, onNear) => {
      heard.set(element, onNear);
      observer.observe(element);
      return () => {
        observer.unobserve(element);
        waiting.delete(element);
        heard.delete(element);
      };
    };
    /** On paper everything is in sight. */
    const drawAll = (): void => {
      for (const element of heard.keys()) tell(element, true);
    };
    /** Observed anew, each tells where it is. */
    const drawNear = (): void => {
      observer.disconnect();
      for (const element of heard.keys()) observer.observe(element);
    };
    const start = (): (() => void) => {
      addEventListener('beforeprint', drawAll);
      addEventListener('afterprint', drawNear);
      return () => {
        removeEventListener('beforeprint', drawAll);
        removeEventListener('afterprint', drawNear);
        observer.disconnect();
        cancelAnimationFrame(frame);
      };
    };
    return { start, watch };
  }, []);
  useEffect(() => watching.start(), [watching]);
  return watching.watch;
};

const sections = (): readonly HTMLElement[] => [...document.querySelectorAll<HTMLElement>('[data-page-id]')];

/** The page's sections as they stand, for keys and for what is read first. */
export const pageSections = sections;

/** Tells which pages are in sight, from the top; again when that changes or `order` does. */
export const useSight = (order: string, onSee: (pageIds: readonly PageId[]) => void): void => {
  const latest = useRef(onSee);
  latest.current = onSee;
  useEffect(() => {
    const seen = new Set<Element>();
    let told = '';
    const observer = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) {
        if (isIntersecting) seen.add(target);
        else seen.delete(target);
      }
      const ids = sections().flatMap((section) => (seen.has(section) ? [section.dataset['pageId'] as PageId] : []));
      if (ids.join(' ') === told) return;
      told = ids.join(' ');
      latest.current(ids);
    });
    for (const section of sections()) observer.observe(section);
    return () => observer.disconnect();
  }, [order]);
};
