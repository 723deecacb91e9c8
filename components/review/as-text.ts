import type { BlockChange, ComparisonView, Facts, Run, WordPiece } from '../../lib/domain/index.ts';
import { plural } from '../ui/index.ts';
import { differencesOf } from './block-differences.ts';
import { type ComparedPage, hasChanges, titleOf } from './data.ts';
import { visibleText } from './hidden-text.ts';
import { blockOf, partsOf } from './parts.ts';
import { blockNames, foldWords, signs, versionWords } from './review-words.ts';
import { verdictOf } from './verdict-words.ts';

const runText = ({ text, object, marks }: Run): string => {
  if (object?.kind === 'lineBreak' || object?.kind === 'blockBreak') return ' ↵ ';
  const link = marks.find((mark) => mark.startsWith('link '))?.slice(5);
  const shown = object === null ? text : `[${object.kind} ${text}]`;
  return visibleText(link === undefined ? shown : `${shown} <${link}>`);
};

/** Words in the notation of `wdiff`: what was removed in `[- -]`, what was added in `{+ +}`. */
const piecesText = (pieces: readonly WordPiece[]): string =>
  pieces
    .map(({ kind, run }) => (kind === 'same' ? runText(run) : kind === 'added' ? `{+${runText(run)}+}` : `[-${runText(run)}-]`))
    .join('')
    .replaceAll(/\+\}\{\+|-\]\[-/g, '');

const factsText = (facts: Facts): string => facts.map(([name, value]) => `${name}: ${visibleText(value)}`).join(', ');

const changeText = (change: BlockChange): string => {
  const block = blockOf(change);
  const cells =
    change.kind === 'changed' || change.kind === 'moved'
      ? change.cells.map(piecesText)
      : block.cells.map((cell) => cell.map(runText).join(''));
  const differences =
    change.kind === 'changed'
      ? differencesOf(change).map(({ name, before, after }) => `${name}: [-${visibleText(before ?? '')}-]{+${visibleText(after ?? '')}+}`)
      : [];
  const isCard = block.kind === 'macro' || block.kind === 'image' || block.kind === 'other';
  const name = isCard ? `(${blockNames[block.kind]}${block.facts.length > 0 ? `, ${factsText(block.facts)}` : ''}) ` : '';
  const level = block.kind === 'heading' ? `${'#'.repeat(Math.max(1, block.level))} ` : block.kind === 'listItem' ? '* ' : '';
  const moved = change.kind === 'moved' || change.kind === 'movedAway' ? `(${signs[change.kind].words.toLowerCase()}) ` : '';
  return [
    `${signs[change.kind].sign === '' ? ' ' : signs[change.kind].sign} ${moved}${level}${name}${cells.join(' | ')}`,
    ...differences,
  ].join('\n    ');
};

const pageText = (compared: ComparedPage, basis: ComparisonView['basis']): string => {
  const { page, comparison } = compared;
  const lines = [visibleText(titleOf(page)), page.url, visibleText(verdictOf(compared, basis).words)];
  if (comparison.kind === 'ready' && hasChanges(comparison)) {
    const { diff, before, after } = comparison;
    lines.push(`From ${versionWords(before)} to ${versionWords(after)}`);
    if (diff.title !== null) lines.push(`± Title: [-${visibleText(diff.title.before)}-]{+${visibleText(diff.title.after)}+}`);
    for (const part of partsOf(diff.changes, new Map())) {
      if (part.kind === 'fold') lines.push(`  (${foldWords(part.changes.length, part.until)})`);
      else lines.push(...(part.kind === 'block' ? [part.change] : part.changes).map(changeText));
    }
  }
  return lines.join('\n');
};

/** The whole comparison as text, for a comment or a mail: pages in the order of the set. */
export const reviewText = (view: ComparisonView, pages: readonly ComparedPage[]): string => {
  const changed = pages.filter(({ comparison }) => hasChanges(comparison)).length;
  const head = `${visibleText(view.title)}: what changed ${view.basis === 'approved' ? 'since approval' : 'since I last looked'}\n${plural(pages.length, 'page')}, ${changed} with changes`;
  return `${[head, ...pages.map((one) => pageText(one, view.basis))].join('\n\n')}\n`;
};
