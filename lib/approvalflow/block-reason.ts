import type { BlockReason } from '../domain/index.ts';

/**
 * In order: the first that fits wins. `reason` is prose whose spelling changes (two for the same cause are documented), so these
 * are loose keywords; the order keeps a word that several causes share from hiding the more telling one.
 */
const keywords: readonly (readonly [BlockReason, RegExp])[] = [
  [
    'severalWorkflows',
    /\b(?:several|multiple|more than one|many|ambiguous|which)\b.*\bworkflow|\bworkflows?\b.*\b(?:several|multiple|ambiguous)\b/,
  ],
  [
    'noWorkflow',
    /\b(?:no|not|without|missing|unassigned|none|disabled|inactive)\b.*\bworkflow|\bworkflow.*\b(?:not|no|missing|unassigned|none|disabled|inactive|required)\b/,
  ],
  ['pageMissing', /delet|not found|(?:does not|doesn.?t|no longer) exist|trash|page (?:is )?missing|removed/],
  [
    'noPermission',
    /permission|not allowed|not permitted|forbidden|no access|access denied|restricted|authori[sz]ed|cannot view|not visible/,
  ],
  ['archived', /archiv/],
  ['alreadyPending', /pending|in approval|in review|awaiting|(?:already|been) (?:submitted|requested)|in progress/],
  ['alreadyApproved', /(?<!not )(?<!not yet )\bapproved|no changes since|up to date/],
];

/** The cause behind a reason that ApprovalFlow put into words; `other` when none of the known ones fits. */
export const classifyReason = (text: string): BlockReason => {
  // The cause is said at once; a cap keeps the time bounded whatever is sent.
  const words = text.slice(0, 400).toLowerCase();
  const speaksOfRight = /permission|not allowed|not permitted/.test(words);
  for (const [reason, pattern] of keywords) {
    // "You do not have permission to start a workflow" is about the right, not about the workflow.
    if (speaksOfRight && reason === 'noWorkflow') continue;
    if (pattern.test(words)) return reason;
  }
  return 'other';
};
