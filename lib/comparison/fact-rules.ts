/**
 * Words that carry facts: whoever changes one changes what a page says, however small the change looks. Data: `docs/freshness.md` prints
 * this table. A word too many here makes a verdict stricter; a word too few would make it milder than it may be.
 */
import * as lists from './fact-words.ts';

export interface FactRule {
  readonly what: string;
  /** Of one word, or one sign, as it is written. */
  readonly pattern?: RegExp;
  /** Looked up in small letters: a page holds thousands of different words. */
  readonly words?: ReadonlySet<string>;
  /** Of a word in small letters. */
  readonly built?: RegExp;
  readonly examples: readonly string[];
  /**
   * What is said of it matters: it counts together with the `word` after it, whatever signs stand between, or with its `neighbour` alone,
   * word or sign, as a number with its unit.
   */
  readonly bindsNext?: 'word' | 'neighbour';
}

/** All spellings in a list: `hour(|s)` is two. */
const spellings = (list: string): ReadonlySet<string> => {
  const all = (word: string): readonly string[] => {
    const [, start = '', endings, rest = ''] = /^([^(]*)\(([^)]*)\)(.*)$/.exec(word) ?? [];
    return endings === undefined ? [word] : endings.split('|').flatMap((ending) => all(start + ending + rest));
  };
  return new Set(list.trim().split(/\s+/).flatMap(all));
};

export const factRules: readonly FactRule[] = [
  {
    what: 'numbers, with whatever stands right behind them: a unit, a sign, a noun',
    pattern: /^\p{N}+(?:[.,’']\p{N}+)*(?:[-/]\p{N}+(?:[.,]\p{N}+)?)?$|^[°º′″]$/u,
    examples: ['30', '1.5', '5-10', '½', '°'],
    bindsNext: 'neighbour',
  },
  {
    what: 'words with digits: dates, times, versions, identifiers',
    pattern: /\p{N}/u,
    examples: ['v2', '2026-01-31', '10:30', '5ms'],
  },
  {
    what: 'addresses, names of hosts, paths and files',
    pattern: /[/\\@]|:\/\/|[\p{L}\p{N}_]\.[\p{L}\p{N}_]|^\.[\p{L}\p{N}_]/u,
    examples: ['https://a.example', 'ops@acme.example', 'docs/token', 'acme.yaml', '.env'],
  },
  {
    what: 'names that machines read, with an underscore or a capital inside; abbreviations',
    pattern: /_|\p{Ll}\p{Lu}|^\p{Lu}[\p{Lu}-]+$/u,
    examples: ['key_rotated', 'isActive', 'EU', 'YYYY-MM-DD'],
  },
  {
    what: 'signs of amount, comparison, money; arrows, ticks and faces',
    pattern: /^[\p{S}%‰‱#*&§†‡]$|^[-–—−]$/u,
    examples: ['<', '≤', '%', '€', '−', '→', '✓'],
  },
  {
    what: 'units of measure',
    words: spellings(lists.units),
    built: lists.prefixedUnits,
    examples: ['ms', 'days', 'USD', 'gigabytes', 'Prozent', 'zł'],
  },
  {
    what: 'numbers in words, with the word behind them',
    words: spellings(lists.cardinals),
    built: lists.builtCardinals,
    examples: ['two', 'eighteen', 'twenty-four', 'zwölf', 'fünfundvierzig', 'trente', 'veintidós'],
    bindsNext: 'neighbour',
  },
  {
    what: 'negation and exception',
    words: spellings(lists.negations),
    built: lists.builtNegations,
    examples: ['not', 'don’t', 'didnt', 'without', 'nobody', 'unauthorised', 'nicht', 'unzulässig', 'sans', 'nunca'],
    bindsNext: 'word',
  },
  {
    what: 'obligation and permission',
    words: spellings(lists.obligations),
    examples: ['must', 'may', 'optional', 'darf', 'interdit'],
    bindsNext: 'word',
  },
  {
    what: 'order and frequency, days and months',
    words: spellings(`${lists.ordinals} ${lists.days} ${lists.months} ${lists.frequencies}`),
    built: lists.builtFrequencies,
    examples: ['fifth', 'Monday', 'weekly', 'noon', 'täglich', 'lundi', 'janvier'],
  },
  {
    what: 'how many, when and whether',
    words: spellings(lists.quantities),
    built: /-(?:in|out)$/u,
    examples: ['all', 'only', 'before', 'or', 'off', 'opt-out', 'everyone'],
  },
];

/** Characters that draw nothing or change the direction of others. */
const hiddenCharacters = /[\p{Default_Ignorable_Code_Point}\p{Bidi_Control}\p{Co}\p{Cc}]/u;
/** Letters of other scripts that look like Latin ones. */
const lookAlikes = /^[аеорсухіјѕһԁԛԝАВЕКМНОРСТУХІЈЅԚԜΑΒΕΖΗΙΚΜΝΟΡΤΥΧοναρτυϲ]+$/u;
const scripts = [/\p{Script=Latin}/u, /\p{Script=Cyrillic}/u, /\p{Script=Greek}/u, /\p{Script=Cherokee}|\p{Script=Armenian}/u];

/** Letters that are not what they look like: of two scripts in one word, of another script, composed or drawn otherwise. */
export const isDisguised = (word: string): boolean =>
  hiddenCharacters.test(word) ||
  (/[^\0-\x7f]/.test(word) &&
    (lookAlikes.test(word) || scripts.filter((script) => script.test(word)).length > 1 || word.normalize('NFKC') !== word));

const listed: ReadonlyMap<string, FactRule> = new Map(
  [...factRules].reverse().flatMap((rule) => [...(rule.words ?? [])].map((word) => [word, rule] as const)),
);

/** The first rule that takes a word for a fact; `null`: it is wording. A word in a list needs no pattern. */
export const factRuleOf = (word: string): FactRule | null => {
  const spelled = word.toLowerCase();
  return (
    listed.get(spelled) ?? factRules.find(({ pattern, built }) => pattern?.test(word) === true || built?.test(spelled) === true) ?? null
  );
};
