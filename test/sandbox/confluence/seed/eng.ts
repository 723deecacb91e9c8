/** ENG on acme: engineering's own space. It never customised its page statuses, so their ids are 0 to 3. */
import { defaultStates } from '../page-states.ts';
import { authPages } from './eng-auth.ts';
import { oddPages } from './eng-odd.ts';
import type { PagePlan, SpacePlan } from './plan.ts';
import { revised, since, until } from './plan.ts';
import {
  code,
  expand,
  h2,
  h3,
  image,
  includePage,
  info,
  jira,
  note,
  ol,
  p,
  quote,
  table,
  tasks,
  tip,
  toc,
  twoColumns,
  ul,
  warning,
} from './storage.ts';

const home: PagePlan = {
  slug: 'eng/home',
  title: 'Engineering',
  history: ['dee 900 Created', 'ana 610', 'dee 400 New teams', 'ben 120 On-call moved', 'ana 35 Links tidied'],
  labels: ['home'],
  body: [
    p('How we build, run and document the Acme platform. If you are new, start with [[Engineering handbook]] and ask @dee for access.'),
    twoColumns(
      [h2('Read often'), ul('[[Auth API]]', '[[Service catalogue]]', '[[Release process]]', '[[On-call guide]]')],
      [
        h2('Happening now'),
        ul(
          'Auth API v2 goes live in two weeks: [[Migration guide]]',
          'Order store moves to the new cluster',
          'Hiring two platform engineers',
        ),
      ],
    ),
    since(
      3,
      h2('Teams'),
      table(
        ['Team', 'Owns', 'Channel'],
        ['Identity', 'Auth API, developer console', '#identity'],
        ['Orders', 'Order store, checkout', '#orders'],
        ['Platform', 'Clusters, pipelines, observability', '#platform'],
      ),
    ),
  ],
};

const handbook: readonly PagePlan[] = [
  {
    slug: 'eng/handbook',
    title: 'Engineering handbook',
    history: ['dee 880 Created', 'ana 700', 'ben 505 Reviews', 'dee 366 Yearly reading', 'chi 210', 'ana 98 Decision records'],
    labels: ['handbook'],
    body: [
      toc(),
      p('What we agreed on, and why. Change it by editing: the last three people who did are asked to review.'),
      h2('Working agreements'),
      ul(
        'Small changes, reviewed within a working day.',
        'The author merges. The reviewer is not a gate but a second pair of eyes.',
        'What is not written down was not decided.',
      ),
      since(
        3,
        h2('Reviews'),
        p('Say what must change and what is a taste. Prefix tastes with _nit_. A review without a word of praise is usually unfinished.'),
      ),
      since(
        6,
        h2('Decisions'),
        p(
          'Anything that is hard to undo gets a decision record: one page with context, decision and consequences. See [[Decision: one order store]].',
        ),
      ),
      quote('Write for the person who is woken at three in the morning by the thing you are building.'),
    ],
  },
  {
    slug: 'eng/handbook/release',
    title: 'Release process',
    parent: 'eng/handbook',
    history: ['ben 640 Created', 'ana 501', 'ben 410 Canary', 'chi 333', 'ben 250 Freeze', 'ana 170', 'ben 66 Rollback first'],
    labels: ['process', 'release'],
    states: { 4: defaultStates[2] ?? null, 6: defaultStates[1] ?? null },
    body: [
      p('Every merge to `main` can go to production. Whether it does is decided by the checks below, not by a person.'),
      ol(
        'The pipeline builds once and signs the image.',
        'Staging gets it at once. The smoke suite runs against the real dependencies.',
        'One canary pod for thirty minutes, compared with its neighbours.',
        'Region by region, fifteen minutes apart.',
      ),
      since(3, image('release-train.png', 'Build, staging, canary, regions')),
      since(
        5,
        h2('Freeze'),
        p('From {date:2026-12-18} to {date:2027-01-04} only fixes go out, each with a second reviewer from another team.'),
      ),
      revised({
        1: warning('To go back, redeploy the previous tag.'),
        7: warning('**Roll back first, understand later.** `acme release back` takes ninety seconds and never needs an approval.'),
      }),
    ],
  },
  {
    slug: 'eng/handbook/oncall',
    title: 'On-call guide',
    parent: 'eng/handbook',
    history: ['ben 590 Created', 'chi 480', 'ben 377 Handover', 'ana 260', 'chi 133 Severity table', 'ben 44'],
    labels: ['on-call', 'process'],
    comments: [{ author: 'ben', daysAgo: 40, body: p('@ana could you check that the escalation numbers are still right?') }],
    body: [
      p('One week, Monday 10:00 to Monday 10:00. You are expected to answer within ten minutes and allowed to go to bed.'),
      h2('When it rings'),
      tasks(
        '- Acknowledge, so that nobody else wakes up',
        '- Say in #incidents what you see, not what you think',
        '- Roll back if a release is younger than an hour',
        '- Call the second person after twenty minutes without a theory',
      ),
      since(
        5,
        table(
          ['Severity', 'Means', 'Who is told'],
          ['{red|SEV 1}', 'Customers cannot order', 'Everybody, status page at once'],
          ['{yellow|SEV 2}', 'Something important is slow or partly broken', 'Owning team, status page after 15 minutes'],
          ['{blue|SEV 3}', 'Nobody outside notices', 'Owning team, next morning'],
        ),
      ),
      since(
        3,
        h2('Handover'),
        p('Monday, ten minutes, on a call. Open alarms, odd things, promised follow-ups. Write them in the log even if there are none.'),
      ),
    ],
  },
  {
    slug: 'eng/handbook/review-checklist',
    title: 'Documentation review checklist',
    parent: 'eng/handbook',
    history: ['chi 280 Created', 'ana 199', 'chi 87 Screenshots'],
    labels: ['checklist'],
    body: [
      p('For reviewers of change sets. Ten minutes a page; more means that the page is too long.'),
      tasks(
        '- Does the first paragraph say who should read on?',
        '- Do the commands work when pasted?',
        '- Are dates and limits those of production?',
        '- Does every link lead where its text says?',
        '- Screenshots: no names of customers, light mode',
      ),
      until(2, p('Screenshots are reviewed by Design.')),
    ],
  },
];

