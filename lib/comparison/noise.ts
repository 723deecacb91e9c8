/**
 * What a page's source holds and no reader sees: the one table of what is not content. Whatever no rule names is content, so that nothing
 * new in Confluence is passed over by mistake. `docs/freshness.md` prints this table.
 */

export interface NoiseRule {
  readonly id: string;
  /** For people: what is left out. */
  readonly what: string;
  readonly why: string;
  /** Where the rule comes from. */
  readonly source: string;
  /** Attributes it leaves out, by name. */
  readonly attributes?: RegExp;
  /** Of these attributes, only values that match. */
  readonly values?: RegExp;
  /** Words of `class` it leaves out. */
  readonly classes?: RegExp;
  /** Elements it leaves out with all that is inside. */
  readonly elements?: RegExp;
  /** Of these elements, only those whose `key` matches. */
  readonly keys?: RegExp;
  /** A piece of storage format, and the same without the noise: the rule's own proof. */
  readonly example: readonly [withNoise: string, without: string];
}

const storage = 'Confluence storage format';
const notes = 'Confluence storage format: ids change when a page is saved';

const task = (inside: string, attributes = ''): string =>
  `<ac:task-list${attributes}><ac:task>${inside}<ac:task-status>incomplete</ac:task-status><ac:task-body>Do</ac:task-body></ac:task></ac:task-list>`;
const table = (inside: string, attributes = ''): string => `<table${attributes}>${inside}</table>`;
const decision = (inside: string): string =>
  `<ac:adf-extension><ac:adf-node type="decision-item">${inside}<ac:adf-content>Go</ac:adf-content></ac:adf-node></ac:adf-extension>`;

