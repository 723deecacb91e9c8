/** ApprovalFlow's item in the byline and the panel that opens from it. */
import { showError } from './forms.js';

/** How long after a decision the words are asked for again, should they lag behind. */
const lateMs = 3200;

export function bindByline(site) {
  const portal = document.querySelector('.atlaskit-portal-container');
  let panel = null;

  const button = () => document.querySelector('[data-opens="byline"]');

  const close = () => {
    panel?.remove();
    panel = null;
    button()?.setAttribute('aria-expanded', 'false');
  };

  const place = () => {
    const anchor = button().getBoundingClientRect();
    const left = Math.min(anchor.left, innerWidth - panel.offsetWidth - 8);
    panel.style.left = `${Math.max(8, left) + scrollX}px`;
    panel.style.top = `${anchor.bottom + 8 + scrollY}px`;
  };

  /** The words are part of the title area: changing them is a render. */
  const setWords = (state) =>
    site.rendering(() =>
      site.owned.change(() => {
        const item = button();
        if (item === null) return;
        item.querySelector('.byline-status').textContent = state.words;
        item.querySelector('.dot').className = `dot dot-${state.tone}`;
      }),
    );

  const read = async () => {
    const id = button()?.dataset.pageId;
    const response = id === undefined ? null : await fetch(`/__app/byline/${id}`);
    return response?.ok === true ? await response.json() : null;
  };

  const fill = (state) => {
    if (panel === null) return;
    panel.innerHTML = state.panel;
    place();
  };

  const refresh = (state) => {
    if (!setWords(state)) return;
    fill(state);
    panel?.focus();
    setTimeout(async () => {
      const late = await read();
      if (late !== null && button()?.querySelector('.byline-status').textContent !== late.words) setWords(late);
    }, lateMs);
  };

  const open = async () => {
    const state = await read();
    if (state === null || button() === null) return;
    close();
    panel = document.createElement('section');
    panel.className = 'popover';
    panel.tabIndex = -1;
    panel.setAttribute('role', 'dialog');
    panel.setAttribute('aria-label', 'ApprovalFlow');
    portal.append(panel);
    button().setAttribute('aria-expanded', 'true');
    fill(state);
    panel.focus({ preventScroll: true });
  };

  document.addEventListener('click', (event) => {
    const target = event.target instanceof Element ? event.target : null;
    if (target?.closest('[data-opens="byline"]')) {
      if (panel === null) void open();
      else close();
    } else if (panel !== null && target?.isConnected && !panel.contains(target)) close();
  });
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || panel === null) return;
    close();
    button()?.focus();
  });
  addEventListener('resize', () => panel !== null && place());

  return { refresh, close, showError };
}