const services: readonly PagePlan[] = [
  {
    slug: 'eng/services',
    title: 'Service catalogue',
    history: ['ben 720 Created', 'ben 655', 'ana 540', 'chi 470', 'ben 390', 'ana 310', 'ben 201', 'chi 110', 'ben 29 Search retired'],
    labels: ['catalogue'],
    body: [
      p('One row a service. The owner is a team, never a person.'),
      table(
        ['Service', 'Owner', 'Tier', 'Runbook'],
        ['`auth-gateway`', 'Identity', '{red|1}', '[[OPS:Runbook: token service|Token service]]'],
        ['`order-store`', 'Orders', '{red|1}', '[[OPS:Runbook: order store|Order store]]'],
        ['`catalogue-search`', 'Orders', '{yellow|2}', '–'],
        ['`mailer`', 'Platform', '{blue|3}', '[[OPS:Runbook: mailer|Mailer]]'],
      ),
      since(9, note('`catalogue-search` is being retired; the new search lives in `order-store`.')),
    ],
  },
  {
    slug: 'eng/services/order-store',
    title: 'Order store design',
    parent: 'eng/services',
    history: [
      'ana 600 Created',
      'ben 570',
      'ana 555 After review',
      'ben 430',
      'ana 288 Sharding',
      'chi 160',
      'ana 73',
      'ben 19 Cluster move',
    ],
    labels: ['design'],
    body: [
      toc(),
      p(
        'The order store keeps every order from the first click in the basket to the last refund, and answers one question quickly: what happened to this order, in which sequence?',
      ),
      h2('Model'),
      p(
        'An order is a list of events. Nothing is updated; a correction is another event. The current state is a fold over the list, cached with the number of the last event it saw.',
      ),
      code(
        'typescript',
        `type OrderEvent =\n  | { kind: 'placed'; lines: Line[]; at: string }\n  | { kind: 'paid'; amount: Money; at: string }\n  | { kind: 'shipped'; parcel: string; at: string };\n\nconst state = events.reduce(apply, empty);`,
      ),
      image('order-store.png', 'Writers append to the log, a projector fills the read model'),
      since(
        5,
        h2('Sharding'),
        p('By customer, 256 buckets, moved with a double write. A bucket moves in about four minutes; nobody has noticed yet.'),
      ),
      h2('What we gave up'),
      ul(
        'Queries across customers: they belong in the warehouse.',
        'Deleting a single event. Personal data is encrypted with a key per customer, and the key is deleted.',
      ),
      since(8, info('The move to the new cluster is tracked in [[Cluster move plan]].')),
    ],
  },
  {
    slug: 'eng/services/order-store/adr',
    title: 'Decision: one order store',
    parent: 'eng/services/order-store',
    history: ['ana 602 Proposed', 'ben 598 Comments', 'ana 590 Accepted'],
    labels: ['decision'],
    states: { 3: defaultStates[3] ?? null },
    body: [
      table(['', ''], ['Decided', '{date:2025-04-08}'], ['By', '@ana @ben @dee'], ['State', '{green|ACCEPTED}']),
      h2('Context'),
      p('Three services kept orders, each with its own idea of "paid". Month end took two people three days.'),
      h2('Decision'),
      p('One store, append only. The other two become readers within a quarter.'),
      h2('Consequences'),
      ul(
        'Month end is a query.',
        'One more thing that must not fail: tier 1 from the first day.',
        'Reports that joined the old tables have to be rewritten; about thirty.',
      ),
    ],
  },
  {
    slug: 'eng/services/order-store/move',
    title: 'Cluster move plan',
    parent: 'eng/services/order-store',
    history: ['ben 48 Draft', 'ana 41', 'ben 33 Dates', 'chi 20', 'ben 6 Week two done'],
    labels: ['plan'],
    draft: { extra: '<p>Week four: old cluster off, after a week without a read.</p>' },
    body: [
      p('Four weeks, one region a week. Each step can be undone on the same day.'),
      table(
        ['Week', 'Region', 'State'],
        ['1', 'eu-north', '{green|DONE}'],
        ['2', 'eu-west', '{green|DONE}'],
        ['3', 'us-east', '{yellow|PLANNED}'],
        ['4', 'ap-south', '{grey|LATER}'],
      ),
      since(
        3,
        expand(
          'Roll-back, step by step',
          ol(
            'Stop the mover: `acme move pause`.',
            'Point the readers back; they follow within one minute.',
            'Replay the tail: at most two hundred events a bucket.',
          ),
        ),
      ),
      jira('ORD-2290'),
    ],
  },
  {
    slug: 'eng/services/mailer',
    title: 'Mailer templates',
    parent: 'eng/services',
    history: ['chi 340 Created', 'chi 300', 'ana 255', 'chi 61'],
    body: [
      p('Twelve mails, four languages. A template is a file; a change is a pull request, and the pull request shows the rendered mail.'),
      table(
        ['Template', 'Sent when', 'Can be switched off'],
        ['`order-placed`', 'An order is accepted', 'no'],
        ['`parcel-sent`', 'The carrier has it', 'yes'],
        ['`review-request`', 'Ten days after delivery', 'yes'],
      ),
      warning('`review-request` goes to real people from staging if `MAIL_SINK` is not set. It has happened once.'),
    ],
  },
  {
    slug: 'eng/services/observability',
    title: 'Observability',
    parent: 'eng/services',
    history: ['ben 500 Created', 'ben 420', 'ana 380', 'ben 240 Traces', 'chi 92'],
    labels: ['platform'],
    body: [
      p('Three questions, three tools: is it broken (metrics), where (traces), why (logs).'),
      h3('Names'),
      code(
        'text',
        'service.thing.verb          counters   auth.token.rejected\nservice.thing.duration_ms   histograms orders.append.duration_ms',
      ),
      since(
        4,
        h3('Traces'),
        p(
          'One in a hundred, and every one that fails or takes over two seconds. The trace id is in every log line and in every error page.',
        ),
      ),
      tip('A dashboard nobody opened for ninety days is deleted. Nobody has complained yet.'),
    ],
  },
  {
    slug: 'eng/services/glossary',
    title: 'Glossary',
    parent: 'eng/services',
    history: ['ana 460 Created', 'ben 300', 'chi 120', 'ana 22'],
    body: [
      table(
        ['Word', 'Means'],
        ['Basket', 'An order that nobody paid yet'],
        ['Bucket', 'One of 256 parts of the order store'],
        ['Client', 'A program that holds credentials. Never a customer'],
        ['Family', 'A refresh token and all its successors'],
        ['Tier 1', 'If it fails, somebody is woken'],
      ),
      includePage('Rate limits'),
    ],
  },
];

export const engineering: SpacePlan = {
  id: '98306',
  key: 'ENG',
  name: 'Engineering',
  description: 'How we build, run and document the Acme platform',
  admins: ['dee'],
  viewers: null,
  editors: ['ana', 'ben', 'chi', 'dee'],
  customStates: true,
  states: defaultStates,
  home,
  pages: [...authPages, ...handbook, ...services, ...oddPages],
  others: [
    { slug: 'eng/folder/archive', type: 'folder', title: 'Meeting notes' },
    { slug: 'eng/whiteboard/auth', type: 'whiteboard', title: 'Auth v2 sketch', labels: ['auth-v2'] },
    { slug: 'eng/database/tokens', type: 'database', title: 'Token inventory', parent: 'eng/auth' },
    {
      slug: 'eng/embed/status',
      type: 'embed',
      title: 'Status board',
      parent: 'eng/auth',
      embedUrl: 'https://status.acme.example/boards/identity',
    },
  ],
};
