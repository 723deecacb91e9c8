/** The repository's conventions that no linter checks, as functions of a file's path and text. Each answers what is wrong, in words. */

/** A file may be a little longer than the aim of 350 lines, not more: a longer one hides two. */
const longestFile = 400;

const lineOf = (text: string, index: number): number => text.slice(0, index).split('\n').length;

const matches = (text: string, pattern: RegExp, say: (match: RegExpMatchArray) => string | null): readonly string[] =>
  [...text.matchAll(pattern)].flatMap((match) => {
    const problem = say(match);
    return problem === null ? [] : [`line ${lineOf(text, match.index)}: ${problem}`];
  });

/** A promise to do something later has a date, and the date has not passed. @param today `2026-11-22` */
export const openPromises = (text: string, today: string): readonly string[] =>
  matches(text, /(?:\/\/|^ *\/?\*)[^\n]*?(\b(?:TODO|FIXME|XXX)\b(?: \[(\d{4}-\d{2}-\d{2})\])?)/gm, ([, word, date]) => {
    if (date === undefined) return `${word} without a date, as in TODO [2027-01-31]`;
    return date < today ? `${word} is overdue` : null;
  });

/** Addresses of one machine mean nothing on another. */
export const machinePaths = (text: string): readonly string[] =>
  matches(text, /(?<![\w.:/-])\/(?:work|farm|home\/\w+|Users\/\w+|tmp\/bash_jobs)\//g, ([path]) => `${path} exists on one machine only`);

/** Tests that do not run, or that replace our own modules. */
export const weakTests = (text: string): readonly string[] =>
  matches(text, /\b(?:it|test|describe)\.(?:only|skip|todo|fixme)\b|\bvi\.mock\(/g, ([call]) => `${call} hides a failure`);

/** Escapes from the compiler or the linter. */
export const ruleEscapes = (text: string): readonly string[] =>
  matches(
    text,
    /@ts-(?:ignore|nocheck|expect-error)|(?:eslint|oxlint|biome)-(?:disable|ignore)/g,
    ([escape]) => `${escape} switches a check off`,
  );

export const emptyName = (path: string): readonly string[] =>
  /(?:^|\/)(?:utils?|helpers?|misc|common)(?:\/|\.[a-z.]+$)/.test(path) ? ['a name that says nothing'] : [];

export const lengthProblem = (text: string): readonly string[] => {
  const lines = text.split('\n').length - 1;
  return lines > longestFile ? [`${lines} lines: split what hides two things`] : [];
};

/** The comment that opens a folder's `index.ts`: what it hides, promises and must never do, in 5 to 15 lines. */
export const headerProblem = (text: string): readonly string[] => {
  const header = /^\/\*\*([\s\S]*?)\*\//.exec(text)?.[1];
  if (header === undefined) return ['does not open with a comment'];
  const lines = header.split('\n').filter((line) => line.replace(/[\s*]/g, '') !== '').length;
  return lines < 4 || lines > 15 ? [`its opening comment has ${lines} lines of text, not 5 to 15`] : [];
};
