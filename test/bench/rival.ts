/** What others make of the same two texts, in a thread of its own: some never end on large ones, and are ended from outside. */
import { parentPort, workerData } from 'node:worker_threads';
import { diffWordsWithSpace } from 'diff';
import htmlDiff from 'node-htmldiff';
import { type ReadPiece, toRead } from './reading-size.ts';

export const rivals = ['diff', 'node-htmldiff'] as const;
export type Rival = (typeof rivals)[number];

export interface RivalTask {
  readonly rival: Rival;
  readonly before: string;
  readonly after: string;
}

export interface RivalResult {
  readonly ms: number;
  /** Characters that a person must read; `null`: what is shown leaves out some of what changed. */
  readonly toRead: number | null;
}

type Mark = 'ins' | 'del';

interface MarkedPiece extends ReadPiece {
  readonly mark: Mark | null;
}

/** The words of marked-up text, and whether they stand in `ins` or `del`. */
const piecesOf = (html: string): readonly MarkedPiece[] => {
  let mark: Mark | null = null;
  return [...html.matchAll(/<(\/?)(ins|del)\b[^>]*>|<[^>]*>|[^<]+/g)].flatMap(([all, slash, name]): readonly MarkedPiece[] => {
    if (name === 'ins' || name === 'del') mark = slash === '/' ? null : name;
    return all.startsWith('<') ? [] : [{ text: all, mark, isChanged: mark !== null }];
  });
};

const lettersOf = (pieces: readonly MarkedPiece[], without: Mark | null): string =>
  pieces
    .filter(({ mark }) => mark === null || mark !== without)
    .map(({ text }) => text)
    .join('')
    .replaceAll(/\s+/g, '');

const byHtmlDiff = ({ before, after }: RivalTask): RivalResult => {
  const start = performance.now();
  const html = htmlDiff(before, after);
  const ms = performance.now() - start;
  const pieces = piecesOf(html);
  const isWhole =
    lettersOf(pieces, 'ins') === lettersOf(piecesOf(before), null) && lettersOf(pieces, 'del') === lettersOf(piecesOf(after), null);
  return { ms, toRead: isWhole ? toRead(pieces) : null };
};

const byDiff = ({ before, after }: RivalTask): RivalResult => {
  const start = performance.now();
  const parts = diffWordsWithSpace(before, after);
  const ms = performance.now() - start;
  return { ms, toRead: toRead(parts.map(({ value, added, removed }) => ({ text: value, isChanged: added || removed }))) };
};

const run = (task: RivalTask): RivalResult => (task.rival === 'diff' ? byDiff(task) : byHtmlDiff(task));

if (parentPort !== null) parentPort.postMessage(run(workerData as RivalTask));
