/** HTML by template: what is put in is escaped, unless it is `Markup` already. */
import { escapeHtml } from '../storage-render.ts';

export interface Markup {
  readonly html: string;
}

export type Part = Markup | string | number | null | false | readonly Part[];

const partHtml = (part: Part): string => {
  if (part === null || part === false) return '';
  if (typeof part === 'string' || typeof part === 'number') return escapeHtml(String(part));
  return 'html' in part ? part.html : part.map(partHtml).join('');
};

export const markup = (strings: TemplateStringsArray, ...parts: readonly Part[]): Markup => ({
  html: strings.map((piece, index) => piece + (index < parts.length ? partHtml(parts[index] ?? null) : '')).join(''),
});

/** For HTML that was made safe elsewhere: the storage renderer's. */
export const trusted = (html: string): Markup => ({ html });

const shapes = {
  home: 'M3 11.5 12 4l9 7.5V20a1 1 0 0 1-1 1h-5v-6H9v6H4a1 1 0 0 1-1-1z',
  menu: 'M3 6h18M3 12h18M3 18h18',
  search: 'M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM20 20l-4.7-4.7',
  page: 'M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6',
  blog: 'M4 5h16v14H4zM8 9h8M8 13h8M8 16h5',
  folder: 'M3 6h6l2 2h10v11H3z',
  whiteboard: 'M3 5h18v12H3zM7 13l3-3 3 2 4-4M12 17v3',
  database: 'M5 6c0-1.7 3-3 7-3s7 1.3 7 3v12c0 1.7-3 3-7 3s-7-1.3-7-3zM5 6c0 1.7 3 3 7 3s7-1.3 7-3M5 12c0 1.7 3 3 7 3s7-1.3 7-3',
  embed: 'M9 8l-4 4 4 4M15 8l4 4-4 4',
  live: 'M4 12h3l2-6 4 12 3-8 1 2h3',
  edit: 'M4 20h4L19 9l-4-4L4 16zM13 7l4 4',
  details: 'M4 5h16v14H4zM14 5v14',
  lock: 'M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  list: 'M8 6h12M8 12h12M8 18h12M4 6h.01M4 12h.01M4 18h.01',
  inbox: 'M4 13l2.5-8h11L20 13v6H4zM4 13h5l1 2.5h4L15 13h5',
  history: 'M12 7v5l3.5 2M4 12a8 8 0 1 0 2.5-5.8M4 4v4h4',
  more: 'M5 12h.01M12 12h.01M19 12h.01',
  clock: 'M12 7v5l3 2M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18z',
  shield: 'M12 3l7 3v6c0 4-3 7.5-7 9-4-1.5-7-5-7-9V6zM9 12l2.2 2.2L15.5 10',
} as const;

export type IconName = keyof typeof shapes;

/** Decorative: the control around it carries the name. */
export const icon = (name: IconName): Markup =>
  markup`<svg class="icon" viewBox="0 0 24 24" width="18" height="18" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round"><path d="${shapes[name]}"/></svg>`;

export const longDate = (iso: string): string =>
  new Date(iso).toLocaleDateString('en-US', { month: 'short', day: 'numeric', year: 'numeric', timeZone: 'UTC' });

export const dateTime = (iso: string): string => `${longDate(iso)}, ${iso.slice(11, 16)} UTC`;
