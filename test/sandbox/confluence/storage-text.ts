/** What search sees of a body: its words, and who is mentioned. */
import { Parser } from 'htmlparser2';

const blocks = new Set([
  'p',
  'li',
  'td',
  'th',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'pre',
  'blockquote',
  'tr',
  'ac:task-body',
  'ac:plain-text-body',
]);
/** Parameters are settings, except a status lozenge's words. */
const silent = new Set(['ac:task-id', 'ac:task-uuid', 'ac:task-status']);

export interface StorageText {
  text: string;
  mentions: readonly string[];
}

export function readStorage(storage: string): StorageText {
  const mentions: string[] = [];
  const words: string[] = [];
  let hidden = 0;
  const isHidden = (name: string, parameter: string | undefined): boolean =>
    silent.has(name) || (name === 'ac:parameter' && parameter !== 'title');
  const open: boolean[] = [];
  const parser = new Parser(
    {
      onopentag: (name, attributes) => {
        const hides = isHidden(name, attributes['ac:name']);
        open.push(hides);
        if (hides) hidden += 1;
        if (name === 'ri:user') mentions.push(attributes['ri:account-id'] ?? '');
        if (name === 'time') words.push(attributes['datetime'] ?? '');
      },
      ontext: (data) => {
        if (hidden === 0) words.push(data);
      },
      onclosetag: (name) => {
        if (open.pop() === true) hidden -= 1;
        if (blocks.has(name)) words.push(' ');
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  parser.write(storage);
  parser.end();
  return { text: words.join('').replaceAll(/\s+/g, ' ').trim(), mentions };
}

/** Confluence refuses a body whose tags do not close; returns what is wrong, `null` when nothing is. */
export function storageFault(storage: string): string | null {
  const tags = /<!\[CDATA\[[\s\S]*?\]\]>|<!--[\s\S]*?-->|<(\/?)([A-Za-z][\w:.-]*)((?:[^>"']|"[^"]*"|'[^']*')*)>/g;
  const open: string[] = [];
  for (const [, slash, name, rest] of storage.matchAll(tags)) {
    if (name === undefined) continue;
    if (slash === '/') {
      const last = open.pop();
      if (last !== name) return `The element type "${last ?? name}" must be terminated by the matching end-tag "</${last ?? name}>".`;
    } else if (rest?.trimEnd().endsWith('/') !== true) open.push(name);
  }
  const left = open.pop();
  return left === undefined ? null : `XML document structures must start and end within the same entity ("${left}").`;
}
