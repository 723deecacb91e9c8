/** What in a text may be a fact, found word by word, so that a text of any length can be put down in between. */
import { factRuleOf, isDisguised } from './fact-rules.ts';

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
  /** What it is said of matters: "not keep" is not "not delete". */
  readonly bindsNext: boolean;
}

const wording: Judged = { isFact: false, bindsNext: false };

const judge = (word: string): Judged => {
  if (word.length > longestWord) return { isFact: true, bindsNext: true };
  const rule = factRuleOf(word);
  if (rule !== null) return { isFact: true, bindsNext: rule.bindsNext === true };
  return isDisguised(word) ? { isFact: true, bindsNext: false } : wording;
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

/** The facts in a text, in order; between them, how many characters were gone through. */
export function* factsInText(text: string, judgeWord: typeof judge): Generator<string | number, void> {
  /** Facts that wait for the next word, and what was found since, so that the order stays. */
  let held: { readonly word: string; readonly bindsNext: boolean }[] = [];
  const release = (next: string): readonly string[] => {
    const released = held.map(({ word, bindsNext }) => (bindsNext ? `${word} ${next}` : word));
    held = [];
    return released;
  };
  let from = 0;
  for (const { 0: word, index } of text.matchAll(tellingWord)) {
    if (index - from >= charactersAtOnce) {
      yield index - from;
      from = index;
    }
    if (held.length > 0 && /[\p{L}\p{N}]/u.test(word)) yield* release(word.toLowerCase());
    const { isFact, bindsNext } = judgeWord(word);
    if (!isFact) continue;
    if (bindsNext || held.length > 0) held.push({ word, bindsNext });
    else yield word;
  }
  yield* release('');
}
