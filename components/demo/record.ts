/** What Sheaf knows of the past: approval comments of a page, and what was done to a set from here. */
import { type ActivityEntry, accountId, type PageThread } from '../../lib/domain/index.ts';
import { ana, ben, chloe, minutesAgo, operationId } from './places.ts';
import { thisPage } from './sets.ts';

const stranger = accountId('557058:gone');

/** Two rounds: rejected, then asked again and approved by one of two. */
export const thread: PageThread = {
  pageId: thisPage.pageId,
  checkedAt: minutesAgo(0),
  people: [ana, ben, chloe],
  requests: [
    {
      pageId: thisPage.pageId,
      commentId: 'c-20',
      createdAt: minutesAgo(60 * 24),
      mentions: [ben.id, chloe.id, stranger],
      text: 'Approval Request\nRequested by Ana Ruiz for version 14.\nRotate signing keys every 30 days\nThe gateway now rotates its signing keys every 30 days and keeps two valid at a time.\nRunbooks, the on-call guide and the partner documentation have to say the same on the day this is merged.\nPlease look at the section on clock skew first: it is the one that changed since the last round.',
      referenceUrl: 'https://github.com/acme/gateway/pull/184',
      replies: [
        {
          commentId: 'c-21',
          authorId: ben.id,
          createdAt: minutesAgo(60 * 22),
          kind: 'other',
          decidedBy: null,
          mentions: [ana.id],
          text: 'Does <b>"two valid at a time"</b> hold while the old key is being revoked?',
        },
        {
          commentId: 'c-22',
          authorId: ben.id,
          createdAt: minutesAgo(60 * 20),
          kind: 'approved',
          decidedBy: ben.id,
          mentions: [],
          text: 'Approved.\nIt does, thanks.',
        },
      ],
    },
    {
      pageId: thisPage.pageId,
      commentId: 'c-10',
      createdAt: minutesAgo(60 * 72),
      mentions: [ben.id],
      text: 'Approval Request',
      referenceUrl: null,
      replies: [
        {
          commentId: 'c-11',
          authorId: null,
          createdAt: minutesAgo(60 * 70),
          kind: 'rejected',
          decidedBy: null,
          mentions: [],
          text: 'Changes requested: say what happens to tokens signed with the old key.',
        },
        {
          commentId: 'c-12',
          authorId: ana.id,
          createdAt: minutesAgo(60 * 69),
          kind: 'cancelled',
          decidedBy: ana.id,
          mentions: [],
          text: 'Cancelled by Ana Ruiz.',
        },
      ],
    },
  ],
};

const entry = (id: string, facts: Partial<ActivityEntry>): ActivityEntry => ({
  id: operationId(id),
  at: minutesAgo(60),
  kind: 'addPage',
  by: ana.name,
  pageTitle: null,
  pageCount: 0,
  outcome: 'done',
  error: null,
  submitted: null,
  ...facts,
});

/** One of every kind and of every outcome. */
export const activity: readonly ActivityEntry[] = [
  entry('a-1', { kind: 'removePage', pageTitle: 'Service tokens', pageCount: 1, outcome: 'sending', at: minutesAgo(0) }),
  entry('a-2', { kind: 'edit', outcome: 'waiting', error: { kind: 'offline' }, at: minutesAgo(3) }),
  entry('a-3', {
    kind: 'archive',
    outcome: 'failed',
    error: { kind: 'forbidden', service: 'approvalFlow', because: 'role' },
    at: minutesAgo(20),
  }),
  entry('a-4', { kind: 'submit', pageCount: 7, submitted: { sent: 4, skipped: 3 }, at: minutesAgo(60 * 5) }),
  entry('a-5', {
    kind: 'submitPage',
    pageTitle: thisPage.title,
    pageCount: 1,
    submitted: { sent: 1, skipped: 0 },
    at: minutesAgo(60 * 24),
  }),
  entry('a-6', { kind: 'removePages', pageCount: 2, outcome: 'undone', at: minutesAgo(60 * 25) }),
  entry('a-7', { kind: 'addPages', pageCount: 3, outcome: 'unconfirmed', at: minutesAgo(60 * 25) }),
  entry('a-8', { pageTitle: 'Threat model: token theft', pageCount: 1, at: minutesAgo(60 * 26), by: null }),
  entry('a-9', { kind: 'create', pageCount: 4, at: minutesAgo(60 * 26) }),
];
