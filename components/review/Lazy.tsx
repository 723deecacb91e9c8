import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useDrawing } from './drawing.ts';

export interface LazyProps {
  /** Height in pixels while it was never drawn. */
  readonly estimate: number;
  /** Names the place, so that it can be scrolled to before it is drawn. */
  readonly anchor: string;
  readonly children: () => ComponentChildren;
}

/** Drawn only near to what is in sight; elsewhere an empty box as high as it was. What holds the focus stays. */
export const Lazy = ({ estimate, anchor, children }: LazyProps) => {
  const { isStandalone, watch } = useDrawing();
  const box = useRef<HTMLDivElement>(null);
  const height = useRef(estimate);
  const [isNear, setNear] = useState(isStandalone);
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null || isStandalone) return undefined;
    return watch(element, (next) => {
      if (!next && element.contains(document.activeElement)) return;
      // Measured while it is still drawn.
      if (!next && element.firstChild !== null) height.current = element.offsetHeight;
      setNear(next);
    });
  }, [watch, isStandalone]);
  return (
    <div ref={box} data-anchor={anchor} style={isNear ? { height: 'auto' } : { height: `${height.current}px` }}>
      {isNear && children()}
    </div>
  );
};
