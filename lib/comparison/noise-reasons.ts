/**
 * Why each rule of `noise.ts` is there, in words for people, and its proof. `docs/freshness.md` prints them, the tests play them. Apart from
 * the rules, so that no built file carries them.
 */

export interface NoiseReason {
  /** What is left out. */
  readonly what: string;
  readonly why: string;
  /** Where the rule is known from. */
  readonly source: string;
  /** A piece of storage format, and the same without the noise. */
  readonly example: readonly [withNoise: string, without: string];
}

const task = (inside: string, attributes = ''): string =>
  `<ac:task-list${attributes}><ac:task>${inside}<ac:task-status>incomplete</ac:task-status><ac:task-body>Do</ac:task-body></ac:task></ac:task-list>`;
const table = (inside: string, attributes = ''): string => `<table${attributes}>${inside}</table>`;
const decision = (inside: string): string =>
  `<ac:adf-extension><ac:adf-node type="decision-item">${inside}<ac:adf-content>Go</ac:adf-content></ac:adf-node></ac:adf-extension>`;
const code = (inside: string): string =>
  `<ac:structured-macro ac:name="code"><ac:plain-text-body>${inside}</ac:plain-text-body></ac:structured-macro>`;

/** By the id of the rule. */
export const noiseReasons: Readonly<Record<string, NoiseReason>> = {
  macroIds: {
    what: 'Ids of macros',
    why: 'A macro is given a random id when it is made, and another one where two have the same.',
    source: 'Atlassian’s REST documentation, “Get macro body by macro ID”: random, and replaced where two are alike',
    example: ['<ac:structured-macro ac:name="toc" ac:macro-id="a1"/>', '<ac:structured-macro ac:name="toc"/>'],
  },
  localIds: {
    what: 'Ids of blocks and mentions inside the editor',
    why: 'They name a place for the editor; saving may change them.',
    source: 'Published sources of Cloud pages, and programs that leave these out when they compare pages',
    example: ['<p local-id="x1">Text</p>', '<p>Text</p>'],
  },
  localIdAttributes: {
    what: 'The same ids where they are written as elements',
    why: 'As above: newer blocks keep their attributes in elements.',
    source:
      'Atlassian’s REST documentation, “Get macro body by macro ID”: the local id of an app’s macro is its id; published sources of decisions and panels',
    example: [decision('<ac:adf-attribute key="local-id">d1</ac:adf-attribute>'), decision('')],
  },
  macroMetadata: {
    what: 'What the editor notes of an app’s macro: its id, the version of its schema, its icon',
    why: 'As the same of other macros. Its key and its parameters are content.',
    source: 'Published sources of pages with macros of Forge apps',
    example: [
      decision(
        '<ac:adf-attribute key="parameters"><ac:adf-parameter key="macro-metadata"><ac:adf-parameter key="macro-id">m1</ac:adf-parameter></ac:adf-parameter></ac:adf-attribute>',
      ),
      decision('<ac:adf-attribute key="parameters"></ac:adf-attribute>'),
    ],
  },
  schemaVersions: {
    what: 'Schema versions of macros',
    why: 'They tell how the source is written, not what it says.',
    source: 'Published sources of macros, and programs that leave it out when they compare pages',
    example: ['<ac:structured-macro ac:name="toc" ac:schema-version="1"/>', '<ac:structured-macro ac:name="toc"/>'],
  },
  versionAtSave: {
    what: 'The version of a linked page or file when it was saved',
    why: 'A link leads to the newest version whatever it says.',
    source: 'Published sources of links that the Cloud editor wrote',
    example: [
      '<p><ac:link><ri:page ri:content-title="A" ri:version-at-save="3"/></ac:link></p>',
      '<p><ac:link><ri:page ri:content-title="A"/></ac:link></p>',
    ],
  },
  editorData: {
    what: 'Attributes (`data-…`) in which editors and pages as drawn keep ids, places and widths',
    why: 'They serve the editor. All others count: the query of an issue table, colours, alignment, numbered rows, and whatever is new.',
    source: 'Published sources of Cloud pages, and of pages as Confluence draws them',
    example: ['<p data-renderer-start-pos="2">Text</p>', '<p>Text</p>'],
  },
  inlineCards: {
    what: 'Whether a link is drawn as a card in its line',
    why: 'It leads to the same place and stands in the same line. A card that is a block or shows what it leads to is content.',
    source: 'Published sources of links that the Cloud editor wrote',
    example: ['<p><a href="https://a.example/" data-card-appearance="inline">x</a></p>', '<p><a href="https://a.example/">x</a></p>'],
  },
  linkRelations: {
    what: 'What a link tells search engines and other sites (`rel`)',
    why: 'Nobody who reads the page sees it, and it leads to the same place.',
    source: 'The HTML standard: types of links',
    example: ['<p><a href="https://a.example/" rel="nofollow">x</a></p>', '<p><a href="https://a.example/">x</a></p>'],
  },
  editorClasses: {
    what: 'Classes that Confluence writes for its own styles, and the order of classes',
    why: 'They say what the element is anyway, or how wide it is drawn. Any other class is content.',
    source: 'Published sources of pages of the older and of the Cloud editor',
    example: ['<p class="auto-cursor-target">Text</p>', '<p>Text</p>'],
  },
  taskIds: {
    what: 'Ids of tasks',
    why: 'They number the tasks of a page for Confluence’s task list.',
    source: 'Atlassian’s “Confluence Storage Format”: task lists; published sources of pages with tasks',
    example: [task('<ac:task-id>7</ac:task-id>'), task('')],
  },
  taskListIds: {
    what: 'Ids of task lists',
    why: 'As the ids of tasks.',
    source: 'Published sources of task lists of the Cloud editor',
    example: [task('', ' ac:task-list-id="b"'), task('')],
  },
  originalSizes: {
    what: 'The measures that a picture’s file had',
    why: 'They are the file’s, not the page’s; the size it is shown at is content.',
    source: 'Published sources of pictures that the Cloud editor wrote',
    example: [
      '<p><ac:image ac:original-width="900"><ri:attachment ri:filename="a.png"/></ac:image></p>',
      '<p><ac:image><ri:attachment ri:filename="a.png"/></ac:image></p>',
    ],
  },
  breakout: {
    what: 'How wide a block may spread on the screen',
    why: 'The same words in a wider column.',
    source: 'Published sources of macros and code blocks of the Cloud editor',
    example: [
      '<ac:structured-macro ac:name="toc" ac:breakout-mode="wide" ac:breakout-width="1800"/>',
      '<ac:structured-macro ac:name="toc"/>',
    ],
  },
  breakoutParameters: {
    what: 'The same where it is written as a parameter of code or an expand',
    why: 'As above: the Cloud editor writes it so on code and expands.',
    source: 'Published sources of code blocks of the Cloud editor',
    example: [
      '<ac:structured-macro ac:name="code"><ac:parameter ac:name="breakoutMode">wide</ac:parameter></ac:structured-macro>',
      '<ac:structured-macro ac:name="code"/>',
    ],
  },
  tableWidths: {
    what: 'Widths of tables, columns and cells',
    why: 'The same cells in another width. Spans, the order of columns and a column that is hidden are content.',
    source: 'Atlassian’s “Confluence Storage Format”: tables; published sources of tables of both editors',
    example: [
      table('<colgroup><col style="width: 120px;"/></colgroup><tbody><tr><td style="width: 9px;">A</td></tr></tbody>', ' width="9"'),
      table('<tbody><tr><td>A</td></tr></tbody>'),
    ],
  },
  plainSpans: {
    what: 'A cell that spans one column or one row, a numbered list that begins at 1',
    why: 'So it is when nothing is written.',
    source: 'The HTML standard: what holds where nothing is written',
    example: [table('<tbody><tr><td colspan="1" rowspan="1">A</td></tr></tbody>'), table('<tbody><tr><td>A</td></tr></tbody>')],
  },
  commentMarkers: {
    what: 'Where an inline comment hangs',
    why: 'Comments come and go without anybody editing the text.',
    source: 'Published sources of pages with inline comments',
    example: ['<p>One <ac:inline-comment-marker ac:ref="c1">two</ac:inline-comment-marker> three</p>', '<p>One two three</p>'],
  },
  placeholders: {
    what: 'Hints of a template to whoever writes',
    why: 'They are shown in the editor only.',
    source: 'Atlassian’s “Confluence Storage Format”: instructional text of templates',
    example: ['<p>Owner: <ac:placeholder>name one</ac:placeholder></p>', '<p>Owner: </p>'],
  },
};

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
  {
    what: 'Paragraphs with nothing but spaces at the end of the page, a panel, an item or a cell, aligned or not',
    example: ['<p>One</p><p>&nbsp;</p><p style="text-align: center;"></p><p><br/></p>', '<p>One</p>'],
  },
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
    what: 'How a colour is spelt: capital letters, three digits, red, green and blue',
    example: [
      '<p><span style="color: #FF0000">x</span><span style="color: rgb(0, 17, 34)">y</span></p>',
      '<p><span style="color: #f00">x</span><span style="color: #001122">y</span></p>',
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
  {
    what: 'A paragraph or a plain wrapper around all of a list item',
    example: ['<ul><li><p>One</p></li><li><div>Two</div></li></ul>', '<ul><li>One</li><li><div><p>Two</p></div></li></ul>'],
  },
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
