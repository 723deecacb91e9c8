import type { OperationId, OperationView } from '../../lib/domain/index.ts';
import { element, pressable } from './element.ts';
import { type ToastFace, toastOf, undoingToast } from './words.ts';

export interface ToastActs {
  readonly undo: (id: OperationId) => void;
  /** Opens the panel's chooser, to have the page in another set instead. */
  readonly chooseOther: (id: OperationId) => void;
  readonly openPanel: () => void;
}

export interface Toast {
  readonly node: HTMLElement;
  /** Shows a write, or its progress; an older one than the one on show is left out. */
  show(operation: OperationView): void;
  say(face: ToastFace): void;
  hide(): void;
}

export const createToast = (acts: ToastActs, signal: AbortSignal): Toast => {
  let current: OperationView | null = null;
  let staysMs: number | null = null;
  let timer = 0;

  // There from the start: a live region announces what changes in it, not its own arrival.
  const words = element('span', { role: 'status', 'aria-live': 'polite' });
  const actions = element('span');
  const node = element('div', {}, words, actions);

  const stop = (): void => clearTimeout(timer);
  const start = (): void => {
    stop();
    if (staysMs !== null && !node.matches(':hover, :focus-within')) timer = window.setTimeout(hide, staysMs);
  };
  const hide = (): void => {
    stop();
    words.textContent = '';
    actions.replaceChildren();
    node.className = 'toast bare';
  };
  const say = (face: ToastFace): void => {
    staysMs = face.staysMs;
    const operation = current;
    const had = node.contains((node.getRootNode() as ShadowRoot).activeElement);
    const buttons = [
      ...(face.canUndo && operation
        ? [
            pressable('Undo', '', () => {
              say(undoingToast(operation.changeSetTitle));
              acts.undo(operation.id);
            }),
          ]
        : []),
      ...(face.canChooseOther && operation ? [pressable('Other set', '', () => acts.chooseOther(operation.id))] : []),
      ...(face.panelWords === null ? [] : [pressable(face.panelWords, '', acts.openPanel)]),
    ];
    const close = pressable('✕', '', hide);
    close.setAttribute('aria-label', 'Close message');
    actions.replaceChildren(...buttons, close);
    words.textContent = face.text;
    node.className = `toast ${face.tone}`;
    // Redrawing would otherwise drop a keyboard person out of the message.
    if (had) (buttons[0] ?? close).focus();
    start();
  };

  node.addEventListener('pointerenter', stop);
  node.addEventListener('focusin', stop);
  node.addEventListener('pointerleave', start);
  node.addEventListener('focusout', () => queueMicrotask(start));
  signal.addEventListener('abort', stop);
  hide();

  return {
    node,
    say,
    hide,
    show: (operation) => {
      if (current && current.id !== operation.id && operation.createdAt < current.createdAt) return;
      current = operation;
      say(toastOf(operation));
    },
  };
};
