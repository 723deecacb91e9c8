import { type KeyWords, useKeys } from '../ui/index.ts';

export interface QueueKeys {
  readonly onFilter: () => void;
  readonly onAdd: () => void;
  readonly onRefresh: () => void;
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
  ['a', 'Add the page you are on'],
  ['r', 'Refresh'],
  ['?', 'This list'],
];

const items = (): readonly HTMLElement[] => [...document.querySelectorAll<HTMLElement>('[data-queue-item]')];

const move = (step: 1 | -1): void => {
  const all = items();
  const at = all.findIndex((item) => item === document.activeElement);
  const next = at === -1 ? all[step === 1 ? 0 : all.length - 1] : all[at + step];
  next?.focus();
};

const isDown = (key: string, typing: boolean): boolean => key === 'ArrowDown' || (key === 'j' && !typing);
const isUp = (key: string, typing: boolean): boolean => key === 'ArrowUp' || (key === 'k' && !typing);

/** The popup's keys. A letter that is being typed into a field stays a letter. */
export const useQueueKeys = ({ onFilter, onAdd, onRefresh, onHelp }: QueueKeys): void => {
  useKeys(({ key }, isTyping) => {
    if (isDown(key, isTyping)) return () => move(1);
    if (isUp(key, isTyping)) return () => move(-1);
    return isTyping ? undefined : { '/': onFilter, a: onAdd, r: onRefresh, '?': onHelp }[key];
  });
};
