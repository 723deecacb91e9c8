import { describe, expect, it } from 'vitest';
import { excerptIn } from './excerpt.ts';
import { contentFingerprint } from './fingerprint.ts';
import { isNoiseAttribute, noiseRules } from './noise.ts';
import { noiseReasons, shapeRules } from './noise-reasons.ts';
import { readPage } from './read-page.ts';
import { finish } from './slices.ts';

const blocksOf = (storage: string) => finish(readPage(storage)).blocks;
const keysOf = (storage: string) => blocksOf(storage).map((block) => block.key);
const printOf = (storage: string, title = 'T') => contentFingerprint(title, blocksOf(storage));

const image = (name: string) => `<p><ac:image><ri:attachment ri:filename="${name}"/></ac:image></p>`;
const link = (title: string, words = 'x') =>
  `<p><ac:link><ri:page ri:content-title="${title}"/><ac:link-body>${words}</ac:link-body></ac:link></p>`;
const task = (state: string, words = 'Do') =>
  `<ac:task-list><ac:task><ac:task-id>1</ac:task-id><ac:task-status>${state}</ac:task-status><ac:task-body>${words}</ac:task-body></ac:task></ac:task-list>`;
const macro = (name: string, parameters: Readonly<Record<string, string>>, body = '') =>
  `<ac:structured-macro ac:name="${name}">${Object.entries(parameters)
    .map(([key, value]) => `<ac:parameter ac:name="${key}">${value}</ac:parameter>`)
    .join('')}${body}</ac:structured-macro>`;
const rich = (body: string) => `<ac:rich-text-body>${body}</ac:rich-text-body>`;
const code = (text: string, language = 'js') => macro('code', { language }, `<ac:plain-text-body><![CDATA[${text}]]></ac:plain-text-body>`);
const decision = (state: string) =>
  `<ac:adf-extension><ac:adf-node type="decision-item"><ac:adf-attribute key="state">${state}</ac:adf-attribute><ac:adf-content>Go</ac:adf-content></ac:adf-node></ac:adf-extension>`;
const panel = (colour: string, text: string, copy = text) =>
  `<ac:adf-extension><ac:adf-node type="panel"><ac:adf-attribute key="panel-color">${colour}</ac:adf-attribute><ac:adf-content><p>${text}</p></ac:adf-content></ac:adf-node><ac:adf-fallback><div class="panel"><p>${copy}</p></div></ac:adf-fallback></ac:adf-extension>`;
const forge = (parameters: string) =>
  `<ac:adf-extension><ac:adf-node type="extension"><ac:adf-attribute key="extension-key">a/static/b</ac:adf-attribute><ac:adf-attribute key="parameters">${parameters}<ac:adf-parameter key="layout">x</ac:adf-parameter></ac:adf-attribute></ac:adf-node></ac:adf-extension>`;
const gauge = (id: string, copy = '') =>
  `<ac:adf-extension><ac:adf-node type="inline-extension"><ac:adf-attribute key="parameters"><ac:adf-parameter key="macro-metadata"><ac:adf-parameter key="macro-id">${id}</ac:adf-parameter></ac:adf-parameter><ac:adf-parameter key="metric">p99</ac:adf-parameter></ac:adf-attribute><ac:adf-attribute key="local-id">${id}</ac:adf-attribute></ac:adf-node>${copy}</ac:adf-extension>`;
const issues = (query: string, appearance = 'block') =>
  `<p><a href="https://s.example/x" data-card-appearance="${appearance}" data-datasource="{&quot;jql&quot;:&quot;${query}&quot;}">x</a></p>`;
const columns = (cols: string) => `<table><colgroup>${cols}</colgroup><tbody><tr><td>a</td><td>b</td></tr></tbody></table>`;
const table = (rows: string) => `<table><tbody>${rows}</tbody></table>`;

