import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PageDiff, Run, WordPiece } from '../domain/index.ts';
import { applied, diffPages } from './diff.ts';
import { contentFingerprint } from './fingerprint.ts';
import { pageCause } from './page-cause.ts';
import { noise, pageBlocks, visibleChanges } from './random-pages.ts';
import { readPage } from './read-page.ts';
import { finish } from './slices.ts';

const version = (storage: string, title = 'T') => ({ title, blocks: finish(readPage(storage)).blocks });
const diff = (before: string, after: string): PageDiff => finish(diffPages(version(before), version(after)));
const edited = fc.tuple(pageBlocks, pageBlocks, fc.array(fc.nat(20), { maxLength: 6 })).map(([blocks, others, places]) => {
  const after = [...blocks];
  places.forEach((place, index) => {
    const other = others[index];
    if (index % 3 === 0 && after.length > 1) after.push(...after.splice(place % after.length, 1));
    else if (index % 3 === 1) after.splice(place % (after.length + 1), 1);
    else if (other !== undefined) after.splice(place % (after.length + 1), 0, other);
  });
  return [blocks.join(''), after.join('')] as const;
});

const textOf = (runs: readonly Run[]): string =>
  JSON.stringify(runs.flatMap((run): unknown[] => (run.object === null ? run.text.split('').map((letter) => [letter, run.marks]) : [run])));
const side = (pieces: readonly WordPiece[], kind: 'added' | 'removed') =>
  textOf(pieces.filter((piece) => piece.kind === 'same' || piece.kind === kind).map((piece) => piece.run));

