/** OPS on acme: runbooks. Its administrators made their own list of page statuses, so the ids are large. */

import { runbooks } from './ops-runbooks.ts';
import type { SpacePlan } from './plan.ts';
import { h2, p, ul } from './storage.ts';

export const operations: SpacePlan = {
  id: '163842',
  key: 'OPS',
  name: 'Operations',
  description: 'Runbooks, capacity and the status page',
  admins: ['dee'],
  viewers: null,
  editors: ['ana', 'ben', 'dee'],
  customStates: true,
  states: [
    { id: 27_819_521, name: 'Needs rehearsal', color: '#ff7452' },
    { id: 27_819_522, name: 'Rehearsed', color: '#57d9a3' },
    { id: 27_819_523, name: 'Being rewritten', color: '#8777d9' },
  ],
  home: {
    slug: 'ops/home',
    title: 'Operations',
    history: ['dee 840 Created', 'ben 420', 'ben 90 New runbooks'],
    body: [
      p('What to do when something is wrong, and what to do so that it is not.'),
      h2('Most used'),
      ul('[[Runbook: token service]]', '[[Runbook: order store]]', '[[Status page wording]]', '[[Capacity plan]]'),
    ],
  },
  pages: runbooks,
  others: [],
};
