import type { OperationView } from '../../lib/domain/index.ts';
import { type IconName, plural, type Tone } from '../ui/index.ts';
import { errorWords } from '../words/index.ts';

export interface OperationWords {
  readonly title: string;
  /** The page or set it is about, where the title does not name it. */
  readonly subject: string | null;
  readonly text: string | null;
  readonly tone: Tone;
  readonly icon: IconName;
}

const quoted = (title: string): string => `“${title}”`;

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

type Phase = 'already' | 'waiting' | 'sending' | 'confirming' | 'done' | 'undone' | 'failed' | 'unconfirmed';

const addPage = (set: string): Readonly<Record<Phase, string>> => ({
  already: `Already in ${set}`,
  waiting: `Waiting to be added to ${set}`,
  sending: `Adding to ${set}…`,
  confirming: `Adding to ${set}…`,
  done: `Added to ${set}`,
  undone: `Undone: no longer in ${set}`,
  failed: `Not added to ${set}`,
  unconfirmed: `Perhaps not added to ${set}`,
});

const removePage = (set: string): Readonly<Record<Phase, string>> => ({
  already: `Already out of ${set}`,
  waiting: `Waiting to be removed from ${set}`,
  sending: `Removing from ${set}…`,
  confirming: `Removing from ${set}…`,
  done: `Removed from ${set}`,
  undone: `Undone: back in ${set}`,
  failed: `Not removed from ${set}`,
  unconfirmed: `Perhaps not removed from ${set}`,
});

const whole = (verbs: { readonly doing: string; readonly done: string }, object: string): Readonly<Record<Phase, string>> => ({
  already: `${object} was ${verbs.done} already`,
  waiting: `Waiting to be ${verbs.done}: ${object}`,
  sending: `${capital(verbs.doing)} ${object}…`,
  confirming: `${capital(verbs.doing)} ${object}…`,
  done: `${capital(verbs.done)} ${object}`,
  undone: `Undone: ${object}`,
  failed: `${object} was not ${verbs.done}`,
  unconfirmed: `${object} was perhaps not ${verbs.done}`,
});

const titles = (operation: OperationView): Readonly<Record<Phase, string>> => {
  const set = quoted(operation.changeSetTitle);
  switch (operation.kind) {
    case 'addPage':
      return addPage(set);
    case 'removePage':
      return removePage(set);
    case 'addPages':
      return whole({ doing: 'adding', done: 'added' }, `${plural(operation.pageCount, 'page')} to ${set}`);
    case 'removePages':
      return whole({ doing: 'removing', done: 'removed' }, `${plural(operation.pageCount, 'page')} from ${set}`);
    case 'edit':
      return whole({ doing: 'changing', done: 'changed' }, set);
    case 'create':
      return whole({ doing: 'creating', done: 'created' }, set);
    case 'submit':
      return { ...whole({ doing: 'submitting', done: 'submitted' }, set), done: submitWords(operation) ?? `Submitted ${set}` };
    case 'submitPage':
      return whole({ doing: 'submitting', done: 'submitted' }, operation.pageTitle === null ? 'the page' : quoted(operation.pageTitle));
    case 'archive':
      return whole({ doing: 'archiving', done: 'archived' }, set);
  }
};

/** "Submitted 6 pages, skipped 1". */
const submitWords = ({ results }: OperationView): string | null => {
  if (results.length === 0) return null;
  const submitted = results.filter((result) => result.isSubmitted).length;
  const skipped = results.length - submitted;
  if (submitted === 0) return 'No page was submitted';
  return skipped === 0 ? `Submitted ${plural(submitted, 'page')}` : `Submitted ${plural(submitted, 'page')}, skipped ${skipped}`;
};

const looks: Readonly<Record<Phase, Pick<OperationWords, 'tone' | 'icon'>>> = {
  already: { tone: 'neutral', icon: 'information' },
  waiting: { tone: 'neutral', icon: 'clock' },
  sending: { tone: 'neutral', icon: 'clock' },
  confirming: { tone: 'neutral', icon: 'clock' },
  done: { tone: 'success', icon: 'checkCircle' },
  undone: { tone: 'neutral', icon: 'undo' },
  failed: { tone: 'danger', icon: 'warning' },
  unconfirmed: { tone: 'warning', icon: 'question' },
};

const racedText = 'Someone else changed the list at the same time. Check that no page is missing.';

/** What the title leaves out: the page of an add or remove, the set of a submit. */
const subject = (operation: OperationView): string | null => {
  if (operation.kind === 'addPage' || operation.kind === 'removePage') return operation.pageTitle;
  return operation.kind === 'submit' && operation.results.length > 0 ? operation.changeSetTitle : null;
};

const explain = (operation: OperationView, phase: Phase): string | null => {
  const error = operation.error === null ? null : errorWords(operation.error);
  switch (phase) {
    case 'failed':
      return error === null ? null : `${error.title}. ${error.explanation}`;
    case 'unconfirmed':
      return 'The answer was lost, and reading back did not settle it. Look at the set, then decide.';
    case 'waiting':
      if (operation.needsNotice) return 'Waits for your answer.';
      return error === null ? 'It is kept and will be sent.' : `${error.title}. It is kept and will be sent by itself.`;
    case 'already':
      return 'Nothing was sent.';
    case 'done':
      return operation.raced ? racedText : null;
    case 'sending':
    case 'confirming':
    case 'undone':
      return null;
  }
};

const phaseOf = ({ state, isUndone, wasAlreadySo }: OperationView): Phase => {
  if (state !== 'done') return state;
  if (isUndone) return 'undone';
  return wasAlreadySo ? 'already' : 'done';
};

/** What happened to one write, in words. */
export const operationWords = (operation: OperationView): OperationWords => {
  const phase = phaseOf(operation);
  const look = phase === 'done' && operation.raced ? looks.unconfirmed : looks[phase];
  const skipped = phase === 'done' && operation.results.some((result) => !result.isSubmitted);
  return {
    title: titles(operation)[phase],
    subject: subject(operation),
    text: explain(operation, phase),
    tone: skipped ? 'warning' : look.tone,
    icon: skipped ? 'warning' : look.icon,
  };
};

const doneMs = 60_000;
const submittedMs = 5 * 60_000;

/** Those still worth a person's attention: what is under way or needs them always, what ended well for a while. */
export const visibleOperations = (operations: readonly OperationView[], now: number): readonly OperationView[] =>
  operations.filter((operation) => {
    if (operation.needsNotice) return false;
    if (operation.state !== 'done') return true;
    const age = now - Date.parse(operation.createdAt);
    return age < (operation.results.length > 0 || operation.raced ? submittedMs : doneMs);
  });
