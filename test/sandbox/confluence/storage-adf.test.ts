import { describe, expect, it } from 'vitest';
import { adfOf } from './storage-adf.ts';
import { createTestSite } from './testing.ts';

const site = createTestSite();
const contentOf = (storage: string): unknown => {
  const page = site.content.page(site.idOf('Install guide'));
  const document: unknown = JSON.parse(adfOf(storage, { content: site.content, page, viewer: null }));
  expect(document).toMatchObject({ type: 'doc', version: 1 });
  return typeof document === 'object' && document !== null && 'content' in document ? document.content : null;
};
const words = (text: string, ...marks: readonly string[]) => ({
  type: 'text',
  text,
  ...(marks.length === 0 ? {} : { marks: marks.map((type) => ({ type })) }),
});
const paragraph = (...content: readonly unknown[]) => ({ type: 'paragraph', content });

describe('ADF of storage format', () => {
  it('keeps text with its marks, where code takes no other', () => {
    expect(contentOf('<p>A <strong>b <em>c</em> <code>d</code></strong><br/>e &amp; f</p>')).toEqual([
      paragraph(
        words('A '),
        words('b ', 'strong'),
        words('c', 'strong', 'em'),
        words(' ', 'strong'),
        words('d', 'code'),
        { type: 'hardBreak' },
        words('e & f'),
      ),
    ]);
  });

  it('knows headings, lists, tables, code, panels and tasks', () => {
    expect(contentOf('<h2>T</h2><ul><li>x</li></ul><hr/>')).toEqual([
      { type: 'heading', attrs: { level: 2 }, content: [words('T')] },
      { type: 'bulletList', content: [{ type: 'listItem', content: [paragraph(words('x'))] }] },
      { type: 'rule' },
    ]);
    expect(contentOf('<table><tbody><tr><th>h</th><td colspan="2"></td></tr></tbody></table>')).toEqual([
      {
        type: 'table',
        content: [
          {
            type: 'tableRow',
            content: [
              { type: 'tableHeader', attrs: {}, content: [paragraph(words('h'))] },
              { type: 'tableCell', attrs: { colspan: 2 }, content: [{ type: 'paragraph' }] },
            ],
          },
        ],
      },
    ]);
    expect(
      contentOf(
        '<ac:structured-macro ac:name="code"><ac:parameter ac:name="language">sh</ac:parameter><ac:plain-text-body><![CDATA[a < b]]></ac:plain-text-body></ac:structured-macro><ac:structured-macro ac:name="tip"><ac:rich-text-body><p>y</p></ac:rich-text-body></ac:structured-macro>',
      ),
    ).toEqual([
      { type: 'codeBlock', attrs: { language: 'sh' }, content: [words('a < b')] },
      { type: 'panel', attrs: { panelType: 'success' }, content: [paragraph(words('y'))] },
    ]);
    expect(
      contentOf(
        '<ac:task-list><ac:task><ac:task-uuid>u</ac:task-uuid><ac:task-status>complete</ac:task-status><ac:task-body>do</ac:task-body></ac:task></ac:task-list>',
      ),
    ).toEqual([
      {
        type: 'taskList',
        attrs: { localId: '' },
        content: [{ type: 'taskItem', attrs: { localId: 'u', state: 'DONE' }, content: [words('do')] }],
      },
    ]);
  });

  it('names people, statuses and pages', () => {
    const ana = site.content.person('ana');
    expect(
      contentOf(
        `<p><ac:link><ri:user ri:account-id="${ana?.accountId}" /></ac:link><ac:structured-macro ac:name="status"><ac:parameter ac:name="title">DONE</ac:parameter><ac:parameter ac:name="colour">Green</ac:parameter></ac:structured-macro><ac:link ac:card-appearance="inline"><ri:page ri:content-title="Install guide" /></ac:link></p>`,
      ),
    ).toEqual([
      paragraph(
        { type: 'mention', attrs: { id: ana?.accountId, text: '@Ana Ferreira' } },
        { type: 'status', attrs: { text: 'DONE', color: 'green' } },
        {
          type: 'inlineCard',
          attrs: { url: `https://acme.atlassian.net/wiki/spaces/ENG/pages/${site.idOf('Install guide')}/Install+guide` },
        },
      ),
    ]);
  });

  it('makes an extension of a macro it does not know, with its parameters', () => {
    expect(
      contentOf('<ac:structured-macro ac:name="chart"><ac:parameter ac:name="type">pie</ac:parameter></ac:structured-macro>'),
    ).toMatchObject([{ type: 'extension', attrs: { extensionKey: 'chart', parameters: { macroParams: { type: { value: 'pie' } } } } }]);
  });

  it('lets no address through that a link may not have', () => {
    expect(contentOf('<p><a href="javascript:alert(1)">x</a></p>')).toEqual([paragraph(words('x'))]);
  });
});
