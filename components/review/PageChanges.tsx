import { useMemo, useState } from 'preact/hooks';
import type { PageDiff } from '../../lib/domain/index.ts';
import { useDrawing } from './drawing.ts';
import { Lazy } from './Lazy.tsx';
import { moveAnchor, type PartActs, PartView } from './PartView.tsx';
import { blockOf, type Chunk, chunksOf, everything, fewAtOnce, type Part, partsOf, placeWords, type UnfoldedAt } from './parts.ts';

export interface PageChangesProps {
  readonly diff: PageDiff;
  /** Unique on the page: anchors are made with it. */
  readonly pageKey: string;
}

const lineHeight = 34;

const partPlace = (part: Part | undefined): string => {
  if (part === undefined || part.kind === 'fold') return '';
  const change = part.kind === 'block' ? part.change : part.changes[0];
  return change === undefined ? '' : placeWords(blockOf(change));
};

/** The changes of one page in order, the unchanged parts folded; only what is near to sight is drawn. */
export const PageChanges = ({ diff, pageKey }: PageChangesProps) => {
  const [unfolded, setUnfolded] = useState<UnfoldedAt>(new Map());
  const { isStandalone } = useDrawing();
  const base = useMemo(() => partsOf(diff.changes, new Map()), [diff]);
  const chunks = useMemo(() => chunksOf(unfolded.size === 0 ? base : partsOf(diff.changes, unfolded), base), [diff, base, unfolded]);

  const acts = useMemo<PartActs>(
    () => ({
      unfold: (run, how) => {
        // The button goes away with its fold: the page keeps the focus.
        if (how === 'all') document.activeElement?.closest<HTMLElement>('[data-page-id]')?.focus({ preventScroll: true });
        setUnfolded((now) => {
          const { top, bottom } = now.get(run) ?? { top: 0, bottom: 0 };
          const next =
            how === 'all'
              ? everything
              : { top: top + (how === 'top' ? fewAtOnce : 0), bottom: bottom + (how === 'bottom' ? fewAtOnce : 0) };
          return new Map(now).set(run, next);
        });
      },
      jump: (move, to) => {
        const at = diff.changes.findIndex((change) => change.kind === to && change.move === move);
        void goTo(pageKey, moveAnchor(pageKey, move, to), at);
      },
    }),
    [diff, pageKey],
  );

  return (
    <>
      {chunks.map((chunk, index) => (
        <Lazy key={chunk.at} anchor={`${pageKey} ${chunk.at}`} estimate={chunk.weight * lineHeight}>
          {() => (
            <ChunkView chunk={chunk} before={isStandalone ? undefined : chunks[index - 1]?.parts.at(-1)} pageKey={pageKey} acts={acts} />
          )}
        </Lazy>
      ))}
    </>
  );
};

interface ChunkViewProps {
  readonly chunk: Chunk;
  readonly before: Part | undefined;
  readonly pageKey: string;
  readonly acts: PartActs;
}

const ChunkView = ({ chunk, before, pageKey, acts }: ChunkViewProps) =>
  // Kept as it is while nothing of it changed: a page may have hundreds of blocks, and snapshots come often.
  useMemo(
    () => (
      <>
        {chunk.parts.map((part, index) => (
          <PartView
            key={part.kind === 'fold' ? `fold ${part.run}` : part.at}
            part={part}
            placeBefore={partPlace(index === 0 ? before : chunk.parts[index - 1])}
            pageKey={pageKey}
            acts={acts}
          />
        ))}
      </>
    ),
    [chunk, before, pageKey, acts],
  );

const frame = (): Promise<unknown> => new Promise((resolve) => requestAnimationFrame(resolve));

/** Scrolls to a block that may not be drawn yet: first to its chunk, which is drawn then, and on to the block. */
const goTo = async (pageKey: string, id: string, at: number): Promise<void> => {
  const boxes = [...document.querySelectorAll<HTMLElement>('[data-anchor]')].filter((box) =>
    box.dataset['anchor']?.startsWith(`${pageKey} `),
  );
  const box = boxes.findLast((one) => Number(one.dataset['anchor']?.split(' ').at(-1)) <= at);
  box?.scrollIntoView({ block: 'center' });
  for (let tries = 0; tries < 30; tries += 1) {
    const block = document.getElementById(id);
    if (block !== null) {
      block.scrollIntoView({ block: 'center' });
      block.focus({ preventScroll: true });
      return;
    }
    await frame();
  }
};