describe('what is not content', () => {
  it.each(Object.entries(noiseReasons).map(([id, { example }]) => [id, example] as const))('%s', (_id, [withNoise, without]) => {
    expect(withNoise).not.toBe(without);
    expect(keysOf(withNoise)).toEqual(keysOf(without));
  });

  it.each(shapeRules.map((rule) => [rule.what, rule.example] as const))('%s', (_what, [one, other]) => {
    expect(one).not.toBe(other);
    expect(keysOf(one)).toEqual(keysOf(other));
  });

  it('names every rule once, with a reason and the document or sources that show it', () => {
    expect(new Set(noiseRules.map((rule) => rule.id)).size).toBe(noiseRules.length);
    expect(Object.keys(noiseReasons)).toEqual(noiseRules.map(({ id }) => id));
    expect(Object.values(noiseReasons).filter(({ why, source }) => why.length < 10 || source.length < 20)).toEqual([]);
  });

  it('keeps what the editor’s own attributes draw, and whatever is not known', () => {
    for (const name of [
      'data-highlight-colour',
      'data-text-color',
      'data-number-column',
      'data-align',
      'data-datasource',
      'data-new-thing',
    ])
      expect(isNoiseAttribute(name, 'x', 'a')).toBe(false);
  });

  it.each([
    ['a picture by itself, in a paragraph or not', image('a.png'), image('a.png').slice(3, -4)],
    ['a comment’s marker that holds nothing', '<p>a</p><ac:inline-comment-marker ac:ref="1"/><p>b</p>', '<p>a</p><p>b</p>'],
    ['a task’s own wrapper', task('incomplete', '<span class="placeholder-inline-tasks">Do</span>'), task('incomplete', 'Do')],
    ['bold words with a bold or a plain space', '<p><b>a</b> <b>b</b></p>', '<p><b>a b</b></p>'],
    ['a cell’s empty end', table('<tr><td><p>a</p><p></p></td></tr>'), table('<tr><td>a</td></tr>')],
    ['a breakout of code', code('a').replace('<ac:plain', '<ac:parameter ac:name="breakoutWidth">1800</ac:parameter><ac:plain'), code('a')],
    ['ids of a Forge macro', forge('<ac:adf-parameter key="local-id">1</ac:adf-parameter>'), forge('')],
    [
      'the copy of an app’s macro in a line, and its ids',
      `<p>See ${gauge('1', `<ac:adf-fallback>${gauge('2').replaceAll(/<\/?ac:adf-extension>/g, '')}</ac:adf-fallback>`)} here</p>`,
      `<p>See ${gauge('3')} here</p>`,
    ],
    ['a card in a line', link('A').replace('<ac:link>', '<ac:link ac:card-appearance="inline">'), link('A')],
    ['an empty wrapper before an item', '<ul><li><div></div>a</li></ul>', '<ul><li>a</li></ul>'],
    ['capitals of a property', '<p><span style="COLOR: red">a</span></p>', '<p><span style="color: red">a</span></p>'],
    ['an item in a wrapper', '<ul><li><div>a</div></li></ul>', '<ul><li>a</li></ul>'],
    ['an item’s paragraphs in wrappers', '<ul><li><div><p>a</p><p>b</p></div></li></ul>', '<ul><li><p>a</p><p>b</p></li></ul>'],
    ['a task in a wrapper', task('incomplete', '<div><div><p>Do</p></div></div>'), task('incomplete', 'Do')],
    [
      'widths of a table',
      '<table style="width: 100%;"><tr><td style="width: 9px; color: red">a</td></tr></table>',
      '<table><tr><td style="color: red">a</td></tr></table>',
    ],
    [
      'columns that only have widths',
      '<table><colgroup span="2" width="9"/><tr><td>a</td><td>b</td></tr></table>',
      table('<tr><td>a</td><td>b</td></tr>'),
    ],
    ['a cell’s wrapper', table('<tr><td><div class="content-wrapper"><p>a</p><p>&nbsp;</p></div></td></tr>'), table('<tr><td>a</td></tr>')],
    [
      'a caption in a wrapper',
      image('a.png').replace('</ac:image>', '<ac:caption><div><p>c</p></div></ac:caption></ac:image>'),
      image('a.png').replace('</ac:image>', '<ac:caption>c</ac:caption></ac:image>'),
    ],
    ['the spelling of a panel’s colour', panel('#E6FCFF', 'A'), panel('#e6fcff', 'A')],
    [
      'the spelling of a cell’s colour',
      table('<tr><td data-highlight-colour="#FFF">a</td></tr>'),
      table('<tr><td data-highlight-colour="#ffffff">a</td></tr>'),
    ],
    ['spaces of a list’s source', '<ul>\n  <li><p>a</p>\n  </li>\n</ul>', '<ul><li>a</li></ul>'],
  ])('%s', (_what, one, other) => {
    expect(keysOf(one)).toEqual(keysOf(other));
  });
});

