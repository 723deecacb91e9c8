import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { causeClasses } from '../domain/index.ts';
import { causeOfBlocks } from './block-cause.ts';
import { factRuleOf, factRules, isDisguised } from './fact-rules.ts';
import { line } from './random-pages.ts';
import { readPage } from './read-page.ts';
import { finish } from './slices.ts';

/** Of the first block of each that stands alone, or of the row behind a table's head. */
const cause = (before: string, after: string) => {
  const [one, other] = [before, after].map((storage) => finish(readPage(storage)).blocks.at(-1));
  if (one === undefined || other === undefined) throw new Error('a block was expected');
  return finish(causeOfBlocks(one, other));
};
const p = (text: string) => `<p>${text}</p>`;
const task = (state: string, words: string) =>
  `<ac:task-list><ac:task><ac:task-status>${state}</ac:task-status><ac:task-body>${words}</ac:task-body></ac:task></ac:task-list>`;
const row = (...cells: readonly string[]) => `<table><tbody><tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr></tbody></table>`;
const image = (attributes: string, name = 'a.png') => `<ac:image${attributes}><ri:attachment ri:filename="${name}"/></ac:image>`;
const code = (text: string) =>
  `<ac:structured-macro ac:name="code"><ac:plain-text-body><![CDATA[${text}]]></ac:plain-text-body></ac:structured-macro>`;
const status = (title: string) =>
  `<p>It is <ac:structured-macro ac:name="status"><ac:parameter ac:name="title">${title}</ac:parameter></ac:structured-macro></p>`;
const person = (id: string) => `<p>Ask <ac:link><ri:user ri:account-id="${id}"/></ac:link></p>`;

