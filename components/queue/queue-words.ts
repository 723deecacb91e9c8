import type { QueueGroup, QueueReason } from '../../lib/domain/index.ts';
import { plural } from '../ui/index.ts';

/** What each group is called, and what it means for a person who meets it first. */
export const groupWords: Readonly<Record<QueueGroup, string>> = {
  needsYou: 'Needs you',
  inReview: 'In review',
  waitingOnOthers: 'Waiting on others',
  done: 'Done',
  snoozed: 'Snoozed',
};

/** "2 pages …"; 0: the pages were not read, the state of the set says so. */
const counted = (pages: number, does: string): string => (pages === 0 ? `Some pages ${does}` : `${plural(pages, 'page')} ${does}`);

/** Of pages that nobody compared it is known that they were edited, and not whether their text changed. */
const staleWords = (pages: number, notCompared: number): string => {
  const changed = pages - notCompared;
  if (pages === 0 || changed === 0) return `${counted(pages, 'edited since approval')}, not compared`;
  return `${plural(changed, 'page')} changed since approval${notCompared === 0 ? '' : `, ${notCompared} more edited and not compared`}`;
};

/** Why a set is where it is, as a person would say it. */
export const reasonWords = (reason: QueueReason): string => {
  switch (reason.kind) {
    case 'asked': {
      const step = reason.step ? `, step ${reason.step.number} of ${reason.step.of}` : '';
      return `Your approval is asked for on ${plural(reason.pages, 'page')}${step}`;
    }
    case 'changesRequested':
      return reason.pages === 0 ? 'Changes requested' : `Changes requested on ${plural(reason.pages, 'page')}`;
    case 'stale':
      return staleWords(reason.pages, reason.notCompared ?? 0);
    case 'staleByNumber':
      return `${plural(reason.pages, 'page')} stale by number only: text as approved`;
    case 'changedThrough':
      return `${plural(reason.pages, 'approved page')} changed through what ${reason.pages === 1 ? 'it shows' : 'they show'}`;
    case 'submittable':
      return counted(reason.pages, 'can be submitted');
    case 'recertificationExpired':
      return `Approval of ${plural(reason.pages, 'page')} has expired: recertify`;
    case 'recertificationDue':
      return `${plural(reason.pages, 'page')} due for recertification`;
    case 'noPages':
      return 'It has no pages yet';
    case 'blocked':
      return `${plural(reason.pages, 'page')} cannot be submitted`;
    case 'unconfirmed':
      return 'A change of yours is not confirmed';
    case 'waitingForReviewers':
      return reason.pages === 0 ? 'With its reviewers' : `${plural(reason.pages, 'page')} with reviewers`;
    case 'waitingForAuthor':
      return reason.author === null ? 'Waits for its author' : `Waits for ${reason.author}`;
    case 'underReview':
      return reason.pages === 0 ? 'Under review' : `${plural(reason.pages, 'page')} under review`;
    case 'approved':
      return 'All pages approved';
    case 'archived':
      return 'Archived';
  }
};
