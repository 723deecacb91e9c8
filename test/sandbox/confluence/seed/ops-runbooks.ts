/** OPS: its pages. */
import type { PagePlan } from './plan.ts';
import { revised, since } from './plan.ts';
import {
  code,
  excerpt,
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
  table,
  tasks,
  tip,
  toc,
  ul,
  warning,
} from './storage.ts';

const rehearsed = { id: 27_819_522, name: 'Rehearsed', color: '#57d9a3' };
const needsRehearsal = { id: 27_819_521, name: 'Needs rehearsal', color: '#ff7452' };

export const runbooks: readonly PagePlan[] = [
  {
    slug: 'ops/runbooks',
    title: 'Runbooks',
    history: ['ben 800 Created', 'ben 410', 'ana 180'],
    body: [
      p('A runbook is read by a tired person. Short sentences, commands that can be pasted, no history.'),
      excerpt(p('Before anything else: say in #incidents that you are on it.')),
      note('A runbook that was not rehearsed for six months is marked {red|NEEDS REHEARSAL}.'),
    ],
  },
  {
    slug: 'ops/runbooks/token-service',
    title: 'Runbook: token service',
    parent: 'ops/runbooks',
    history: ['ben 380 Created', 'ana 300', 'ben 222 Key rotation', 'chi 140', 'ben 55', 'ana 17 v2'],
    labels: ['runbook', 'auth', 'auth-v2'],
    states: { 3: rehearsed, 6: needsRehearsal },
    body: [
      includePage('Runbooks'),
      h2('Symptoms'),
      ul('`auth.token.rejected` above 2 % for five minutes', 'Customers report 401 after a deploy', 'The console shows "cannot sign"'),
      h2('First five minutes'),
      ol(
        '`acme status auth-gateway`: is one region worse?',
        'Release younger than an hour: `acme release back auth-gateway`.',
        'Otherwise look at the key age: `acme keys list --age`.',
      ),
      since(
        3,
        h2('Rotate the signing key'),
        code(
          'bash',
          'acme keys create --service auth-gateway\nacme keys promote --service auth-gateway --wait\nacme keys retire --service auth-gateway --older-than 1h',
        ),
        warning('Never retire before `promote` says _all regions_. Tokens signed by a retired key fail at once.'),
      ),
      since(
        6,
        h2('v2 only'),
        p('A client that loops on `key_rotated` runs an old SDK. Suspend it: `acme client suspend`. See [[ENG:Error codes]].'),
      ),
    ],
  },
  {
    slug: 'ops/runbooks/order-store',
    title: 'Runbook: order store',
    parent: 'ops/runbooks',
    history: ['ana 560 Created', 'ben 444', 'ana 300', 'ben 210', 'ana 99 Read-only mode', 'ben 24'],
    labels: ['runbook'],
    states: { 5: rehearsed },
    body: [
      h2('Appends are slow'),
      ol(
        '`acme orders lag`: below 2,000 events is normal.',
        'One bucket: `acme orders bucket 17 --explain`.',
        'All buckets: the disk. Page Platform.',
      ),
      since(
        5,
        h2('Read-only mode'),
        p('Shows "orders are paused" in the shop and keeps baskets. It is not a failure to use it.'),
        code('bash', 'acme orders readonly on --reason "lag above 50k"'),
      ),
      expand('Why there is no failover button', p('A failover loses the last second of events. A pause loses nothing. We measured both.')),
    ],
  },
  {
    slug: 'ops/runbooks/mailer',
    title: 'Runbook: mailer',
    parent: 'ops/runbooks',
    history: ['chi 330 Created', 'ben 250', 'chi 62 After the double mails'],
    labels: ['runbook'],
    body: [
      p('Mails are never urgent. Stopping all of them is always allowed: `acme mail stop`.'),
      since(
        3,
        h3('Twice the same mail'),
        ol('Stop.', 'Count: `acme mail duplicates --since 1h`.', 'Start again only when the idempotency keys are back.'),
      ),
    ],
  },
  {
    slug: 'ops/runbooks/certificates',
    title: 'Runbook: certificates',
    parent: 'ops/runbooks',
    history: ['ben 520 Created', 'ben 333', 'dee 77'],
    labels: ['runbook'],
    body: [
      p('Renewed by themselves thirty days before they end. If you read this, that did not happen.'),
      code('bash', 'acme cert list --expiring 14d\nacme cert renew api.acme.example'),
      tip('The mobile apps pin the intermediate. Check the chain before you renew by hand.'),
    ],
  },
  {
    slug: 'ops/runbooks/dns',
    title: 'Runbook: DNS',
    parent: 'ops/runbooks',
    history: ['dee 610 Created', 'ben 301'],
    labels: ['runbook'],
    body: [
      p('Two providers, the same zone, pushed from one file. Answers differ only while a push is running.'),
      ol('`acme dns diff` shows what each provider answers.', '`acme dns push --provider b` repeats the push for one.'),
      warning('Lower the TTL a day before a move, not an hour.'),
    ],
  },
  {
    slug: 'ops/capacity',
    title: 'Capacity plan',
    history: ['ben 370 Created', 'ben 280 Q1', 'ana 190 Q2', 'ben 100 Q3', 'ben 21 Q4'],
    labels: ['plan'],
    body: [
      toc(),
      p('We plan for twice the busiest hour of the last year.'),
      revised({
        1: table(['Service', 'Peak', 'Room for'], ['auth-gateway', '2,100/s', '5,000/s'], ['order-store', '310/s', '900/s']),
        4: table(['Service', 'Peak', 'Room for'], ['auth-gateway', '3,400/s', '8,000/s'], ['order-store', '480/s', '900/s']),
        5: table(['Service', 'Peak', 'Room for'], ['auth-gateway', '3,900/s', '8,000/s'], ['order-store', '520/s', '1,600/s']),
      }),
      since(4, info('Token requests rise with shorter lifetimes: about 2.4 times, see [[ENG:Rate limits]].')),
    ],
  },
  {
    slug: 'ops/status-page',
    title: 'Status page wording',
    history: ['chi 270 Created', 'ana 204', 'chi 58'],
    labels: ['communication'],
    body: [
      p('Write what the customer sees, since when, and when you will write again. No causes before they are certain.'),
      table(
        ['Instead of', 'Write'],
        ['We are experiencing degraded performance', 'Orders take up to a minute to appear'],
        ['A subset of users', 'About one customer in ten, in Europe'],
        ['We are investigating', 'We found the moment it began: 14:02 UTC. Next note at 14:45'],
      ),
    ],
  },
  {
    slug: 'ops/backups',
    title: 'Backup and restore',
    history: ['dee 700 Created', 'ben 480', 'dee 350', 'ben 160 Restore test'],
    labels: ['runbook'],
    states: { 4: rehearsed },
    body: [
      p('A backup that was never restored is a hope.'),
      table(
        ['What', 'How often', 'Last restored'],
        ['Order store', 'every 15 minutes', '{date:2026-10-20}'],
        ['Identity', 'every 5 minutes', '{date:2026-11-03}'],
        ['Wiki export', 'daily', '{date:2026-08-11}'],
      ),
      since(4, tasks('x Restore into an empty region', '- Restore without the people who wrote this page')),
    ],
  },
  {
    slug: 'ops/vendors',
    title: 'Vendors and contacts',
    history: ['dee 430 Created', 'dee 205', 'dee 30'],
    editors: ['dee'],
    body: [
      p('Only @dee edits this page: the numbers are used at night.'),
      table(
        ['Vendor', 'For', 'Contract ends'],
        ['Northwind Hosting', 'eu-north, eu-west', '{date:2027-06-30}'],
        ['Fabrikam Mail', 'Outgoing mail', '{date:2027-01-31}'],
      ),
    ],
  },
  {
    slug: 'ops/freeze',
    title: 'Year-end freeze',
    history: ['dee 40 Draft', 'ben 38', 'dee 27 Agreed'],
    labels: ['plan'],
    draft: { title: 'Year-end freeze 2026', extra: '<p>Open question: does the freeze cover configuration?</p>' },
    body: [
      p('From {date:2026-12-18} to {date:2027-01-04}.'),
      ul('Fixes only, two reviewers.', 'No schema changes.', 'On-call twice: @ben and @ana.'),
      jira('OPS-881'),
    ],
  },
  {
    slug: 'ops/game-day',
    title: 'Game day notes',
    history: ['ben 130 Created', 'ana 129', 'ben 37 Autumn'],
    labels: ['meeting-notes'],
    body: [
      p('Twice a year we break something on purpose, with notice.'),
      h2('Spring'),
      ul('Lost a region: 11 minutes until the alarm, 4 until it was fixed.'),
      since(
        3,
        h2('Autumn'),
        ul(
          'Expired certificate: the runbook named a command that no longer exists. Corrected.',
          'Full disk: nobody noticed for 40 minutes. New alarm.',
        ),
      ),
    ],
  },
  {
    slug: 'ops/blog/quiet-quarter',
    title: 'A quiet quarter',
    type: 'blogpost',
    history: ['ben 50 Published'],
    body: [p('Two incidents, both found by us before a customer wrote. The pager rang nine times; it rang forty times in spring.')],
  },
  {
    slug: 'ops/failover',
    title: 'Failover, step by step',
    history: ['ben 96 Created', 'ana 88', 'ben 47 Steps of both directions'],
    body: [
      p('From the main region to the second one. Takes eleven minutes; nobody has to hurry.'),
      ol('Announce it in #incidents.', '`acme region drain eu-north`.', 'Wait until `acme region status` says _empty_.'),
      h3('The way back'),
      includePage('Failback, step by step'),
    ],
  },
  {
    slug: 'ops/failback',
    title: 'Failback, step by step',
    history: ['ben 96 Created', 'ben 47 Steps of both directions'],
    body: [
      p('Back to the main region, on a quiet morning and never on the same day.'),
      ol('`acme region fill eu-north --percent 10`.', 'Ten minutes later 50, then 100.'),
      h3('How we got here'),
      includePage('Failover, step by step'),
    ],
  },
  {
    slug: 'ops/key-handling',
    title: 'Key handling',
    history: ['dee 44 Created', 'dee 42 What went wrong'],
    body: [
      p('Keys live in the vault. A key that was printed anywhere is replaced, whatever it opens.'),
      includePage('Incident 2026-31: leaked signing key', 'ENG'),
      image('vault-layout.png', 'Which key lies in which vault'),
    ],
    attachments: { 'vault-layout.png': ['dee 20 Third vault'], 'key-inventory.csv': ['dee 44', 'ben 31 Test keys removed'] },
  },
  {
    slug: 'ops/access',
    title: 'Production access',
    history: ['dee 620 Created', 'dee 415', 'ben 240', 'dee 115 Time limited'],
    labels: ['policy'],
    body: [
      p('Nobody has access; everybody can get it for four hours.'),
      ol('`acme access request --role operator --reason …`', 'Somebody of another team says yes.', 'Everything typed is kept for a year.'),
      since(4, note('Access for longer than four hours needs @dee.')),
    ],
  },
  {
    slug: 'ops/cost',
    title: 'What it costs',
    history: ['ben 210 Created', 'ben 120', 'ben 32'],
    viewers: ['ana', 'ben', 'dee'],
    body: [
      p('A month of the platform, rounded.'),
      table(['Part', 'Share'], ['Compute', '46 %'], ['Storage', '31 %'], ['Traffic', '14 %'], ['Everything else', '9 %']),
    ],
  },
];
