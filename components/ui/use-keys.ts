import { useEffect } from 'preact/hooks';

const isTypedInto = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) && !isPressed(target);

/** A box that is ticked takes no letters. */
const isPressed = (target: HTMLElement): boolean => target instanceof HTMLInputElement && /^(checkbox|radio|button)$/.test(target.type);

/**
 * The keys of a whole surface, while no dialog and no menu is open. `find` names what a key does, if anything; `isTyping` tells it that
 * letters belong to a field. Keys held with Ctrl, Alt or ⌘ belong to the browser.
 */
export const useKeys = (find: (event: KeyboardEvent, isTyping: boolean) => (() => void) | undefined): void => {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (document.querySelector('dialog[open], [popover]:popover-open') !== null) return;
      const act = find(event, isTypedInto(event.target));
      if (act === undefined) return;
      event.preventDefault();
      act();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  });
};