export const noiseRules: readonly NoiseRule[] = [
  {
    id: 'macroIds',
    what: 'Ids of macros',
    why: 'The editor gives a macro a new id when it is copied or saved.',
    source: notes,
    attributes: /^ac:macro-id$/,
    example: ['<ac:structured-macro ac:name="toc" ac:macro-id="a1"/>', '<ac:structured-macro ac:name="toc"/>'],
  },
  {
    id: 'localIds',
    what: 'Ids of blocks and mentions inside the editor',
    why: 'They name a place for the editor; saving may change them.',
    source: notes,
    attributes: /^(?:(?:ac|ri):)?(?:data-)?local-id$/,
    example: ['<p local-id="x1">Text</p>', '<p>Text</p>'],
  },
  {
    id: 'localIdAttributes',
    what: 'The same ids where they are written as elements',
    why: 'As above: newer blocks keep their attributes in elements.',
    source: notes,
    elements: /^ac:adf-attribute$/,
    keys: /^(?:local-id|localId)$/,
    example: [decision('<ac:adf-attribute key="local-id">d1</ac:adf-attribute>'), decision('')],
  },
  {
    id: 'schemaVersions',
    what: 'Schema versions of macros',
    why: 'They tell how the source is written, not what it says.',
    source: notes,
    attributes: /^ac:schema-version$/,
    example: ['<ac:structured-macro ac:name="toc" ac:schema-version="1"/>', '<ac:structured-macro ac:name="toc"/>'],
  },
  {
    id: 'versionAtSave',
    what: 'The version of a linked page or file when it was saved',
    why: 'A link leads to the newest version whatever it says.',
    source: storage,
    attributes: /^ri:version-at-save$/,
    example: [
      '<p><ac:link><ri:page ri:content-title="A" ri:version-at-save="3"/></ac:link></p>',
      '<p><ac:link><ri:page ri:content-title="A"/></ac:link></p>',
    ],
  },
  {
    id: 'editorData',
    what: 'Attributes that the editor keeps for itself (`data-…`), but colours, alignment and numbered rows',
    why: 'They hold the editor’s own state; the three that are drawn are content.',
    source: storage,
    attributes: /^data-(?!(?:.*colou?r.*|background.*|.*number.*|align.*|checked|state)$)/,
    example: ['<p data-renderer-start-pos="2">Text</p>', '<p>Text</p>'],
  },
  {
    id: 'editorClasses',
    what: 'Classes that Confluence writes for its own styles, and the order of classes',
    why: 'They say what the element is anyway, or how wide it is drawn. Any other class is content.',
    source: storage,
    classes:
      /^(?:auto-cursor-target|confluence(?:Td|Th|Tr|Table)|wrapped|(?:relative|fixed)-(?:table|width)|external-link|placeholder-inline-tasks)$/,
    example: ['<p class="auto-cursor-target">Text</p>', '<p>Text</p>'],
  },
  {
    id: 'taskIds',
    what: 'Ids of tasks',
    why: 'They number the tasks of a page for Confluence’s task list.',
    source: storage,
    elements: /^ac:task-(?:id|uuid)$/,
    example: [task('<ac:task-id>7</ac:task-id>'), task('')],
  },
  {
    id: 'taskListIds',
    what: 'Ids of task lists',
    why: 'As the ids of tasks.',
    source: storage,
    attributes: /^ac:task-list-id$/,
    example: [task('', ' ac:task-list-id="b"'), task('')],
  },
  {
    id: 'originalSizes',
    what: 'The measures that a picture’s file had',
    why: 'They are the file’s, not the page’s; the size it is shown at is content.',
    source: storage,
    attributes: /^ac:original-(?:height|width)$/,
    example: [
      '<p><ac:image ac:original-width="900"><ri:attachment ri:filename="a.png"/></ac:image></p>',
      '<p><ac:image><ri:attachment ri:filename="a.png"/></ac:image></p>',
    ],
  },
  {
    id: 'breakout',
    what: 'How wide a block may spread on the screen',
    why: 'The same words in a wider column.',
    source: storage,
    attributes: /^ac:breakout-(?:mode|width)$/,
    example: [
      '<ac:structured-macro ac:name="toc" ac:breakout-mode="wide" ac:breakout-width="1800"/>',
      '<ac:structured-macro ac:name="toc"/>',
    ],
  },
  {
    id: 'columnWidths',
    what: 'Widths of table columns',
    why: 'The same cells in another width. Spans and the order of columns are content.',
    source: storage,
    elements: /^col(?:group)?$/,
    example: [
      table('<colgroup><col style="width: 120px;"/></colgroup><tbody><tr><td>A</td></tr></tbody>'),
      table('<tbody><tr><td>A</td></tr></tbody>'),
    ],
  },
  {
    id: 'plainSpans',
    what: 'A cell that spans one column or one row, a numbered list that begins at 1',
    why: 'So it is when nothing is written.',
    source: storage,
    attributes: /^(?:colspan|rowspan|start)$/,
    values: /^1$/,
    example: [table('<tbody><tr><td colspan="1" rowspan="1">A</td></tr></tbody>'), table('<tbody><tr><td>A</td></tr></tbody>')],
  },
  {
    id: 'commentMarkers',
    what: 'Where an inline comment hangs',
    why: 'Comments come and go without anybody editing the text.',
    source: storage,
    attributes: /^ac:ref$/,
    example: ['<p>One <ac:inline-comment-marker ac:ref="c1">two</ac:inline-comment-marker> three</p>', '<p>One two three</p>'],
  },
  {
    id: 'placeholders',
    what: 'Hints of a template to whoever writes',
    why: 'They are shown in the editor only.',
    source: storage,
    elements: /^ac:placeholder$/,
    example: ['<p>Owner: <ac:placeholder>name one</ac:placeholder></p>', '<p>Owner: </p>'],
  },
];

const attributeRules = noiseRules.filter((rule) => rule.attributes !== undefined);
const elementRules = noiseRules.filter((rule) => rule.elements !== undefined);
const classRules = noiseRules.flatMap((rule) => rule.classes ?? []);

export const isNoiseAttribute = (name: string, value: string): boolean =>
  attributeRules.some((rule) => rule.attributes?.test(name) === true && (rule.values === undefined || rule.values.test(value)));

export const isNoiseElement = (name: string, key = ''): boolean =>
  elementRules.some((rule) => rule.elements?.test(name) === true && (rule.keys === undefined || rule.keys.test(key)));

/** The classes that count, in order; empty: none. */
export const classesThatCount = (value: string): string =>
  [...new Set(value.split(/\s+/))]
    .filter((word) => word !== '' && !classRules.some((rule) => rule.test(word)))
    .sort()
    .join(' ');

