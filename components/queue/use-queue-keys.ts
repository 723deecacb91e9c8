import { useEffect } from 'preact/hooks';

export interface QueueKeys {
  readonly onFilter: () => void;
  readonly onAdd: () => void;
  readonly onRefresh: () => void;
  readonly onHelp: () => void;
}

/** Every key and what it does, for the help and nothing else. */
export const queueKeyWords: readonly (readonly [keys: string, does: string])[] = [
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

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

const items = (): readonly HTMLElement[] => [...document.querySelectorAll<HTMLElement>('[data-queue-item]')];

const move = (step: 1 | -1): void => {
  const all = items();
  const at = all.findIndex((item) => item === document.activeElement);
  const next = at === -1 ? all[step === 1 ? 0 : all.length - 1] : all[at + step];
  next?.focus();
};

const isDown = (key: string, typing: boolean): boolean => key === 'ArrowDown' || (key === 'j' && !typing);
const isUp = (key: string, typing: boolean): boolean => key === 'ArrowUp' || (key === 'k' && !typing);

/** The popup's keys, while no dialog is open. A letter that is being typed into a field stays a letter. */
export const useQueueKeys = ({ onFilter, onAdd, onRefresh, onHelp }: QueueKeys): void => {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (document.querySelector('dialog[open]') !== null) return;
      const typing = isTyping(event.target);
      const act = isDown(event.key, typing)
        ? () => move(1)
        : isUp(event.key, typing)
          ? () => move(-1)
          : typing
            ? undefined
            : { '/': onFilter, a: onAdd, r: onRefresh, '?': onHelp }[event.key];
      if (act === undefined) return;
      event.preventDefault();
      act();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  });
};
