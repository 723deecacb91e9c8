import type { ComponentChildren } from 'preact';
import type { BlockChange } from '../../lib/domain/index.ts';
import { Button, classNames, plural } from '../ui/index.ts';
import { BlockText, blockOn, cellsOf } from './BlockText.tsx';
import styles from './changes.module.css';
import { useDrawing } from './drawing.ts';
import { blockOf, everything, fewAtOnce, type Part, partsOf, placeWords } from './parts.ts';
import type { Side } from './RunText.tsx';
import { foldWords, signs } from './review-words.ts';
import { Spoken } from './Spoken.tsx';

export interface PartActs {
  /** Some more after what is above, some before what is below, or all. */
  unfold(run: number, how: 'top' | 'bottom' | 'all'): void;
  /** Goes to the other place of a moved block. */
  jump(move: number, to: 'moved' | 'movedAway'): void;
}

export interface PartViewProps {
  readonly part: Part;
  /** Where the part before stands; its place is not said again. */
  readonly placeBefore: string;
  readonly pageKey: string;
  readonly acts: PartActs;
}

export const moveAnchor = (pageKey: string, move: number, kind: 'moved' | 'movedAway'): string => `${pageKey}-${kind}-${move}`;

/** One block, a run of table rows, a listing, or a stretch that is folded away. */
export const PartView = ({ part, placeBefore, pageKey, acts }: PartViewProps) => {
  if (part.kind === 'fold') return <Fold part={part} pageKey={pageKey} acts={acts} />;
  const first = part.kind === 'block' ? part.change : part.changes[0];
  const place = first === undefined ? '' : placeWords(blockOf(first));
  return (
    <>
      {place !== '' && place !== placeBefore && <p class={styles['place']}>In {place}</p>}
      {part.kind === 'block' && <BlockLine change={part.change} pageKey={pageKey} acts={acts} />}
      {part.kind === 'rows' && <Rows changes={part.changes} pageKey={pageKey} acts={acts} />}
      {part.kind === 'code' && (
        <div class={styles['listing']}>
          {part.changes.map((change, index) => (
            <BlockLine key={index} change={change} pageKey={pageKey} acts={acts} />
          ))}
        </div>
      )}
    </>
  );
};

/** In a file nothing can be fetched later: it holds so many blocks of each unchanged stretch. */
const mostInFile = 200;

interface FoldProps extends Omit<PartViewProps, 'part' | 'placeBefore'> {
  readonly part: Extract<Part, { kind: 'fold' }>;
}

const Fold = ({ part: { run, changes, until }, pageKey, acts }: FoldProps) => {
  const { isStandalone } = useDrawing();
  const words = foldWords(changes.length, until);
  if (isStandalone) return <FileFold changes={changes} words={words} pageKey={pageKey} acts={acts} />;
  return (
    <div class={styles['fold']}>
      <Button size="small" appearance="link" onClick={() => acts.unfold(run, 'all')}>
        {words}
      </Button>
      {changes.length > fewAtOnce && (
        <>
          <Button size="small" appearance="subtle" aria-label={`Show ${fewAtOnce} more above`} onClick={() => acts.unfold(run, 'top')}>
            ↓ {fewAtOnce}
          </Button>
          <Button size="small" appearance="subtle" aria-label={`Show ${fewAtOnce} more below`} onClick={() => acts.unfold(run, 'bottom')}>
            ↑ {fewAtOnce}
          </Button>
        </>
      )}
    </div>
  );
};

interface FileFoldProps extends Omit<PartViewProps, 'part' | 'placeBefore'> {
  readonly changes: readonly BlockChange[];
  readonly words: string;
}

const FileFold = ({ changes, words, pageKey, acts }: FileFoldProps) => {
  const left = changes.length - mostInFile;
  return (
    <details class={styles['fold']}>
      <summary>{words}</summary>
      {partsOf(changes.slice(0, mostInFile), new Map([[0, everything]])).map((part) => (
        <PartView key={part.at} part={part} placeBefore="" pageKey={pageKey} acts={acts} />
      ))}
      {left > 0 && <p class={styles['place']}>{plural(left, 'more unchanged block')}, left out</p>}
    </details>
  );
};

