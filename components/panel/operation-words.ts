import type { OperationView } from '../../lib/domain/index.ts';
import { type IconName, plural, type Tone } from '../ui/index.ts';
import { errorWords } from '../words/index.ts';

export interface OperationWords {
  readonly title: string;
  readonly text: string | null;
  readonly tone: Tone;
  readonly icon: IconName;
}

const quoted = (title: string): string => `“${title}”`;

type Phase = 'already' | 'waiting' | 'sending' | 'confirming' | 'done' | 'undone' | 'failed' | 'unconfirmed';

const pageOf = (operation: OperationView): string => (operation.pageTitle === null ? 'the page' : quoted(operation.pageTitle));
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const addPage = (operation: OperationView): Readonly<Record<Phase, string>> => {
  const page = pageOf(operation);
  const set = quoted(operation.changeSetTitle);
  return {
    already: `${capital(page)} is in ${set} already`,
    waiting: `Waiting to add ${page} to ${set}`,
    sending: `Adding ${page} to ${set}…`,
    confirming: `Making sure that ${page} is in ${set}…`,
    done: `Added ${page} to ${set}`,
    undone: `Undone: ${page} is not in ${set}`,
    failed: `${capital(page)} was not added to ${set}`,
    unconfirmed: `It is not certain that ${page} was added to ${set}`,
  };
};

const removePage = (operation: OperationView): Readonly<Record<Phase, string>> => {
  const page = pageOf(operation);
  const set = quoted(operation.changeSetTitle);
  return {
    already: `${capital(page)} was out of ${set} already`,
    waiting: `Waiting to remove ${page} from ${set}`,
    sending: `Removing ${page} from ${set}…`,
    confirming: `Making sure that ${page} is out of ${set}…`,
    done: `Removed ${page} from ${set}`,
    undone: `Undone: ${page} is in ${set} again`,
    failed: `${capital(page)} was not removed from ${set}`,
    unconfirmed: `It is not certain that ${page} was removed from ${set}`,
  };
};

const whole = (verbs: { doing: string; done: string; plain: string }, object: string): Readonly<Record<Phase, string>> => ({
  already: `${capital(object)} was ${verbs.done} already`,
  waiting: `Waiting to ${verbs.plain} ${object}`,
  sending: `${capital(verbs.doing)} ${object}…`,
  confirming: `Making sure that ${object} was ${verbs.done}…`,
  done: `${capital(verbs.done)} ${object}`,
  undone: `Undone: ${object}`,
  failed: `${capital(object)} was not ${verbs.done}`,
  unconfirmed: `It is not certain that ${object} was ${verbs.done}`,
});

const titles = (operation: OperationView): Readonly<Record<Phase, string>> => {
  switch (operation.kind) {
    case 'addPage':
      return addPage(operation);
    case 'removePage':
      return removePage(operation);
    case 'create':
      return whole({ doing: 'creating', done: 'created', plain: 'create' }, quoted(operation.changeSetTitle));
    case 'submit':
      return whole({ doing: 'submitting', done: 'submitted', plain: 'submit' }, quoted(operation.changeSetTitle));
    case 'submitPage':
      return whole({ doing: 'submitting', done: 'submitted', plain: 'submit' }, pageOf(operation));
    case 'archive':
      return whole({ doing: 'archiving', done: 'archived', plain: 'archive' }, quoted(operation.changeSetTitle));
  }
};

/** "6 pages submitted, 1 skipped". */
export const submitWords = (operation: OperationView): string | null => {
  if (operation.results.length === 0) return null;
  const submitted = operation.results.filter((result) => result.isSubmitted).length;
  const skipped = operation.results.length - submitted;
  return skipped === 0 ? `${plural(submitted, 'page')} submitted.` : `${plural(submitted, 'page')} submitted, ${skipped} skipped.`;
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

const explain = (operation: OperationView, phase: Phase): string | null => {
  const error = operation.error === null ? null : errorWords(operation.error);
  if (phase === 'failed') return error === null ? null : `${error.title}. ${error.explanation}`;
  if (phase === 'unconfirmed') return 'The answer was lost, and reading back did not settle it. Look at the set, then decide.';
  if (phase === 'waiting') {
    if (operation.needsNotice) return 'Waits for your answer.';
    return error === null ? 'It is kept and will be sent.' : `${error.title}. It is kept and will be sent by itself.`;
  }
  if (phase === 'already') return 'Nothing was sent.';
  if (phase === 'done' && operation.raced) return [submitWords(operation), racedText].filter(Boolean).join(' ');
  return phase === 'done' ? submitWords(operation) : null;
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
