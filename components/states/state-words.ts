import type { StateCopy, StateRun, StateRunItem, StateStep, StateWish } from '../../lib/domain/index.ts';
import { type IconName, plural } from '../ui/index.ts';

/** Confluence's own limit. */
export const longestName = 20;

/** The wish as the end of "Set …": `“Verified”`. */
export const wishWords = (wish: StateWish): string =>
  wish.kind === 'remove' ? 'no status' : `“${wish.kind === 'existing' ? wish.state.name : wish.name}”`;

export const confirmWords = (wish: StateWish, pages: number): string =>
  wish.kind === 'remove' ? `Remove the status of ${plural(pages, 'page')}` : `Set ${wishWords(wish)} on ${plural(pages, 'page')}`;

/** What is wrong with a new name; `null`: nothing. */
export const nameProblem = (name: string): string | null => {
  if (name.trim() === '') return 'A status needs a name.';
  return name.trim().length > longestName ? `A status has at most ${longestName} characters; this has ${name.trim().length}.` : null;
};

export interface StepNote {
  readonly icon: IconName;
  readonly words: string;
  /** The same said of all pages at once. */
  readonly ofEach: string;
}

export type Outcome = StateStep['outcome'];

export const outcomeOrder = [
  'write',
  'alreadySo',
  'notPermitted',
  'notOffered',
  'customOff',
  'noDraft',
  'notVisible',
  'failed',
] as const satisfies readonly Outcome[];

/** Heading of a group in the preview, and the next step where there is one. */
export const outcomeWords: Readonly<Record<Outcome, { readonly title: string; readonly why: string | null }>> = {
  write: { title: 'Will be written', why: null },
  alreadySo: { title: 'Already so', why: 'Nothing is sent.' },
  notPermitted: { title: 'Not permitted', why: 'You may not edit these pages. Ask somebody who may.' },
  notOffered: {
    title: 'Not offered there',
    why: 'Confluence does not offer this status to you on these pages. Some are for the page’s owner alone.',
  },
  customOff: {
    title: 'Own statuses are switched off',
    why: 'The space allows its own list only. Choose one of that list, or ask the space’s administrator.',
  },
  noDraft: { title: 'No unpublished changes', why: 'There is no draft to put a status on.' },
  notVisible: { title: 'Not visible to you or deleted', why: null },
  failed: { title: 'Could not be read', why: 'Preview again to try once more.' },
};

/** What a write does to one page besides what it does to every page, for its line in the preview. */
export const stepNotes = (step: StateStep, copy: StateCopy): readonly StepNote[] => {
  if (step.outcome !== 'write') return [];
  const notes: StepNote[] = [];
  const add = (icon: IconName, words: string, ofEach: string): void => void notes.push({ icon, words, ofEach });
  if (step.movesApproval === true)
    add('warning', 'approved: ApprovalFlow will list it as stale', 'Each is approved: ApprovalFlow will list it as stale.');
  if (step.movesApproval === null)
    add('question', 'not known whether ApprovalFlow holds it approved', 'Of none is it known whether ApprovalFlow holds it approved.');
  if (copy === 'current' && step.hasDraft === true)
    add('edit', 'has a draft, which stays as it is', 'Each has a draft, which stays as it is.');
  if (copy === 'current' && step.hasDraft === null)
    add('question', 'not known whether there is an unpublished draft', 'Of none is it known whether there is an unpublished draft.');
  if (step.makesState) add('add', 'makes a new status', 'Each makes a new status.');
  return notes;
};

/** What several pages have in common, which need not be said of each. */
export const sharedNotes = (steps: readonly StateStep[], copy: StateCopy): readonly StepNote[] => {
  const [first = [], ...others] = steps.map((step) => stepNotes(step, copy));
  return others.length === 0 ? [] : first.filter(({ words }) => others.every((notes) => notes.some((note) => note.words === words)));
};

/** What a write does to every page that it is made to. */
export const writeWhy = (copy: StateCopy): string =>
  copy === 'current' ? 'Each gets a new version with the same text.' : 'The draft of each is marked; no version is made.';

