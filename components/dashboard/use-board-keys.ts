import type { RefObject } from 'preact';
import { useKeys } from '../ui/index.ts';
import type { ListHandle } from './use-rows.ts';

export interface BoardKeys {
  readonly hasShortcuts: boolean;
  readonly list: RefObject<ListHandle | null>;
  /** What each letter does. */
  readonly letters: Readonly<Record<string, () => void>>;
  readonly onEnter: () => void;
  /** `undefined`: there is nothing to leave. */
  readonly onEscape: (() => void) | undefined;
}

/** Arrows move the list from the list itself or from nowhere: elsewhere they scroll, or choose in a menu. */
const isFree = (target: EventTarget | null): boolean =>
  target === document.body || (target instanceof Element && target.closest('[data-row-index]') !== null);

/** The dashboard's keys; letters only while they are switched on and nothing is typed. */
export const useBoardKeys = ({ hasShortcuts, list, letters, onEnter, onEscape }: BoardKeys): void => {
  useKeys((event, isTyping) => {
    const { key, target } = event;
    if (isTyping) return undefined;
    if (key === 'Escape') return onEscape;
    if (key === 'ArrowDown' && isFree(target)) return () => list.current?.move(1);
    if (key === 'ArrowUp' && isFree(target)) return () => list.current?.move(-1);
    // Everywhere else Enter presses what has the focus.
    if (key === 'Enter' && target === document.body) return onEnter;
    return hasShortcuts ? letters[key] : undefined;
  });
};
