import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CauseClass, causeClasses } from '../domain/index.ts';
import { causeOfBlocks } from './block-cause.ts';
import { readPage } from './read-page.ts';
import { finish } from './slices.ts';

const cause = (before: string, after: string): CauseClass => {
  const [one, other] = [before, after].map((storage) => finish(readPage(storage)).blocks.at(-1));
  if (one === undefined || other === undefined) throw new Error('a block was expected');
  return finish(causeOfBlocks(one, other));
};
const p = (text: string): string => `<p>${text}</p>`;
const row = (...cells: readonly string[]): string =>
  `<table><tbody><tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr></tbody></table>`;
const isAtLeast = (least: CauseClass, found: CauseClass): boolean => causeClasses.indexOf(found) >= causeClasses.indexOf(least);

/** In both directions. */
const both = (before: string, after: string): readonly CauseClass[] => [cause(p(before), p(after)), cause(p(after), p(before))];

const mention = '<ac:link><ri:user ri:account-id="u1"/></ac:link>';
const lozenge = '<ac:structured-macro ac:name="status"><ac:parameter ac:name="title">DONE</ac:parameter></ac:structured-macro>';
const tick = '<ac:emoticon ac:name="tick"/>';
const day = '<time datetime="2026-01-31"/>';
const link = (text: string): string => `<a href="https://a.example/">${text}</a>`;
const styled = (style: string, text: string): string => `<span style="${style}">${text}</span>`;

describe('looks that change what is said', () => {
  it.each([
    ['10<sup>6</sup> users', '106 users'],
    ['x<sup>2</sup>', 'x<sub>2</sub>'],
    ['10<sup>n</sup> keys', '10n keys'],
    ['10 <sup>n</sup> keys', '10 n keys'],
    ['Keep <s>not</s> them', 'Keep not them'],
    ['Keep <s>not</s> them', 'Keep not those'],
    ['Keep for <del>30</del> 60 days', 'Keep for 30 60 days'],
    ['<strike>must</strike> do', 'must do'],
    [`Do ${styled('text-decoration: line-through', 'not')} go`, 'Do not go'],
    [`<s>Ask ${mention} there</s>`, `Ask ${mention} there`],
    [`<s>Ask ${day}</s>`, `Ask ${day}`],
    [`See <s>${link('this page')}</s>`, `See ${link('this page')}`],
    ...[
      'color: hsl(0, 0%, 100%)',
      'color: rgb(100%, 100%, 100%)',
      'color: azure',
      'color: mintcream',
      'color: aliceblue',
      'color: rgb(255, 86, 48)',
      'background-color: black',
      'font: 0/0 a',
      'font-size: 30px',
      'letter-spacing: -1em',
      'vertical-align: super',
      'text-transform: uppercase',
    ].map((style) => [`We do ${styled(style, 'not')} go`, 'We do not go'] as const),
    ['We do <font color="white">not</font> go', 'We do not go'],
  ] as const)('%s ⇄ %s', (before, after) => {
    expect(both(before, after)).toEqual(['facts', 'facts']);
  });

  it.each([
    [row('10<sup>6</sup>'), row('106')],
    ['<p style="text-decoration: line-through">Keep 30 of them</p>', p('Keep 30 of them')],
    ['<p style="letter-spacing: 3px">Keep 30 of them</p>', p('Keep 30 of them')],
    [row('<p style="letter-spacing: 3px">Keep 30 of them</p>'), row('<p>Keep 30 of them</p>')],
    [row('<p style="color: #fff">Pay</p>'), row('<p>Pay</p>')],
  ])('in cells and on whole blocks: %s', (before, after) => {
    expect([cause(before, after), cause(after, before)].every((found) => isAtLeast('facts', found))).toBe(true);
  });

  it.each([
    'color: azure',
    'color: hsl(180, 100%, 97%)',
    'color: #ffff',
    'color: rgba(0, 0, 0, 0.1)',
    'font: 0/0 a',
    'letter-spacing: -1em',
    'margin-left: -999px',
    'max-height: 0',
  ])('that may hide plain words: %s', (style) => {
    expect(both(`We ${styled(style, 'gladly')} go`, 'We gladly go')).toEqual(['facts', 'facts']);
  });

  it.each([
    ['wording', 'Ask <s>kindly</s> there', 'Ask kindly there'],
    ['wording', 'The a<sup>x</sup> there', 'The ax there'],
    ['wording', `Ask ${styled('text-decoration: line-through', 'kindly')} there`, 'Ask kindly there'],
    ['formatting', 'Ask <b>kindly</b> there', 'Ask kindly there'],
    ['formatting', 'We must <b>not</b> <i>go</i> there', 'We must not go there'],
    ['formatting', 'Keep <u>30</u> days', 'Keep 30 days'],
    ['formatting', `Ask ${styled('color: rgb(255, 86, 48)', 'kindly')} there`, 'Ask kindly there'],
    ['formatting', `Ask ${styled('color: hsl(200, 80%, 40%)', 'kindly')} there`, 'Ask kindly there'],
    ['formatting', `Ask ${styled('color: darkred', 'kindly')} there`, 'Ask kindly there'],
    ['formatting', `Ask ${styled('text-decoration: underline', '30 days')}`, 'Ask 30 days'],
    [
      'formatting',
      `Look ${'<ac:image ac:width="300"><ri:attachment ri:filename="a.png"/></ac:image>'}`,
      'Look <ac:image ac:width="90"><ri:attachment ri:filename="a.png"/></ac:image>',
    ],
    ['formatting', 'Run <code>30</code> there', 'Run 30 there'],
  ] as const)('%s stays what it is: %s', (expected, before, after) => {
    expect(both(before, after)).toEqual([expected, expected]);
  });
});

