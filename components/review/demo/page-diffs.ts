import type { PageDiff } from '../../../lib/domain/index.ts';
import {
  added,
  block,
  changed,
  codeLine,
  diffOf,
  filler,
  heading,
  isGone,
  isNew,
  item,
  kept,
  movedFrom,
  movedTo,
  paragraph,
  removed,
  row,
  run,
  same,
} from './blocks.ts';

const owner = paragraph('The security team owns this page, and is told about every change to it before it is published.');
const note = { path: ['macro note'] } as const;

/** A page on which a little of everything happened. */
export const keyRotation: PageDiff = diffOf(
  [
    ...kept(heading('Key rotation', 1)),
    changed(
      paragraph(''),
      [
        [
          same('The gateway replaces its signing keys every '),
          removed('90'),
          added('30'),
          same(' days. Old keys '),
          added('do not'),
          same(' stay valid for '),
          removed('a week', ['bold']),
          added('a day', ['bold']),
          same(', as '),
          same('the policy', ['link https://acme.example/policy']),
          same(' says.'),
        ],
      ],
      'facts',
    ),
    movedFrom(1, owner),
    ...filler(14, 'Background'),
    ...kept(heading('Steps')),
    ...kept(item('Announce the rotation in the channel.')),
    isNew(item('Freeze deployments for an hour.')),
    changed(item('', 2), [[same('Run the job '), removed('by hand'), added('from the pipeline'), same('.')]], 'wording'),
    isGone(item('Write the new key down.')),
    changed(block('task', [''], { path: ['tasks'], facts: [['state', 'complete']] }), [[same('Tell the partners')]], 'taskTicked', {
      facts: [['state', 'incomplete']],
    }),
    ...kept(block('other', [], { path: [], facts: [['element', 'table']] }), row('Environment', 'Interval', 'Owner')),
    changed(row('', '', ''), [[same('Production')], [removed('90'), added('30'), same(' days')], [same('Security')]], 'facts'),
    isNew(row('Staging', '7 days', 'Platform')),
    isGone(row('Sandbox', 'never', '')),
    ...kept(row('Development', '1 day', 'Platform')),
    ...filler(30, 'Monitoring'),
    movedTo(1, owner),
    isNew(
      block('macro', [], {
        facts: [
          ['name', 'note'],
          ['title', 'Before you start'],
        ],
      }),
    ),
    isNew(block('paragraph', ['Keep the old key until every partner has confirmed.'], note)),
    changed(
      block('macro', [], {
        facts: [
          ['name', 'code'],
          ['language', 'yaml'],
        ],
      }),
      [],
      'structure',
      {
        facts: [
          ['name', 'code'],
          ['language', 'bash'],
        ],
      },
    ),
    ...kept(codeLine('rotation:')),
    changed(codeLine(''), [[same('  interval: '), removed('90d'), added('30d')]], 'facts'),
    ...kept(codeLine('  overlap: 24h')),
    isNew(block('image', [[run('rotation.png', [], { kind: 'image', facts: [['width', '600']] })]])),
    isGone(block('rule', [''])),
    changed(
      paragraph(''),
      [
        [
          same('Questions go to '),
          removed('Ben'),
          { kind: 'added', run: run('Ana Ruiz', [], { kind: 'mention', facts: [['account', '557058:ana']] }) },
          same('.'),
        ],
      ],
      'facts',
    ),
    ...filler(12, 'Appendix'),
  ],
  'structure',
);

/** What somebody might write to be taken for markup, or to hide what it says. */
export const payloads: PageDiff = diffOf(
  [
    isNew(paragraph('<script>alert(1)</script><img src=x onerror="alert(2)">')),
    isGone(paragraph('</del></div></section><h1>Approved</h1>')),
    changed(
      paragraph(''),
      [
        [
          same('Pay to acc'),
          added('\u200B'),
          same('ount '),
          added('\u202E54321'),
          same(' and '),
          added('a\u00A0b', ['link javascript:alert(3)']),
        ],
      ],
      'facts',
    ),
    isNew(
      block('macro', [], {
        facts: [
          ['name', 'html"><script>'],
          ['body', '<iframe src="https://evil.example"></iframe>'],
        ],
      }),
    ),
    isNew(row('<td>', '&lt;b&gt;', '${x}')),
  ],
  'structure',
);
