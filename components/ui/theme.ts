// Here and not in the index: bundlers skip an index whose names they can take from elsewhere.
import './tokens.css';
import './base.css';

export type ColorMode = 'light' | 'dark';

const show = (mode: ColorMode): void => {
  document.documentElement.dataset['colorMode'] = mode;
};

/** Colours of the browser, kept up to date: popup, side panel, options. Returns how to stop. */
export const followSystemTheme = (): (() => void) => {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const apply = () => show(dark.matches ? 'dark' : 'light');
  apply();
  dark.addEventListener('change', apply);
  return () => dark.removeEventListener('change', apply);
};

/** Reads `#theme=dark` or `#theme=light`; anything else is `null`. */
export const themeFromHash = (hash: string): ColorMode | null => {
  const value = new URLSearchParams(hash.replace(/^#/, '')).get('theme');
  return value === 'dark' || value === 'light' ? value : null;
};

/**
 * Colours of the host page, for the framed panel: the content script writes `#theme=dark` into the frame's address and changes it when
 * Confluence's theme changes. Without a theme in the address the browser's own colours are followed. Returns how to stop.
 */
export const followHostTheme = (): (() => void) => {
  let stopSystem: (() => void) | null = null;
  const apply = () => {
    const mode = themeFromHash(location.hash);
    stopSystem?.();
    stopSystem = mode === null ? followSystemTheme() : null;
    if (mode !== null) show(mode);
  };
  apply();
  window.addEventListener('hashchange', apply);
  return () => {
    stopSystem?.();
    window.removeEventListener('hashchange', apply);
  };
};