/** One change each that a reader sees. */
const changes: readonly (readonly [what: string, before: string, after: string])[] = [
  ['a digit', '<p>30 days</p>', '<p>90 days</p>'],
  ['a letter case', '<p>admin</p>', '<p>Admin</p>'],
  ['punctuation', '<p>Go, now</p>', '<p>Go now</p>'],
  ['a space', '<p>no where</p>', '<p>nowhere</p>'],
  ['bold', '<p>x</p>', '<p><strong>x</strong></p>'],
  ['a strike', '<p>x</p>', '<p><s>x</s></p>'],
  ['an underlined space', '<p><u>a</u> b</p>', '<p><u>a </u>b</p>'],
  ['a colour', '<p><span style="color: red">x</span></p>', '<p><span style="color: blue">x</span></p>'],
  ['text hidden', '<p>x</p>', '<p><span style="display:none">x</span></p>'],
  ['the target of a link', '<p><a href="https://a.example">x</a></p>', '<p><a href="https://b.example">x</a></p>'],
  ['the page linked to', link('A'), link('B')],
  ['the words of a link', link('A', 'one'), link('A', 'two')],
  ['who is mentioned', '<p><ac:link><ri:user ri:account-id="a"/></ac:link></p>', '<p><ac:link><ri:user ri:account-id="b"/></ac:link></p>'],
  ['an image', image('a.png'), image('b.png')],
  ['the alternative text of an image', '<p><ac:image ac:alt="a"><ri:attachment ri:filename="a.png"/></ac:image></p>', image('a.png')],
  ['the level of a heading', '<h2>x</h2>', '<h3>x</h3>'],
  ['a heading made text', '<h2>x</h2>', '<p>x</p>'],
  ['two paragraphs made one', '<p>a</p><p>b</p>', '<p>ab</p>'],
  ['an empty paragraph between two', '<p>a</p><p></p><p>b</p>', '<p>a</p><p>b</p>'],
  ['a list numbered', '<ul><li>a</li></ul>', '<ol><li>a</li></ol>'],
  ['an item indented', '<ul><li>a</li><li>b</li></ul>', '<ul><li>a<ul><li>b</li></ul></li></ul>'],
  ['a numbered list begun again', '<ol><li>a</li><li>b</li></ol>', '<ol><li>a</li></ol><ol><li>b</li></ol>'],
  ['where a numbered list begins', '<ol><li>a</li></ol>', '<ol start="5"><li>a</li></ol>'],
  ['a task ticked', task('incomplete'), task('complete')],
  ['the words of a task', task('incomplete', 'Do'), task('incomplete', 'Undo')],
  ['a macro', macro('info', {}, rich('<p>a</p>')), macro('warning', {}, rich('<p>a</p>'))],
  ['a parameter of a macro', macro('toc', { maxLevel: '2' }), macro('toc', { maxLevel: '3' })],
  ['what a panel holds', `${macro('info', {}, rich('<p>a</p>'))}<p>b</p>`, macro('info', {}, rich('<p>a</p><p>b</p>'))],
  [
    'one panel made two',
    macro('info', {}, rich('<p>a</p><p>b</p>')),
    macro('info', {}, rich('<p>a</p>')) + macro('info', {}, rich('<p>b</p>')),
  ],
  [
    'a lozenge',
    `<p>${macro('status', { title: 'Done', colour: 'Green' })}</p>`,
    `<p>${macro('status', { title: 'Done', colour: 'Red' })}</p>`,
  ],
  ['a line of code', code('a\nb'), code('a\nc')],
  ['the indentation of code', code('a\n  b'), code('a\n    b')],
  ['the language of code', code('a', 'js'), code('a', 'sh')],
  ['a cell', table('<tr><td>a</td><td>b</td></tr>'), table('<tr><td>a</td><td>c</td></tr>')],
  ['a word in another cell', table('<tr><td>a b</td><td>c</td></tr>'), table('<tr><td>a</td><td>b c</td></tr>')],
  ['cells merged', table('<tr><td colspan="2">a</td></tr>'), table('<tr><td>a</td></tr>')],
  ['a cell made a header', table('<tr><td>a</td></tr>'), table('<tr><th>a</th></tr>')],
  ['the colour of a cell', table('<tr><td data-highlight-colour="#fff">a</td></tr>'), table('<tr><td>a</td></tr>')],
  ['a paragraph in a cell', table('<tr><td><p>a</p><p>b</p></td></tr>'), table('<tr><td><p>ab</p></td></tr>')],
  ['a list in a cell', table('<tr><td><ul><li>a</li></ul></td></tr>'), table('<tr><td><p>a</p></td></tr>')],
  [
    'paragraphs of a panel in a cell',
    table(`<tr><td>${macro('info', {}, rich('<p>a</p><p>b</p>'))}</td></tr>`),
    table(`<tr><td>${macro('info', {}, rich('<p>ab</p>'))}</td></tr>`),
  ],
  ['rows exchanged', table('<tr><td>a</td></tr><tr><td>b</td></tr>'), table('<tr><td>b</td></tr><tr><td>a</td></tr>')],
  ['one table made two', table('<tr><td>a</td></tr><tr><td>b</td></tr>'), table('<tr><td>a</td></tr>') + table('<tr><td>b</td></tr>')],
  ['a quote', '<p>a</p>', '<blockquote><p>a</p></blockquote>'],
  ['a rule', '<p>a</p><p>b</p>', '<p>a</p><hr/><p>b</p>'],
  ['a line break', '<p>a<br/>b</p>', '<p>a b</p>'],
  ['alignment', '<p>a</p>', '<p style="text-align: right;">a</p>'],
  ['a date', '<p><time datetime="2026-01-31"/></p>', '<p><time datetime="2026-02-28"/></p>'],
  ['a face', '<p><ac:emoticon ac:name="tick"/></p>', '<p><ac:emoticon ac:name="cross"/></p>'],
  ['an unknown element', '<p>a</p>', '<p>a</p><ac:new-thing ac:x="1"/>'],
  ['an attribute of an unknown element', '<ac:new-thing ac:x="1"/>', '<ac:new-thing ac:x="2"/>'],
  ['an unknown mark', '<p>a</p>', '<p><kbd>a</kbd></p>'],
  [
    'a column',
    '<ac:layout><ac:layout-section ac:type="two_equal"><ac:layout-cell><p>a</p><p>b</p></ac:layout-cell><ac:layout-cell><p>c</p></ac:layout-cell></ac:layout-section></ac:layout>',
    '<ac:layout><ac:layout-section ac:type="two_equal"><ac:layout-cell><p>a</p></ac:layout-cell><ac:layout-cell><p>b</p><p>c</p></ac:layout-cell></ac:layout-section></ac:layout>',
  ],
  ['a direction override', '<p>abc</p>', '<p>a\u202ebc</p>'],
  ['a zero-width space', '<p>abc</p>', '<p>a\u200bbc</p>'],
  ['a look-alike letter', '<p>paypal</p>', '<p>p\u0430ypal</p>'],
  ['a composed letter', '<p>\u00e9</p>', '<p>e\u0301</p>'],
  ['a space between two marks of an item', '<ul><li><b>a</b> <i>b</i></li></ul>', '<ul><li><b>a</b><i>b</i></li></ul>'],
  ['a no-break space before a picture', `<p>\u00a0${image('a.png').slice(3)}`, image('a.png')],
  ['a zero-width mark before a picture', `<p>\ufeff${image('a.png').slice(3)}`, image('a.png')],
  ['two numbered lists in wrappers', '<div><ol><li>a</li></ol></div><div><ol><li>b</li></ol></div>', '<ol><li>a</li><li>b</li></ol>'],
  ['a blank line that ends a wrapper', '<div><p>a</p><p></p></div><p>b</p>', '<p>a</p><p>b</p>'],
  ['text after a paragraph of a cell', table('<tr><td><p>a</p>b</td></tr>'), table('<tr><td><p>ab</p></td></tr>')],
  [
    'cells of a table in a cell',
    table(`<tr><td>${table('<tr><td>a</td><td>b</td></tr>')}</td></tr>`),
    table(`<tr><td>${table('<tr><td>ab</td><td></td></tr>')}</td></tr>`),
  ],
  ['the indentation of code in a cell', table(`<tr><td>${code('a\n  b')}</td></tr>`), table(`<tr><td>${code('a\n b')}</td></tr>`)],
  ['a task ticked in a cell', table(`<tr><td>${task('incomplete')}</td></tr>`), table(`<tr><td>${task('complete')}</td></tr>`)],
  ['spaces inside code in a line', '<p><code>a  b</code></p>', '<p><code>a b</code></p>'],
  ['a link in preformatted text', '<pre>a<a href="https://a.example">b</a></pre>', '<pre>a<a href="https://b.example">b</a></pre>'],
  ['two preformatted texts', '<pre>a</pre><pre>b</pre>', '<pre>a\nb</pre>'],
  ['two quotes', '<blockquote><p>a</p></blockquote><blockquote><p>b</p></blockquote>', '<blockquote><p>a</p><p>b</p></blockquote>'],
  [
    'which of two colours lies inside',
    '<p><span style="color: red"><span style="color: blue">x</span></span></p>',
    '<p><span style="color: blue"><span style="color: red">x</span></span></p>',
  ],
  [
    'which of two colours comes last',
    '<p><span style="color: red; color: blue">x</span></p>',
    '<p><span style="color: blue; color: red">x</span></p>',
  ],
  ['a link across the space', '<p><a href="x"><b>a</b></a> <a href="x"><b>b</b></a></p>', '<p><a href="x"><b>a</b> <b>b</b></a></p>'],
  [
    'a title that looks like the attribute of another link',
    '<p><ac:link><ri:page ri:content-title="A" ri:space-key="B"/><ac:link-body>x</ac:link-body></ac:link></p>',
    '<p><ac:link><ri:page ri:content-title=\'A" ri:space-key="B\'/><ac:link-body>x</ac:link-body></ac:link></p>',
  ],
  ['the caption of an image', image('a.png').replace('</ac:image>', '<ac:caption><p>one</p></ac:caption></ac:image>'), image('a.png')],
  ['the border of an image', image('a.png').replace('</ac:image>', '<ac:adf-mark key="border"/></ac:image>'), image('a.png')],
  ['an attribute that looks like a parameter', '<ac:structured-macro ac:name="info" title="x"/>', macro('info', { title: 'x' })],
  ['text beside the parts of a macro', '<ac:structured-macro ac:name="info">x</ac:structured-macro>', macro('info', {})],
  ['text beside the rows of a table', table('x<tr><td>a</td></tr>'), table('<tr><td>a</td></tr>')],
  ['text beside the cells of a row', table('<tr>x<td>a</td></tr>'), table('<tr><td>a</td></tr>')],
  ['rows numbered', '<table data-number-column="true"><tbody><tr><td>a</td></tr></tbody></table>', table('<tr><td>a</td></tr>')],
  ['a class that no rule names', '<p class="auto-cursor-target secret">a</p>', '<p class="auto-cursor-target">a</p>'],
  ['a decision', decision('DECIDED'), decision('UNDECIDED')],
  ['the colour of a custom panel', panel('#fff', 'A'), panel('#f00', 'A')],
  ['a copy for older programs that says something else', panel('#fff', 'A'), panel('#fff', 'A', 'B')],
  ['terms and paragraphs', '<dl><dt>a</dt><dd>b</dd></dl>', '<p>a</p><p>b</p>'],
  ['two boxes of an unknown element', '<p><x:box>a</x:box><x:box>b</x:box></p>', '<p><x:box>ab</x:box></p>'],
  ['two line breaks at the end', '<p>a<br/><br/></p>', '<p>a</p>'],
  ['the query of an issue table', issues('project=A'), issues('project=B')],
  ['an issue table made a link', issues('project=A'), '<p><a href="https://s.example/x">x</a></p>'],
  ['a card that shows what it leads to', issues('project=A', 'embed'), issues('project=A')],
  ['a card of a page that is a block', link('A').replace('<ac:link>', '<ac:link ac:card-appearance="block">'), link('A')],
  [
    'a copy in a line that says something else',
    `<p>See ${gauge('1')}</p>`,
    `<p>See ${gauge(
      '1',
      `<ac:adf-fallback>${gauge('1')
        .replace('p99', 'p50')
        .replaceAll(/<\/?ac:adf-extension>/g, '')}</ac:adf-fallback>`,
    )}</p>`,
  ],
  ['words in a column', columns('<col>x</col>'), columns('<col/>')],
  ['a parameter of a Forge macro', forge(''), forge('<ac:adf-parameter key="query">a</ac:adf-parameter>')],
  ['a column hidden', columns('<col/><col style="visibility: collapse;"/>'), columns('<col/><col/>')],
  ['which column is hidden', columns('<col/><col style="visibility: collapse;"/>'), columns('<col style="visibility: collapse;"/><col/>')],
  [
    'how many columns are hidden',
    columns('<col span="2" style="visibility: collapse;"/>'),
    columns('<col style="visibility: collapse;"/><col/>'),
  ],
  [
    'all columns hidden',
    '<table><colgroup style="visibility: collapse"><col/></colgroup><tr><td>a</td></tr></table>',
    '<table><colgroup><col/></colgroup><tr><td>a</td></tr></table>',
  ],
  ['the width of a picture', image('a.png').replace('<ac:image>', '<ac:image ac:width="9">'), image('a.png')],
  ['what follows an item’s wrapper', '<ul><li><div>a</div>b</li></ul>', '<ul><li>ab</li></ul>'],
  ['what follows the blocks of an item’s wrapper', '<ul><li><div><p>a</p>b</div>c</li></ul>', '<ul><li><div><p>a</p>bc</div></li></ul>'],
  ['an item’s wrapper with a look', '<ul><li><div style="display: none">a</div></li></ul>', '<ul><li>a</li></ul>'],
  ['an underlined space at the end', '<p>a</p><p><u>&nbsp;</u></p>', '<p>a</p>'],
  ['a box at the end', '<p>a</p><p style="border: 1px solid red"></p>', '<p>a</p>'],
  ['a no-break space between two paragraphs', '<p>a</p><p>&nbsp;</p><p>b</p>', '<p>a</p><p>b</p>'],
  ['a relation that no rule names', '<p><a href="x" rel="author">a</a></p>', '<p><a href="x">a</a></p>'],
  ['an unknown entity', '<p>&nosuch;</p>', '<p>&nosuchthing;</p>'],
];

