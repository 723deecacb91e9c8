/** What in a block may be a fact, found word by word, so that a text of any length can be put down in between. */
import type { Block, Run } from '../domain/index.ts';
import { type FactRule, factRuleOf, isDisguised } from './fact-rules.ts';
import { graveLooks, graveLooksOfBlock, withoutLooks } from './looks.ts';

/**
 * As `wordsOf`, but an address is one word to its end, and a point that begins a number or a name belongs to it. No white space.
 */
const tellingWord =
  /[\p{L}\p{N}+.-]{1,20}:\/\/[^\s<>"]+|(?:(?<![\p{L}\p{N}_])[.,](?=[\p{L}\p{N}_]))?[\p{L}\p{M}\p{N}_]+(?:[.,:/@'’\\-][\p{L}\p{M}\p{N}_]+)*|[^\p{L}\p{M}\p{N}_\s]/gu;

/** Characters. What is longer is no word that a rule was made for: it counts as a fact, and with the word after it. */
const longestWord = 1_000;
/** Characters gone through before it says so. */
const charactersAtOnce = 1_024;
/** Different words remembered. */
const mostRemembered = 20_000;

interface Judged {
  readonly isFact: boolean;
  /** What it is told from others by: a fact as it is written, any other word in small letters. */
  readonly key: string;
  readonly bindsNext: FactRule['bindsNext'] | null;
}

/** What hyphens, apostrophes and colons join: "non-production", "Monday’s", "ssl:off". A letter alone is an ending: "it’s", "l’équipe". */
const partsOf = (word: string): readonly string[] =>
  /[-'’:]/.test(word) ? word.split(/[-'’:]/).filter((part) => part.length > 1 || /\p{N}/u.test(part)) : [];

const judge = (word: string): Judged => {
  const fact = (bindsNext: Judged['bindsNext']): Judged => ({ isFact: true, key: word, bindsNext });
  if (word.length > longestWord) return fact('word');
  const rule = factRuleOf(word);
  const parts = partsOf(word).map(factRuleOf);
  const last = rule?.bindsNext ?? parts.at(-1)?.bindsNext ?? null;
  if (rule !== null || parts.some((part) => part !== null) || isDisguised(word)) return fact(last);
  return { isFact: false, key: word.toLowerCase(), bindsNext: null };
};

/** Knows words again: a text has far fewer of them than it is long. */
export const createJudge = (): typeof judge => {
  const known = new Map<string, Judged>();
  return (word) => {
    const found = known.get(word);
    if (found !== undefined) return found;
    const judged = judge(word);
    if (known.size < mostRemembered) known.set(word, judged);
    return judged;
  };
};

/** A fact, or a word or sign between facts. */
export interface Telling {
  readonly isFact: boolean;
  readonly key: string;
}

interface Waiting {
  readonly isFact: boolean;
  key: string;
  /** What it is told with, which has not come yet. */
  waitsFor: Judged['bindsNext'];
}

/** Something that stands in a text and is no word of it, before the character at a place. */
interface Mark {
  readonly at: number;
  readonly key: string;
}

interface Line {
  /** Objects are spaces in it: no word goes on behind one. */
  readonly text: string;
  readonly marks: readonly Mark[];
  /** Where looks begin that may change what is meant, and which. */
  readonly looks: readonly (readonly [at: number, look: string])[];
}

const linkOf = ({ marks }: Run, look: string): string =>
  marks
    .filter((mark) => mark.startsWith('link '))
    .map((mark) => (look.includes('strike ') ? `${mark} struck` : mark))
    .join(' ');

/** What an object is told from others by, without how large or where it is drawn; where one paragraph of a cell ends, that it does. */
const objectKey = ({ text, object }: Run, look: string): string | null => {
  if (object === null || object.kind === 'lineBreak') return null;
  return object.kind === 'blockBreak' ? 'break' : `object ${JSON.stringify([text, object.kind, withoutLooks(object.facts)])} ${look}`;
};

/** Looks of each run that may change what is meant. A paragraph inside a cell may have some of its own. */
export function* looksOf(cell: readonly Run[], blockLook: string): Generator<readonly [run: Run, look: string], void> {
  let own = '';
  for (const run of cell) {
    if (run.object?.kind === 'blockBreak') own = graveLooksOfBlock(run.object.facts);
    yield [run, blockLook + own + graveLooks(run.marks)];
  }
}

