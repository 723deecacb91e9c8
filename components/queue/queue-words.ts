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

/** Why a set is where it is, as a person would say it. */
export const reasonWords = (reason: QueueReason): string => {
  switch (reason.kind) {
    case 'asked':
      return `Your approval is asked for on ${plural(reason.pages, 'page')}`;
    case 'changesRequested':
      return `Changes requested on ${plural(reason.pages, 'page')}`;
    case 'stale':
      return `${plural(reason.pages, 'page')} changed since approval`;
    case 'submittable':
      return `${plural(reason.pages, 'page')} can be submitted`;
    case 'unconfirmed':
      return 'A change of yours is not confirmed';
    case 'waitingForReviewers':
      return `${plural(reason.pages, 'page')} with reviewers`;
    case 'waitingForAuthor':
      return reason.author === null ? 'Waits for its author' : `Waits for ${reason.author}`;
    case 'underReview':
      return `${plural(reason.pages, 'page')} under review`;
    case 'approved':
      return 'All pages approved';
    case 'archived':
      return 'Archived';
  }
};
