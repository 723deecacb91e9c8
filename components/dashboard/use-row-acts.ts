import { linkToSet, type QueueItem } from '../../lib/domain/index.ts';
import type { Answer, ReviewActions } from '../panel/index.ts';
import type { Notes } from '../words/index.ts';
import { copyOf, momentWords } from '../words/index.ts';
import { type BoardActs, type BulkTarget, targetOf } from './data.ts';
import type { RowMenuActs } from './row-menu.ts';

/** A final act on one set or on many, asked about before it happens. */
export type Asked =
  | { readonly kind: 'one'; readonly act: 'submit' | 'archive'; readonly item: QueueItem }
  | { readonly kind: 'many'; readonly act: 'submit' | 'archive'; readonly items: readonly BulkTarget[] };

const refused = 'The browser refused the clipboard. Click into this tab and try again.';

/** What can be done with one set, and the word on what became of it. */
export const rowActs = (actions: ReviewActions, acts: BoardActs, notes: Notes, ask: (asked: Asked) => void): RowMenuActs => {
  const told = async (answer: Answer, words: string, onUndo?: () => void): Promise<void> => {
    const result = await answer;
    if (result.ok) notes.say(words, onUndo);
    else notes.fail(result.error);
  };
  const tried = async (answer: Answer): Promise<void> => {
    const result = await answer;
    if (!result.ok) notes.fail(result.error);
  };
  const copySummary = async (item: QueueItem): Promise<void> => {
    const result = await acts.readSet(targetOf(item));
    if (!result.ok) notes.fail(result.error);
    else if (result.value === null) notes.say(`“${item.title}” is no longer there`);
    else notes.say((await actions.copy(copyOf(result.value))) ? 'Summary copied' : refused);
  };
  const snooze = (item: QueueItem, until: string | null): void => {
    const words =
      until === null ? `“${item.title}” is back` : `Out of the way until ${momentWords(until, Date.now())}, or until something changes`;
    const undo = () => void tried(actions.snooze({ ...targetOf(item), until: item.snoozedUntil }));
    void told(actions.snooze({ ...targetOf(item), until }), words, undo);
  };
  const mute = (item: QueueItem, isMuted: boolean): void => {
    const words = isMuted ? `Muted “${item.title}”: it never asks for attention` : `Unmuted “${item.title}”`;
    void told(
      actions.mute({ ...targetOf(item), isMuted }),
      words,
      () => void tried(actions.mute({ ...targetOf(item), isMuted: !isMuted })),
    );
  };
  return {
    openPage: ({ connectionId, changeSetId, pageId }) => {
      if (pageId !== null) void tried(actions.openPage({ connectionId, changeSetId, pageId }));
    },
    copyLink: (item) => {
      const text = linkToSet(item);
      if (text !== null) void actions.copy({ text }).then((isCopied) => notes.say(isCopied ? 'Link copied' : refused));
    },
    copySummary: (item) => void copySummary(item),
    check: (item) => acts.check([{ ...targetOf(item), title: item.title }]),
    submit: (item) => ask({ kind: 'one', act: 'submit', item }),
    archive: (item) => ask({ kind: 'one', act: 'archive', item }),
    snooze,
    mute,
  };
};