describe('the class of a change in a block', () => {
  it.each([
    ['none', p('a  b'), '<p local-id="1">a b</p>'],
    ['taskTicked', task('incomplete', 'Do it'), task('complete', 'Do it')],
    ['taskTicked', row(task('incomplete', 'Do it')), row(task('complete', 'Do it'))],
    ['wording', task('incomplete', 'Do it'), task('complete', 'Do this')],
    ['formatting', task('incomplete', 'Do it'), task('complete', '<b>Do</b> it')],
    ['formatting', p('Go home'), p('Go <strong>home</strong>')],
    ['formatting', p('Go home'), p('Go <code>home</code>')],
    ['formatting', p('Go'), '<p style="text-align: center">Go</p>'],
    ['formatting', p('Go'), p('<span style="color: rgb(255, 86, 48)">Go</span>')],
    ['formatting', row('Go'), '<table><tbody><tr><td data-highlight-colour="#ffebe6">Go</td></tr></tbody></table>'],
    ['formatting', p(image(' ac:width="300"')), p(image(' ac:width="600"'))],
    ['formatting', p(`Look: ${image(' ac:width="300"')}`), p(`Look: ${image(' ac:width="600"')}`)],
    ['wording', p('Send a letter, please'), p('Please send a message')],
    ['wording', p('Go there<br/>then wait'), p('Go there then wait')],
    ['wording', p('See <a href="https://a.example/">this</a>'), p('See <a href="https://a.example/">that</a>')],
    ['facts', p('See <a href="https://a.example/">this</a> page'), p('See this <a href="https://a.example/">page</a>')],
    ['facts', p('See <a href="https://a.example/">this</a>'), p('See <a href="https://b.example/">this</a>')],
    ['facts', p('Ask at https://a.example/help today'), p('Ask at https://b.example/help today')],
    ['facts', p('Ask at a.example'), p('Ask at b.example')],
    ['facts', p('Write to ops@acme.example'), p('Write to dev@acme.example')],
    ['facts', p('Keep /etc/hosts'), p('Keep etc/hosts')],
    ['facts', p('Wait .5 hours'), p('Wait 5 hours')],
    ['facts', p('Wait 1 000 ms'), p('Wait 10 00 ms')],
    ['facts', p('Between 5 and 9'), p('Between 9 and 5')],
    ['facts', p('Load &lt; 80'), p('Load &gt; 80')],
    ['facts', p('At 5 degrees'), p('At −5 degrees')],
    ['facts', p('In 5 days'), p('In 5 weeks')],
    ['facts', p('On Monday'), p('On Friday')],
    ['facts', p('Pay €'), p('Pay $')],
    ['facts', p('Copied ✅'), p('Copied ❌')],
    ['facts', p('You must ask'), p('You should ask')],
    ['facts', p('Do not delete logs, keep backups'), p('Do delete logs, not keep backups')],
    ['facts', p('It works'), p('It doesn’t work')],
    ['facts', p('Das ist erlaubt'), p('Das ist nicht erlaubt')],
    ['facts', p('Avec clé'), p('Sans clé')],
    ['facts', p('Con permiso'), p('Sin permiso')],
    ['facts', p('Run <code>acme keys retire</code>'), p('Run <code>acme keys delete</code>')],
    ['facts', p('Pay paypal'), p('Pay p\u0430ypal')],
    ['facts', p('Go on'), p('Go\u200b on')],
    ['facts', p('abc'), p('a\u202ebc')],
    ['facts', p('caf\u00e9'), p('cafe\u0301')],
    ['facts', p('Pay'), p('<span style="color: #ffffff">Pay</span>')],
    ['facts', p('Pay'), p('<span style="display: none">Pay</span>')],
    ['facts', p('Pay'), '<p style="font-size: 1px">Pay</p>'],
    ['facts', p('<span style="color: #fff">Pay all of it</span>'), p('<span style="color: #fff">Pay half of it</span>')],
    ['facts', p('Pay'), p('<span style="color: red; background-color: red">Pay</span>')],
    ['facts', code('const a = b;'), code('const a = c;')],
    ['facts', status('DONE'), status('OPEN')],
    ['facts', person('u1'), person('u2')],
    ['facts', p('By <time datetime="2026-01-31"/>'), p('By <time datetime="2026-02-28"/>')],
    ['facts', p(image('')), p(image('', 'b.png'))],
    ['facts', '<ac:structured-macro ac:name="toc"/>', '<ac:structured-macro ac:name="jira"/>'],
    ['facts', row('30', 'a'), row('', '30 a')],
    ['structure', p('Go'), '<h2>Go</h2>'],
    ['structure', '<h2>Go</h2>', '<h3>Go</h3>'],
    ['structure', '<ul><li>Go</li></ul>', '<ol><li>Go</li></ol>'],
    ['structure', row('a', 'b'), row('a')],
    ['structure', row('a'), '<table><tbody><tr><th>a</th></tr></tbody></table>'],
    ['structure', row('a'), '<table><tbody><tr><td colspan="2">a</td></tr></tbody></table>'],
    ['structure', row('<p>a b</p>'), row('<p>a</p><p>b</p>')],
  ] as const)('%s: %s → %s', (expected, before, after) => {
    expect(cause(before, after)).toBe(expected);
  });

  it.each(factRules.flatMap(({ what, examples }) => examples.map((example) => [what, example] as const)))(
    'takes %s for facts: %s',
    (what, example) => {
      expect(
        factRuleOf(
          example
            .split('-', 1)
            .concat(example)
            .findLast((part) => factRuleOf(part) !== null) ?? '',
        )?.what,
      ).toBe(what);
      expect(cause(p('We go there'), p(`We go ${example} there`))).toBe('facts');
    },
  );

  it('takes plain words for words', () => {
    const plain = [
      'please',
      'send',
      'letter',
      'owner',
      'an',
      'the',
      'page',
      'Größe',
      'naïve',
      'сервер',
      'λόγος',
      '(',
      ',',
      '“',
      'Confluence',
    ];
    expect(plain.filter((word) => factRuleOf(word) !== null || isDisguised(word))).toEqual([]);
  });

  const atLeastFacts = (before: string, after: string): boolean =>
    causeClasses.indexOf(cause(before, after)) >= causeClasses.indexOf('facts');

  it('is never milder than facts when a digit, an address or a "not" is touched, whatever else is', () => {
    const touched = fc.constantFrom(
      ['in 30 days', 'in 31 days'],
      ['see https://a.example/x', 'see https://a.example/y'],
      ['we may', 'we may not'],
      ['1.5', '15'],
    );
    fc.assert(
      fc.property(line, line, touched, fc.boolean(), (first, second, [from = '', to = ''], isBack) => {
        const [one, other] = isBack ? [to, from] : [from, to];
        expect(atLeastFacts(p(`${first} ${one} ${second}`), p(`${first} ${other} ${second}`))).toBe(true);
        expect(atLeastFacts(p(`${first} ${one}`), p(`<em>${second}</em> ${other}`))).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  describe('of a block as long as a page', () => {
    const long = 400_000;
    /** Words that no rule knows, most of them once: nothing of them is a fact. */
    const letters = 'abcdefghijklmnoprstuvz';
    const name = (index: number): string =>
      `w${[1, 22, 484, 10_648].map((power) => letters[Math.floor(index / power) % 22] ?? '').join('')}w`;
    const filling = Array.from({ length: long / 7 }, (_, index) => name(index));
    const at = (place: number, text: string): string => filling.toSpliced(place, 0, text).join(' ');
    const paragraph = (text: string) => {
      const [block] = finish(readPage(p(text))).blocks;
      if (block === undefined) throw new Error('a block was expected');
      return block;
    };
    const judged = (before: string, after: string) => {
      const work = causeOfBlocks(paragraph(before), paragraph(after));
      for (let pauses = 0; ; pauses += 1) {
        const step = work.next();
        if (step.done === true) return { cause: step.value, pauses };
      }
    };

    it.each([
      ['facts', 'in 30 days', 'in 31 days'],
      ['facts', 'we may do it', 'we may not do it'],
      ['facts', 'at https://a.example/x', 'at https://a.example/y'],
      ['facts', '5 ms', '5 s'],
      ['facts', 'run <code>a b</code>', 'run <code>a c</code>'],
      ['wording', 'ask them', 'send them'],
      ['formatting', 'ask them', '<b>ask</b> them'],
    ])('is %s for “%s” → “%s”, wherever it stands', (expected, from, to) => {
      for (const place of [0, Math.floor(filling.length / 2), filling.length])
        expect(judged(at(place, from), at(place, to)).cause).toBe(expected);
    });

    it('is found with a pause for every few thousand words or looks, whatever the text is made of', () => {
      const texts = [
        filling.join(' '),
        '字漢。'.repeat(long / 3),
        '!?'.repeat(long / 2),
        filling
          .slice(0, 20_000)
          .map((word) => `<b>${word}</b>`)
          .join(' '),
        filling
          .slice(0, 20_000)
          .map((word) => `<a href="https://a.example/${word}">${word}</a>`)
          .join(' '),
      ];
      for (const text of texts) {
        const { pauses } = judged(text, `${text} ends`);
        // Both are gone through once for their words, the texts alone: 16,384 characters at once, and one word more at most.
        expect(pauses).toBeGreaterThan((2 * Math.min(long, text.replaceAll(/<[^>]*>/g, '').length)) / 20_000);
      }
    });

    it('takes what is too long for any word for a fact, and with the word after it', () => {
      const [word, other] = ['x'.repeat(5_000), 'y'.repeat(5_000)];
      expect(judged(`ask ${word}`, `ask ${other}`).cause).toBe('facts');
      expect(judged(`ask ${word} them`, `ask ${word} us`).cause).toBe('facts');
      expect(judged(`ask ${word} them`, `send ${word} them`).cause).toBe('wording');
    });
  });

  it('is none exactly for equal keys, and the same in both directions', () => {
    fc.assert(
      fc.property(line, line, (one, other) => {
        expect(cause(p(`a ${one}`), p(`a ${other}`))).toBe(cause(p(`a ${other}`), p(`a ${one}`)));
        expect(cause(p(`a ${one}`), p(`a ${one}`))).toBe('none');
      }),
      { numRuns: 200 },
    );
  });
});