/** Objects, code, where links begin and end: each is told from others by what it is and by what stands before it. */
const lineOf = (cell: readonly Run[], blockLook: string, isCodeTold: boolean): Line => {
  const texts: string[] = [];
  const [marks, looks]: [Mark[], [number, string][]] = [[], []];
  let [at, link, before] = [0, '', ''];
  for (const [run, look] of looksOf(cell, blockLook)) {
    if (look !== before) looks.push([at, look]);
    before = look;
    const ownLink = linkOf(run, look);
    if (ownLink !== link && run.text.trim() !== '') {
      marks.push({ at, key: `link ${ownLink}` });
      link = ownLink;
    }
    const key = objectKey(run, look);
    if (key !== null) marks.push({ at, key });
    else if (isCodeTold && run.marks.includes('code')) marks.push({ at, key: `code ${run.text}` });
    const text = run.object === null ? run.text : '\n';
    texts.push(text);
    at += text.length;
  }
  if (link !== '') marks.push({ at, key: 'link ' });
  return { text: texts.join(''), marks, looks };
};

/** Signs that end what stands before them. */
const ending = /^[.,;:!?…()[\]{}]$/;
const hasLetters = /[\p{L}\p{N}]/u;

/** Looks of the words of a line, which are asked for in order. */
const createLookReader = ({ looks }: Line): ((from: number, to: number) => string) => {
  let next = 0;
  let look = '';
  return (from, to) => {
    for (; (looks[next]?.[0] ?? to) <= from; next += 1) look = looks[next]?.[1] ?? '';
    let told = look;
    // Letters of one word may look otherwise than the others.
    for (; (looks[next]?.[0] ?? to) < to; next += 1) {
      const [place = 0, other = ''] = looks[next] ?? [];
      told += ` ${place - from} ${other}`;
      look = other;
    }
    return told;
  };
};

/** Some of what a line tells, in order, and the characters it was found in. */
export interface Told {
  readonly tellings: readonly Telling[];
  readonly characters: number;
}

function* tellingInLine(line: Line, judgeWord: typeof judge): Generator<Told, void> {
  let tellings: Waiting[] = [];
  let waiting: Waiting[] = [];
  const lookOf = createLookReader(line);
  let [from, nextMark] = [0, 0];
  const bind = (key: string, isWord: boolean): void => {
    for (const one of waiting) if (one.waitsFor === 'neighbour' || isWord) one.key = `${one.key} ${key}`;
    waiting = isWord ? [] : waiting.filter(({ waitsFor }) => waitsFor === 'word');
  };
  for (const { 0: word, index } of line.text.matchAll(tellingWord)) {
    if (index - from >= charactersAtOnce && waiting.length === 0) {
      yield { tellings, characters: index - from };
      tellings = [];
      from = index;
    }
    for (let mark = line.marks[nextMark]; mark !== undefined && mark.at <= index; mark = line.marks[nextMark]) {
      tellings.push({ isFact: true, key: mark.key, waitsFor: null });
      nextMark += 1;
    }
    const { isFact, key, bindsNext } = judgeWord(word);
    const look = line.looks.length === 0 ? '' : lookOf(index, index + word.length);
    const told = look === '' || !isFact ? key : `${key} ${look}`;
    if (waiting.length > 0) bind(ending.test(word) ? '' : `${look}${word.toLowerCase()}`, hasLetters.test(word));
    const telling = { isFact, key: told, waitsFor: bindsNext };
    tellings.push(telling);
    if (bindsNext !== null) waiting.push(telling);
  }
  bind('', true);
  for (const { key } of line.marks.slice(nextMark)) tellings.push({ isFact: true, key, waitsFor: null });
  yield { tellings, characters: line.text.length - from };
}

const endOfCell: Telling = { isFact: true, key: 'end' };

/**
 * All that a block tells, in order: facts with their looks, objects, links, ends of cells, and the words between. Some at a time, however
 * long the block is.
 *
 * @param isCodeTold whether what is set as code is told as it is written
 */
export function* tellingIn({ cells, facts }: Block, judgeWord: typeof judge, isCodeTold: boolean): Generator<Told, void> {
  const blockLook = graveLooksOfBlock(facts);
  for (const cell of cells) {
    yield* tellingInLine(lineOf(cell, blockLook, isCodeTold), judgeWord);
    yield { tellings: [endOfCell], characters: 1 };
  }
}
