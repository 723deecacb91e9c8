import type { MenuItem } from '../ui/index.ts';
import { momentWords, snoozeChoices } from './snooze-words.ts';

export interface PutAside {
  readonly snoozedUntil: string | null;
  readonly isMuted: boolean;
  readonly isArchived: boolean;
}

export interface AsideActs {
  /** `null` brings it back. */
  snooze(until: string | null): void;
  mute(isMuted: boolean): void;
}

/** What a menu offers to keep a set out of the way, or to bring it back. What is archived is out of the way. */
export const asideItems = (set: PutAside, acts: AsideActs, now: number): readonly MenuItem[] => {
  if (set.isArchived) return [];
  const snoozes: readonly MenuItem[] =
    set.snoozedUntil === null
      ? snoozeChoices(now).map(({ words, until }) => ({
          label: words,
          hint: momentWords(until, now),
          icon: 'clock' as const,
          onChoose: () => acts.snooze(until),
        }))
      : [{ label: 'Bring it back now', icon: 'clock', onChoose: () => acts.snooze(null) }];
  const mute: MenuItem = set.isMuted
    ? { label: 'Unmute', icon: 'mute', onChoose: () => acts.mute(false) }
    : { label: 'Mute: never ask me', icon: 'mute', onChoose: () => acts.mute(true) };
  return [...(set.isMuted ? [] : snoozes), mute].map((item, index) => (index === 0 ? { ...item, isFirst: true } : item));
};
