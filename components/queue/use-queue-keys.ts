import { useRef } from 'preact/hooks';
import { type KeyWords, useKeys } from '../ui/index.ts';

export interface QueueKeys {
  /** Off: arrows and Enter alone, for whoever speaks to the computer or slips on the keyboard. */
  readonly hasShortcuts: boolean;
  readonly onFilter: () => void;
  readonly onAdd: () => void;
  readonly onRefresh: () => void;
  readonly onNew: () => void;
  /** The set in focus, by its key. */
  readonly onSnooze: (key: string) => void;
  readonly onMute: (key: string) => void;
  /** Snooze or mute pressed again, after the set went out of sight. */
  readonly onUndo: () => void;
  readonly onHelp: () => void;
}

/** Every key and what it does, for the help and nothing else. */
export const queueKeyWords: KeyWords = [
  ['/', 'Filter the queue'],
  ['↓ or j', 'Next change set'],
  ['↑ or k', 'Previous change set'],
  ['Enter', 'Open it on its page'],
  ['→', 'Unfold its pages'],
  ['←', 'Fold its pages'],
  ['z', 'Snooze it until tomorrow, or bring it back'],
  ['m', 'Mute it, or unmute it'],
  ['a', 'Add the page you are on'],
  ['n', 'New change set'],
  ['r', 'Refresh'],
  ['?', 'This list'],
];

const items = (): readonly HTMLElement[] => [...document.querySelectorAll<HTMLElement>('[data-queue-item]')];

/** The popup's keys. A letter that is being typed into a field stays a letter. */
export const useQueueKeys = (keys: QueueKeys): void => {
  /** Where the focus was last: a set that was put aside takes it along, and the next one is next. */
  const last = useRef(-1);
  const move = (step: 1 | -1): void => {
    const all = items();
    const at = all.findIndex((item) => item === document.activeElement);
    const first = last.current === -1 ? (step === 1 ? 0 : all.length - 1) : step === 1 ? last.current : last.current - 1;
    const next = at === -1 ? Math.max(0, Math.min(first, all.length - 1)) : at + step;
    if (all[next] === undefined) return;
    last.current = next;
    all[next].focus();
  };
  /** What a key does to the set in focus; without one in focus the same key takes back what it did last. */
  const onItem = (act: (key: string) => void) => () => {
    const all = items();
    const at = all.findIndex((item) => item === document.activeElement);
    if (at !== -1) last.current = at;
    const key = all[at]?.dataset['queueItem'];
    if (key === undefined) keys.onUndo();
    else act(key);
  };
  useKeys(({ key }, isTyping) => {
    if (key === 'ArrowDown') return () => move(1);
    if (key === 'ArrowUp') return () => move(-1);
    if (isTyping || !keys.hasShortcuts) return undefined;
    return {
      j: () => move(1),
      k: () => move(-1),
      '/': keys.onFilter,
      a: keys.onAdd,
      n: keys.onNew,
      r: keys.onRefresh,
      z: onItem(keys.onSnooze),
      m: onItem(keys.onMute),
      '?': keys.onHelp,
    }[key];
  });
};
