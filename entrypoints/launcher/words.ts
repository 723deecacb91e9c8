/** What the launcher says, as pure functions of what it was told. Drawing is `chip.ts` and `toast.ts`. */
import type { AppError, KnownRollupState, LauncherView, OperationKind, OperationView } from '../../lib/domain/index.ts';

export type Tone = 'neutral' | 'info' | 'progress' | 'success' | 'warning' | 'danger' | 'quiet';

const rollups: Readonly<Record<KnownRollupState, readonly [words: string, tone: Tone]>> = {
  open: ['Not submitted', 'neutral'],
  in_review: ['In review', 'info'],
  partially_approved: ['Partly approved', 'progress'],
  all_approved: ['Approved', 'success'],
  has_rejections: ['Changes requested', 'danger'],
  stale: ['Edited since approval', 'warning'],
};

/** A few words for a chip; the panel has the whole story and the next step. */
const problems: Readonly<Record<AppError['kind'], string>> = {
  offline: 'Offline',
  signedOut: 'Sign in',
  wrongAccount: 'Two accounts',
  noAccess: 'Allow access',
  forbidden: 'Not permitted',
  switchedOff: 'API switched off',
  notFound: 'Not found',
  conflict: 'Changed meanwhile',
  rateLimited: 'Too many requests',
  invalid: 'Not understood',
  unavailable: 'Not answering',
  declined: 'Sign in',
  paused: 'Paused',
  unexpected: 'Problem',
};

/** What the chip shows and what pressing it does. */
export interface ChipFace {
  readonly tone: Tone;
  /** Seen, and part of the accessible name. */
  readonly text: string;
  /** Second line: what pressing will also do. */
  readonly note: string | null;
  readonly act: 'panel' | 'add' | 'choose';
  /** The menu offers to add to another set. */
  readonly canChoose: boolean;
}

const rollupFace = (rollup: string | null): readonly [words: string, tone: Tone] =>
  rollup === null ? ['State not given', 'neutral'] : (rollups[rollup as KnownRollupState] ?? [rollup.replaceAll('_', ' '), 'neutral']);

const setsFace = (view: LauncherView): ChipFace => {
  const [words, tone] = rollupFace(view.rollup);
  const text = view.setCount > 1 ? `${words} · ${view.setCount} sets` : words;
  return { tone, text, note: null, act: 'panel', canChoose: view.canWrite };
};

/** `null`: nothing is drawn. */
export const faceOf = (view: LauncherView): ChipFace | null => {
  switch (view.kind) {
    case 'hidden':
      return null;
    case 'inSets':
      return setsFace(view);
    case 'inNone':
      if (!view.canWrite || view.pageId === null)
        return { tone: 'quiet', text: 'In no change set', note: null, act: 'panel', canChoose: false };
      return {
        tone: 'quiet',
        text: view.targetTitle === null ? 'Add to change set' : `Add to “${view.targetTitle}”`,
        note: view.targetTitle !== null && view.reopensApproved ? 'Reopens an approved set' : null,
        act: view.targetTitle === null ? 'choose' : 'add',
        canChoose: true,
      };
    case 'notReviewable':
      return { tone: 'quiet', text: 'Not reviewable', note: null, act: 'panel', canChoose: false };
    case 'problem': {
      const problem = problems[view.problem?.kind ?? 'unexpected'];
      // What was known before the trouble is worth more than the trouble.
      if (view.setCount > 0) return { ...setsFace(view), note: problem, canChoose: false };
      return { tone: 'warning', text: problem, note: null, act: 'panel', canChoose: false };
    }
  }
};

const verbs: Readonly<Record<OperationKind, readonly [doing: string, done: string, infinitive: string]>> = {
  addPage: ['Adding to', 'Added to', 'add to'],
  removePage: ['Removing from', 'Removed from', 'remove from'],
  addPages: ['Adding pages to', 'Added pages to', 'add pages to'],
  removePages: ['Removing pages from', 'Removed pages from', 'remove pages from'],
  create: ['Creating', 'Created', 'create'],
  edit: ['Changing', 'Changed', 'change'],
  submit: ['Submitting', 'Submitted', 'submit'],
  submitPage: ['Submitting a page of', 'Submitted a page of', 'submit a page of'],
  archive: ['Archiving', 'Archived', 'archive'],
};

export interface ToastFace {
  readonly tone: 'progress' | 'success' | 'danger';
  readonly text: string;
  readonly canUndo: boolean;
  /** The wrong set: choose another instead. */
  readonly canChooseOther: boolean;
  /** There is more to see or to do in the panel; the words of its button. */
  readonly panelWords: string | null;
  /** How long it stays when nobody looks at it; `null`: until closed. */
  readonly staysMs: number | null;
}

const progressToast = (text: string): ToastFace => ({
  tone: 'progress',
  text,
  canUndo: false,
  canChooseOther: false,
  panelWords: null,
  // An outcome replaces it long before; this is for a background that never came back.
  staysMs: 60_000,
});

const troubleToast = (text: string, panelWords: string): ToastFace => ({
  ...progressToast(text),
  tone: 'danger',
  panelWords,
  staysMs: null,
});

export const addingToast = (title: string): ToastFace => progressToast(`Adding to “${title}”…`);
export const undoingToast = (title: string): ToastFace => progressToast(`Undoing in “${title}”…`);
/** The background did not take it, or did not say: `unavailable` and `offline` leave open whether it happened. */
export const refusedToast = (what: string, error: AppError): ToastFace =>
  error.kind === 'unavailable' || error.kind === 'offline'
    ? troubleToast('Sheaf did not answer: look whether it happened', 'Look in the panel')
    : troubleToast(`Could not ${what}: ${problems[error.kind].toLowerCase()}`, 'Open panel');

export const toastOf = (operation: OperationView): ToastFace => {
  const [doing, done, infinitive] = verbs[operation.kind];
  const title = `“${operation.changeSetTitle}”`;
  switch (operation.state) {
    case 'waiting':
      if (operation.needsNotice) return troubleToast(`Before the first change to ${title}, one thing to know`, 'Read and go on');
      return progressToast(`${doing} ${title} as soon as possible…`);
    case 'sending':
    case 'confirming':
      return progressToast(`${doing} ${title}…`);
    case 'failed':
      return troubleToast(
        `Could not ${infinitive} ${title}: ${problems[operation.error?.kind ?? 'unexpected'].toLowerCase()}`,
        'Open panel',
      );
    case 'unconfirmed':
      return troubleToast(`Could not confirm whether ${title} changed`, 'Look and decide');
    case 'done': {
      const isSettled = operation.isUndone || operation.wasAlreadySo;
      const raced = operation.raced ? '. Someone else changed it at the same time' : '';
      const alreadySo = operation.kind === 'addPage' ? `Already in ${title}` : `Not in ${title} any more`;
      return {
        tone: 'success',
        text: operation.isUndone ? `Undone in ${title}` : operation.wasAlreadySo ? alreadySo : `${done} ${title}${raced}`,
        canUndo: operation.undo !== null && !isSettled,
        canChooseOther: operation.kind === 'addPage' && !operation.isUndone,
        panelWords: operation.raced ? 'Open panel' : null,
        staysMs: 8_000,
      };
    }
  }
};