describe('facts that moved', () => {
  it.each([
    ['Keys are not deleted; logs are deleted', 'Keys are deleted; logs are not deleted'],
    ['Do not<br/>delete. Do delete', 'Do<br/>delete. Do not delete'],
    ['The 3 admins approve; the owners review', 'The admins approve; the 3 owners review'],
    ['Delete only keys', 'Only delete keys'],
    ['delete only keys', 'only delete keys'],
    ['Keep the 3', 'Keep 3 the'],
    ['Stop, not go', 'Stop not, go'],
    ...[mention, day, lozenge, tick, '<ac:image><ri:attachment ri:filename="a.png"/></ac:image>', '<code>run it</code>'].map(
      (object) => [`Owners ask ${object} and writers wait`, `Owners ask and writers wait ${object}`] as const,
    ),
    [`See ${link('guide')} or page`, `See guide or ${link('page')}`],
    [`See ${link('guide')} then the page now`, `See guide then the ${link('page')} today`],
    [`See ${link('guide')} then the page here`, `See guide then the ${link('page')} there`],
  ] as const)('%s ⇄ %s', (before, after) => {
    expect(both(before, after)).toEqual(['facts', 'facts']);
  });

  it('also from one cell to another', () => {
    expect(cause(row('please ask', 'them'), row('please', 'ask them'))).toBe('facts');
  });

  it.each([
    ['Please change the key within 30 days of opening page', 'Please change your key within 30 days of opening the page'],
    ['Owners must send reports before noon, kindly', 'Owners must send letters before noon, gladly'],
    [`See ${link('this page')} for more words`, `See ${link('this guide')} for more words`],
    [`Ask ${mention} there`, `Ask ${mention} here`],
  ])('words that changed where they stand are wording: %s', (before, after) => {
    expect(both(before, after)).toEqual(['wording', 'wording']);
  });
});

