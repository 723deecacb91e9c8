import type { LauncherPosition } from '../../lib/domain/index.ts';
import type { Placement, Theme } from '../../lib/page/index.ts';
import { type Chip, type ChipActs, createChip } from './chip.ts';
import { element } from './element.ts';
import css from './launcher.css?inline';
import { createPanelFrame, type PanelFrame } from './panel-frame.ts';
import { createToast, type Toast, type ToastActs } from './toast.ts';

export interface LauncherUi {
  readonly chip: Chip;
  readonly toast: Toast;
  readonly panel: PanelFrame;
  place(position: LauncherPosition, placement: Placement): void;
  setTheme(theme: Theme): void;
}

export interface LauncherUiOptions {
  readonly host: HTMLElement;
  readonly acts: ChipActs & ToastActs;
  readonly panelUrl: () => string;
  readonly settleMs: number;
  readonly signal: AbortSignal;
}

/** Chip, toast and panel in one open shadow root: people's assistive tools can reach it, the page's styles cannot. */
export const createLauncherUi = ({ host, acts, panelUrl, settleMs, signal }: LauncherUiOptions): LauncherUi => {
  const root = host.attachShadow({ mode: 'open' });
  const style = element('style');
  // Text set like this is ours in the eyes of the page's content security policy, in both browsers.
  style.textContent = css;

  const chip = createChip(acts, settleMs, signal);
  const toast = createToast(acts, signal);
  const panel = createPanelFrame({
    url: panelUrl,
    signal,
    onChange: (isOpen) => {
      chip.setExpanded(isOpen);
      if (isOpen) toast.hide();
      else if (root.activeElement || document.activeElement === document.body) chip.focus();
    },
  });
  chip.setExpanded(false);
  const spot = element('div', { class: 'spot' }, chip.node);
  const all = element('div', { class: 's light', lang: 'en' }, spot, panel.node, toast.node);
  root.append(style, all);

  // Keys pressed in the frame do not come here: the panel asks to be closed itself.
  document.addEventListener(
    'keydown',
    (event) => {
      const isOurs = document.activeElement === host || document.activeElement === document.body;
      if (event.key === 'Escape' && event.isTrusted && !event.defaultPrevented && isOurs) panel.close();
    },
    { signal },
  );

  return {
    chip,
    toast,
    panel,
    place: (position, placement) => {
      const isBeside = position === 'title' && placement.kind === 'beside';
      spot.hidden = placement.kind === 'none';
      spot.className = isBeside ? `spot beside ${placement.side}` : 'spot docked';
      spot.style.cssText = isBeside ? `left:${placement.x}px;top:${placement.middle}px;--room:${placement.room}px` : '';
    },
    setTheme: (theme) => {
      all.className = `s ${theme}`;
      panel.setTheme(theme);
    },
  };
};