interface OfChange {
  readonly change: BlockChange;
  readonly pageKey: string;
  readonly acts: PartActs;
}

const Sign = ({ change }: { readonly change: BlockChange }) => {
  const { sign, words } = signs[change.kind];
  return (
    <>
      <span class={styles['gutter']} aria-hidden="true">
        {sign}
      </span>
      {words !== '' && <Spoken>{`${words}: `}</Spoken>}
    </>
  );
};

/** Where a moved block came from or went to. */
const Moved = ({ change, pageKey, acts }: OfChange) => {
  const { isStandalone } = useDrawing();
  if (change.kind !== 'moved' && change.kind !== 'movedAway') return null;
  const other = change.kind === 'moved' ? 'movedAway' : 'moved';
  const words = change.kind === 'moved' ? 'Moved here. Go to where it was' : 'Moved away. Go to where it is now';
  return (
    <p class={styles['moved']}>
      {isStandalone ? (
        <a href={`#${moveAnchor(pageKey, change.move, other)}`}>{words}</a>
      ) : (
        <Button size="small" appearance="link" onClick={() => acts.jump(change.move, other)}>
          {words}
        </Button>
      )}
    </p>
  );
};

const anchorOf = (change: BlockChange, pageKey: string): string | undefined =>
  change.kind === 'moved' || change.kind === 'movedAway' ? moveAnchor(pageKey, change.move, change.kind) : undefined;

const BlockLine = ({ change, pageKey, acts }: OfChange) => {
  const { isSideBySide } = useDrawing();
  const sides: readonly Side[] = isSideBySide ? ['before', 'after'] : ['both'];
  return (
    <div
      class={classNames(styles['line'], styles[change.kind], isSideBySide && styles['sides'])}
      id={anchorOf(change, pageKey)}
      tabIndex={-1}
    >
      <Sign change={change} />
      {sides.map((side) => (
        <div key={side} class={classNames(styles['side'], blockOn(change, side) === null && styles['empty'])}>
          <BlockText change={change} side={side} />
          {blockOn(change, side) !== null && <Moved change={change} pageKey={pageKey} acts={acts} />}
        </div>
      ))}
    </div>
  );
};

/** Rows of a table as rows of a table, with the sign of each in a column of its own. */
const Rows = ({ changes, pageKey, acts }: Omit<OfChange, 'change'> & { readonly changes: readonly BlockChange[] }) => {
  const { isSideBySide } = useDrawing();
  const sides: readonly Side[] = isSideBySide ? ['before', 'after'] : ['both'];
  return (
    <div class={styles['scroll']} tabIndex={0} role="group" aria-label="Table rows">
      <table class={classNames(styles['rows'], isSideBySide && styles['fixed'])}>
        {isSideBySide && (
          <thead>
            <tr>
              <th scope="col">
                <Spoken>Change</Spoken>
              </th>
              {sides.map((side) => (
                <th key={side} scope="col" colSpan={widest(changes)}>
                  {side === 'before' ? 'Before' : 'Now'}
                </th>
              ))}
            </tr>
          </thead>
        )}
        <tbody>
          {changes.map((change, index) => (
            <tr key={index} class={styles[change.kind]} id={anchorOf(change, pageKey)} tabIndex={-1}>
              <td class={styles['rowSign']}>
                <Sign change={change} />
                <Moved change={change} pageKey={pageKey} acts={acts} />
              </td>
              {sides.flatMap((side) => rowCells(change, side, isSideBySide ? widest(changes) : 0))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};

const widest = (changes: readonly BlockChange[]): number =>
  Math.max(1, ...changes.map((change) => (change.kind === 'changed' ? change.cells.length : blockOf(change).cells.length)));

/** `width`: beside each other both sides have the same number of columns. */
const rowCells = (change: BlockChange, side: Side, width: number): readonly ComponentChildren[] => {
  const cells = blockOn(change, side) === null ? [] : cellsOf(change, side);
  const drawn: ComponentChildren[] = cells.map((cell, index) => (
    <td key={`${side}${index}`} dir="auto">
      {cell}
    </td>
  ));
  if (cells.length < width) drawn.push(<td key={`${side}rest`} class={styles['empty']} colSpan={width - cells.length} />);
  return drawn;
};
