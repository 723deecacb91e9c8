import { classNames } from './class-names.ts';
import styles from './Icon.module.css';

/** Outlines on a 16 px grid, drawn with the colour of the text around them. */
const outlines = {
  add: 'M8 3v10M3 8h10',
  archive: 'M2.5 3.5h11v3h-11zM3.5 6.5v6h9v-6M6.5 9h3',
  arrowLeft: 'M13 8H3M7 4L3 8l4 4',
  arrowRight: 'M3 8h10M9 4l4 4-4 4',
  board: 'M2.5 3.5h11v9h-11zM2.5 6.5h11M6.5 6.5v6',
  blocked: 'M8 2.25a5.75 5.75 0 1 0 0 11.5 5.75 5.75 0 0 0 0-11.5M4 4l8 8',
  check: 'M3 8.5l3.2 3.2L13 4.8',
  checkCircle: 'M8 2.25a5.75 5.75 0 1 0 0 11.5 5.75 5.75 0 0 0 0-11.5M5.4 8.2l1.8 1.8 3.4-3.6',
  chevronDown: 'M4 6l4 4 4-4',
  chevronRight: 'M6 4l4 4-4 4',
  circle: 'M8 2.75a5.25 5.25 0 1 0 0 10.5 5.25 5.25 0 0 0 0-10.5',
  clock: 'M8 2.25a5.75 5.75 0 1 0 0 11.5 5.75 5.75 0 0 0 0-11.5M8 5v3.2l2.2 1.4',
  close: 'M4 4l8 8M12 4l-8 8',
  comment: 'M2.5 3.5h11v7.5h-6L4.5 13.5V11h-2z',
  copy: 'M5.5 5.5v-3h8v8h-3M2.5 5.5h8v8h-8z',
  cross: 'M8 2.25a5.75 5.75 0 1 0 0 11.5 5.75 5.75 0 0 0 0-11.5M6 6l4 4M10 6l-4 4',
  edit: 'M3 13l.6-2.8 7-7 2.2 2.2-7 7zM9.2 4.6l2.2 2.2',
  external: 'M9 2.75h4.25V7M13 3L7.5 8.5M11.5 9v3.75a.5.5 0 0 1-.5.5H3.25a.5.5 0 0 1-.5-.5V5a.5.5 0 0 1 .5-.5H7',
  half: 'M8 2.75a5.25 5.25 0 1 0 0 10.5 5.25 5.25 0 0 0 0-10.5M8 2.75v10.5',
  information: 'M8 2.25a5.75 5.75 0 1 0 0 11.5 5.75 5.75 0 0 0 0-11.5M8 7.25v3.5M8 5.1v.3',
  issue: 'M3 3h10v10H3zM5.5 8l1.8 1.8 3.2-3.6',
  link: 'M6.8 9.2a2.4 2.4 0 0 0 3.4 0l2.3-2.3a2.4 2.4 0 0 0-3.4-3.4l-.8.8M9.2 6.8a2.4 2.4 0 0 0-3.4 0L3.5 9.1a2.4 2.4 0 0 0 3.4 3.4l.8-.8',
  more: 'M3.5 7.5a.5.5 0 1 0 0 1 .5.5 0 0 0 0-1M8 7.5a.5.5 0 1 0 0 1 .5.5 0 0 0 0-1M12.5 7.5a.5.5 0 1 0 0 1 .5.5 0 0 0 0-1',
  mute: 'M4.5 11.5V7a3.5 3.5 0 0 1 6-2.4M11.5 7.5v4h-6M3.5 11.5h1M6.8 13.5h2.4M2.5 2.5l11 11',
  offline: 'M4.6 12.5h6.6a2.4 2.4 0 0 0 .4-4.8A3.7 3.7 0 0 0 5 6.4a3.1 3.1 0 0 0-.4 6.1zM2.5 2.5l11 11',
  page: 'M4 2.25h5l3 3v8.5H4zM9 2.25v3h3M6 8h4M6 10.5h4',
  pullRequest:
    'M4.5 5.8v4.4M4.5 2.4a1.6 1.6 0 1 0 0 3.2 1.6 1.6 0 0 0 0-3.2M4.5 10.4a1.6 1.6 0 1 0 0 3.2 1.6 1.6 0 0 0 0-3.2M11.5 10.4a1.6 1.6 0 1 0 0 3.2 1.6 1.6 0 0 0 0-3.2M11.5 10.2V6.5a2 2 0 0 0-2-2H7.7M9.2 2.8L7.5 4.5l1.7 1.7',
  question: 'M8 2.25a5.75 5.75 0 1 0 0 11.5 5.75 5.75 0 0 0 0-11.5M6.4 6.5a1.7 1.7 0 1 1 2.5 1.6c-.6.3-.9.7-.9 1.2M8 11v.2',
  refresh: 'M13 8a5 5 0 1 1-1.6-3.7M13.2 2.6v2.9h-2.9',
  search: 'M7.2 2.75a4.45 4.45 0 1 0 0 8.9 4.45 4.45 0 0 0 0-8.9M10.4 10.4l3 3',
  send: 'M13.5 2.5l-11 4.2 4.4 2.4 2.4 4.4zM6.9 9.1l3.2-3.2',
  sidePanel: 'M2.5 3h11v10h-11zM9.5 3v10',
  settings: 'M2.5 4.5h6M11.5 4.5h2M10 3v3M2.5 11.5h2M7.5 11.5h6M6 10v3',
  undo: 'M5.5 3L2.8 5.7l2.7 2.7M3 5.7h6a4 4 0 0 1 0 8H6',
  warning: 'M8 2.5l6 10.75H2zM8 6.5v3.2M8 11.3v.2',
} as const;

export type IconName = keyof typeof outlines;

/** Decoration beside words: hidden from assistive tools. A control with an icon alone carries its name itself. */
export const Icon = ({ name, class: extra }: { readonly name: IconName; readonly class?: string | undefined }) => (
  <svg class={classNames(styles['icon'], extra)} viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
    <path d={outlines[name]} />
  </svg>
);
