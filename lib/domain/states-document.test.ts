import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { setPage } from '../../test/fakes/services.ts';
import { root } from '../../test/programs.ts';
import {
  type ApprovalStatus,
  type ChangeSetPage,
  type KnownRollupState,
  type NextAction,
  type PageStanding,
  type RollupReason,
  rollupRules,
  ruleFor,
  type StandingCounts,
  standingOf,
  whatIsLeft,
} from './index.ts';

const path = join(root, 'docs/states.md');

const states: Readonly<Record<KnownRollupState, string>> = {
  has_rejections: 'Changes requested',
  stale: 'Edited since approval',
  all_approved: 'Approved',
  partially_approved: 'Partly approved',
  in_review: 'In review',
  open: 'Not submitted',
};
const reasons: Readonly<Record<RollupReason, string>> = {
  somePageHasChangesRequested: 'a reviewer of one or more pages asked for changes',
  someApprovedPageWasEdited: 'one or more approved pages were edited since',
  everyPageIsApproved: 'there are pages, and every one is approved',
  someApprovedOthersNotYet: 'one or more pages are approved, others are in approval or not submitted',
  somePageIsInApproval: 'one or more pages are in approval',
  nothingIsSubmitted: 'no page is submitted, or there are no pages',
};
/** In the order of the rules, so that the table of combinations stays short. */
const standings: Readonly<Record<PageStanding, string>> = {
  changesRequested: 'Changes requested',
  stale: 'Edited since approval',
  approved: 'Approved',
  inApproval: 'In approval',
  notSubmitted: 'Not submitted',
};
const columns = Object.keys(standings) as readonly PageStanding[];

/** As the formatter lays tables out. */
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string => {
  const widths = head.map((_, column) => Math.max(3, ...[head, ...rows].map((cells) => cells[column]?.length ?? 0)));
  const line = (cells: readonly string[]): string => `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
};

const precedence = (): string =>
  table(
    ['', 'State', 'Value', 'When', 'Forced by the pages that are'],
    rollupRules.map((rule, index) => [
      `${index + 1}`,
      states[rule.state],
      `\`${rule.state}\``,
      reasons[rule.because],
      rule.forcedBy.map((standing) => standings[standing].toLowerCase()).join(', ') || 'none: nothing holds it back',
    ]),
  );

type Presence = readonly boolean[];
const stateOf = (presence: Presence): KnownRollupState =>
  ruleFor(Object.fromEntries(columns.map((standing, index) => [standing, presence[index] === true ? 1 : 0])) as StandingCounts).state;
const completions = (known: Presence): readonly Presence[] =>
  known.length === columns.length ? [known] : [true, false].flatMap((next) => completions([...known, next]));
/** One row where everything that is still open leads to the same state; else one branch with and one without the next kind of page. */
const combinationsFrom = (known: Presence): readonly (readonly string[])[] => {
  const [only, ...others] = new Set(completions(known).map(stateOf));
  if (only === undefined || others.length > 0) return [true, false].flatMap((next) => combinationsFrom([...known, next]));
  return [[...columns.map((_, index) => (known[index] === undefined ? '–' : known[index] ? 'yes' : 'no')), `**${states[only]}**`]];
};
const combinations = (): string => table([...columns.map((standing) => standings[standing]), 'State'], combinationsFrom([]));

const actions: Readonly<Record<NextAction['kind'], string>> = {
  submit: 'submission',
  reSubmit: 're-submission',
  recertify: 'submission for recertification',
  decide: 'decision',
};
const actionWords = (action: NextAction): string =>
  `${action.kind === 'decide' ? 'at least one' : 'one'} ${actions[action.kind]} (${action.by})`;
const statuses: Readonly<Record<ApprovalStatus, string>> = {
  notSubmitted: 'Not submitted',
  inApproval: 'In approval',
  approved: 'Approved',
  changesRequested: 'Changes requested',
  cancelled: 'Cancelled',
  recertificationDue: 'Recertification due',
  recertificationExpired: 'Recertification expired',
  unknown: 'any other, or none',
};
const pageRow = (words: string, page: ChangeSetPage): readonly string[] => {
  const standing = standingOf(page);
  const plan = whatIsLeft([page]);
  const left = plan?.pages.flatMap((one) => one.actions.map(actionWords)).join(', then ');
  return [
    words,
    standing === null ? '_cannot be counted_' : standings[standing].toLowerCase(),
    left === '' ? 'nothing' : (left ?? '_unknown_'),
  ];
};
const pages = (): string =>
  table(
    ['Status of the page', 'Counts as', 'What is left until it is approved'],
    (Object.keys(statuses) as readonly ApprovalStatus[]).flatMap((status) => {
      const row = pageRow(statuses[status], setPage('1', status));
      if (standingOf(setPage('1', status)) !== 'approved') return [row];
      return [
        row,
        pageRow(`${statuses[status]}, edited since`, setPage('1', status, { isStale: true })),
        pageRow(`${statuses[status]}, unknown whether edited since`, setPage('1', status, { isStale: null, currentVersion: null })),
      ];
    }),
  );

const made: Readonly<Record<string, () => string>> = { precedence, combinations, pages };

describe('docs/states.md', () => {
  /** When the rules changed on purpose: run this file with `-u`, and read the difference before committing it. */
  it('prints the rules as they are', async () => {
    const written = readFileSync(path, 'utf8');
    const names: string[] = [];
    const current = written.replace(
      /(<!-- made by \S+: (\w+) -->\n)[\s\S]*?(<!-- end -->)/g,
      (block, start: string, name: string, end: string) => {
        names.push(name);
        return made[name] === undefined ? block : `${start}\n${made[name]()}\n\n${end}`;
      },
    );
    expect(names).toEqual(Object.keys(made));
    await expect(current).toMatchFileSnapshot(path);
  });

  it('tells all 32 combinations of what can be among the pages', () => {
    const covered = combinationsFrom([]).map((row) => 2 ** row.filter((cell) => cell === '–').length);
    expect(covered.reduce((sum, count) => sum + count, 0)).toBe(32);
  });
});
