import type { AccountId } from '../domain/index.ts';
import { accountId } from '../domain/index.ts';
import { mentionMark } from './comment-text.ts';

/** Whom one comment says to be asked, as far as its words tell. */
export interface AskedIn {
  /** Named as those who decide, each once. */
  readonly asks: readonly AccountId[];
  /** It says that they are asked from now on (a next step, those who are left), not only who they all are. */
  readonly asksAnew: boolean;
  /** Named as no longer asked: "reassigned from …". */
  readonly releases: readonly AccountId[];
}

/**
 * A mention means "your decision is asked for" only where the words before it say so: the app may also mention who submitted,
 * who decided, or whom it thanks. Words are matched loosely; the last ones before the mention win.
 */
const roleWords = new RegExp(
  [
    String.raw`\b(?<asksAnew>next(?: step| approvers?| reviewers?)?|(?:waiting|waits) (?:for|on)|pending(?: with| from| on)?|remaining|outstanding|now with|(?:(?:re-?)?assigned|delegated|forwarded|passed(?: on)?|moved|handed over|(?<=from [^\n]*))\s?to|step \d+(?: (?:of|\/) \d+)?)\b`,
    String.raw`\b(?<releases>(?:re-?assigned|delegated|forwarded|moved|taken) from|instead of|replac(?:es|ing))\b`,
    String.raw`\b(?<asks>approvers?|reviewers?|please (?:review|approve|decide)|your (?:approval|review|decision)|(?:approval|review|decision) (?:of|from|by))\b`,
    String.raw`\b(?<named>by|author|submitter|requester|requested|submitted|owner|thanks?(?: you)?|hi|hello|cc|on behalf of|approved|rejected|notified|watchers?)\b`,
  ].join('|'),
  'giu',
);
type Role = 'asksAnew' | 'releases' | 'asks' | 'named';
const roleOf = (groups: Readonly<Record<string, string | undefined>> | undefined): Role =>
  (['asksAnew', 'releases', 'asks'] as const).find((role) => groups?.[role] !== undefined) ?? 'named';

/** Somebody who did something, rather than one who is to do it. */
const didSomething = /^ ?(?:has |have )?(?:requested|requests|submitted|asked|sent|approved|rejected|cancell?ed|declined|reassigned)/i;

/** Mentions that nothing is said about: in a request they are approvers, in a reply only where a line holds nothing else. */
export const askedIn = (marked: string, mentioned: readonly string[], isRequest: boolean): AskedIn => {
  const asks = new Set<AccountId>();
  const releases = new Set<AccountId>();
  let asksAnew = false;
  let index = 0;
  /** Words that end a line with a colon speak of the lines below it, until another line speaks for itself. */
  let carried: Role | null = null;
  for (const line of marked.split('\n')) {
    const found = [...line.matchAll(roleWords)].map((match) => ({ role: roleOf(match.groups), end: match.index + match[0].length }));
    const isBare = line.replaceAll(mentionMark, '').replaceAll(/[\s,;·•&.!✓☐-]|\band\b/g, '') === '';
    const saysNext = found.some(({ role }) => role === 'asksAnew');
    for (let at = line.indexOf(mentionMark); at !== -1; at = line.indexOf(mentionMark, at + 1)) {
      const id = accountId(mentioned[index] ?? '');
      index += 1;
      const before = found.filter(({ end }) => end <= at).at(-1)?.role ?? (isBare ? carried : null);
      const role = didSomething.test(line.slice(at + 1)) ? 'named' : (before ?? (isRequest || isBare ? 'asks' : 'named'));
      if (role === 'releases') releases.add(id);
      if (role !== 'asks' && role !== 'asksAnew') continue;
      asks.add(id);
      asksAnew ||= role === 'asksAnew' || saysNext || before === null;
    }
    if (isBare) continue;
    const last = found.at(-1)?.role ?? null;
    carried = !line.endsWith(':') ? null : saysNext && last === 'asks' ? 'asksAnew' : last;
  }
  return { asks: [...asks].filter((id) => !releases.has(id)), asksAnew, releases: [...releases] };
};
