/**
 * What a page's source holds and no reader sees: the one table of what is not content. Whatever no rule names is content, so that nothing
 * new in Confluence is passed over by mistake. `docs/freshness.md` prints this table.
 */

export interface NoiseRule {
  readonly id: string;
  /** For people: what is left out. */
  readonly what: string;
  readonly why: string;
  /** Where the rule comes from: a document by its name, or pages whose source was published. */
  readonly source: string;
  /** Only on these elements. */
  readonly on?: RegExp;
  /** Attributes it leaves out, by name. */
  readonly attributes?: RegExp;
  /** Of these attributes, only values that match. */
  readonly values?: RegExp;
  /** Properties of `style` it leaves out. */
  readonly properties?: RegExp;
  /** Words of `class` it leaves out. */
  readonly classes?: RegExp;
  /** Elements it leaves out with all that is inside. */
  readonly elements?: RegExp;
  /** Of these elements, only those whose key or name matches. */
  readonly keys?: RegExp;
  /** A piece of storage format, and the same without the noise: the rule's own proof. */
  readonly example: readonly [withNoise: string, without: string];
}

const task = (inside: string, attributes = ''): string =>
  `<ac:task-list${attributes}><ac:task>${inside}<ac:task-status>incomplete</ac:task-status><ac:task-body>Do</ac:task-body></ac:task></ac:task-list>`;
const table = (inside: string, attributes = ''): string => `<table${attributes}>${inside}</table>`;
const decision = (inside: string): string =>
  `<ac:adf-extension><ac:adf-node type="decision-item">${inside}<ac:adf-content>Go</ac:adf-content></ac:adf-node></ac:adf-extension>`;

