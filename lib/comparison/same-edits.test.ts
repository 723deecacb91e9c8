import { describe, expect, it } from 'vitest';
import { type PageDiff, type PageId, pageId } from '../domain/index.ts';
import { diffPages } from './diff.ts';
import { readPage } from './read-page.ts';
import { createSameEdits } from './same-edits.ts';
import { finish } from './slices.ts';

const sameEdits = (pages: Parameters<ReturnType<typeof createSameEdits>['find']>[0]) => finish(createSameEdits().find(pages));

const version = (storage: string) => ({ title: 'T', blocks: finish(readPage(storage)).blocks });
const diff = (before: string, after: string): PageDiff => finish(diffPages(version(before), version(after)));

describe('the same edit on many pages', () => {
  const page = (id: number, before: string, after: string): { pageId: PageId; diff: PageDiff } => ({
    pageId: pageId(String(id)),
    diff: diff(before, after),
  });
  const many = Array.from({ length: 29 }, (_, index) =>
    page(index + 1, `<p>Page ${index}: call v1/token first.</p>`, `<p>Page ${index}: call v2/token first.</p>`),
  );

  it('is told once, and the odd one of thirty stands out', () => {
    const { edits, explained } = sameEdits([...many, page(30, '<p>Other: call v1/token first.</p>', '<p>Other: call v3/token first.</p>')]);
    expect(edits).toHaveLength(1);
    expect(edits[0]).toMatchObject({
      before: 'v1/token',
      after: 'v2/token',
      nearMisses: [{ kind: 'other', pageId: '30', before: 'v1/token', after: 'v3/token' }],
    });
    expect(edits[0]?.pages).toHaveLength(29);
    expect(explained.size).toBe(29);
    expect(explained.has(pageId('30'))).toBe(false);
  });

  it('does not explain a page on which something else changed too', () => {
    const { explained } = sameEdits([
      ...many,
      page(31, '<p>Page: call v1/token first.</p><p>Ask Ana.</p>', '<p>Page: call v2/token first.</p><p>Ask Ben.</p>'),
    ]);
    expect(explained.has(pageId('31'))).toBe(false);
  });

  it('says the same when pages were looked through one by one before', () => {
    const finder = createSameEdits();
    for (const one of many.toReversed()) finder.read(one);
    expect(finder.hasShared(many)).toBe(true);
    expect(finder.hasShared(many.slice(0, 2))).toBe(false);
    expect(finish(finder.find(many))).toEqual(sameEdits(many));
    expect(finish(finder.find(many.slice(0, 2))).edits).toEqual([]);
  });

  it('wants three pages', () => {
    expect(sameEdits(many.slice(0, 2)).edits).toEqual([]);
    expect(sameEdits(many.slice(0, 3)).edits).toHaveLength(1);
  });

  const onThree = (before: (index: number) => string, after: (index: number) => string) =>
    sameEdits([1, 2, 3].map((index) => page(index, before(index), after(index))));

  it('takes what was put in with the words beside it', () => {
    const sentences = ['They may send keys.', 'We must keep it.', 'Pages will expire.'];
    const apart = onThree(
      (index) => `<p>${sentences[index - 1] ?? ''}</p>`,
      (index) => `<p>${(sentences[index - 1] ?? '').replace(/^(\S+ \S+)/, '$1 not')}</p>`,
    );
    expect(apart.edits).toEqual([]);
    const alike = onThree(
      (index) => `<p>Team ${index} must be asked.</p>`,
      (index) => `<p>Team ${index} must not be asked.</p>`,
    );
    expect(alike.edits).toMatchObject([{ before: 'must be', after: 'must not be', cause: 'facts' }]);
    expect(alike.explained.size).toBe(3);
  });

  it.each([
    ['a link', 'see <a href="https://a.example">the guide</a>', 'see <a href="https://b.example">the guide</a>'],
    ['a link put in', 'see it there', 'see it <a href="https://b.example">right</a> there'],
    ['looks', 'never share keys', 'never <strong>share</strong> keys'],
    [
      'a picture',
      'see <ac:image><ri:attachment ri:filename="a.png"/></ac:image> here',
      'see <ac:image><ri:attachment ri:filename="b.png"/></ac:image> here',
    ],
    ['a word that became a link', 'call v1/token now', 'call <a href="https://b.example">v2/token</a> now'],
  ])('leaves on its page what words do not tell: %s', (_what, before, after) => {
    const found = onThree(
      (index) => `<p>Team ${index} ${before}</p>`,
      (index) => `<p>Team ${index} ${after}</p>`,
    );
    expect(found.edits).toEqual([]);
    expect(found.explained.size).toBe(0);
  });

  it('does not explain a page on which the block itself became another', () => {
    const { explained } = sameEdits([...many, page(40, '<h2>Here: call v1/token first</h2>', '<h3>Here: call v2/token first</h3>')]);
    expect(explained.has(pageId('40'))).toBe(false);
    expect(explained.size).toBe(29);
  });

  it('takes a slip for a near miss, and puts edits with odd pages first', () => {
    const common = Array.from({ length: 5 }, (_, index) =>
      page(50 + index, `<p>Page ${index}: ask the owner.</p>`, `<p>Page ${index}: ask the team.</p>`),
    );
    const { edits } = sameEdits([
      ...common,
      ...many.slice(0, 3),
      page(60, '<p>Other: call V1/tokens first.</p>', '<p>Other: call v2/tokens first.</p>'),
    ]);
    expect(edits.map(({ before, nearMisses }) => [before, nearMisses.length])).toEqual([
      ['v1/token', 1],
      ['owner', 0],
    ]);
  });

  it('counts how often a page has it, and keeps the worst class', () => {
    const { edits } = onThree(
      (index) => `<p>Ask ${index} Ana.</p><p>Then Ana again.</p>`,
      (index) => `<p>Ask ${index} Ben.</p><p>Then Ben again.</p>`,
    );
    expect(edits).toMatchObject([{ before: 'Ana', after: 'Ben', pages: [{ count: 2 }, { count: 2 }, { count: 2 }] }]);
  });

  describe('that was left out in a place', () => {
    const left = (pages: Parameters<typeof sameEdits>[0]) => {
      const { edits, explained } = sameEdits([...many.slice(0, 3), ...pages]);
      return { nearMisses: edits[0]?.nearMisses ?? [], explained: [...explained] };
    };

    it('is told of a page that has it once and once not', () => {
      const incomplete = '<p>See v2/token in prod. And see v1/token again.</p>';
      expect(left([page(4, incomplete.replace('v2', 'v1'), incomplete)])).toEqual({
        nearMisses: [{ kind: 'left', pageId: '4', before: 'v1/token', count: 1 }],
        explained: ['1', '2', '3'],
      });
    });

    it('is told of a page on which nothing differs, and of one on which other things do', () => {
      const same = '<p>Call V1/token.</p><p>Then v1/token.</p>';
      expect(left([page(4, same, same), page(5, `<p>A</p>${same}`, `<p>B</p>${same}`)]).nearMisses).toMatchObject([
        { kind: 'left', pageId: '4', count: 2 },
        { kind: 'left', pageId: '5', count: 2 },
      ]);
    });

    it.each([
      ['a cell', '<table><tbody><tr><td>a</td><td>v1/token</td></tr></tbody></table>'],
      [
        'code',
        '<ac:structured-macro ac:name="code"><ac:plain-text-body><![CDATA[GET v1/token]]></ac:plain-text-body></ac:structured-macro>',
      ],
      ['the target of a link', '<p><a href="https://a.example/v1/token">here</a></p>'],
      ['a parameter', '<ac:structured-macro ac:name="x"><ac:parameter ac:name="path">v1/token</ac:parameter></ac:structured-macro>'],
      ['words of two looks', '<p>v1/<strong>token</strong></p>'],
    ])('is found in %s', (_what, storage) => {
      expect(left([page(4, storage, storage)]).nearMisses).toMatchObject([{ pageId: '4', count: 1 }]);
    });

    it.each([
      ['inside another word', '<p>Call v1/tokens and dev1/token.</p>'],
      ['across two paragraphs', '<p>v1/</p><p>token</p>'],
      ['in what was taken away', '<p>x</p>'],
    ])('is not found %s', (_what, storage) => {
      expect(left([page(4, '<p>y</p><p>Call v1/token now.</p>', storage)]).nearMisses).toEqual([]);
    });

    it('does not take what replaced it for what is left', () => {
      const found = onThree(
        (index) => `<p>Page ${index}: the key is kept.</p>`,
        (index) => `<p>Page ${index}: the key of Ana is kept.</p>`,
      );
      expect(found.edits).toMatchObject([{ nearMisses: [] }]);
      expect(found.explained.size).toBe(3);
    });

    it('is not told page by page where more pages keep the words than replaced them', () => {
      const keeping = (count: number) =>
        Array.from({ length: count }, (_, index) => page(50 + index, '<p>Call v1/token.</p>', '<p>Call v1/token.</p>'));
      expect(sameEdits([...many.slice(0, 3), ...keeping(3)]).edits).toMatchObject([{ keptOn: 0, nearMisses: { length: 3 } }]);
      const { edits } = sameEdits([...many.slice(0, 3), ...keeping(4), page(4, '<p>v1/token, v1/token</p>', '<p>v2/token, v1/token</p>')]);
      expect(edits).toMatchObject([{ keptOn: 0, nearMisses: { length: 5 } }]);
      const more = sameEdits([...many.slice(0, 3), ...keeping(5), page(4, '<p>v1/token, v1/token</p>', '<p>v2/token, v1/token</p>')]);
      expect(more.edits).toMatchObject([{ keptOn: 5, nearMisses: [{ kind: 'left', pageId: '4' }] }]);
      expect(more.explained.size).toBe(3);
    });

    it('minds capitals where they are the edit', () => {
      const found = onThree(
        (index) => `<p>Page ${index}: the Api is open.${index === 3 ? ' An Api.' : ''}</p>`,
        (index) => `<p>Page ${index}: the API is open.${index === 3 ? ' An Api.' : ''}</p>`,
      );
      expect(found.edits).toMatchObject([{ nearMisses: [{ kind: 'left', pageId: '3', count: 1 }] }]);
    });

    it('explains nothing that was not searched for', () => {
      const words = Array.from({ length: 60 }, (_, index) => `word${index}`);
      const filler = `<p>${'Nothing to see here, and so it goes on. '.repeat(40)}</p>`.repeat(120);
      const said = (change: string): string => words.map((one) => `<p>The name of this thing is ${one}${change} for now.</p>`).join('');
      const large = Array.from({ length: 5 }, (_, index) => page(index + 1, said('') + filler, said('new') + filler));
      const { edits, explained } = sameEdits(large);
      expect(edits).toHaveLength(60);
      expect(explained.size).toBe(0);
    }, 60_000);
  });
});
