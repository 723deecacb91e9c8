import { createContext } from 'preact';
import { useContext } from 'preact/hooks';

/** How everything below is drawn. */
export interface Drawing {
  readonly isSideBySide: boolean;
  /** For a file without scripts: everything is there at once, and nothing can be pressed. */
  readonly isStandalone: boolean;
  /** Tells when an element comes near to what is in sight and when it is gone again; returns how to stop. */
  readonly watch: (element: Element, onNear: (isNear: boolean) => void) => () => void;
}

const always: Drawing['watch'] = (_element, onNear) => {
  onNear(true);
  return () => undefined;
};

export const standaloneDrawing: Drawing = { isSideBySide: false, isStandalone: true, watch: always };

export const DrawingContext = createContext<Drawing>({ ...standaloneDrawing, isStandalone: false });

export const useDrawing = (): Drawing => useContext(DrawingContext);
