import type { ComponentChildren } from 'preact';
import type { Block, BlockChange, WordPiece } from '../../lib/domain/index.ts';
import { classNames } from '../ui/index.ts';
import { differencesOf } from './block-differences.ts';
import styles from './changes.module.css';
import { isNumbered, listDepth } from './parts.ts';
import { Added, FactsText, Pieces, PlainText, Removed, Runs, type Side } from './RunText.tsx';
import { blockNames } from './review-words.ts';
import { Spoken } from './Spoken.tsx';

/** The text of one cell of a change: words inside a changed block, else the whole. */
export const cellsOf = (change: BlockChange, side: Side): readonly ComponentChildren[] => {
  const pieces = change.kind === 'changed' || change.kind === 'moved' ? change.cells : null;
  if (pieces !== null) return pieces.map((cell: readonly WordPiece[], index) => <Pieces key={index} pieces={cell} side={side} />);
  if (!('block' in change)) return [];
  const isWhole = change.kind === 'added' || change.kind === 'removed';
  return change.block.cells.map((cell, index) => {
    const text = <Runs key={index} runs={cell} isChanged={isWhole} />;
    if (cell.length === 0 || !isWhole) return text;
    return change.kind === 'added' ? <Added key={index}>{text}</Added> : <Removed key={index}>{text}</Removed>;
  });
};

/** The block that one side reads; `null`: it is not there. */
export const blockOn = (change: BlockChange, side: Side): Block | null => {
  switch (change.kind) {
    case 'same':
      return change.block;
    case 'added':
      return side === 'before' ? null : change.block;
    case 'removed':
    case 'movedAway':
      return side === 'after' ? null : change.block;
    case 'changed':
      return side === 'before' ? change.before : change.after;
    case 'moved':
      return side === 'before' ? null : change.after;
  }
};

/** A task's box, a list item's dot: what a reader sees before the text. */
const Marker = ({ block }: { readonly block: Block }) => {
  if (block.kind === 'task') {
    const isDone = block.facts.some(([name, value]) => name === 'state' && value === 'complete');
    return (
      <span class={styles['marker']}>
        <span aria-hidden="true">{isDone ? '☑' : '☐'}</span>
        <Spoken>{isDone ? 'done task: ' : 'open task: '}</Spoken>
      </span>
    );
  }
  if (block.kind === 'listItem')
    return (
      <span class={styles['marker']} aria-hidden="true">
        {isNumbered(block) ? '#' : '•'}
      </span>
    );
  if (block.kind === 'heading') return <span class={styles['tag']}>H{block.level}</span>;
  return null;
};

const look = (block: Block): string =>
  classNames(
    styles['block'],
    styles[block.kind],
    block.kind === 'heading' && styles[`level${Math.min(4, Math.max(1, block.level))}`],
    (block.kind === 'listItem' || block.kind === 'task') && styles[`depth${Math.min(4, Math.max(1, listDepth(block)))}`],
  );

/** Where a table, columns or another list begin, with nothing to say of itself but its name. */
const beginOf = (block: Block): string | null => {
  const [first] = block.facts;
  return block.kind === 'other' && first?.[0] === 'element' && block.cells.every((cell) => cell.length === 0)
    ? [first[1], ...block.facts.slice(1).map(([name, value]) => `${name} ${value}`)].join(' · ')
    : null;
};

/** "Macro code": what a card is, and which one. */
const CardName = ({ change, block }: { readonly change: BlockChange; readonly block: Block }) => (
  <>
    <WholeName change={change}>
      <span class={styles['objectKind']}>{blockNames[block.kind]}</span>
      {nameOf(block) !== null && (
        <>
          {' '}
          <PlainText text={nameOf(block) ?? ''} isChanged={change.kind !== 'same'} />
        </>
      )}
    </WholeName>{' '}
  </>
);

const nameOf = (block: Block): string | null => block.facts.find(([name]) => name === 'name' || name === 'element')?.[1] ?? null;

/** The parameters of a card that are the same on both sides; those that differ are told as differences. */
const CardFacts = ({ change, block }: { readonly change: BlockChange; readonly block: Block }) => {
  if (!['macro', 'image', 'other'].includes(block.kind)) return null;
  const differing = change.kind === 'changed' ? differencesOf(change).map(({ name }) => name) : [];
  const facts = block.facts.filter(([name, value]) => value !== nameOf(block) && !differing.includes(name));
  if (facts.length === 0) return null;
  return (
    <div>
      <FactsText facts={facts} />
    </div>
  );
};

/** Underlined or struck through as the words of an added or removed block are. */
const WholeName = ({ change, children }: { readonly change: BlockChange; readonly children: ComponentChildren }) => {
  if (change.kind === 'added') return <Added>{children}</Added>;
  return change.kind === 'removed' ? <Removed>{children}</Removed> : <>{children}</>;
};

/** One block as text: never as what it would be on the page. */
export const BlockText = ({ change, side }: { readonly change: BlockChange; readonly side: Side }) => {
  const block = blockOn(change, side);
  if (block === null) return null;
  const cells = cellsOf(change, side);
  const line = block.kind === 'rule' ? 'line across' : beginOf(block);
  if (line !== null)
    return (
      <p class={styles['block']}>
        <WholeName change={change}>
          <span class={styles['objectKind']}>{line}</span>
        </WholeName>
        {change.kind === 'changed' && side !== 'before' && <Otherwise change={change} />}
      </p>
    );
  return (
    <div class={look(block)} dir="auto">
      <Marker block={block} />
      {(block.kind === 'macro' || block.kind === 'other') && <CardName change={change} block={block} />}
      {cells}
      <CardFacts change={change} block={block} />
      {change.kind === 'changed' && side !== 'before' && <Otherwise change={change} />}
    </div>
  );
};

const Otherwise = ({ change }: { readonly change: Extract<BlockChange, { kind: 'changed' }> }) => {
  const differences = differencesOf(change);
  if (differences.length === 0) return null;
  return (
    <ul class={styles['differences']}>
      {differences.map(({ name, before, after }) => (
        <li key={name}>
          {name}:{' '}
          {before !== null && before !== '' && (
            <Removed>
              <PlainText text={before} isChanged />
            </Removed>
          )}{' '}
          {after !== null && after !== '' && (
            <Added>
              <PlainText text={after} isChanged />
            </Added>
          )}
        </li>
      ))}
    </ul>
  );
};
