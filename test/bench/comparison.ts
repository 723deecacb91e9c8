/** How long the comparison of two versions takes, and how much it leaves to read: ours beside what others make of the same texts. */
import { Worker } from 'node:worker_threads';
import { diffPages, finish, readPage } from '../../lib/comparison/index.ts';
import type { BlockChange, PageDiff } from '../../lib/domain/index.ts';
import { edited, longBlocks, pageOf, seeded } from './pages.ts';
import { type ReadPiece, toRead } from './reading-size.ts';
import { type RivalResult, type RivalTask, rivals } from './rival.ts';

const sizes = [20_000, 200_000, 1_000_000];
const shares = [0.01, 0.1, 0.5];
/** Others are not waited for any longer: nine pairs of pages, two rivals. */
const patienceMs = 4_000;
const rounds = 5;

interface Timed<T> {
  readonly value: T;
  readonly ms: number;
  /** The longest time between two pauses. */
  readonly longestMs: number;
}

const timed = <T>(work: Generator<undefined, T>): Timed<T> => {
  let [ms, longestMs] = [0, 0];
  for (;;) {
    const start = performance.now();
    const step = work.next();
    const own = performance.now() - start;
    ms += own;
    longestMs = Math.max(longestMs, own);
    if (step.done === true) return { value: step.value, ms, longestMs };
  }
};

/** The quickest of some rounds: what the machine does beside makes the others slower, never this one quicker. */
const quickest = <T>(work: () => Generator<undefined, T>): Timed<T> => {
  const all = Array.from({ length: rounds }, () => timed(work())).sort((a, b) => a.ms - b.ms);
  const best = all[0] ?? timed(work());
  return { ...best, longestMs: Math.min(...all.map((one) => one.longestMs)) };
};

const piecesOf = (change: BlockChange): readonly ReadPiece[] => {
  if (change.kind === 'changed' || change.kind === 'moved')
    return change.cells.flatMap((cell) => cell.map(({ kind, run }) => ({ text: run.text, isChanged: kind !== 'same' })));
  const isChanged = change.kind === 'added' || change.kind === 'removed';
  return change.block.cells.flatMap((cell) => cell.map((run) => ({ text: run.text, isChanged })));
};

const toReadOf = (diff: PageDiff): number => toRead(diff.changes.flatMap(piecesOf));

/** `null`: it was not done in time. */
const runRival = (task: RivalTask): Promise<RivalResult | null> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL('rival.ts', import.meta.url), { workerData: task });
    const timer = setTimeout(() => {
      void worker.terminate().then(() => resolve(null));
    }, patienceMs);
    worker.once('error', reject);
    worker.once('message', (result: RivalResult) => {
      clearTimeout(timer);
      resolve(result);
    });
  });

const column = (text: string): string => text.padStart(13);
const ms = (time: number): string => `${time.toFixed(1)} ms`;

const against = (rival: RivalResult | null, ours: { readonly ms: number; readonly toRead: number }): readonly string[] => {
  if (rival === null) return [`> ${Math.floor(patienceMs / ours.ms)}x`, '–'];
  return [`${(rival.ms / ours.ms).toFixed(1)}x`, rival.toRead === null ? 'incomplete' : `${(rival.toRead / ours.toRead).toFixed(2)}x`];
};

const compareOne = async (size: number, share: number): Promise<readonly string[]> => {
  const random = seeded(size + share * 100);
  const pieces = pageOf(random, size);
  const [before, after] = [pieces.join(''), edited(random, pieces, share).join('')];
  const older = quickest(() => readPage(before));
  const blocks = { older: older.value.blocks, newer: finish(readPage(after)).blocks };
  const found = quickest(() => diffPages({ title: 'T', blocks: blocks.older }, { title: 'T', blocks: blocks.newer }));
  const ours = { ms: found.ms, toRead: toReadOf(found.value) };
  const others: string[] = [];
  for (const rival of rivals) others.push(...against(await runRival({ rival, before, after }), ours));
  return [
    `${size / 1_000} kB, ${share * 100} %`,
    ms(older.ms),
    ms(found.ms),
    ms(Math.max(older.longestMs, found.longestMs)),
    `${ours.toRead}`,
    ...others,
  ];
};

/** A page that is a single block: what must not be done in one go. */
const compareLong = ({ name, before, after }: ReturnType<typeof longBlocks>[number]): readonly string[] => {
  const older = quickest(() => readPage(before));
  const newer = finish(readPage(after)).blocks;
  const found = quickest(() => diffPages({ title: 'T', blocks: older.value.blocks }, { title: 'T', blocks: newer }));
  return [name, ms(older.ms), ms(found.ms), ms(Math.max(older.longestMs, found.longestMs))];
};

/** Prints one line for each size of page and share of it that changed. */
export const benchComparison = async (): Promise<void> => {
  const others = rivals.flatMap((rival) => [rival, 'to read']);
  console.log('\nTwo versions of a page compared. Others: how many times our time they take, and our text they leave to read;');
  console.log(
    `"incomplete" shows less than what changed. "longest" is the longest step without a pause; ">" was ended after ${patienceMs / 1_000} s.`,
  );
  console.log(['Page, changed', 'read one', 'compare', 'longest', 'to read', ...others].map(column).join(' '));
  for (const size of sizes) for (const share of shares) console.log((await compareOne(size, share)).map(column).join(' '));
  console.log('\nThe same for 1 MB in one block, with a tenth of its words changed.');
  console.log(['Block', 'read one', 'compare', 'longest'].map(column).join(' '));
  for (const block of longBlocks(seeded(3), 1_000_000)) console.log(compareLong(block).map(column).join(' '));
};
