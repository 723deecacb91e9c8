import type { ChangeSet } from './change-set.ts';
import type { AccountId, PageId } from './ids.ts';
import type { ApprovalReply, ApprovalRequest } from './ports.ts';
import type { WorkflowStep } from './views.ts';

/** Whose decision a page in approval waits for. */
export interface Turn {
  /** Those who are asked and have not decided. */
  readonly asked: readonly AccountId[];
  /** Which step of how many; `null`: the comments do not say. */
  readonly step: WorkflowStep | null;
}

const stepOf = (text: string): WorkflowStep | null => {
  const found = [...text.matchAll(/\bstep\s+(\d{1,2})\s*(?:of|\/)\s*(\d{1,2})\b/gi)].at(-1);
  return found === undefined ? null : { number: Number(found[1]), of: Number(found[2]) };
};

/** A decision names the step that it ends; what comes after it is the next one. */
const stepAfter = (reply: ApprovalReply): WorkflowStep | null => {
  const [record = '', ...rest] = reply.text.split('\n');
  const said = stepOf(rest.join('\n'));
  if (said !== null || reply.kind !== 'approved') return said ?? stepOf(record);
  const done = stepOf(record);
  return done === null || done.number >= done.of ? null : { number: done.number + 1, of: done.of };
};

const stepName = (text: string): string | null => /\bstep:?\s+[“"']?([^\n.,;)”"']+)/i.exec(text)?.[1]?.trim().toLowerCase() ?? null;

/** Whether a decision may belong to the step that a request is in now: only two different names say that it does not. */
const mayBeOfStep = (reply: ApprovalReply, request: ApprovalRequest): boolean => {
  const [named, current] = [stepName(reply.text.split('\n', 1)[0] ?? ''), stepName(request.text)];
  return named === null || current === null || named === current;
};

/** Whom a reply says to be asked. Talk counts for nothing, unless whoever wrote the request wrote it. */
const asksOf = (reply: ApprovalReply, request: ApprovalRequest): readonly AccountId[] => {
  if (reply.kind === 'approved') return reply.asks ?? reply.mentions.filter((id) => id !== reply.decidedBy);
  const isRecord = reply.kind === 'other' && typeof request.authorId === 'string' && reply.authorId === request.authorId;
  return isRecord ? (reply.asks ?? []) : [];
};

/**
 * Reads the newest approval request of a page as a record of whose turn it is: it asks those whom it names; a decision takes its
 * author out; a rejection or a withdrawal ends it; a reply that names others passes it on; a request that was edited after some
 * replies says how things stand since then. Call this only for pages in approval: what ended under "any approver" or at the last
 * step shows in the page's own status, and in no comment.
 *
 * @see reference: the request comment mentions the approvers, decisions are replies to it (ApprovalFlow, "Comments and audit trail").
 * @see docs/architecture.md, "Whose turn it is", for what cannot be known from comments.
 */
export const turnOf = (requests: readonly ApprovalRequest[]): Turn => {
  const [request] = requests;
  if (request === undefined) return { asked: [], step: null };
  const editedAtMs = Date.parse(request.editedAt ?? '');
  const isEarlier = (reply: ApprovalReply): boolean => Date.parse(reply.createdAt) <= editedAtMs;
  let asked = request.asks ?? request.mentions;
  let step = stepOf(request.text);
  let isOver = false;
  const answered = new Set<AccountId>();
  for (const reply of request.replies.filter(isEarlier)) {
    // The request was written anew after it had ended: a new round.
    if (reply.kind === 'cancelled' || reply.kind === 'rejected') answered.clear();
    if (reply.kind === 'approved' && reply.decidedBy !== null && mayBeOfStep(reply, request)) answered.add(reply.decidedBy);
  }
  // Nobody would be left, and yet the page is in approval: they are asked once more, in another step.
  if (asked.every((id) => answered.has(id))) answered.clear();

  for (const reply of request.replies.filter((one) => !isEarlier(one))) {
    if (reply.kind === 'cancelled' || reply.kind === 'rejected') isOver = true;
    if (reply.kind === 'approved' && reply.decidedBy !== null) answered.add(reply.decidedBy);
    const { releases = [] } = reply;
    const asks = asksOf(reply, request);
    const before = asked;
    // "Approvers: …" once more, without a word of what is next: a list, not a step.
    const isList = !isOver && reply.asks !== undefined && reply.asksAnew !== true && asks.every((id) => before.includes(id));
    if (releases.length > 0) asked = [...before.filter((id) => !releases.includes(id)), ...asks];
    else if (asks.length > 0 && !isList) {
      asked = asks;
      answered.clear();
      isOver = false;
      step = stepAfter(reply);
    }
  }
  return { asked: isOver ? [] : asked.filter((id) => !answered.has(id)), step };
};

/**
 * Whether the newest approval request of a page waits for one of `you`.
 *
 * @see turnOf
 */
export const asksYou = (requests: readonly ApprovalRequest[], you: readonly AccountId[]): boolean => {
  const { asked } = turnOf(requests);
  return you.some((id) => asked.includes(id));
};

/** Pages in approval that wait for you, in the set's order. */
export const pagesAskingYou = (
  set: Pick<ChangeSet, 'pages'>,
  context: { readonly you: readonly AccountId[]; readonly requests: ReadonlyMap<PageId, readonly ApprovalRequest[]> },
): readonly PageId[] =>
  set.pages
    .filter((page) => page.approval === 'inApproval' && asksYou(context.requests.get(page.pageId) ?? [], context.you))
    .map((page) => page.pageId);
