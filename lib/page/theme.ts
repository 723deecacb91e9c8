import { atEnd } from './lifetime.ts';

export type Theme = 'light' | 'dark';

/** Tells Confluence's theme now and whenever it changes. It is Confluence's setting, not the system's, that counts. */
export const watchTheme = (onTheme: (theme: Theme) => void, signal: AbortSignal, { documentElement: root }: Document = document): void => {
  if (signal.aborted) return;
  let last = '';
  const tell = (): void => {
    const theme = themeOf(root);
    if (theme === last) return;
    last = theme;
    onTheme(theme);
  };
  const observer = new MutationObserver(tell);
  observer.observe(root, { attributeFilter: ['data-color-mode', 'data-theme'] });
  atEnd(signal, () => observer.disconnect());
  tell();
};

/** `data-theme` lists a theme for each mode ("light:light dark:dark"), so by itself it tells only when it names one. */
const themeOf = ({ dataset }: HTMLElement): Theme => {
  const mode = dataset['colorMode'] || dataset['theme'] || '';
  return mode.includes('dark') && !mode.includes('light') ? 'dark' : 'light';
};
