import type { LauncherPosition, LauncherView } from '../../lib/domain/index.ts';
import { element, pressable } from './element.ts';
import { watchShown } from './shown.ts';
import { type ChipFace, faceOf } from './words.ts';

export interface ChipActs {
  readonly togglePanel: () => void;
  readonly add: () => void;
  /** Opens the panel with the chooser. */
  readonly choose: () => void;
  readonly place: (position: LauncherPosition) => void;
  readonly hide: () => void;
  readonly openSettings: () => void;
}

export interface Chip {
  readonly node: HTMLElement;
  /** `null` draws nothing. Drawing the same twice changes nothing, not even focus. */
  draw(view: LauncherView | null): void;
  /** An answer is under way: pressing does nothing until it came. */
  setBusy(isBusy: boolean): void;
  setExpanded(isExpanded: boolean): void;
  focus(): void;
}

const svg = 'http://www.w3.org/2000/svg';

/** Three sheets, one behind the other. */
const mark = (): SVGElement => {
  const picture = document.createElementNS(svg, 'svg');
  picture.setAttribute('viewBox', '0 0 16 16');
  picture.setAttribute('class', 'mark');
  picture.setAttribute('aria-hidden', 'true');
  const outline = document.createElementNS(svg, 'path');
  outline.setAttribute('d', 'M6.5 5.5h7v9h-7zM4 12H3.500V3.500h7V4M1.500 10V1.500H9');
  outline.setAttribute('fill', 'none');
  outline.setAttribute('stroke', 'currentColor');
  outline.setAttribute('stroke-width', '1.3');
  picture.append(outline);
  return picture;
};

export const createChip = (acts: ChipActs, settleMs: number, signal: AbortSignal): Chip => {
  let face: ChipFace | null = null;
  let drawn = '';
  let isBusy = false;
  let position: LauncherPosition = 'title';

  const words = element('span', { class: 'words' });
  const main = pressable('', 'main', () => {
    const state = shown.state();
    if (isBusy || !face || state === 'fresh') return;
    if (face.act === 'panel') acts.togglePanel();
    // Only what a person can be sure to have seen writes at once; else the same choice is offered with its words.
    else if (face.act === 'add' && state === 'settled') acts.add();
    else acts.choose();
  });
  main.append(mark(), words);
  const more = pressable('▾', 'more', () => setMenu(menu.hidden === true));
  more.setAttribute('aria-label', 'More about this launcher');
  more.setAttribute('aria-haspopup', 'menu');
  const menu = element('div', { class: 'menu', role: 'menu', 'aria-label': 'Sheaf' });
  const node = element('div', { class: 'chip', role: 'group', 'aria-label': 'Sheaf' }, main, more, menu);
  const shown = watchShown(main, settleMs, signal);

  const items = (): HTMLElement[] => [...menu.querySelectorAll('button')];
  const setMenu = (isOpen: boolean): void => {
    if (isOpen) fillMenu();
    menu.hidden = !isOpen;
    more.setAttribute('aria-expanded', String(isOpen));
    if (isOpen) items()[0]?.focus();
  };
  const fillMenu = (): void => {
    const item = (label: string, act: () => void): HTMLElement => {
      const button = pressable(label, '', () => {
        setMenu(false);
        more.focus();
        act();
      });
      button.setAttribute('role', 'menuitem');
      button.tabIndex = -1;
      return button;
    };
    const chooser = face?.act === 'panel' ? 'Add to another set…' : 'Other set…';
    menu.replaceChildren(
      ...(face?.canChoose ? [item(chooser, acts.choose)] : []),
      item(main.ariaExpanded === 'true' ? 'Close panel' : 'Open panel', acts.togglePanel),
      position === 'title'
        ? item('Move to the corner', () => acts.place('docked'))
        : item('Move beside the title', () => acts.place('title')),
      item('Hide on this site', acts.hide),
      item('Settings', acts.openSettings),
    );
  };

  node.addEventListener('keydown', (event) => {
    if (menu.hidden || !event.isTrusted) return;
    const all = items();
    const now = all.findIndex((item) => item.matches(':focus'));
    const next = { ArrowDown: now + 1, ArrowUp: now - 1, Home: 0, End: -1 }[event.key];
    if (next !== undefined) all.at(next % all.length)?.focus();
    else if (event.key === 'Escape') {
      setMenu(false);
      more.focus();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  });
  node.addEventListener('focusout', (event) => {
    if (!node.contains(event.relatedTarget as Node | null)) setMenu(false);
  });
  setMenu(false);
  node.hidden = true;

  return {
    node,
    draw: (view) => {
      face = view && faceOf(view);
      node.hidden = face === null;
      if (!view || !face) return;
      position = view.position;
      // The page is part of what pressing means, though it is not seen.
      const next = JSON.stringify([face, view.pageId]);
      if (next === drawn) return;
      drawn = next;
      shown.restart();
      setMenu(false);
      node.className = `chip ${face.tone}`;
      words.replaceChildren(face.text, ...(face.note === null ? [] : [element('span', { class: 'note' }, face.note)]));
      main.title = face.text;
      main.setAttribute('aria-label', ['Sheaf: ', face.text, ...(face.note === null ? [] : ['. ', face.note])].join(''));
    },
    setBusy: (busy) => {
      isBusy = busy;
      main.setAttribute('aria-disabled', String(busy));
    },
    setExpanded: (isExpanded) => main.setAttribute('aria-expanded', String(isExpanded)),
    focus: () => main.focus(),
  };
};
