import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { PageId } from '../../lib/domain/index.ts';
import type { Drawing } from './drawing.ts';

/** Drawn this far beyond the window, so that a turn of the wheel finds it there. */
const beyond = '1200px 0px';

/** One observer for everything that is drawn only near to sight. */
export const useWatch = (): Drawing['watch'] => {
  const watching = useMemo(() => {
    const heard = new WeakMap<Element, (isNear: boolean) => void>();
    const observer = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) heard.get(target)?.(isIntersecting);
      },
      // With the document named, the margin holds in a frame too.
      { root: document, rootMargin: beyond },
    );
    const watch: Drawing['watch'] = (element, onNear) => {
      heard.set(element, onNear);
      observer.observe(element);
      return () => observer.unobserve(element);
    };
    return { observer, watch };
  }, []);
  useEffect(() => () => watching.observer.disconnect(), [watching]);
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
