import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../../test/programs.ts';
import { type CauseClass, causeClasses, type FreshnessKind, freshnessKinds } from '../domain/index.ts';
import { factRules } from './fact-rules.ts';
import { noiseRules } from './noise.ts';
import { noiseReasons, shapeRules } from './noise-reasons.ts';

const path = join(root, 'docs/freshness.md');

const verdicts: Readonly<Record<FreshnessKind, readonly [words: string, when: string]>> = {
  current: ['Still the approved version', 'the page is at the version that was approved, and nothing that it shows from elsewhere changed'],
  sameContent: ['Text unchanged since approval', 'the page is at a newer version, and nothing that counts as content differs'],
  changed: [
    'Text changed since approval, or _Changed through_ …',
    'content differs, of the page or of something that it shows from elsewhere',
  ],
  unknown: [
    'Not compared yet, or _Could not be compared_',
    'it was not read yet, or cannot be; the reason stands beside it. Never shown as unchanged',
  ],
  gone: ['Not visible to you or deleted', 'Confluence does not give you the page'],
};

const classes: Readonly<Record<CauseClass, readonly [words: string, when: string]>> = {
  none: ['no content change', 'nothing that counts differs: the same text was published again'],
  pageStatus: ['page status only', 'nothing that counts differs, and the page’s status was changed at that moment'],
  taskTicked: ['task ticked', 'only tasks were ticked or unticked'],
  formatting: [
    'formatting',
    'the same characters look otherwise: bold, italic, underlined, colours of plain words, alignment, size of a picture',
  ],
  wording: [
    'wording',
    'words, punctuation, capital letters or spaces, and none of the words in the table below; plain words struck out, raised or lowered',
  ],
  facts: [
    'numbers, dates, links or “not”',
    'a word of the table below came, went, was altered, or stands elsewhere among the other words; one of them struck out, raised, lowered, or of another colour, size or place; a link’s target, a person, a date, a picture or file, a lozenge, a macro’s parameter; code; hidden or disguised characters; a word of over 1,000 characters',
  ],
  structure: [
    'structure',
    'a block (paragraph, heading, item, row, cell, panel, picture, line of code) was added, removed, moved or became another kind; cells of a row changed places',
  ],
  title: ['title', 'the page is called otherwise, whatever else changed'],
};

/** As the formatter lays tables out. */
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string => {
  const widths = head.map((_, column) => Math.max(3, ...[head, ...rows].map((cells) => cells[column]?.length ?? 0)));
  const row = (cells: readonly string[]): string => `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [row(head), row(widths.map((width) => '-'.repeat(width))), ...rows.map(row)].join('\n');
};

const made: Readonly<Record<string, () => string>> = {
  verdicts: () =>
    table(
      ['Verdict', 'Value', 'When'],
      freshnessKinds.map((kind) => [verdicts[kind][0], `\`${kind}\``, verdicts[kind][1]]),
    ),
  noise: () =>
    table(
      ['Left out', 'Because', 'Known from'],
      noiseRules.map(({ id }) => [noiseReasons[id]?.what ?? '', noiseReasons[id]?.why ?? '', noiseReasons[id]?.source ?? '']),
    ),
  spelling: () => shapeRules.map(({ what }) => `- ${what}`).join('\n'),
  classes: () =>
    table(
      ['Class', 'Value', 'When'],
      causeClasses.map((cause) => [classes[cause][0], `\`${cause}\``, classes[cause][1]]),
    ),
  facts: () =>
    table(
      ['Words that carry facts', 'For instance', 'Counts with the next word'],
      factRules.map(({ what, examples, bindsNext }) => [
        what,
        examples.map((word) => `\`${word}\``).join(' '),
        { word: 'yes', neighbour: 'right behind', none: 'no' }[bindsNext ?? 'none'],
      ]),
    ),
};

describe('docs/freshness.md', () => {
  /** When the rules changed on purpose: run this file with `--update`, and read the difference before committing it. */
  it('prints the rules as they are', async () => {
    const names: string[] = [];
    const current = readFileSync(path, 'utf8').replace(
      /(<!-- made by \S+: (\w+) -->\n)[\s\S]*?(<!-- end -->)/g,
      (block, start: string, name: string, end: string) => {
        names.push(name);
        return made[name] === undefined ? block : `${start}\n${made[name]()}\n\n${end}`;
      },
    );
    expect(names).toEqual(Object.keys(made));
    await expect(current).toMatchFileSnapshot(path);
  });
});