describe('words joined by hyphens, apostrophes and colons', () => {
  it.each([
    ['twenty-four hours', 'forty-eight hours'],
    ['a three-month term', 'a six-month term'],
    ['two-person rule', 'single-person rule'],
    ['non-production data', 'production data'],
    ['no-one may enter', 'everyone may enter'],
    ['read-only access', 'read-write access'],
    ['an opt-out', 'an opt-in'],
    ['Monday’s list', 'Friday’s list'],
    ["Monday's list", "Friday's list"],
    ['ssl:off', 'ssl:on'],
    ['they didnt go', 'they did go'],
    ['l’unique clé', 'l’autre clé de tous'],
  ])('%s ⇄ %s', (before, after) => {
    expect(both(before, after)).toEqual(['facts', 'facts']);
  });

  it.each([
    ['the owner’s list', 'the writer’s list'],
    ['it’s here', 'that’s here'],
    ['a well-known page', 'a well-loved page'],
    ['l’équipe', 'l’usine'],
  ])('plain parts are plain: %s', (before, after) => {
    expect(both(before, after)).toEqual(['wording', 'wording']);
  });
});

describe('units, numbers, dates and negations of four languages', () => {
  const sets: readonly (readonly string[])[] = [
    ['megabytes', 'gigabytes', 'terabytes', 'petabytes', 'Megabyte', 'mebibytes'],
    ['milliseconds', 'microseconds', 'nanoseconds', 'Millisekunden', 'Minuten', 'Sekunden', 'secondes', 'segundos'],
    ['metres', 'miles', 'kilometers', 'inches', 'feet', 'mètres', 'metros', 'Meter'],
    ['litres', 'gallons', 'millilitres', 'Liter', 'litros'],
    ['kilograms', 'pounds', 'Kilogramm', 'kilos', 'gramos'],
    ['bar', 'psi', 'ppm', 'ppb', 'kr', 'zł', 'Prozent', 'Promille'],
    ['sixteen', 'eighteen', 'seventy', 'eighty', 'ninety', 'zwölf', 'zwanzig', 'vierundzwanzig', 'douze', 'trente', 'veinte', 'treinta'],
    ['fifth', 'sixth', 'fünfte', 'sixième', 'quinto'],
    ['noon', 'midnight', 'fortnight', 'decade', 'Mitternacht', 'minuit', 'mediodía'],
    ['täglich', 'wöchentlich', 'monatlich', 'jährlich', 'vierteljährlich', 'daily', 'mensuel', 'semanal'],
    ['Montag', 'Dienstag', 'lundi', 'mardi', 'lunes', 'martes', 'Monday', 'Tuesday'],
    ['Januar', 'März', 'janvier', 'février', 'enero', 'febrero', 'January'],
    ['no', 'non', 'ni', 'nunca', 'jamais', 'weder', 'niemand', 'hardly', 'barely', 'personne', 'nadie', 'mai', 'kein'],
    [
      'unauthorised',
      'unzulässig',
      'nonbinding',
      'unbefugt',
      'invalid',
      'illegal',
      'irreversible',
      'impossible',
      'inactive',
      'passwordless',
    ],
  ];
  it.each(sets.flatMap((set) => set.map((word, index) => [word, set[(index + 1) % set.length] ?? ''])))(
    '%s is not %s, and not nothing',
    (word = '', other = '') => {
      expect(both(`Es ist ${word} wie hier`, `Es ist ${other} wie hier`)).toEqual(['facts', 'facts']);
      expect(both(`Es ist ${word} wie hier`, 'Es ist wie hier')).toEqual(['facts', 'facts']);
    },
  );

  it.each([
    ['at 5 °C', 'at 5 °F'],
    ['at 5&nbsp;°C', 'at 5&nbsp;°F'],
    ['at 5° C', 'at 5° F'],
    ["6' tall", '6" tall'],
    ['12 pallets', '12 boxes'],
    ['12&nbsp;pallets', '12&nbsp;boxes'],
    ['five pallets', 'five boxes'],
    ['authorised use', 'unauthorised use'],
    ['regular words', 'irregular words'],
    ['typical words', 'atypical words'],
    ['symmetrical words', 'asymmetrical words'],
    ['weder Gold noch Silber', 'Gold sowie Silber'],
  ])('%s ⇄ %s', (before, after) => {
    expect(both(before, after)).toEqual(['facts', 'facts']);
  });

  it.each([
    ['We go to step 5. Please wait', 'We go to step 5. Kindly wait'],
    ['Unser Bericht geht an das Unternehmen', 'Unser Brief geht an das Unternehmen'],
    ['Install the unit, uncle', 'Fetch the unit, uncle'],
    ['Los artículos llegan', 'Los modelos llegan'],
    ['Le rapport est là', 'Le courrier est là'],
  ])('rewording is wording: %s', (before, after) => {
    expect(both(before, after)).toEqual(['wording', 'wording']);
  });
});

