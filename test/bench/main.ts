/** `npm run bench`: the figures we publish. The sizes of the production build beside their budgets, the comparison of pages beside
 * others, and how smooth the comparison of a large set is. */
import { readFileSync } from 'node:fs';
import { brotliCompressSync } from 'node:zlib';
import { runProgram } from '../programs.ts';
import { bundles } from './bundles.ts';
import { benchComparison } from './comparison.ts';
import { benchReview } from './review.ts';

const kb = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`.padStart(9);
const total = (sizes: readonly number[]): number => sizes.reduce((sum, size) => sum + size, 0);

const build = async (): Promise<boolean> =>
  (await runProgram('wxt', ['build'])) === 0 && (await runProgram('wxt', ['zip', '-c', 'wxt.store.config.ts'])) === 0;

if (await build()) {
  console.log(`\n${'Size'.padEnd(16)} ${'raw'.padStart(9)} ${'brotli'.padStart(9)} ${'budget'.padStart(16)}`);
  for (const { name, files, measure, budgetKb } of bundles()) {
    const contents = files.map((file) => readFileSync(file));
    const raw = total(contents.map((content) => content.length));
    const brotli = total(contents.map((content) => brotliCompressSync(content).length));
    const isOver = (measure === 'raw' ? raw : brotli) > budgetKb * 1000;
    console.log(`${name.padEnd(16)} ${kb(raw)} ${kb(brotli)} ${`${budgetKb} kB ${measure}`.padStart(16)}${isOver ? '  OVER' : ''}`);
    if (isOver) process.exitCode = 1;
  }
} else {
  process.exitCode = 1;
}

await benchComparison();
await benchReview();