describe('the difference of two pages', () => {
  it('old + diff = new, block by block', () => {
    fc.assert(
      fc.property(edited, ([before, after]) => {
        const found = diff(before, after);
        expect(applied(found, 'before')).toEqual(version(before).blocks);
        expect(applied(found, 'after')).toEqual(version(after).blocks);
      }),
      { numRuns: 300 },
    );
  });

  it('old + diff = new, word by word inside changed blocks', () => {
    fc.assert(
      fc.property(edited, ([before, after]) => {
        for (const change of diff(before, after).changes) {
          if (change.kind !== 'changed' || change.before.cells.length !== change.after.cells.length) continue;
          change.cells.forEach((pieces, index) => {
            expect(side(pieces, 'removed')).toBe(textOf(change.before.cells[index] ?? []));
            expect(side(pieces, 'added')).toBe(textOf(change.after.cells[index] ?? []));
          });
        }
      }),
      { numRuns: 200 },
    );
  });

  it('judges as the quick reading does', () => {
    fc.assert(
      fc.property(edited, ([before, after]) => {
        expect(diff(before, after).cause).toBe(finish(pageCause(version(before), version(after))));
      }),
      { numRuns: 200 },
    );
  });

  it('recognises a column that came', () => {
    const table = (...rows: readonly (readonly string[])[]) =>
      `<table><tbody>${rows.map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('')}</tbody></table>`;
    const row = diff(table(['Key', 'Ana']), table(['Key', 'Monthly', 'Ana'])).changes.find((change) => change.kind === 'changed');
    expect(row?.kind === 'changed' && row.cells.map((cell) => cell.map((piece) => `${piece.kind} ${piece.run.text}`))).toEqual([
      ['same Key'],
      ['added Monthly'],
      ['same Ana'],
    ]);
  });

  it('recognises a column by all rows of the table', () => {
    const rows = (...cells: readonly (readonly string[])[]) =>
      `<table><tbody>${cells.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('')}</tbody></table>`;
    const before = rows(['Key', 'Owner'], ['token', 'Ana'], ['secret', 'Ben Berg']);
    const after = rows(['Key', 'Rotation', 'Owner'], ['token', 'Ana', 'Ana'], ['secret', 'monthly', 'Ben Bergmann']);
    const pieces = diff(before, after).changes.flatMap((change) =>
      change.kind === 'changed' ? [change.cells.map((cell) => cell.map((piece) => piece.kind).join(' '))] : [],
    );
    expect(pieces).toEqual([
      ['same', 'added', 'same'],
      ['same', 'added', 'same'],
      ['same', 'added', 'same removed added'],
    ]);
  });

  const piecesOf = (before: string, after: string): readonly string[] =>
    diff(`<p>${before}</p>`, `<p>${after}</p>`).changes.flatMap((change) =>
      change.kind === 'changed' ? change.cells.flat().map(({ kind, run }) => `${kind} ${[...run.marks, run.text].join(' ')}`) : [],
    );

  it('names the words that changed, never half of one', () => {
    expect(piecesOf('Keys rotate every 30 days.', 'Keys rotate every 90 days.')).toEqual([
      'same Keys rotate every ',
      'removed 30',
      'added 90',
      'same  days.',
    ]);
    expect(piecesOf('Use v1.2.3 now', 'Use v1.2.4 now')).toContain('added v1.2.4');
  });

  it('shows looks as a change of the word that has them', () => {
    expect(piecesOf('Never share keys', 'Never <strong>share</strong> keys')).toEqual([
      'same Never ',
      'removed share',
      'added bold share',
      'same  keys',
    ]);
  });

  it('reads replaced words beside each other as one', () => {
    expect(piecesOf('Ask the old owner of it first', 'Ask the new team of it first')).toEqual([
      'same Ask the ',
      'removed old owner',
      'added new team',
      'same  of it first',
    ]);
  });

  it('shows a sentence that was written anew as one', () => {
    expect(piecesOf('Keys rotate every month, and the owner is told.', 'Nothing here applies, and read on.')).toHaveLength(2);
  });

  it('keeps every letter of a paragraph of any length', () => {
    const lengths = fc.tuple(fc.nat(60_000), fc.nat(60_000), fc.constantFrom('x', 'word ', 'a  b', '30, '));
    fc.assert(
      fc.property(lengths, ([from, to, text]) => {
        const paragraph = (length: number) => `start ${text.repeat(Math.ceil(length / text.length))} end`;
        const [before, after] = [paragraph(from), paragraph(to)];
        const [change] = diff(`<p>${before}</p>`, `<p>${after}</p>`).changes;
        if (change?.kind !== 'changed') return;
        const texts = (other: 'added' | 'removed') =>
          change.cells
            .flat()
            .filter((piece) => piece.kind !== other)
            .map((piece) => piece.run.text);
        const own = (block: typeof change.before) => block.cells.flat().map((run) => run.text);
        expect(texts('added').join('')).toBe(own(change.before).join(''));
        expect(texts('removed').join('')).toBe(own(change.after).join(''));
      }),
      { numRuns: 30 },
    );
  });

  it('says words of a moved block that changed on the way', () => {
    const long = (days: number) =>
      `<p>The on-call engineer rotates the signing keys of this service every ${days} days and tells the owner.</p>`;
    const others = '<p>One thing.</p><p>Two things.</p><p>Three things.</p>';
    const found = diff(long(30) + others, others + long(90));
    expect(found.counts).toEqual({ added: 0, removed: 0, changed: 0, moved: 1 });
    expect(found.changes.flatMap((change) => (change.kind === 'moved' ? change.cells.flat().map((piece) => piece.kind) : []))).toEqual([
      'same',
      'removed',
      'added',
      'same',
    ]);
    expect(found.cause).toBe('structure');
  });

  it('finishes on pages without a word in common, and yields on the way', () => {
    const words = (seed: string) => Array.from({ length: 3_000 }, (_, index) => `<p>${seed} ${index}</p>`).join('');
    const work = diffPages(version(words('a')), version(words('b')));
    let pauses = 0;
    while (work.next().done !== true) pauses += 1;
    expect(pauses).toBeGreaterThan(500);
    expect(applied(diff(words('a'), words('b')), 'after')).toHaveLength(3_000);
  });
});

describe('fingerprints of random pages', () => {
  const print = (storage: string) => contentFingerprint('T', version(storage).blocks);

  it('keep through any mix of noise', async () => {
    await fc.assert(
      fc.asyncProperty(pageBlocks, fc.subarray([...noise]), async (blocks, mix) => {
        const storage = blocks.join('');
        expect(await print(mix.reduce((text, change) => change(text), storage))).toBe(await print(storage));
      }),
      { numRuns: 300 },
    );
  });

  it('differ after any single change that a reader sees', async () => {
    await fc.assert(
      fc.asyncProperty(pageBlocks, fc.constantFrom(...visibleChanges), async (blocks, [from, to]) => {
        const storage = blocks.join('');
        const after = storage.replace(from, to);
        fc.pre(after !== storage);
        expect(await print(after)).not.toBe(await print(storage));
      }),
      { numRuns: 400 },
    );
  });
});
