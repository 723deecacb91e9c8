import { Parser } from 'htmlparser2';
import { decodeEntities } from './entities.ts';

/** Stands in `marked` where a person is mentioned; the n-th one belongs to the n-th of `mentioned`. */
export const mentionMark = '\uFFFC';

export interface StorageText {
  /** Text with one line a block, mentions as `mentionMark`. */
  readonly marked: string;
  readonly mentioned: readonly string[];
  /** http and https links with the text of the line before them. */
  readonly links: readonly { readonly url: URL; readonly lineBefore: string }[];
}

const blocks = new Set(['p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'li', 'tr', 'div', 'blockquote', 'pre', 'table', 'ul', 'ol', 'hr', 'br']);
const cells = new Set(['td', 'th']);
/** Settings of a macro, not words of the page. */
const silent = new Set(['ac:parameter', 'style', 'script']);
/** Comments are short; whatever is beyond this was not written by ApprovalFlow. */
const longestRead = 100_000;

/** Reads storage format as text, never as markup. Tolerates anything. */
export const storageText = (storage: string): StorageText => {
  let marked = '';
  let silence = 0;
  let isLiteral = false;
  const mentioned: string[] = [];
  const links: { url: URL; lineBefore: string }[] = [];

  const parser = new Parser(
    {
      onopentag: (name, attributes) => {
        if (silent.has(name)) silence += 1;
        if (blocks.has(name)) marked += '\n';
        if (cells.has(name)) marked += ' ';
        const accountId = name === 'ri:user' ? decodeEntities(attributes['ri:account-id'] ?? '') : '';
        if (accountId) {
          mentioned.push(accountId);
          marked += mentionMark;
        }
        const url = name === 'a' ? webAddress(decodeEntities(attributes['href'] ?? '')) : null;
        if (url) links.push({ url, lineBefore: marked.slice(marked.lastIndexOf('\n') + 1) });
      },
      oncdatastart: () => {
        isLiteral = true;
      },
      oncdataend: () => {
        isLiteral = false;
      },
      ontext: (source) => {
        const text = isLiteral ? source : decodeEntities(source);
        if (silence === 0) marked += text.replaceAll(mentionMark, '').replaceAll(/\s+/g, ' ');
      },
      onclosetag: (name) => {
        if (silent.has(name)) silence -= 1;
        if (blocks.has(name)) marked += '\n';
      },
    },
    { decodeEntities: false, recognizeCDATA: true, recognizeSelfClosing: true, lowerCaseTags: true },
  );
  parser.end(storage.slice(0, longestRead));
  return { marked: tidy(marked), mentioned, links };
};

/** Text for people: without the marks of mentions, whose names are not known here. */
export const plainText = (marked: string): string => tidy(marked.replaceAll(mentionMark, ' '));

const tidy = (text: string): string =>
  text
    .split('\n')
    .map((line) => line.replaceAll(/[^\S\n]+/g, ' ').trim())
    .filter((line) => line !== '')
    .join('\n');

/** An http or https address without credentials, else `null`. */
export const webAddress = (address: string | undefined): URL | null => {
  if (!address || !URL.canParse(address)) return null;
  const url = new URL(address);
  return (url.protocol === 'https:' || url.protocol === 'http:') && url.username === '' && url.password === '' ? url : null;
};
