/**
 * The words of a comment, out of the Atlassian Document Format: a tree of nodes as JSON text. Its set of nodes grows without notice,
 * so nodes are known by what they carry rather than by name, and what is not understood is passed over.
 *
 * @see https://developer.atlassian.com/cloud/jira/platform/apis/document/structure/
 */

import { accountId, type WrittenText } from '../domain/index.ts';

/** Stands in `marked` where a person is mentioned; the n-th one belongs to the n-th of `mentioned`. */
export const mentionMark = '\uFFFC';

export interface CommentText {
  /** Text with one line a block, mentions as `mentionMark`. */
  readonly marked: string;
  readonly mentioned: readonly string[];
  /** http and https links with the text of the line before them. */
  readonly links: readonly { readonly url: URL; readonly lineBefore: string }[];
}

type Fields = Readonly<Record<string, unknown>>;

/** Comments are short; whatever is longer or deeper than this was not written by ApprovalFlow. */
const longestRead = 400_000;
const deepestRead = 100;

/** Reads a document as text, never as markup. Tolerates anything; what is no document has no words. */
export const commentText = (document: unknown): CommentText => {
  let marked = '';
  const mentioned: string[] = [];
  const links: { url: URL; lineBefore: string }[] = [];

  const say = (text: unknown): void => {
    if (typeof text === 'string') marked += text.replaceAll(mentionMark, '').replaceAll(/\s+/g, ' ');
  };
  const link = (address: unknown): void => {
    const url = webAddress(address);
    if (url) links.push({ url, lineBefore: marked.slice(marked.lastIndexOf('\n') + 1) });
  };

  const read = (node: unknown, depth: number): void => {
    if (!isFields(node) || depth > deepestRead) return;
    const attrs = fieldsIn(node, 'attrs');
    const { id, text, url } = attrs;
    for (const mark of listIn(node, 'marks')) if (isFields(mark)) link(fieldsIn(mark, 'attrs')['href']);
    if (node['type'] === 'mention' && typeof id === 'string' && id !== '') {
      mentioned.push(id);
      marked += mentionMark;
      return;
    }
    if (/card$/i.test(String(node['type']))) {
      link(url);
      say(url);
    }
    if (node['type'] === 'hardBreak') marked += '\n';
    say(node['text']);
    // A status, an emoji, somebody who is gone; an emoji without a character has its name, which is no word.
    if (typeof text === 'string' && !text.startsWith(':')) say(text);
    if (!Array.isArray(node['content'])) return;
    marked += '\n';
    for (const child of listIn(node, 'content')) read(child, depth + 1);
    marked += '\n';
  };

  read(typeof document === 'string' ? parsed(document) : document, 0);
  return { marked: tidy(marked), mentioned, links };
};

/** Text for people: without the marks of mentions, whose names are not known here. */
export const plainText = (marked: string): string => tidy(marked.replaceAll(mentionMark, ' '));

/** Text for people to whom names can be told: those mentioned stand where they do in the comment. */
export const writtenText = ({ marked, mentioned }: CommentText): WrittenText =>
  marked.split(mentionMark).flatMap((words, index): WrittenText => {
    const id = index === 0 ? undefined : mentioned[index - 1];
    return [...(id === undefined ? [] : [{ mention: accountId(id) }]), ...(words === '' ? [] : [words])];
  });

/** An http or https address without credentials, else `null`. */
export const webAddress = (address: unknown): URL | null => {
  const url = typeof address === 'string' ? URL.parse(address) : null;
  return url && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '' ? url : null;
};

const parsed = (json: string): unknown => {
  try {
    return json.length > longestRead ? null : JSON.parse(json);
  } catch {
    return null;
  }
};

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;

const fieldsIn = (of: Fields, name: string): Fields => {
  const value = of[name];
  return isFields(value) ? value : {};
};

const listIn = (of: Fields, name: string): readonly unknown[] => {
  const value: unknown = of[name];
  return Array.isArray(value) ? value : [];
};

const tidy = (text: string): string =>
  text
    .split('\n')
    .map((line) => line.replaceAll(/[^\S\n]+/g, ' ').trim())
    .filter((line) => line !== '')
    .join('\n');
