/** ApprovalFlow's own words: reasons, refusals, comments on the page and lines of the audit trail. */
import type { Actor, Person, StoredChangeSet } from '../model.ts';

/**
 * Why a page cannot be submitted. The service says the missing workflow in two spellings, and so do we: the short one where
 * the space has no active workflow, the long one where it has several and the page is assigned to none.
 */
export const reasons = {
  noWorkflowInSpace: 'No workflow assigned',
  noWorkflowForPage: 'No workflow assigned to page',
  pending: 'Page already has a pending approval',
  approved: 'Page is already approved at its current version',
  deleted: 'Page deleted',
  missing: 'Page not found',
  archived: 'Page is archived',
  noAccess: 'You do not have permission to view this page',
} as const;

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text as storage format. */
export const escapeText = (text: string): string => text.replace(/[&<>"]/g, (character) => entities[character] ?? character);

const mention = (accountId: string): string => `<ac:link><ri:user ri:account-id="${escapeText(accountId)}" /></ac:link>`;

const link = (url: string, text: string): string =>
  /^https?:\/\//i.test(url) ? `<a href="${escapeText(url)}">${escapeText(text)}</a>` : escapeText(text);

const lines = (text: string): string => text.split(/\r?\n/).map(escapeText).join('<br />');

/** The comment that a submission leaves on the page. Only approvers are mentioned, so that a mention means "your decision is asked for". */
export const requestComment = (request: {
  submitter: Person;
  versionNumber: number;
  versionUrl: string;
  workflowName: string;
  stepName: string;
  approverIds: readonly string[];
  via: Actor['via'];
  changeSet: StoredChangeSet | null;
}): string => {
  const app = request.via === 'api' ? ' (via API)' : '';
  const paragraphs = [
    '<p><strong>Approval Request</strong></p>',
    `<p>${escapeText(request.submitter.displayName)} submitted ${link(request.versionUrl, `version ${request.versionNumber}`)} of this page for approval${app}. Workflow: ${escapeText(request.workflowName)}, step: ${escapeText(request.stepName)}.</p>`,
    `<p>Approvers: ${request.approverIds.map(mention).join(', ')}</p>`,
  ];
  if (request.changeSet !== null) {
    const { title, summary, referenceUrl } = request.changeSet;
    paragraphs.push(`<p><strong>Change set:</strong> ${escapeText(title)}</p>`);
    if (summary !== '') paragraphs.push(`<p>${lines(summary)}</p>`);
    if (referenceUrl !== null) paragraphs.push(`<p>${link(referenceUrl, referenceUrl)}</p>`);
  }
  return paragraphs.join('');
};

/** The reply that a decision leaves under the request. */
export const decisionComment = (decision: {
  verdict: 'Approved' | 'Changes requested' | 'Request cancelled';
  person: Person;
  stepName: string | null;
  comment: string;
  nextStep: { name: string; approverIds: readonly string[] } | null;
}): string => {
  const step = decision.stepName === null ? '' : ` (step: ${escapeText(decision.stepName)})`;
  const paragraphs = [`<p><strong>${decision.verdict}</strong> by ${escapeText(decision.person.displayName)}${step}.</p>`];
  if (decision.comment !== '') paragraphs.push(`<p>${lines(decision.comment)}</p>`);
  if (decision.nextStep !== null) {
    const { name, approverIds } = decision.nextStep;
    paragraphs.push(`<p>Next step: ${escapeText(name)}. Approvers: ${approverIds.map(mention).join(', ')}</p>`);
  }
  return paragraphs.join('');
};

/** How the trail marks what came through the API: always these words, with the OAuth client. */
export const auditText = (actor: Actor, text: string): string =>
  actor.via === 'api'
    ? `${actor.person.displayName} ${text} (via API) [client ${actor.clientId ?? 'unknown'}]`
    : `${actor.person.displayName} ${text}`;

/** A set as a bulk submission writes it down. */
export const changeSetText = (changeSet: StoredChangeSet): string =>
  [`“${changeSet.title}”`, changeSet.summary, changeSet.referenceUrl ?? ''].filter((part) => part !== '').join(' · ');
