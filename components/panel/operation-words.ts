import type { OperationView } from '../../lib/domain/index.ts';
import { type IconName, plural, type Tone } from '../ui/index.ts';
import { errorWords } from '../words/index.ts';
import { submitWords } from './submit-words.ts';

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

/** Pages that go into a set or out of it; one page is named below the title, several are counted in it. */
const listChange = (isAdd: boolean, set: string, pages: string | null): Readonly<Record<Phase, string>> => {
  const [doing, done] = isAdd ? ['Adding', 'Added'] : ['Removing', 'Removed'];
  const what = pages === null ? '' : `${pages} `;
  const where = `${isAdd ? 'to' : 'from'} ${set}`;
  const begin = pages === null ? 'Not' : `${capital(pages)} not`;
  return {
    already: `${capital(`${what}already`)} ${isAdd ? 'in' : 'out of'} ${set}`,
    waiting: `${capital(`${what}waiting`)} to be ${done.toLowerCase()} ${where}`,
    sending: `${doing} ${what}${where}…`,
    confirming: `${doing} ${what}${where}…`,
    done: `${done} ${what}${where}`,
    undone: isAdd ? `Undone: ${what}no longer in ${set}` : `Undone: ${what}back in ${set}`,
    failed: `${begin} ${done.toLowerCase()} ${where}`,
    unconfirmed:
      pages === null ? `Perhaps not ${done.toLowerCase()} ${where}` : `${capital(pages)} perhaps not ${done.toLowerCase()} ${where}`,
  };
};

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
    case 'removePage':
      return listChange(operation.kind === 'addPage', set, null);
    case 'addPages':
    case 'removePages':
      return listChange(operation.kind === 'addPages', set, plural(operation.pageCount, 'page'));
    case 'edit':
      return whole({ doing: 'changing', done: 'changed' }, set);
    case 'create':
      return whole({ doing: 'creating', done: 'created' }, set);
    case 'submit':
      return { ...whole({ doing: 'submitting', done: 'submitted' }, set), done: submitWords(operation.results) ?? `Submitted ${set}` };
    case 'submitPage':
      return whole({ doing: 'submitting', done: 'submitted' }, operation.pageTitle === null ? 'the page' : quoted(operation.pageTitle));
    case 'archive':
      return whole({ doing: 'archiving', done: 'archived' }, set);
  }
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
const racedEditText = 'Someone else changed this set at the same time. Look at what it says now.';

/** What the title leaves out: the page of an add or remove, the set of a submit. */
const subject = (operation: OperationView): string | null => {
  if (operation.kind === 'addPage' || operation.kind === 'removePage') return operation.pageTitle;
  return operation.kind === 'submit' && operation.results.length > 0 ? operation.changeSetTitle : null;
};

const explain = (operation: OperationView, phase: Phase): string | null => {
  const error = operation.error === null ? null : errorWords(operation.error);
  const isSubmit = operation.kind === 'submit' || operation.kind === 'submitPage';
  if (isConflict(operation)) return 'Nothing of theirs was overwritten, and nothing of yours is lost. Which shall stay?';
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
      if (!operation.raced) return null;
      return operation.kind === 'edit' ? racedEditText : racedText;
    case 'sending':
      return operation.kind === 'submit' ? 'ApprovalFlow takes the pages one after the other. This may take half a minute.' : null;
    case 'confirming':
      return isSubmit ? 'The answer was lost. Sheaf reads back what happened, and sends again only what is left.' : null;
    case 'undone':
      return null;
  }
};

const phaseOf = ({ state, isUndone, wasAlreadySo }: OperationView): Phase => {
  if (state !== 'done') return state;
  if (isUndone) return 'undone';
  return wasAlreadySo ? 'already' : 'done';
};

export const isUnderWay = ({ state }: OperationView): boolean => state === 'waiting' || state === 'sending' || state === 'confirming';

/** Somebody else changed what we were changing: a person decides. */
export const isConflict = ({ kind, state, conflicts }: OperationView): boolean =>
  kind === 'edit' && state === 'failed' && conflicts.length > 0;

/** What happened to one write, in words. */
export const operationWords = (operation: OperationView): OperationWords => {
  const phase = phaseOf(operation);
  if (isConflict(operation))
    return {
      title: `Somebody else changed ${quoted(operation.changeSetTitle)} too`,
      subject: null,
      text: explain(operation, phase),
      ...looks.unconfirmed,
    };
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
const racedMs = 5 * 60_000;

/**
 * Those still worth a person's attention: what is under way, what needs them and what became of a submission until they dismiss it, what
 * ended well for a while. Those of a bulk are told by the bulk.
 */
export const visibleOperations = (operations: readonly OperationView[], now: number): readonly OperationView[] =>
  operations.filter((operation) => {
    if (operation.needsNotice) return false;
    if (operation.state !== 'done') return true;
    if (operation.bulkId !== null) return false;
    if (operation.results.length > 0 && !operation.wasAlreadySo) return true;
    return now - Date.parse(operation.createdAt) < (operation.raced ? racedMs : doneMs);
  });