const code = (inside: string): string =>
  `<ac:structured-macro ac:name="code"><ac:plain-text-body>${inside}</ac:plain-text-body></ac:structured-macro>`;

/** Rules that the shape of the reading keeps, and that no table of names can. The document prints them, the tests play them. */
export const shapeRules: readonly { readonly what: string; readonly example: readonly [string, string] }[] = [
  {
    what: 'The order of attributes',
    example: ['<p><a href="https://a.example/" title="t">x</a></p>', '<p><a title="t" href="https://a.example/">x</a></p>'],
  },
  {
    what: 'How a character is spelt: as itself, by name or by number',
    example: ['<p>R&amp;D &ndash; 5&#160;km</p>', '<p>R&#38;D – 5\u00a0km</p>'],
  },
  {
    what: 'White space that is drawn as one space or not at all; in code every space counts',
    example: ['<p>One\n   two </p>\n<p>three</p>', '<p>One two</p><p>three</p>'],
  },
  {
    what: 'White space between the paragraphs of a cell',
    example: [table('<tr><td><p>a </p>\n<p>b</p></td></tr>'), table('<tr><td><p>a</p><p>b</p></td></tr>')],
  },
  { what: 'Empty paragraphs at the end of the page, a panel, an item or a cell', example: ['<p>One</p><p></p><p><br/></p>', '<p>One</p>'] },
  { what: 'A line break that ends a paragraph', example: ['<p>One<br/></p>', '<p>One</p>'] },
  {
    what: 'The order of marks that lie on the same words',
    example: ['<p><strong><em>x</em></strong></p>', '<p><em><strong>x</strong></em></p>'],
  },
  {
    what: 'Marks that end and begin again between two letters',
    example: ['<p><strong>ab</strong><strong>c</strong></p>', '<p><strong>abc</strong></p>'],
  },
  { what: 'Two names of one mark (b and strong, i and em)', example: ['<p><b>x</b><i>y</i></p>', '<p><strong>x</strong><em>y</em></p>'] },
  { what: 'Whether a space beside bold words is bold', example: ['<p><strong>a </strong>b</p>', '<p><strong>a</strong> b</p>'] },
  {
    what: 'Spaces and the order of properties in a style',
    example: [
      '<p><span style="color: rgb(1, 2, 3);font-size: 9px;">x</span></p>',
      '<p><span style="font-size:9px; color:rgb(1,2,3)">x</span></p>',
    ],
  },
  {
    what: 'How code is cut into CDATA sections, and the ends of its lines',
    example: [code('<![CDATA[a]]]]><![CDATA[>\r\nb]]>'), code('<![CDATA[a]]><![CDATA[]]]]><![CDATA[>\nb]]>')],
  },
  {
    what: 'Wrappers that nothing shows: div and span without a look, a layout of one column',
    example: [
      '<ac:layout><ac:layout-section ac:type="fixed-width"><ac:layout-cell><div><p><span>One</span></p></div></ac:layout-cell></ac:layout-section></ac:layout>',
      '<p>One</p>',
    ],
  },
  { what: 'A paragraph around all of a list item', example: ['<ul><li><p>One</p></li></ul>', '<ul><li>One</li></ul>'] },
  { what: 'A paragraph around all of a cell', example: [table('<tr><td><p>One</p></td></tr>'), table('<tr><td>One</td></tr>')] },
  {
    what: 'thead and tbody around rows',
    example: [table('<thead><tr><th>A</th></tr></thead>'), table('<tbody><tr><th>A</th></tr></tbody>')],
  },
  {
    what: 'The copy of a block for older programs, where it says the same',
    example: [
      '<ac:adf-extension><ac:adf-node type="panel"><ac:adf-content><p>A b</p></ac:adf-content></ac:adf-node><ac:adf-fallback><div class="panel"><p>A b</p></div></ac:adf-fallback></ac:adf-extension>',
      '<ac:adf-extension><ac:adf-node type="panel"><ac:adf-content><p>A b</p></ac:adf-content></ac:adf-node></ac:adf-extension>',
    ],
  },
  { what: 'Comments in the source', example: ['<p>One<!-- two --> three</p>', '<p>One three</p>'] },
];
