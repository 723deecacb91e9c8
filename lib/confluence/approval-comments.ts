import type { AccountId, ApprovalReply } from '../domain/index.ts';
import { accountId } from '../domain/index.ts';
import { mentionMark, plainText, type StorageText, storageText, webAddress } from './storage-text.ts';

/**
 * ApprovalFlow keeps approvals in a page's comments: a request "Approval Request" with mentions of the approvers, decisions as
 * replies. Its wording and markup are not documented, so words are matched loosely and markup not at all.
 * @see reference/approvalflow-api.md 1.4
 */

export interface RequestText {
  readonly mentions: readonly AccountId[];
  readonly text: string;
  readonly referenceUrl: string | null;
}

export interface ReplyText {
  readonly kind: ApprovalReply['kind'];
  readonly mentions: readonly AccountId[];
  /** Whom the text names as having decided, should the app be its author. */
  readonly named: AccountId | null;
  readonly text: string;
}

/** A heading such as "Approval Request", "📋 Approval request: …" or "ApprovalFlow: Approval Request"; not a sentence about one. */
const requestHeading = /^[^\p{L}]*(?:approval\s?flow[^\p{L}]*)?approval\s+request(?:ed)?(?![\p{L}'’])(?!\s+(?:is|was|has)\b)/iu;

/** `null` when the comment is no approval request. */
export const readRequest = (storage: string, siteOrigin: string): RequestText | null => {
  const parsed = storageText(storage);
  // The heading may follow a line that only says which app speaks.
  const isRequest = parsed.marked.split('\n', 2).some((line) => requestHeading.test(line));
  if (!isRequest) return null;
  return { mentions: mentionsOf(parsed), text: plainText(parsed.marked), referenceUrl: referenceOf(parsed, siteOrigin) };
};

export const readReply = (storage: string): ReplyText => {
  const parsed = storageText(storage);
  return { kind: kindOf(parsed.marked), mentions: mentionsOf(parsed), named: namedIn(parsed), text: plainText(parsed.marked) };
};

const mentionsOf = (parsed: StorageText): AccountId[] => [...new Set(parsed.mentioned)].map(accountId);

const sourceLabel = /\b(reference|source|change|pull request|pr|ticket|issue|link)\b/i;

/**
 * The link to what the change comes from. The comment also links to the submitted version, which lies in this site's wiki; a
 * reference may lie there too, but then its line says so.
 */
const referenceOf = (parsed: StorageText, siteOrigin: string): string | null => {
  const labelled = parsed.links.find(({ url, lineBefore }) => sourceLabel.test(lineBefore) && !isVersionLink(url));
  const outside = parsed.links.find(({ url }) => url.origin !== siteOrigin || !url.pathname.startsWith('/wiki/'));
  const link = (labelled ?? outside)?.url;
  return (link ?? writtenOut(parsed.marked))?.href ?? null;
};

const isVersionLink = (url: URL): boolean => url.searchParams.has('pageVersion') || /viewpage\.action|\/pages\/\d+/.test(url.pathname);

/** A reference that was written as text instead of a link. */
const writtenOut = (marked: string): URL | null =>
  webAddress(/^(?:reference|source)\b[^\n]*?(https?:\/\/[^\s<>"')\]]+)/im.exec(marked)?.[1]);

const decisionWords: readonly { readonly kind: ReplyText['kind']; readonly words: RegExp }[] = [
  {
    kind: 'rejected',
    words: /\b(?:reject(?:ed|s)|declined|changes? (?:were |was |are |is )?requested|requested changes|requests changes)\b/i,
  },
  { kind: 'cancelled', words: /\b(?:cancell?ed|cancels|withdrawn|withdrew|recalled)\b/i },
  { kind: 'approved', words: /\b(?:approved|approves)\b/i },
];
/** Before the decisive word these turn a record into talk: "please get this approved", "not approved yet". */
const talk = /\b(?:not|never|yet|please|should|must|needs?|get|be|to|when|once|if|until|before|after|why|who)\b|n['’]t\b|\?/i;
const longestRecordLead = 60;

/** Judged by the first line alone; a decision's comment follows on later lines or after the decisive word. */
const kindOf = (marked: string): ReplyText['kind'] => {
  const line = (marked.split('\n', 1)[0] ?? '').replaceAll(mentionMark, ' ');
  const found = decisionWords
    .map(({ kind, words }) => ({ kind, match: words.exec(line) }))
    .filter((candidate): candidate is { kind: ReplyText['kind']; match: RegExpExecArray } => candidate.match !== null)
    .sort((one, other) => one.match.index - other.match.index)[0];
  if (!found || found.match.index > longestRecordLead) return 'other';
  const after = line.slice(found.match.index + found.match[0].length);
  const isTalk = talk.test(line.slice(0, found.match.index)) || /^\s*\?/.test(after);
  return isTalk ? 'other' : found.kind;
};

/** "Approved by @Ben: thanks @Ana" names Ben; without a "by" the first mention counts. */
const namedIn = (parsed: StorageText): AccountId | null => {
  const by = /\bby:?\s*\uFFFC/i.exec(parsed.marked);
  const before = by ? parsed.marked.slice(0, by.index).split(mentionMark).length - 1 : 0;
  const named = parsed.mentioned[before];
  return named === undefined ? null : accountId(named);
};
