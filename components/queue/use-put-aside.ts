import { useState } from 'preact/hooks';
import type { QueueItem } from '../../lib/domain/index.ts';
import { type ReviewActions, useAnswer } from '../panel/index.ts';
import { momentWords, snoozeChoices } from '../words/index.ts';

interface Change {
  readonly snoozedUntil?: string | null;
  readonly isMuted?: boolean;
}

/** What was just put aside or brought back, and the way back. */
export interface AsideNote {
  readonly words: string;
  readonly title: string;
  readonly undo: () => void;
}

const wordsOf = ({ snoozedUntil, isMuted }: Change, now: number): string => {
  if (typeof snoozedUntil === 'string') return `Snoozed until ${momentWords(snoozedUntil, now)}`;
  if (isMuted !== undefined) return isMuted ? 'Muted' : 'No longer muted';
  return 'Brought back';
};

/** Snoozing and muting from the queue, each with a word about it that can be taken back. */
export const usePutAside = (actions: Pick<ReviewActions, 'snooze' | 'mute'>, now: number) => {
  const [note, setNote] = useState<AsideNote | null>(null);
  const [pending, run] = useAnswer();

  const change = (item: QueueItem, to: Change, words: string | null = wordsOf(to, now)): void => {
    const target = { connectionId: item.connectionId, changeSetId: item.changeSetId };
    const back: Change = to.isMuted === undefined ? { snoozedUntil: item.snoozedUntil } : { isMuted: item.isMuted };
    run(async () => {
      const result = await (to.isMuted === undefined
        ? actions.snooze({ ...target, until: to.snoozedUntil ?? null })
        : actions.mute({ ...target, isMuted: to.isMuted }));
      setNote(!result.ok || words === null ? null : { words, title: item.title, undo: () => change(item, back, null) });
      return result;
    });
  };

  return {
    note,
    error: pending.error,
    dismiss: () => setNote(null),
    snooze: (item: QueueItem, until: string | null) => change(item, { snoozedUntil: until }),
    mute: (item: QueueItem, isMuted: boolean) => change(item, { isMuted }),
    /** With one key: until tomorrow morning, and back with the same key. */
    toggleSnooze: (item: QueueItem) =>
      change(item, { snoozedUntil: item.snoozedUntil === null ? (snoozeChoices(now).at(-2)?.until ?? null) : null }),
  };
};

export type PutAsideActs = ReturnType<typeof usePutAside>;
