/** Pictures that the pages show, drawn on demand: avatars and the diagrams attached to pages. */
import type { Person } from '../../model.ts';
import { markup } from './markup.ts';

const tones = ['#1868DB', '#216E4E', '#AE4787', '#6E5DC6', '#A54800', '#206A83', '#5B7F24'];

/** `place`: the person's place among the people, so that neighbours differ. */
export const avatarSvg = (person: Person, place: number): string => {
  const initials = person.displayName
    .split(' ')
    .slice(0, 2)
    .map((word) => word.charAt(0))
    .join('');
  return markup`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48" width="48" height="48"><rect width="48" height="48" rx="${person.accountType === 'app' ? 10 : 24}" fill="${tones[place % tones.length] ?? '#1868DB'}"/><text x="24" y="30" font-family="system-ui,sans-serif" font-size="18" font-weight="600" fill="#fff" text-anchor="middle">${initials}</text></svg>`
    .html;
};

const diagrams: Readonly<Record<string, readonly string[]>> = {
  'token-flow.png': ['Client', 'Gateway', 'Identity', 'Token'],
  'release-train.png': ['Build', 'Staging', 'Canary', 'Regions'],
  'order-store.png': ['Writers', 'Event log', 'Projector', 'Read model'],
};

const mostBoxes = 6;

/** Boxes and the arrows between them: a line of the file's content each, else what is known by its name, else the name. */
export const diagramSvg = (filename: string, content: string | null): string => {
  const lines = (content ?? '').split('\n').filter((line) => line.trim() !== '');
  const boxes = lines.length > 0 ? lines.slice(0, mostBoxes) : (diagrams[filename] ?? [filename]);
  const step = 720 / boxes.length;
  const width = Math.min(140, step - 40);
  return markup`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 760 200" width="760" height="200" font-family="system-ui,sans-serif"><rect width="760" height="200" rx="8" fill="#F3F6FC"/><defs><marker id="a" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path d="M0 0l8 4-8 4z" fill="#5E7CC2"/></marker></defs>${boxes.map(
    (name, index) => {
      const x = 20 + index * step + (step - width) / 2;
      const arrow =
        index === 0
          ? null
          : markup`<line x1="${x - (step - width) + 6}" y1="100" x2="${x - 8}" y2="100" stroke="#5E7CC2" stroke-width="2" marker-end="url(#a)"/>`;
      return markup`${arrow}<rect x="${x}" y="66" width="${width}" height="68" rx="8" fill="#fff" stroke="#8FB1F0" stroke-width="2"/><text x="${x + width / 2}" y="106" font-size="17" font-weight="600" fill="#1C3A75" text-anchor="middle">${name}</text>`;
    },
  )}</svg>`.html;
};

export const productSvg =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><rect width="24" height="24" rx="6" fill="#1868DB"/><path d="M5 16c2.5-4 5-4.5 8-2.5l4 2.5M19 8c-2.5 4-5 4.5-8 2.5L7 8" fill="none" stroke="#fff" stroke-width="2.6" stroke-linecap="round" stroke-linejoin="round"/></svg>';
