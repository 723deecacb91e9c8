import { element } from './element.ts';

export interface PanelFrame {
  readonly node: HTMLElement;
  isOpen(): boolean;
  /** `place`: what it shows, its address after `#`; without one, the sets of the page. */
  open(place?: string): void;
  close(): void;
  setTheme(theme: string): void;
}

export interface PanelFrameOptions {
  /** Asked at each opening: the address differs per session where the browser makes it so. */
  readonly url: () => string;
  readonly onChange: (isOpen: boolean) => void;
  readonly signal: AbortSignal;
}

const narrowest = 320;
const widest = 560;
const widthKey = 'sheaf-panel-width';
const within = (width: number): number => Math.min(widest, Math.max(narrowest, Math.round(width)));

/** Storage of the site, which may refuse it: then the width is forgotten on reload, no more. */
const tried = <T>(access: () => T): T | null => {
  try {
    return access();
  } catch {
    return null;
  }
};
/** One number is not worth a message to the background. */
const keptWidth = (): number => within(Number(tried(() => localStorage.getItem(widthKey))) || 400);
const keepWidth = (width: number): void => void tried(() => localStorage.setItem(widthKey, String(width)));

/** The panel beside the page. Closing takes the frame away: a hidden frame would go on asking the background. */
export const createPanelFrame = ({ url, onChange, signal }: PanelFrameOptions): PanelFrame => {
  let theme = 'light';
  let frame: HTMLIFrameElement | null = null;
  let width = keptWidth();
  let wishes = 0;

  const grip = element('div', {
    class: 'grip',
    role: 'separator',
    tabindex: '0',
    'aria-label': 'Panel width',
    'aria-orientation': 'vertical',
    'aria-valuemin': String(narrowest),
    'aria-valuemax': String(widest),
  });
  const node = element('aside', { class: 'panel', 'aria-label': 'Sheaf panel' }, grip);

  const setWidth = (wanted: number): void => {
    width = within(wanted);
    node.style.width = `${width}px`;
    grip.ariaValueNow = String(width);
  };
  const close = (): void => {
    if (!frame) return;
    frame.remove();
    frame = null;
    node.hidden = true;
    onChange(false);
  };
  const address = (place?: string): string => `${url()}#theme=${theme}${place ? `&${place}` : ''}`;

  grip.addEventListener('pointerdown', (event) => {
    grip.setPointerCapture(event.pointerId);
    node.classList.add('sizing');
  });
  grip.addEventListener('pointermove', (event) => {
    if (grip.hasPointerCapture(event.pointerId)) setWidth(document.documentElement.clientWidth - event.clientX);
  });
  grip.addEventListener('lostpointercapture', () => {
    node.classList.remove('sizing');
    keepWidth(width);
  });
  grip.addEventListener('keydown', (event) => {
    const step = { ArrowLeft: 16, ArrowRight: -16 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    setWidth(width + step);
    keepWidth(width);
  });
  signal.addEventListener('abort', close);
  setWidth(width);
  node.hidden = true;

  return {
    node,
    isOpen: () => frame !== null,
    open: (place) => {
      if (frame) {
        // Numbered: the same wish twice is heard twice.
        if (place) frame.src = address(`${place}&wish=${++wishes}`);
        frame.focus();
        return;
      }
      frame = element('iframe', { title: 'Sheaf: change sets of this page', allow: 'clipboard-write', src: address(place) });
      node.append(frame);
      node.hidden = false;
      frame.focus();
      onChange(true);
    },
    close,
    setTheme: (next) => {
      if (next === theme) return;
      theme = next;
      // Heard as a changed hash, or loaded anew where the browser gives the panel another address each time.
      if (frame) frame.src = address();
    },
  };
};
