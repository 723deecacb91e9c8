import type { ComponentChildren } from 'preact';
import type { Facts, Run, WordPiece } from '../../lib/domain/index.ts';
import styles from './changes.module.css';
import { textBits } from './hidden-text.ts';
import { Spoken } from './Spoken.tsx';

/** Which version is read: both in one text, or one of the two. */
export type Side = 'both' | 'before' | 'after';

/** Text of a page with what hides in it made visible. */
export const PlainText = ({ text, isChanged = false }: { readonly text: string; readonly isChanged?: boolean }) => (
  <>
    {textBits(text, isChanged).map((bit, index) =>
      bit.kind === 'text' ? (
        bit.text
      ) : (
        <span key={index} class={styles['hidden']} title={bit.name}>
          ⟦{bit.code}⟧
        </span>
      ),
    )}
  </>
);

const objectNames: Readonly<Record<string, string>> = {
  image: 'Image',
  mention: 'Mention',
  status: 'Status',
  emoji: 'Emoji',
  date: 'Date',
  attachment: 'File',
  macro: 'Macro',
  other: 'Element',
};

/** "width 300 · alt Overview": what a thing has, as text. */
export const FactsText = ({ facts }: { readonly facts: Facts }) => (
  <span class={styles['facts']}>
    {facts.map(([name, value], index) => (
      <span key={name}>
        {index > 0 && ' · '}
        {name} <PlainText text={value} isChanged />
      </span>
    ))}
  </span>
);

const ObjectText = ({ run, isChanged }: { readonly run: Run; readonly isChanged: boolean }) => {
  if (run.object === null) return null;
  const { kind, facts } = run.object;
  if (kind === 'lineBreak' || kind === 'blockBreak')
    return (
      <>
        {isChanged && <span class={styles['sign']}>{kind === 'lineBreak' ? '↵' : '¶'}</span>}
        <br />
      </>
    );
  if (kind === 'emoji' && !isChanged) return <PlainText text={run.text} />;
  const tellsFacts = facts.length > 0 && (isChanged || kind === 'image' || kind === 'macro' || kind === 'other');
  return (
    <span class={styles['object']}>
      <span class={styles['objectKind']}>{objectNames[kind] ?? kind}</span> <PlainText text={run.text} isChanged={isChanged} />
      {tellsFacts && (
        <>
          {' '}
          <FactsText facts={facts} />
        </>
      )}
    </span>
  );
};

const linkOf = (run: Run | undefined): string | null => run?.marks.find((mark) => mark.startsWith('link '))?.slice(5) ?? null;

/** Marks with a look of their own; the others are named beside the text. */
const looks = ['bold', 'italic', 'code', 'underline', 'strike', 'sub', 'sup'];

const Marked = ({ run, isChanged }: { readonly run: Run; readonly isChanged: boolean }) => {
  let text: ComponentChildren = run.object === null ? <PlainText text={run.text} isChanged={isChanged} /> : null;
  if (run.object !== null) text = <ObjectText run={run} isChanged={isChanged} />;
  const shown = looks.filter((mark) => run.marks.includes(mark));
  const named = run.marks.filter((mark) => !mark.startsWith('link ') && (isChanged || !looks.includes(mark)));
  if (shown.length > 0) text = <span class={shown.map((mark) => styles[mark]).join(' ')}>{text}</span>;
  return (
    <>
      {linkOf(run) === null ? text : <span class={styles['link']}>{text}</span>}
      {named.length > 0 && (
        <span class={styles['mark']}>
          <PlainText text={named.join(', ')} />
        </span>
      )}
    </>
  );
};

/** The address of a link, once after the last stretch that carries it. */
const Address = ({ run, next }: { readonly run: Run; readonly next: Run | undefined }) => {
  const link = linkOf(run);
  if (link === null || link === linkOf(next)) return null;
  return (
    <span class={styles['address']}>
      {' ⟨'}
      <PlainText text={link} isChanged />
      {'⟩'}
    </span>
  );
};

/** Text that is in both versions, or whole in one of them. */
export const Runs = ({ runs, isChanged = false }: { readonly runs: readonly Run[]; readonly isChanged?: boolean }) => (
  <>
    {runs.map((run, index) => (
      <span key={index}>
        <Marked run={run} isChanged={isChanged} />
        <Address run={run} next={runs[index + 1]} />
      </span>
    ))}
  </>
);

/** Stretches of one kind together, so that a replaced phrase is one mark and not one per word. */
const stretchesOf = (pieces: readonly WordPiece[], side: Side): readonly { kind: WordPiece['kind']; runs: readonly Run[] }[] => {
  const all: { kind: WordPiece['kind']; runs: Run[] }[] = [];
  for (const { kind, run } of pieces) {
    if ((side === 'before' && kind === 'added') || (side === 'after' && kind === 'removed')) continue;
    const last = all.at(-1);
    if (last?.kind === kind) last.runs.push(run);
    else all.push({ kind, runs: [run] });
  }
  return all;
};

/** What is new: underlined, on a ground of its own, and said. */
export const Added = ({ children }: { readonly children: ComponentChildren }) => (
  <ins class={styles['added']}>
    <Spoken>added: </Spoken>
    {children}
    <Spoken>, </Spoken>
  </ins>
);

/** What is gone: struck through, on a ground of its own, and said. */
export const Removed = ({ children }: { readonly children: ComponentChildren }) => (
  <del class={styles['removed']}>
    <Spoken>removed: </Spoken>
    {children}
    <Spoken>, </Spoken>
  </del>
);

/** The words of a changed block, of one version or of both in one text. */
export const Pieces = ({ pieces, side }: { readonly pieces: readonly WordPiece[]; readonly side: Side }) => (
  <>
    {stretchesOf(pieces, side).map(({ kind, runs }, index) => {
      if (kind === 'same') return <Runs key={index} runs={runs} />;
      const text = <Runs runs={runs} isChanged />;
      return kind === 'added' ? <Added key={index}>{text}</Added> : <Removed key={index}>{text}</Removed>;
    })}
  </>
);