describe('what is content', () => {
  it.each(changes)('%s', (_what, before, after) => {
    expect(keysOf(before)).not.toEqual(keysOf(after));
  });

  it('counts the title', async () => {
    expect(await printOf('<p>a</p>', 'One')).not.toBe(await printOf('<p>a</p>', 'Two'));
    expect(await printOf('<p>a</p>', 'One')).toBe(await printOf('<p local-id="z">a</p>', 'One'));
    expect(await printOf('<p>a</p>')).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe('what a page shows from elsewhere', () => {
  const includesOf = (storage: string) => finish(readPage(storage)).includes;
  const page = (title: string, space?: string) =>
    `<ac:parameter ac:name=""><ac:link><ri:page ${space === undefined ? '' : `ri:space-key="${space}" `}ri:content-title="${title}"/></ac:link></ac:parameter>`;

  it('finds pages, excerpts and files, once each', () => {
    const storage = [
      `<ac:structured-macro ac:name="include">${page('Install guide', 'OPS')}</ac:structured-macro>`,
      `<ac:structured-macro ac:name="excerpt-include">${page('Token endpoint')}<ac:parameter ac:name="name">limits</ac:parameter></ac:structured-macro>`,
      image('flow.png'),
      image('flow.png'),
      '<table><tbody><tr><td><ac:image><ri:attachment ri:filename="b.png"><ri:page ri:content-title="Pictures"/></ri:attachment></ac:image></td></tr></tbody></table>',
      '<ac:structured-macro ac:name="view-file"><ac:parameter ac:name="name"><ri:attachment ri:filename="policy.pdf"/></ac:parameter></ac:structured-macro>',
    ].join('');
    expect(includesOf(storage)).toEqual([
      { kind: 'page', name: 'Install guide', pageId: null, ofPage: null, spaceKey: 'OPS', excerptName: null },
      { kind: 'excerpt', name: 'Token endpoint', pageId: null, ofPage: null, spaceKey: null, excerptName: 'limits' },
      { kind: 'attachment', name: 'flow.png', pageId: null, ofPage: null, spaceKey: null, excerptName: null },
      { kind: 'attachment', name: 'b.png', pageId: null, ofPage: 'Pictures', spaceKey: null, excerptName: null },
      { kind: 'attachment', name: 'policy.pdf', pageId: null, ofPage: null, spaceKey: null, excerptName: null },
    ]);
  });

  const byText = (name: string, text: string) =>
    `<ac:structured-macro ac:name="include"><ac:parameter ac:name="${name}">${text}</ac:parameter></ac:structured-macro>`;
  it.each([
    ['its id', byText('', '<ac:link><ri:content-entity ri:content-id="123"/></ac:link>'), { pageId: '123' }],
    ['its id beside no title', byText('', '<ri:page ri:content-id="123"/>'), { pageId: '123' }],
    ['its name alone', byText('', 'Install guide'), { name: 'Install guide' }],
    ['space and name', byText('default-parameter', 'SP:Title'), { name: 'Title', spaceKey: 'SP' }],
    ['a personal space and name', byText('', '~ana:Title'), { name: 'Title', spaceKey: '~ana' }],
    ['a name with a colon in it', byText('', 'Guide: first steps'), { name: 'Guide: first steps' }],
    [
      'the older default parameter',
      '<ac:macro ac:name="include"><ac:default-parameter>SP:Title</ac:default-parameter></ac:macro>',
      { name: 'Title', spaceKey: 'SP' },
    ],
    ['nothing that says which', byText('', '<ac:link><ri:shortcut ri:key="x"/></ac:link>'), {}],
    ['no parameter', '<ac:structured-macro ac:name="include"/>', {}],
  ])('never passes over an include, by %s', (_what, storage, found) => {
    const one = { kind: 'page', name: '', pageId: null, ofPage: null, spaceKey: null, excerptName: null, ...found };
    expect(includesOf(storage)).toEqual([one]);
    expect(includesOf(`<p>Inline ${storage}</p>`)).toEqual([one]);
    const excerpt = storage.replace('"include"', '"excerpt-include"');
    expect(includesOf(excerpt)).toEqual([{ ...one, kind: 'excerpt' }]);
  });

  it('takes a file of a page that is told by its id for a file of that page', () => {
    const storage = '<ac:image><ri:attachment ri:filename="a.png"><ri:content-entity ri:content-id="9"/></ri:attachment></ac:image>';
    expect(includesOf(storage)).toMatchObject([{ kind: 'attachment', name: 'a.png', pageId: '9', ofPage: null }]);
  });

  it('takes an excerpt out by its name, with panels inside', () => {
    const named = (name: string, body: string) => macro('excerpt', { name }, rich(body));
    const storage = `<p>x</p>${named('a', '<p>one</p>')}${named('b', macro('info', {}, rich('<p>two</p>')))}`;
    expect(excerptIn(storage, 'b')).toBe(macro('info', {}, rich('<p>two</p>')));
    expect(excerptIn(storage, null)).toBe('<p>one</p>');
    expect(excerptIn(storage, 'c')).toBeNull();
    expect(excerptIn(storage.replace('ac:name="excerpt"', "ac:name='excerpt'"), null)).toBe('<p>one</p>');
  });
});

describe('hostile pages', () => {
  const bound = (storage: string): number => blocksOf(storage).length;
  it.each([
    ['100,000 nested tags', '<div>'.repeat(100_000) + 'x' + '</div>'.repeat(100_000)],
    ['100,000 tags that nothing closes', '<p><strong>'.repeat(50_000)],
    ['closing tags without an opening', `${'</p>'.repeat(50_000)}<p>x</p>`],
    ['deep lists', '<ul><li>'.repeat(20_000) + 'x'],
    ['a million entities', `<p>${'&amp;'.repeat(200_000)}</p>`],
    ['an entity bomb', `<!DOCTYPE x [<!ENTITY a "${'b'.repeat(1000)}">]><p>${'&a;'.repeat(10_000)}</p>`],
    ['spaces without end', `<p>${' '.repeat(500_000)}x</p>`],
    [
      'one mark written again for every letter',
      `<p><span style="font-family: ${'x'.repeat(200_000)}">${'<b>x</b>y'.repeat(50_000)}</span></p>`,
    ],
    [
      'marks in marks in marks',
      `<p>${Array.from({ length: 50 }, (_, index) => `<kbd title="${index}">`).join('')}${'<b>x</b>y'.repeat(50_000)}`,
    ],
    [
      '10,000 pictures',
      `<p>${Array.from({ length: 10_000 }, (_, index) => `<ac:image><ri:attachment ri:filename="${index}"/></ac:image>`).join('')}</p>`,
    ],
    ['a style of brackets and quotes', `<p style="${"a&quot;('".repeat(50_000)}">x</p>`],
  ])('%s', (_what, storage) => {
    expect(bound(storage)).toBeGreaterThan(0);
  });

  it.each([
    ['too deep', (word: string) => `${'<x>'.repeat(12_000)}<p>${word}</p>${'</x>'.repeat(12_000)}`],
    ['too rich', (word: string) => `<p>${'<kbd><b>x</b>y</kbd>'.repeat(25_000)}${word}</p>`],
    ['too heavy', (word: string) => `<p><span style="font-family: ${'x'.repeat(100_000)}">${'<b>x</b>y'.repeat(500)}${word}</span></p>`],
  ])('counts as written what is %s: a change there is seen', (_what, page) => {
    expect(keysOf(page('a')).join()).not.toBe(keysOf(page('b')).join());
  });

  it('tells what is nested too deep from what stands after it', () => {
    const nested = (inside: string) => `<p>${'<kbd>'.repeat(80)}${inside}${'</kbd>'.repeat(80)}</p>`;
    expect(keysOf(nested('<b>a</b>b'))).not.toEqual(keysOf(nested('<b>ab</b>')));
  });

  it('keeps what is nested too deep: a change there is seen', () => {
    const nested = (word: string) => `${'<div>'.repeat(500)}${word}${'</div>'.repeat(500)}`;
    expect(keysOf(nested('a'))).not.toEqual(keysOf(nested('b')));
  });
});
