/**
 * Sheaf's words for people: what an error means and what to do next, what the states of a set and of a page are called, why a set has
 * its state and what is left, why a page cannot be submitted. One table each, so that every surface says the same.
 *
 * Promises: every kind of error has a title, an explanation that says what to ask an administrator where it is theirs, and at most one next
 * step; values of the service that we do not know are shown as they came; a state is words, colour and shape together.
 * Never: invents a cause the error does not carry, or imports the bus, state or the browser API.
 */
export { asideItems } from './aside-items.ts';
export { ErrorNotice } from './ErrorNotice.tsx';
export { errorWords, type NextStepKind } from './error-words.ts';
export {
  askedWords,
  atLeastWords,
  byNumberWords,
  differenceWords,
  leftWords,
  nextActionWords,
  type RuleReason,
  reasonWords,
} from './explanation-words.ts';
export { FreshnessLine } from './FreshnessLine.tsx';
export { causeWords, freshnessCountWords, freshnessNames, stepWords, verdictOf, verdictWords } from './freshness-words.ts';
export { hexColor } from './hex-color.ts';
export { Later } from './Later.tsx';
export { StateLozenge } from './StateLozenge.tsx';
export { ApprovalLozenge, CountsBar, CountsWords, FreshnessCountsLine, RollupLozenge } from './StatusLozenge.tsx';
export { copyOf } from './set-copy.ts';
export { momentWords, snoozeChoices } from './snooze-words.ts';
export { approvalLook, blockWords, rollupLook } from './status-words.ts';
export { type Note, type Notes, useNote } from './use-note.ts';
