import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import styles from './Popover.module.css';

export interface PopoverProps {
  /** What it hangs from. */
  readonly anchor: HTMLElement;
  readonly label: string;
  readonly role?: 'menu' | 'dialog' | undefined;
  readonly children: ComponentChildren;
  readonly onClose: () => void;
}

const gap = 4;
const edge = 8;

/** Below its anchor, above it where there is no room, and never over the edge of the window. */
const place = (box: HTMLElement, anchor: HTMLElement): void => {
  const from = anchor.getBoundingClientRect();
  const { width, height } = box.getBoundingClientRect();
  const hasRoomBelow = from.bottom + gap + height <= innerHeight - edge;
  const top = hasRoomBelow ? from.bottom + gap : Math.max(edge, from.top - gap - height);
  const left = from.left + width <= innerWidth - edge ? from.left : from.right - width;
  box.style.top = `${top}px`;
  box.style.left = `${Math.max(edge, Math.min(left, innerWidth - width - edge))}px`;
};

const focusable = 'button, a[href], input, select';

const step = (box: HTMLElement, by: number | 'first' | 'last'): void => {
  const all = [...box.querySelectorAll<HTMLElement>(focusable)];
  const now = all.findIndex((one) => one === document.activeElement);
  const next = by === 'first' ? 0 : by === 'last' ? all.length - 1 : (now + by + all.length) % all.length;
  all[next]?.focus();
};

const steps: Readonly<Record<string, number | 'first' | 'last'>> = { ArrowDown: 1, ArrowUp: -1, Home: 'first', End: 'last' };

/** The browser's own popover: above everything, gone with Escape or a press beside it; focus goes back to where it was. */
export const Popover = ({ anchor, label, role = 'dialog', children, onClose }: PopoverProps) => {
  const element = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const box = element.current;
    if (box === null) return undefined;
    const before = document.activeElement;
    box.showPopover();
    place(box, anchor);
    step(box, 'first');
    return () => {
      const hadFocus = box.contains(document.activeElement) || document.activeElement === document.body;
      if (hadFocus && before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    };
  }, [anchor]);
  useEffect(() => {
    // Its anchor moves away under it.
    const onScroll = (event: Event) => {
      if (!(event.target instanceof Node && element.current?.contains(event.target))) onClose();
    };
    document.addEventListener('scroll', onScroll, { capture: true, passive: true });
    addEventListener('resize', onClose);
    return () => {
      document.removeEventListener('scroll', onScroll, { capture: true });
      removeEventListener('resize', onClose);
    };
  });
  return (
    <div
      ref={element}
      popover="auto"
      role={role}
      aria-label={label}
      class={styles['popover']}
      onToggle={(event) => {
        if (event.newState === 'closed') onClose();
      }}
      onKeyDown={(event) => {
        const by = steps[event.key];
        const box = element.current;
        if (
          by === undefined ||
          box === null ||
          (event.target instanceof HTMLInputElement && event.target.type === 'search' && typeof by === 'string')
        )
          return;
        event.preventDefault();
        step(box, by);
      }}
    >
      {children}
    </div>
  );
};