/** What a write does besides the status itself, one sentence each. */
export const consequences = (steps: readonly StateStep[], copy: StateCopy): readonly string[] => {
  const writes = steps.filter((step) => step.outcome === 'write');
  const count = (matches: (step: StateStep) => boolean): number => writes.filter(matches).length;
  const versions = count((step) => step.makesVersion);
  const moved = count((step) => step.movesApproval === true);
  const unheld = count((step) => step.movesApproval === null);
  const drafts = count((step) => step.hasDraft === true);
  const unreadDrafts = count((step) => step.hasDraft === null);
  const words: string[] = [];
  if (versions > 0)
    words.push(`Confluence publishes a new version of ${plural(versions, 'page')}, with the same text. People who watch them may be told.`);
  if (moved > 0)
    words.push(
      moved === 1
        ? 'One of them is approved: ApprovalFlow will count the new version and list the page as stale. Sheaf will show that the text is unchanged.'
        : `${moved} of them are approved: ApprovalFlow will count the new versions and list the pages as stale. Sheaf will show that their text is unchanged.`,
    );
  if (unheld > 0)
    words.push(
      `Whether ApprovalFlow holds ${plural(unheld, 'page')} approved is not known: no change set that Sheaf has read holds ${unheld === 1 ? 'it' : 'them'}. If it does, it will list ${unheld === 1 ? 'it' : 'them'} as stale.`,
    );
  if (drafts > 0 && copy === 'current')
    words.push(
      `${plural(drafts, 'page')} ${drafts === 1 ? 'has' : 'have'} unpublished changes. This marks the published text; the draft stays as it is.`,
    );
  if (unreadDrafts > 0 && copy === 'current')
    words.push(
      `It is not known whether there is an unpublished draft of ${plural(unreadDrafts, 'page')}. If there is, this marks the published text, and the draft stays as it is.`,
    );
  if (copy === 'draft' && writes.length > 0) words.push('Only the draft is marked. No version is made until somebody publishes.');
  if (count((step) => step.makesState) > 0)
    words.push(
      'No status of this name and colour is known. Confluence makes a new one, or reuses one it knows; nothing can delete it afterwards.',
    );
  return words;
};

const itemStates: Readonly<Record<StateRunItem['state'], string>> = {
  waiting: 'Waiting',
  writing: 'Writing…',
  done: 'Done',
  skipped: 'Already so, nothing sent',
  failed: 'Failed',
  stopped: 'Not sent',
  unconfirmed: 'Not known whether it was written; reading again tells',
};

export const itemWords = (item: StateRunItem): string => {
  if (item.state !== 'done') return itemStates[item.state];
  if (!item.makesVersion) return 'Done';
  const version = item.version === null ? 'Done' : `Done, version ${item.version}`;
  if (item.isSameContent === null) return version;
  return item.isSameContent ? `${version}: text unchanged` : `${version}; somebody changed the text at the same time`;
};

const settled: readonly StateRunItem['state'][] = ['done', 'skipped', 'failed', 'stopped'];
export const settledItems = (run: StateRun): number => run.items.filter((item) => settled.includes(item.state)).length;

export const runTitle = (run: StateRun): string => {
  const what = run.wish.kind === 'remove' ? 'Removing page statuses' : `Setting ${wishWords(run.wish)}`;
  const past = run.wish.kind === 'remove' ? 'Page statuses removed' : `${wishWords(run.wish)} set`;
  switch (run.state) {
    case 'running':
      return `${what}: ${settledItems(run)} of ${run.items.length}`;
    case 'needsTab':
      return `${what} waits for a Confluence tab`;
    case 'stopped':
      return `${what}: stopped at ${settledItems(run)} of ${run.items.length}`;
    case 'done':
      return run.items.some((item) => item.state === 'failed') ? `${past}, with failures` : past;
  }
};

export const runCounts = (run: StateRun): string => {
  const count = (state: StateRunItem['state']): number => run.items.filter((item) => item.state === state).length;
  const parts: readonly (readonly [number, string])[] = [
    [count('done'), 'written'],
    [count('skipped'), 'already so'],
    [count('failed'), 'failed'],
    [count('unconfirmed'), 'not known'],
    [count('stopped'), 'not sent'],
    [count('waiting') + count('writing'), 'to go'],
  ];
  return parts
    .filter(([number]) => number > 0)
    .map(([number, words]) => `${number} ${words}`)
    .join(' · ');
};