export const noiseRules: readonly NoiseRule[] = [
  {
    id: 'macroIds',
    what: 'Ids of macros',
    why: 'A macro is given a random id when it is made, and another one where two have the same.',
    source: 'Atlassian’s REST documentation, “Get macro body by macro ID”: random, and replaced where two are alike',
    attributes: /^ac:macro-id$/,
    example: ['<ac:structured-macro ac:name="toc" ac:macro-id="a1"/>', '<ac:structured-macro ac:name="toc"/>'],
  },
  {
    id: 'localIds',
    what: 'Ids of blocks and mentions inside the editor',
    why: 'They name a place for the editor; saving may change them.',
    source: 'Published sources of Cloud pages, and programs that leave these out when they compare pages',
    attributes: /^(?:(?:ac|ri):)?(?:data-)?local-id$/,
    example: ['<p local-id="x1">Text</p>', '<p>Text</p>'],
  },
  {
    id: 'localIdAttributes',
    what: 'The same ids where they are written as elements',
    why: 'As above: newer blocks keep their attributes in elements.',
    source:
      'Atlassian’s REST documentation, “Get macro body by macro ID”: the local id of an app’s macro is its id; published sources of decisions and panels',
    elements: /^ac:adf-(?:attribute|parameter)$/,
    keys: /^(?:local-id|localId)$/,
    example: [decision('<ac:adf-attribute key="local-id">d1</ac:adf-attribute>'), decision('')],
  },
  {
    id: 'macroMetadata',
    what: 'What the editor notes of an app’s macro: its id, the version of its schema, its icon',
    why: 'As the same of other macros. Its key and its parameters are content.',
    source: 'Published sources of pages with macros of Forge apps',
    elements: /^ac:adf-parameter$/,
    keys: /^macro-metadata$/,
    example: [
      decision(
        '<ac:adf-attribute key="parameters"><ac:adf-parameter key="macro-metadata"><ac:adf-parameter key="macro-id">m1</ac:adf-parameter></ac:adf-parameter></ac:adf-attribute>',
      ),
      decision('<ac:adf-attribute key="parameters"></ac:adf-attribute>'),
    ],
  },
  {
    id: 'schemaVersions',
    what: 'Schema versions of macros',
    why: 'They tell how the source is written, not what it says.',
    source: 'Published sources of macros, and programs that leave it out when they compare pages',
    attributes: /^ac:schema-version$/,
    example: ['<ac:structured-macro ac:name="toc" ac:schema-version="1"/>', '<ac:structured-macro ac:name="toc"/>'],
  },
  {
    id: 'versionAtSave',
    what: 'The version of a linked page or file when it was saved',
    why: 'A link leads to the newest version whatever it says.',
    source: 'Published sources of links that the Cloud editor wrote',
    attributes: /^ri:version-at-save$/,
    example: [
      '<p><ac:link><ri:page ri:content-title="A" ri:version-at-save="3"/></ac:link></p>',
      '<p><ac:link><ri:page ri:content-title="A"/></ac:link></p>',
    ],
  },
  {
    id: 'editorData',
    what: 'Attributes (`data-…`) in which editors and pages as drawn keep ids, places and widths',
    why: 'They serve the editor. All others count: the query of an issue table, colours, alignment, numbered rows, and whatever is new.',
    source: 'Published sources of Cloud pages, and of pages as Confluence draws them',
    attributes:
      /^data-(?:renderer-start-pos|prosemirror-[a-z-]+|pm-[a-z-]+|(?:test-?|node-?|table-local-|annotation-)id|uuid|vc|ssr-placeholder[a-z-]*|annotation-(?:mark|inline-node|draft-mark|type|state)|layout|table-(?:width|layout|display-mode)|colwidth|hasbody|mce-[a-z-]+|linked-resource-[a-z-]+|unresolved-comment-count|base-url|location)$/,
    example: ['<p data-renderer-start-pos="2">Text</p>', '<p>Text</p>'],
  },
  {
    id: 'inlineCards',
    what: 'Whether a link is drawn as a card in its line',
    why: 'It leads to the same place and stands in the same line. A card that is a block or shows what it leads to is content.',
    source: 'Published sources of links that the Cloud editor wrote',
    attributes: /^(?:data-|ac:)card-appearance$/,
    values: /^inline$/,
    example: ['<p><a href="https://a.example/" data-card-appearance="inline">x</a></p>', '<p><a href="https://a.example/">x</a></p>'],
  },
  {
    id: 'linkRelations',
    what: 'What a link tells search engines and other sites (`rel`)',
    why: 'Nobody who reads the page sees it, and it leads to the same place.',
    source: 'The HTML standard: types of links',
    on: /^a$/,
    attributes: /^rel$/,
    values: /^\s*(?:(?:nofollow|noopener|noreferrer|external|ugc)\s*)*$/,
    example: ['<p><a href="https://a.example/" rel="nofollow">x</a></p>', '<p><a href="https://a.example/">x</a></p>'],
  },
  {
    id: 'editorClasses',
    what: 'Classes that Confluence writes for its own styles, and the order of classes',
    why: 'They say what the element is anyway, or how wide it is drawn. Any other class is content.',
    source: 'Published sources of pages of the older and of the Cloud editor',
    classes:
      /^(?:auto-cursor-target|content-wrapper|confluence(?:Td|Th|Tr|Table)|wrapped|(?:relative|fixed)-(?:table|width)|external-link|placeholder-inline-tasks)$/,
    example: ['<p class="auto-cursor-target">Text</p>', '<p>Text</p>'],
  },
  {
    id: 'taskIds',
    what: 'Ids of tasks',
    why: 'They number the tasks of a page for Confluence’s task list.',
    source: 'Atlassian’s “Confluence Storage Format”: task lists; published sources of pages with tasks',
    elements: /^ac:task-(?:id|uuid)$/,
    example: [task('<ac:task-id>7</ac:task-id>'), task('')],
  },
  {
    id: 'taskListIds',
    what: 'Ids of task lists',
    why: 'As the ids of tasks.',
    source: 'Published sources of task lists of the Cloud editor',
    attributes: /^ac:task-list-id$/,
    example: [task('', ' ac:task-list-id="b"'), task('')],
  },
  {
    id: 'originalSizes',
    what: 'The measures that a picture’s file had',
    why: 'They are the file’s, not the page’s; the size it is shown at is content.',
    source: 'Published sources of pictures that the Cloud editor wrote',
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
    source: 'Published sources of macros and code blocks of the Cloud editor',
    attributes: /^ac:breakout-(?:mode|width)$/,
    example: [
      '<ac:structured-macro ac:name="toc" ac:breakout-mode="wide" ac:breakout-width="1800"/>',
      '<ac:structured-macro ac:name="toc"/>',
    ],
  },
  {
    id: 'breakoutParameters',
    what: 'The same where it is written as a parameter of code or an expand',
    why: 'As above: the Cloud editor writes it so on code and expands.',
    source: 'Published sources of code blocks of the Cloud editor',
    elements: /^ac:parameter$/,
    keys: /^breakout(?:Mode|Width)$/,
    example: [
      '<ac:structured-macro ac:name="code"><ac:parameter ac:name="breakoutMode">wide</ac:parameter></ac:structured-macro>',
      '<ac:structured-macro ac:name="code"/>',
    ],
  },
  {
    id: 'tableWidths',
    what: 'Widths of tables, columns and cells',
    why: 'The same cells in another width. Spans, the order of columns and a column that is hidden are content.',
    source: 'Atlassian’s “Confluence Storage Format”: tables; published sources of tables of both editors',
    on: /^(?:table|t[hdr]|thead|tbody|tfoot|col|colgroup)$/,
    attributes: /^width$/,
    properties: /^width$/,
    example: [
      table('<colgroup><col style="width: 120px;"/></colgroup><tbody><tr><td style="width: 9px;">A</td></tr></tbody>', ' width="9"'),
      table('<tbody><tr><td>A</td></tr></tbody>'),
    ],
  },
  {
    id: 'plainSpans',
    what: 'A cell that spans one column or one row, a numbered list that begins at 1',
    why: 'So it is when nothing is written.',
    source: 'The HTML standard: what holds where nothing is written',
    attributes: /^(?:colspan|rowspan|start)$/,
    values: /^1$/,
    example: [table('<tbody><tr><td colspan="1" rowspan="1">A</td></tr></tbody>'), table('<tbody><tr><td>A</td></tr></tbody>')],
  },
  {
    id: 'commentMarkers',
    what: 'Where an inline comment hangs',
    why: 'Comments come and go without anybody editing the text.',
    source: 'Published sources of pages with inline comments',
    attributes: /^ac:ref$/,
    example: ['<p>One <ac:inline-comment-marker ac:ref="c1">two</ac:inline-comment-marker> three</p>', '<p>One two three</p>'],
  },
  {
    id: 'placeholders',
    what: 'Hints of a template to whoever writes',
    why: 'They are shown in the editor only.',
    source: 'Atlassian’s “Confluence Storage Format”: instructional text of templates',
    elements: /^ac:placeholder$/,
    example: ['<p>Owner: <ac:placeholder>name one</ac:placeholder></p>', '<p>Owner: </p>'],
  },
];

const attributeRules = noiseRules.filter((rule) => rule.attributes !== undefined);
const propertyRules = noiseRules.filter((rule) => rule.properties !== undefined);
const elementRules = noiseRules.filter((rule) => rule.elements !== undefined);
const classRules = noiseRules.flatMap((rule) => rule.classes ?? []);

const isOn = ({ on }: NoiseRule, element: string): boolean => on === undefined || on.test(element);

export const isNoiseAttribute = (name: string, value: string, element: string): boolean =>
  attributeRules.some(
    (rule) => rule.attributes?.test(name) === true && (rule.values === undefined || rule.values.test(value)) && isOn(rule, element),
  );

export const isNoiseProperty = (property: string, element: string): boolean =>
  propertyRules.some((rule) => rule.properties?.test(property) === true && isOn(rule, element));

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
