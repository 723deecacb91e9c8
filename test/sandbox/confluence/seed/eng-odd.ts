/** ENG: pages that are there because something about them is unusual, and clients trip over it. */
import { tinyCode } from '../links.ts';
import { idOfSlug } from './build.ts';
import type { PagePlan } from './plan.ts';
import { since } from './plan.ts';
import { code, h2, info, note, p, table, tasks, ul } from './storage.ts';

const wiki = 'https://acme.atlassian.net/wiki';

const longTitle =
  'Post-incident review of the duplicated confirmation mails on the second Thursday of September, including the timeline, what the monitoring did not see, why the first fix made it worse, and the eleven follow-ups that were agreed';

export const oddPages: readonly PagePlan[] = [
  {
    slug: 'eng/odd/markup-title',
    title: '<script>alert(1)</script> & "quotes"',
    parent: 'eng/handbook',
    history: ['chi 150 Created', 'chi 149'],
    labels: ['security'],
    body: [
      p('The title is on purpose: whatever shows this page must show it as text. Reported by the penetration test of spring.'),
      code('html', `<img src=x onerror="alert(document.cookie)">\n<!-- ]]> is not the end of it -->`),
      p('Angle brackets in a sentence: a < b & b > c, "quoted", \'single\'.'),
    ],
  },
  {
    slug: 'eng/odd/long-title',
    title: longTitle,
    parent: 'eng/handbook',
    history: ['ben 66 Timeline', 'ana 64 Causes', 'ben 60 Follow-ups'],
    labels: ['incident'],
    body: [
      p('4,112 customers got two confirmation mails, 310 of them got five. No order was charged twice.'),
      h2('Timeline'),
      table(
        ['Time (UTC)', 'What'],
        ['13:02', 'Release 4711 reaches the canary'],
        ['13:40', 'First customer writes'],
        ['13:55', 'Retry limit raised, which sends more'],
        ['14:10', 'Rolled back'],
      ),
      since(
        3,
        h2('Follow-ups'),
        tasks('x Idempotency key per mail', 'x Alarm on mails per order', '- Dead letter queue with a size limit'),
      ),
    ],
  },
  {
    slug: 'eng/odd/rtl',
    title: 'دليل التكامل للشركاء',
    parent: 'eng/services',
    history: ['ana 108 Created', 'ana 80'],
    body: [
      p('يشرح هذا الدليل كيفية ربط نظام الشريك بواجهة Acme البرمجية في ثلاث خطوات.'),
      ul('أنشئ عميلاً في لوحة المطورين', 'اطلب رمز الوصول من `POST /oauth2/token`', 'تحقق من الحدود في [[Rate limits]]'),
    ],
  },
  {
    slug: 'eng/odd/emoji',
    title: '🚀 Launch room: Auth v2 — 今週のメモ',
    parent: 'eng/auth',
    labels: ['auth-v2'],
    history: ['chi 15 Created', 'chi 10', 'ana 4'],
    body: [
      p('Short notes, newest first. 👩🏽‍💻 on duty this week: @chi.'),
      ul('✅ Keys of the ten largest customers rotated', '🟡 SDK 4.1 waits for the certificate', '今週の金曜日に最終確認'),
      since(
        3,
        h2('Read before Friday'),
        ul(
          `[Limits](${wiki}/x/${tinyCode(idOfSlug('eng/auth/rate-limits'))})`,
          `[Errors](${wiki}/pages/viewpage.action?pageId=${idOfSlug('eng/auth/error-codes')})`,
          `[How to migrate](${wiki}/display/ENG/Migration+guide) and [[OPS:Runbook: token service]]`,
          `[Sketch](${wiki}/spaces/ENG/whiteboard/${idOfSlug('eng/whiteboard/auth')}), pull request [184](https://git.acme.example/acme/api/pull/184)`,
        ),
      ),
    ],
  },
  {
    slug: 'eng/odd/restricted',
    title: 'Incident 2026-31: leaked signing key',
    parent: 'eng/services',
    history: ['dee 52 Created', 'ana 51 Timeline', 'dee 45 Closed'],
    viewers: ['ana', 'dee', 'chi'],
    editors: ['ana', 'dee'],
    labels: ['incident', 'confidential'],
    body: [
      note('Readable by those who handled it. Ask @dee.'),
      p(
        'A signing key of the test environment was printed in a build log for six hours. It was never valid in production; it was replaced all the same.',
      ),
    ],
  },
  {
    slug: 'eng/odd/restricted/child',
    title: 'Incident 2026-31: list of affected clients',
    parent: 'eng/odd/restricted',
    history: ['dee 51 Created'],
    body: [
      p('Inherits the restriction of the page above.'),
      table(['Client', 'Told on'], ['Northwind', '{date:2026-10-02}'], ['Fabrikam', '{date:2026-10-02}']),
    ],
  },
  {
    slug: 'eng/odd/archived',
    title: 'Auth API v1 keys',
    parent: 'eng/auth',
    history: ['ana 800 Created', 'ben 500', 'ana 95 Archived with v1'],
    status: 'archived',
    body: [info('Version 1 is in maintenance; see [[Migration guide]].'), p('A key is sent in `X-Acme-Key`. It does not expire.')],
  },
  {
    slug: 'eng/odd/trashed',
    title: 'Webhook retries (old)',
    parent: 'eng/services',
    history: ['ben 420 Created', 'ben 130'],
    status: 'trashed',
    body: [p('Replaced by the section in the service catalogue.')],
  },
  {
    slug: 'eng/odd/live',
    title: 'Launch checklist (live)',
    parent: 'eng/auth',
    history: ['ana 14 Created', 'ben 9', 'chi 3'],
    subtype: 'live',
    labels: ['auth-v2'],
    body: [
      p('Everybody edits here at the same time; there is nothing to publish.'),
      tasks('x Limits agreed with Support', '- Status page prepared', '- Go or no go, Thursday 15:00'),
    ],
  },
  {
    slug: 'eng/odd/in-folder',
    title: '2026-11-12 Identity weekly',
    parent: 'eng/folder/archive',
    history: ['ana 10 Notes'],
    labels: ['meeting-notes'],
    body: [
      p('Present: @ana @ben @chi'),
      ul('Seven pages change with v2; reviewed as one set.', 'Ben takes the limits.', '@dee decides about the freeze.'),
    ],
  },
  {
    slug: 'eng/odd/in-folder/next',
    title: '2026-11-19 Identity weekly',
    parent: 'eng/folder/archive',
    history: ['ben 3 Notes'],
    labels: ['meeting-notes'],
    body: [p('Present: @ben @chi'), ul('The limits hold.', 'The freeze begins on the eighteenth.')],
  },
  {
    slug: 'eng/odd/large-id',
    id: '9007199254740995',
    title: 'Partner sandbox access',
    parent: 'eng/services',
    history: ['ben 31 Created', 'ben 28'],
    body: [p('The id of this page is larger than a JavaScript number can hold exactly. It is a string everywhere, or it is wrong.')],
  },
  {
    slug: 'eng/blog/v2-is-coming',
    title: 'Auth v2 is coming',
    type: 'blogpost',
    history: ['ana 26 Published', 'ana 25 Typo'],
    labels: ['announcement', 'auth-v2'],
    body: [
      p('In two weeks every integration gets short-lived tokens. Nothing breaks on that day: v1 keys go on until March.'),
      p('What you should do now is in the [[Migration guide]]; it takes an afternoon.'),
    ],
  },
  {
    slug: 'eng/blog/fewer-dashboards',
    title: 'We deleted 214 dashboards',
    type: 'blogpost',
    history: ['ben 88 Published'],
    body: [p('Nobody had opened them for ninety days. Three people asked for one back; two of them had meant another.')],
  },
];
