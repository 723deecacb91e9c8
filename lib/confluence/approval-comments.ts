import type { AccountId, ApprovalReply, WrittenText } from '../domain/index.ts';
import { accountId } from '../domain/index.ts';
import { type AskedIn, askedIn } from './asked-in.ts';
import { type CommentText, commentText, mentionMark, plainText, webAddress, writtenText } from './comment-text.ts';

/**
 * ApprovalFlow keeps approvals in a page's comments: a request "Approval Request" with mentions of the approvers, decisions as
 * replies. Its wording and markup are not documented, so words are matched loosely and markup not at all.
 * @see reference/approvalflow-api.md 1.4
 */

export interface RequestText extends Pick<AskedIn, 'asks'> {
  readonly mentions: readonly AccountId[];
  readonly text: string;
  readonly written?: WrittenText;
  readonly referenceUrl: string | null;
}

interface PagePlace {
  readonly siteOrigin: string;
  readonly pageId: string;
}

export interface ReplyText extends AskedIn {
  readonly kind: ApprovalReply['kind'];
  readonly mentions: readonly AccountId[];
  /** The line that records the decision, mentions marked: comments and the next approvers come after it. */
  readonly record: string;
  /** Those mentioned in `record`, in order. */
  readonly recordMentions: readonly AccountId[];
  readonly text: string;
  readonly written?: WrittenText;
}

/** A heading such as "Approval Request", "📋 Approval request: …" or "ApprovalFlow: Approval Request"; not a sentence about one. */
const requestHeading = /^[^\p{L}]*(?:approval\s?flow[^\p{L}]*)?approval\s+request(?:ed)?(?![\p{L}'’])(?!\s+(?:is|was|has)\b)/iu;

/** `null` when the comment is no approval request. */
export const readRequest = (document: unknown, page: PagePlace): RequestText | null => {
  const parsed = commentText(document);
  // The heading may follow a line that only says which app speaks.
  const isRequest = parsed.marked.split('\n', 2).some((line) => requestHeading.test(line));
  if (!isRequest) return null;
  const { asks } = askedIn(parsed.marked, parsed.mentioned, true);
  return { mentions: mentionsOf(parsed), asks, ...textsOf(parsed), referenceUrl: referenceOf(parsed, page) };
};

export const readReply = (document: unknown): ReplyText => {
  const parsed = commentText(document);
  const record = parsed.marked.split('\n', 1)[0] ?? '';
  const recordMentions = parsed.mentioned.slice(0, record.split(mentionMark).length - 1).map(accountId);
  const asked = askedIn(parsed.marked, parsed.mentioned, false);
  return { kind: kindOf(record), mentions: mentionsOf(parsed), ...asked, record, recordMentions, ...textsOf(parsed) };
};

const textsOf = (parsed: CommentText): Pick<RequestText, 'text' | 'written'> => ({
  text: plainText(parsed.marked),
  ...(parsed.mentioned.length === 0 ? {} : { written: writtenText(parsed) }),
});

const mentionsOf = (parsed: CommentText): AccountId[] => [...new Set(parsed.mentioned)].map(accountId);

const sourceLabel = /\b(reference|source|pull request|pr|ticket|issue)\b/i;

/**
 * The link to what the change comes from. The comment also links to the submitted version and perhaps to people and the app,
 * all in this site's wiki; a reference may lie there too.
 */
const referenceOf = (parsed: CommentText, page: PagePlace): string | null => {
  const candidates = parsed.links.filter(({ url }) => !isOwnLink(url, page));
  const labelled = candidates.find(({ lineBefore }) => sourceLabel.test(lineBefore));
  const outside = candidates.find(({ url }) => !isInWiki(url, page));
  const link = (labelled ?? outside ?? candidates[0])?.url;
  return (link ?? writtenOut(parsed.marked))?.href ?? null;
};

const isInWiki = (url: URL, { siteOrigin }: PagePlace): boolean => url.origin === siteOrigin && url.pathname.startsWith('/wiki/');

const isOwnLink = (url: URL, page: PagePlace): boolean =>
  isInWiki(url, page) &&
  (url.searchParams.has('pageVersion') ||
    url.searchParams.get('pageId') === page.pageId ||
    `${url.pathname}/`.includes(`/pages/${page.pageId}/`) ||
    /^\/wiki\/(people|apps)\//.test(url.pathname));

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

/** A decision's comment follows on later lines or after the decisive word. */
const kindOf = (record: string): ReplyText['kind'] => {
  const line = record.replaceAll(mentionMark, ' ');
  const found = decisionWords
    .map(({ kind, words }) => ({ kind, match: words.exec(line) }))
    .filter((candidate): candidate is { kind: ReplyText['kind']; match: RegExpExecArray } => candidate.match !== null)
    .sort((one, other) => one.match.index - other.match.index)[0];
  if (!found || found.match.index > longestRecordLead) return 'other';
  const after = line.slice(found.match.index + found.match[0].length);
  const isTalk = talk.test(line.slice(0, found.match.index)) || /^\s*\?/.test(after);
  return isTalk ? 'other' : found.kind;
};

export interface Candidate {
  readonly id: AccountId;
  readonly names: readonly string[];
}

/**
 * Whom a record that the app wrote names as having decided: "Approved by @Ben: thanks @Ana", "Approved by Ben Okafor (step:
 * Legal).", "@Ben approved". By mention first, then by the name of one of `candidates`; `null` when nobody or several fit.
 */
export const namedIn = ({ record, recordMentions }: ReplyText, candidates: readonly Candidate[]): AccountId | null => {
  const by = /\bby:?\s*\uFFFC/i.exec(record);
  if (by) return recordMentions[record.slice(0, by.index).split(mentionMark).length - 1] ?? null;
  const line = ` ${record} `;
  const fitting = candidates.filter(({ names }) => names.some((name) => name !== '' && hasName(line, name)));
  return fitting.length === 1 ? (fitting[0]?.id ?? null) : (recordMentions[0] ?? null);
};

/** Whole words: Ana is not Anastasia. */
const hasName = (line: string, name: string): boolean => {
  const at = line.toLowerCase().indexOf(name.toLowerCase());
  return at > 0 && !/[\p{L}\p{N}]/u.test(line[at - 1] ?? '') && !/[\p{L}\p{N}]/u.test(line[at + name.length] ?? '');
};
