/** What others make of the same two texts, in a thread of its own: some never end on large ones, and are ended from outside. */
import { createRequire } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import { diffWordsWithSpace } from 'diff';
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
  /** Characters that a person must read. */
  readonly toRead: number;
}

// CommonJS with types that promise a default export it does not have.
const htmlDiff = createRequire(import.meta.url)('node-htmldiff') as (before: string, after: string) => string;

/** The words of marked-up text, those in `ins` and `del` as changed. */
const piecesOf = (html: string): readonly ReadPiece[] => {
  let depth = 0;
  return [...html.matchAll(/<(\/?)(ins|del)\b[^>]*>|<[^>]*>|[^<]+/g)].flatMap(([all, slash, mark]): readonly ReadPiece[] => {
    if (mark !== undefined) depth += slash === '/' ? -1 : 1;
    return all.startsWith('<') ? [] : [{ text: all, isChanged: depth > 0 }];
  });
};

const run = ({ rival, before, after }: RivalTask): RivalResult => {
  const start = performance.now();
  if (rival === 'diff') {
    const parts = diffWordsWithSpace(before, after);
    const ms = performance.now() - start;
    return { ms, toRead: toRead(parts.map(({ value, added, removed }) => ({ text: value, isChanged: added || removed }))) };
  }
  const html = htmlDiff(before, after);
  const ms = performance.now() - start;
  return { ms, toRead: toRead(piecesOf(html)) };
};

if (parentPort !== null) parentPort.postMessage(run(workerData as RivalTask));
