/** HR on acme: policies. Custom page statuses are switched off here. */
import { defaultStates } from '../page-states.ts';
import type { PagePlan, SpacePlan } from './plan.ts';
import { revised, since } from './plan.ts';
import { expand, h2, info, note, ol, p, table, tasks, tip, toc, ul } from './storage.ts';

const policies: readonly PagePlan[] = [
  {
    slug: 'hr/leave',
    title: 'Leave policy',
    history: ['dee 700 Created', 'dee 520', 'ana 390 Examples', 'dee 180 Carry-over', 'dee 34 Parental leave'],
    labels: ['policy'],
    body: [
      toc(),
      p('Thirty days a year, in whole or half days. You decide when; your team decides that the work still gets done.'),
      revised({ 1: p('Days that were not taken end with the year.'), 4: p('Up to five days may be carried into March.') }),
      since(
        3,
        expand(
          'Examples',
          ul('You start on 1 July: fifteen days.', 'Four days a week: twenty-four days, and each of them is one of your days.'),
        ),
      ),
      since(5, h2('Parental leave'), p('Twenty weeks for each parent, in up to three parts, within two years.')),
    ],
  },
  {
    slug: 'hr/remote',
    title: 'Working from elsewhere',
    history: ['dee 480 Created', 'dee 300', 'dee 71 Tax'],
    labels: ['policy'],
    body: [
      p('From anywhere in your country, any time. From another country for up to thirty days a year, after a word with @dee.'),
      since(3, note('Some countries tax from the first day. The table in the handbook of the tax office is newer than ours.')),
    ],
  },
  {
    slug: 'hr/expenses',
    title: 'Expenses',
    history: ['dee 650 Created', 'ana 470', 'dee 210 Limits', 'dee 46'],
    labels: ['policy'],
    body: [
      p('Spend it as if it were yours, and keep the receipt.'),
      table(
        ['What', 'Without asking', 'With a yes'],
        ['Train, second class', 'always', '–'],
        ['Hotel', 'up to 140 a night', 'above'],
        ['Books', 'always', '–'],
        ['Conference', '–', 'your lead'],
      ),
    ],
  },
  {
    slug: 'hr/onboarding',
    title: 'Your first month',
    history: ['dee 600 Created', 'chi 402', 'dee 260', 'ben 128 Week two', 'dee 39'],
    labels: ['guide'],
    body: [
      h2('Day one'),
      tasks('- Laptop, keys, lunch', '- Meet your companion', '- Change one word in [[ENG:Engineering handbook]]'),
      since(4, h2('Week two'), p('Join the on-call person for an afternoon, whatever your job is.')),
      tip('Write down what confused you. In a month you will not remember.'),
    ],
  },
  {
    slug: 'hr/offboarding',
    title: 'Leaving',
    history: ['dee 590 Created', 'dee 220'],
    body: [
      ol('Tell your lead, then @dee.', 'Hand over pages you own: **Page information**, then **Owner**.', 'Laptop back, coffee, good-bye.'),
    ],
  },
  {
    slug: 'hr/review-talks',
    title: 'Review talks',
    history: ['dee 540 Created', 'dee 350', 'dee 155', 'ana 60'],
    labels: ['guide'],
    body: [
      p('Twice a year, an hour, no surprises. A surprise in a review talk is a failure of the months before.'),
      ul('What went well, with an example.', 'What you want more of.', 'One thing to change, on both sides.'),
    ],
  },
  {
    slug: 'hr/salary-bands',
    title: 'Salary bands',
    history: ['dee 330 Created', 'dee 140', 'dee 8 New year'],
    viewers: ['dee', 'ana'],
    editors: ['dee'],
    labels: ['confidential'],
    body: [
      p('For leads. The bands are discussed with everybody in their talk; this table is not passed on.'),
      table(['Band', 'From', 'To'], ['2', '52,000', '61,000'], ['3', '60,000', '74,000'], ['4', '72,000', '90,000']),
    ],
  },
  {
    slug: 'hr/health',
    title: 'Health and safety',
    history: ['dee 610 Created', 'dee 255', 'dee 90'],
    labels: ['policy'],
    body: [
      p('First-aid boxes are at each stair. Fire drills are on the first Tuesday of March and October.'),
      info('Working alone in the lab after 20:00 is not allowed, even briefly.'),
    ],
  },
  {
    slug: 'hr/security-training',
    title: 'Security training',
    history: ['chi 310 Created', 'chi 190', 'dee 53 2026 edition'],
    labels: ['training'],
    body: [
      p('Forty minutes a year. The part about links in mails is the one that has helped.'),
      revised({ 1: p('Due by the end of October.'), 3: p('Due by {date:2026-12-15}. Reminders come from a person, not a robot.') }),
    ],
  },
  {
    slug: 'hr/travel',
    title: 'Travel',
    history: ['dee 420 Created', 'ana 233', 'dee 101'],
    labels: ['guide'],
    body: [
      p('Train under six hours, plane above. Book yourself; nobody checks, everybody can look.'),
      table(['From', 'To', 'Usual'], ['Lisbon', 'Berlin', 'plane'], ['Berlin', 'Malmö', 'train']),
      note('Visas take three weeks. Ask @dee before you book.'),
    ],
  },
  {
    slug: 'hr/code-of-conduct',
    title: 'Code of conduct',
    history: ['dee 820 Created', 'dee 500', 'dee 200'],
    labels: ['policy'],
    states: { 2: defaultStates[3] ?? null },
    body: [
      p('Be kind, be honest, and assume that the other person is too.'),
      p('If something is wrong, tell your lead, @dee, or the outside counsel named at the entrance. You choose which.'),
    ],
  },
  {
    slug: 'hr/holidays',
    title: 'Public holidays 2027',
    history: ['dee 16 Created', 'dee 9'],
    body: [
      table(
        ['Day', 'Lisbon', 'Berlin'],
        ['{date:2027-01-01}', 'yes', 'yes'],
        ['{date:2027-03-26}', 'yes', 'yes'],
        ['{date:2027-06-10}', 'yes', 'no'],
        ['{date:2027-10-03}', 'no', 'yes'],
      ),
    ],
  },
];

export const peopleOperations: SpacePlan = {
  id: '229378',
  key: 'HR',
  name: 'People',
  description: 'Policies and everything about working here',
  admins: ['dee'],
  viewers: null,
  editors: ['ana', 'dee'],
  customStates: false,
  states: defaultStates,
  home: {
    slug: 'hr/home',
    title: 'People',
    history: ['dee 860 Created', 'dee 300', 'dee 50'],
    body: [
      p('Everything about working at Acme. If the answer is not here, ask @dee, and then it will be.'),
      ul('[[Leave policy]]', '[[Your first month]]', '[[Expenses]]'),
    ],
  },
  pages: policies,
  others: [],
};