describe('cells that changed places', () => {
  it.each([
    [row('Team', 'Price'), row('Price', 'Team')],
    [row('a', 'b', 'c'), row('b', 'c', 'a')],
    [row('a', 'b', 'c'), row('b', 'a', 'd')],
    [row('<b>30</b>', '60'), row('60', '<b>30</b>')],
  ])('%s → %s', (before, after) => {
    expect([cause(before, after), cause(after, before)]).toEqual(['structure', 'structure']);
  });

  it.each([
    ['facts', row('30', '60'), row('60', '90')],
    ['wording', row('letters', 'words'), row('letters', 'letters')],
    ['formatting', row('a', 'b'), row('<b>a</b>', 'b')],
  ] as const)('%s is no exchange: %s → %s', (expected, before, after) => {
    expect(cause(before, after)).toBe(expected);
  });
});

describe('a random sentence', () => {
  const plain = fc.constantFrom(
    'the',
    'owner',
    'asks',
    'page',
    ',',
    'of',
    'keys',
    'gladly',
    'a',
    'list',
    'with',
    'logs',
    'see',
    ';',
    'writes',
  );
  const sentence: fc.Arbitrary<readonly string[]> = fc.array(plain, { minLength: 2, maxLength: 12 });
  const fact = fc.constantFrom(
    '30',
    'not',
    'must',
    'only',
    'Monday',
    '€',
    'hours',
    'never',
    'v2',
    'https://a.example/x',
    'nicht',
    'twenty-four',
    'read-only',
    '≤',
    'before',
    mention,
    day,
    lozenge,
    tick,
    '<code>run</code>',
    '<s>30</s>',
  );
  const put = (words: readonly string[], at: number, ...added: readonly string[]): string =>
    p(words.toSpliced(at % (words.length + 1), 0, ...added).join(' '));

  it('is never below facts when a fact word is changed, removed, moved or negated', () => {
    fc.assert(
      fc.property(sentence, fact, fact, fc.nat(20), fc.nat(20), (words, one, other, from, to) => {
        const before = put(words, from, one);
        const edits = [
          put(words, from, other),
          p(words.join(' ')),
          put(words, to, one),
          put(words, from, 'not', one),
          put(words, from, one, 'not'),
        ];
        for (const after of edits) {
          if (cause(before, after) === 'none') continue;
          expect([before, after, isAtLeast('facts', cause(before, after)), isAtLeast('facts', cause(after, before))]).toEqual([
            before,
            after,
            true,
            true,
          ]);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('is never below facts either when words around the moved fact are others', () => {
    fc.assert(
      fc.property(sentence, fact, fc.nat(20), fc.nat(20), (words, one, from, to) => {
        const sentenceOf = (first: string, at: number): string =>
          p(`${first} keys ${words.toSpliced(at % (words.length + 1), 0, one).join(' ')}`);
        const [before, after] = [sentenceOf('begun', from), sentenceOf('ended', to)];
        if (before.replace('begun', 'ended') === after) return;
        expect([before, after, isAtLeast('facts', cause(before, after))]).toEqual([before, after, true]);
      }),
      { numRuns: 400 },
    );
  });

  it('is wording when a plain word gave way to another, wherever facts stand before it', () => {
    fc.assert(
      fc.property(sentence, fc.nat(20), (words, at) => {
        const [before, after] = [
          put(['Only', 'owners', ...words], at + 2, 'letters'),
          put(['Only', 'owners', ...words], at + 2, 'messages'),
        ];
        expect(cause(before, after)).toBe('wording');
      }),
      { numRuns: 200 },
    );
  });
});
