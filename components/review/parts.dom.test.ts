import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BlockChange } from '../../lib/domain/index.ts';
import { block, isGone, isNew, kept } from './demo/blocks.ts';
import { textBits, visibleText } from './hidden-text.ts';
import { chunksOf, everything, isNumbered, listDepth, type Part, partsOf, placeWords } from './parts.ts';

const anyChange: fc.Arbitrary<BlockChange> = fc
  .tuple(
    fc.constantFrom('same', 'same', 'same', 'same', 'added', 'removed'),
    fc.constantFrom('paragraph' as const, 'row' as const, 'codeLine' as const, 'heading' as const),
    fc.nat(99),
  )
  .map(([kind, blockKind, number]) => {
    const one = block(blockKind, [`${blockKind} ${number}`]);
    return kind === 'added' ? isNew(one) : kind === 'removed' ? isGone(one) : (kept(one)[0] ?? isNew(one));
  });
const anyChanges = fc.array(anyChange, { maxLength: 120 });

const changesIn = (parts: readonly Part[]): readonly BlockChange[] =>
  parts.flatMap((part) => (part.kind === 'block' ? [part.change] : part.changes));

describe('the parts of a page', () => {
  it('hold every block once and in order, folded away only if unchanged', () => {
    fc.assert(
      fc.property(anyChanges, fc.nat(20), fc.nat(20), (changes, top, bottom) => {
        const parts = partsOf(changes, new Map([[0, { top, bottom }]]));
        expect(changesIn(parts)).toEqual(changes);
        for (const part of parts) if (part.kind === 'fold') expect(part.changes.every(({ kind }) => kind === 'same')).toBe(true);
        expect(chunksOf(parts).flatMap((chunk) => chunk.parts)).toEqual(parts);
        expect(new Set(parts.map(({ at }) => at)).size).toBe(parts.length);
      }),
    );
  });

  it('show a block around each change, and all of what was unfolded', () => {
    const changes = [
      ...kept(...Array.from({ length: 30 }, (_, index) => block('paragraph', [`${index}`]))),
      isNew(block('paragraph', ['new'])),
    ];
    const folds = (parts: readonly Part[]) => parts.flatMap((part) => (part.kind === 'fold' ? [part.changes.length] : []));
    expect(folds(partsOf(changes, new Map()))).toEqual([29]);
    expect(folds(partsOf(changes, new Map([[0, { top: 10, bottom: 10 }]])))).toEqual([9]);
    expect(folds(partsOf(changes, new Map([[0, everything]])))).toEqual([]);
  });

  it('keep rows and lines of one frame together, to a length that can be drawn', () => {
    const rows = Array.from({ length: 70 }, (_, index) => isNew(block('row', [`${index}`], { path: ['table'] })));
    expect(partsOf(rows, new Map()).map((part) => (part.kind === 'rows' ? part.changes.length : 0))).toEqual([30, 30, 10]);
  });

  it('say where a block stands, but not what its look tells', () => {
    const nested = block('listItem', ['x'], { path: ['macro info', 'list', 'item', 'numbered list'] });
    expect([placeWords(nested), listDepth(nested), isNumbered(nested)]).toEqual(['info macro', 2, true]);
  });
});

describe('characters that hide', () => {
  it('are told by their code, and nothing of the text is lost', () => {
    expect(visibleText('a\u200Bb\u202Ec\u{E0041}')).toBe('a⟦U+200B⟧b⟦U+202E⟧c⟦U+E0041⟧');
    expect(textBits('a\u00A0b', false)).toEqual([{ kind: 'text', text: 'a\u00A0b' }]);
    expect(textBits('a\u00A0b', true)[1]).toEqual({ kind: 'hidden', code: 'U+00A0', name: 'no-break space' });
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        const again = textBits(text, true)
          .map((bit) => (bit.kind === 'text' ? bit.text : String.fromCodePoint(Number.parseInt(bit.code.slice(2), 16))))
          .join('');
        expect(again).toBe(text);
      }),
    );
  });

  it('are none in emoji, which are built with them', () => {
    for (const emoji of ['👩‍💻', '❤️', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '1️⃣']) expect(visibleText(emoji)).toBe(emoji);
  });

  it('never include a letter, a digit or a plain space', () => {
    expect(visibleText('Grüße, 東京, שלום 123\n\ttext')).toBe('Grüße, 東京, שלום 123\n\ttext');
  });
});

describe('chunks', () => {
  it('stay where they begin when something is unfolded inside', () => {
    const changes = Array.from({ length: 60 }, (_, index) => [
      ...kept(...Array.from({ length: 12 }, (__, line) => block('paragraph', [`${index} ${line}`]))),
      isNew(block('paragraph', [`new ${index}`])),
    ]).flat();
    const base = partsOf(changes, new Map());
    const before = chunksOf(base).map(({ at }) => at);
    const after = chunksOf(partsOf(changes, new Map([[13, everything]])), base).map(({ at }) => at);
    expect(before.length).toBeGreaterThan(5);
    expect(after).toEqual(before);
  });

  it('are never too heavy to be drawn at once', () => {
    const changes = [
      ...kept(...Array.from({ length: 500 }, (_, index) => block('paragraph', [`${index}`]))),
      isNew(block('paragraph', ['new'])),
    ];
    const chunks = chunksOf(partsOf(changes, new Map([[0, everything]])), partsOf(changes, new Map()));
    expect(Math.max(...chunks.map(({ weight }) => weight))).toBeLessThanOrEqual(60);
  });
});
