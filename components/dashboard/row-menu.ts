import { linkToSet, type QueueItem } from '../../lib/domain/index.ts';
import type { MenuItem } from '../ui/index.ts';
import { momentWords, snoozeChoices } from '../words/index.ts';

/** All that can be done with one set from the list. */
export interface RowMenuActs {
  openPage(item: QueueItem): void;
  copyLink(item: QueueItem): void;
  copySummary(item: QueueItem): void;
  check(item: QueueItem): void;
  submit(item: QueueItem): void;
  archive(item: QueueItem): void;
  snooze(item: QueueItem, until: string | null): void;
  mute(item: QueueItem, isMuted: boolean): void;
}

/** What cannot be done now stays in its place, switched off: a menu that changes its order is read anew each time. */
export const rowMenu = (item: QueueItem, acts: RowMenuActs, now: number, hasShortcuts: boolean): readonly MenuItem[] => {
  const key = (letter: string): { readonly hint?: string } => (hasShortcuts ? { hint: letter } : {});
  const canSubmit = !item.isArchived && item.counts.total > 0;
  return [
    { label: 'Open on its page', icon: 'external', ...key('o'), onChoose: item.pageId === null ? undefined : () => acts.openPage(item) },
    ...(item.source === null ? [] : [{ label: `Open ${item.source.label}`, icon: item.source.kind, url: item.source.url }]),
    {
      label: 'Copy link',
      icon: 'link',
      isFirst: true,
      onChoose: linkToSet(item) === null ? undefined : () => acts.copyLink(item),
    },
    { label: 'Copy summary', icon: 'copy', onChoose: () => acts.copySummary(item) },
    {
      label: 'Check before submitting',
      icon: 'checkCircle',
      ...key('c'),
      isFirst: true,
      onChoose: canSubmit ? () => acts.check(item) : undefined,
    },
    { label: 'Submit…', icon: 'send', ...key('s'), onChoose: canSubmit ? () => acts.submit(item) : undefined },
    { label: 'Archive…', icon: 'archive', ...key('a'), onChoose: item.isArchived ? undefined : () => acts.archive(item) },
    ...(item.snoozedUntil === null
      ? snoozeChoices(now).map(({ words, until }, index) => ({
          label: words,
          hint: momentWords(until, now),
          icon: 'clock' as const,
          isFirst: index === 0,
          onChoose: () => acts.snooze(item, until),
        }))
      : [
          {
            label: 'End the snooze',
            icon: 'clock' as const,
            hint: `until ${momentWords(item.snoozedUntil, now)}`,
            isFirst: true,
            onChoose: () => acts.snooze(item, null),
          },
        ]),
    { label: item.isMuted ? 'Unmute' : 'Mute', icon: 'mute', onChoose: () => acts.mute(item, !item.isMuted) },
  ];
};
