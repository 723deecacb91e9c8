/** DEL on globex: the second site, small on purpose. */
import { defaultStates } from '../page-states.ts';
import type { SpacePlan } from './plan.ts';
import { since } from './plan.ts';
import { code, h2, info, ol, p, table, ul } from './storage.ts';

export const delivery: SpacePlan = {
  id: '98306',
  key: 'DEL',
  name: 'Delivery',
  description: 'Projects that Globex delivers',
  admins: ['dee'],
  viewers: null,
  editors: null,
  customStates: true,
  states: defaultStates,
  home: {
    slug: 'del/home',
    title: 'Delivery',
    history: ['otto 300 Created', 'dee 120'],
    body: [p('Projects, who runs them and how they end.'), ul('[[Project handbook]]', '[[Acceptance checklist]]')],
  },
  pages: [
    {
      slug: 'del/handbook',
      title: 'Project handbook',
      history: ['otto 290 Created', 'otto 200', 'dee 80'],
      labels: ['handbook'],
      body: [
        p('A project has one owner, one date and one page. This is the page.'),
        since(3, info('Dee reviews every project page before it starts.')),
      ],
    },
    {
      slug: 'del/acceptance',
      title: 'Acceptance checklist',
      history: ['otto 250 Created', 'dee 61'],
      body: [ol('Customer has tried it without us in the room.', 'Open points have a date.', 'The runbook was rehearsed.')],
    },
    {
      slug: 'del/integration',
      title: 'Integration notes: Acme',
      history: ['otto 140 Created', 'otto 90', 'otto 20'],
      body: [
        p('How our warehouse talks to Acme.'),
        code('bash', 'curl -sS https://api.acme.example/orders?limit=1'),
        h2('Open'),
        ul('Tokens instead of keys before March.'),
      ],
    },
    {
      slug: 'del/contacts',
      title: 'Contacts',
      history: ['otto 230 Created'],
      body: [table(['Who', 'For'], ['Otto', 'everything'], ['Dee', 'reviews'])],
    },
  ],
  others: [],
};
