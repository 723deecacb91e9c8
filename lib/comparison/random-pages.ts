/** Random storage format for property tests: realistic pieces, and single changes that a reader sees or does not see. */
import fc from 'fast-check';

const word = fc.constantFrom(
  'key',
  'token',
  'rotate',
  'every',
  'owner',
  'must',
  'not',
  '30',
  '90',
  'days',
  'v1/token',
  'R&amp;D',
  'naïve',
  '5&nbsp;km',
  'a &lt; b',
  '<strong>bold</strong>',
  '<em>quiet</em>',
  '<code>GET</code>',
  '<strong><em>both</em></strong>',
  '<a href="https://a.example/x">link</a>',
  '<br/>',
);
export const line = fc.array(word, { minLength: 1, maxLength: 8 }).map((words) => words.join(' '));
const rich = (body: string): string => `<ac:rich-text-body>${body}</ac:rich-text-body>`;
const macro = (name: string, inside: string): string =>
  `<ac:structured-macro ac:name="${name}" ac:schema-version="1">${inside}</ac:structured-macro>`;

const codeAndTask = [
  macro('code', '<ac:parameter ac:name="language">js</ac:parameter><ac:plain-text-body><![CDATA[return a;]]></ac:plain-text-body>'),
  '<ac:task-list><ac:task><ac:task-id>1</ac:task-id><ac:task-status>incomplete</ac:task-status><ac:task-body>Do</ac:task-body></ac:task></ac:task-list>',
];

/** Blocks that each hold something which is no letter of the text and is seen all the same. */
const carriers = [
  '<hr/>',
  '<p></p>',
  '<p><ac:image ac:alt="flow" ac:width="400"><ri:attachment ri:filename="flow.png"/></ac:image></p>',
  '<blockquote><p>Said once.</p></blockquote>',
  '<p>Ask <ac:link><ri:user ri:account-id="u1" ri:local-id="l1"/></ac:link> by <time datetime="2026-02-28"/>.</p>',
  '<p>See <ac:link><ri:page ri:content-title="Keys" ri:version-at-save="3"/><ac:link-body>the keys</ac:link-body></ac:link> now.</p>',
  '<p><ac:structured-macro ac:name="status" ac:schema-version="1"><ac:parameter ac:name="title">DONE</ac:parameter><ac:parameter ac:name="colour">Green</ac:parameter></ac:structured-macro></p>',
  '<ac:structured-macro ac:name="expand" ac:schema-version="1"><ac:parameter ac:name="title">More</ac:parameter><ac:rich-text-body><ul><li><p>inner</p></li></ul></ac:rich-text-body></ac:structured-macro>',
  '<ac:layout><ac:layout-section ac:type="two_equal"><ac:layout-cell><p>left</p></ac:layout-cell><ac:layout-cell><p>right</p></ac:layout-cell></ac:layout-section></ac:layout>',
  '<table><tbody><tr><td><p>first</p><ul><li><p>item</p></li></ul></td><td><p><span style="font-size: 12.0px; color: rgb(255, 86, 48);">red</span></p></td></tr></tbody></table>',
  '<table><tbody><tr><th colspan="2">wide</th></tr><tr><td rowspan="2">tall</td><td>one</td></tr><tr><td>two</td></tr></tbody></table>',
  '<ol start="3"><li><p>third</p></li></ol>',
  '<p>All <a href="https://a.example/x" title="all of them">keys</a>, <a href="https://s.example/q" data-card-appearance="block" data-datasource="{&quot;jql&quot;:&quot;project = A&quot;}">issues</a>.</p>',
  '<ac:structured-macro ac:name="view-file" ac:schema-version="1"><ac:parameter ac:name="name"><ri:attachment ri:filename="plan.pdf"/></ac:parameter></ac:structured-macro>',
  '<ac:adf-extension><ac:adf-node type="panel"><ac:adf-attribute key="panel-type">custom</ac:adf-attribute><ac:adf-content><p>newer</p></ac:adf-content></ac:adf-node></ac:adf-extension>',
] as const;

const block = fc.oneof(
  { weight: 5, arbitrary: line.map((text) => `<p>${text}</p>`) },
  line.map((text) => `<h2>${text}</h2>`),
  fc.array(line, { minLength: 1, maxLength: 4 }).map((items) => `<ul>${items.map((item) => `<li>${item}</li>`).join('')}</ul>`),
  fc.array(line, { minLength: 1, maxLength: 3 }).map((items) => `<ol>${items.map((item) => `<li><p>${item}</p></li>`).join('')}</ol>`),
  fc
    .array(fc.array(line, { minLength: 2, maxLength: 3 }), { minLength: 1, maxLength: 4 })
    .map(
      (rows) =>
        `<table><tbody>${rows.map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('')}</tbody></table>`,
    ),
  line.map((text) => macro('info', rich(`<p>${text}</p>`))),
  fc
    .array(fc.constantFrom('const a = 1;', '  return a;', '', 'if (a < b) {'), { minLength: 1, maxLength: 4 })
    .map((lines) =>
      macro(
        'code',
        `<ac:parameter ac:name="language">js</ac:parameter><ac:plain-text-body><![CDATA[${lines.join('\n')}]]></ac:plain-text-body>`,
      ),
    ),
  line.map(
    (text) =>
      `<ac:task-list><ac:task><ac:task-id>1</ac:task-id><ac:task-status>incomplete</ac:task-status><ac:task-body>${text}</ac:task-body></ac:task></ac:task-list>`,
  ),
  { weight: 3, arbitrary: fc.constantFrom(...carriers) },
);

/** Blocks of storage format. */
export const pageBlocks = fc.array(block, { minLength: 0, maxLength: 14 });

/** A page that holds everything in which something can change that is no letter. */
export const fullPage = fc
  .tuple(fc.array(block, { maxLength: 5 }), fc.shuffledSubarray([...carriers], { minLength: carriers.length }))
  .map(([some, all]) =>
    [...some, ...all, macro('info', rich('<p>a <strong>bold</strong> <em>quiet</em> word</p>')), ...codeAndTask].join(''),
  );

/** The same page with things changed that nobody sees. */
export const noise: readonly ((storage: string) => string)[] = [
  (storage) => storage.replaceAll('<p>', '<p local-id="n1">'),
  (storage) => storage.replaceAll('<p>', '<p class="auto-cursor-target">'),
  (storage) => storage.replaceAll('ac:schema-version="1"', 'ac:schema-version="2" ac:macro-id="m-1"'),
  (storage) => storage.replaceAll('ï', '&iuml;'),
  (storage) => storage.replaceAll('&amp;', '&#38;'),
  (storage) => storage.replaceAll('<strong>', '<b>').replaceAll('</strong>', '</b>'),
  (storage) => storage.replaceAll(/<(?:p|h2)>/g, '\n  $&'),
  (storage) => `${storage}<p></p><p> </p>`,
  (storage) => `<div>${storage}</div>`,
  (storage) => storage.replaceAll(/<td>((?:(?!<p[\s>]|<ul|<div|<\/td>)[\s\S])*)<\/td>/g, '<td class="confluenceTd"><p>$1</p></td>'),
  (storage) => storage.replaceAll('<ac:task-id>1<', '<ac:task-id>77<'),
  (storage) => storage.replaceAll('ri:version-at-save="3"', 'ri:version-at-save="9"').replaceAll('ri:local-id="l1"', 'ri:local-id="l2"'),
  (storage) => storage.replaceAll('<table>', '<table class="wrapped" data-layout="wide"><colgroup><col/><col/></colgroup>'),
  (storage) => storage.replaceAll('rgb(255, 86, 48)', 'rgb(255,86,48)'),
  (storage) => storage.replaceAll(/rgb\(255, ?86, ?48\)/g, '#FF5630'),
  (storage) => storage.replaceAll('<tbody>', '<tbody>\n').replaceAll('</td>', '</td>\n').replaceAll('</li>', '</li>\n  '),
  (storage) => storage.replaceAll(/>(?:key|first|left)\b/g, '$&<ac:inline-comment-marker ac:ref="c"/>'),
  (storage) => storage.replaceAll(/<em>(\w+)<\/em>/g, '<em>$1</em><em></em>'),
  // Attributes the other way round.
  (storage) =>
    storage.replaceAll(
      /<([\w:-]+)((?: [\w:-]+="[^"]*"){2,}) ?(\/?)>/g,
      (_all, name: string, attributes: string, end: string) =>
        `<${name} ${(attributes.match(/[\w:-]+="[^"]*"/g) ?? []).toReversed().join(' ')}${end}>`,
    ),
  // Code in several sections.
  (storage) =>
    storage.replaceAll(/<!\[CDATA\[([^\]]+)\]\]>/g, (_all, text: string) => `<![CDATA[${text.slice(0, 2)}]]><![CDATA[${text.slice(2)}]]>`),
  (storage) => storage.replaceAll(/<(strong|b)><em>(\w*)<\/em><\/(?:strong|b)>/g, '<em><$1>$2</$1></em>'),
  (storage) => storage.replaceAll(/<tbody>\s*(<tr>(?:(?!<\/tr>)[\s\S])*<\/tr>)/g, '<thead>$1</thead><tbody>'),
  (storage) =>
    `<ac:layout><ac:layout-section ac:type="fixed-width" ac:breakout-mode="default"><ac:layout-cell>${storage}</ac:layout-cell></ac:layout-section></ac:layout>`,
  // The copy of a newer block for older programs.
  (storage) =>
    storage.replaceAll(
      /<ac:adf-content>((?:(?!<\/ac:adf-content>)[\s\S])*)<\/ac:adf-content>(<\/ac:adf-node>)(<\/ac:adf-extension>)/g,
      '<ac:adf-attribute key="local-id">p1</ac:adf-attribute><ac:adf-content>$1</ac:adf-content>$2<ac:adf-fallback><div class="panel">$1</div></ac:adf-fallback>$3',
    ),
  (storage) => storage.replaceAll(/style="(font-size: [^";]+); (color: [^";]+);?"/g, 'style="$2;$1"'),
  (storage) => storage.replaceAll('&lt;', '&#x3c;').replaceAll('&nbsp;', '\u00a0').replaceAll('&amp;', '&#x26;').replaceAll('ï', '&#239;'),
  (storage) => storage.replaceAll('&nbsp;', '&#160;').replaceAll('&quot;', '&#34;'),
  (storage) => storage.replaceAll(/<(td|th|table)(?=[\s>])(?![^>]*style=)/g, '<$1 style="width: 120.0px;"'),
  (storage) => storage.replaceAll(/(<td[^>]*>)((?:(?!<\/td>)[\s\S])*)<\/td>/g, '$1<div class="content-wrapper">$2</div></td>'),
  (storage) => storage.replaceAll(/<li>((?:(?!<\/?(?:li|ul|ol|p)\b)[\s\S])*)<\/li>/g, '<li><div>$1</div></li>'),
  (storage) => storage.replaceAll(/<li>(<p[^>]*>(?:(?!<\/p>)[\s\S])*<\/p>)/g, '<li><div>$1</div>'),
  (storage) =>
    storage.replaceAll(/<ac:structured-macro ac:name="code"[^>]*>/g, '$&<ac:parameter ac:name="breakoutMode">wide</ac:parameter>'),
  (storage) => storage.replaceAll('<a href=', '<a rel="nofollow" href='),
  (storage) => storage.replaceAll(/<ac:link>(?=<ri:page)/g, '<ac:link ac:card-appearance="inline">'),
  (storage) => `${storage}<p style="text-align: center;">&nbsp;</p>`,
  (storage) => storage.replaceAll(/(?<!-->)<\/p>/g, '<!-- kept for later --></p>'),
];

/** Single changes, each of which a reader sees where it applies. */
export const visibleChanges: readonly (readonly [from: string | RegExp, to: string])[] = [
  ['30', '31'],
  ['key', 'keys'],
  ['not', 'now'],
  ['<strong>bold</strong>', 'bold'],
  ['https://a.example/x', 'https://a.example/y'],
  ['<h2>', '<h2>New '],
  ['incomplete', 'complete'],
  ['flow.png', 'flood.png'],
  ['"info"', '"warning"'],
  ['return a;', 'return b;'],
  ['<hr/>', ''],
  ['<td>', '<th>'],
  ['Said once.', 'Said twice.'],
];

/** Random single changes of what is no letter of the text: each has a place on every full page, and what is written there anew. */
export const visibleEdits: Readonly<Record<string, readonly [from: RegExp, to: (fresh: string) => string]>> = {
  mention: [/ri:account-id="u1"/g, (fresh) => `ri:account-id="${fresh}"`],
  date: [/datetime="2026-02-28"/g, (fresh) => `datetime="2026-02-${fresh}"`],
  address: [/href="https:\/\/a\.example\/x"/g, (fresh) => `href="https://a.example/${fresh}"`],
  'title of a link': [/title="all of them"/g, (fresh) => `title="${fresh}"`],
  'page linked to': [/ri:content-title="Keys"/g, (fresh) => `ri:content-title="${fresh}"`],
  'space linked to': [/ri:content-title="Keys"/g, (fresh) => `ri:content-title="Keys" ri:space-key="${fresh}"`],
  'issues asked for': [/project = A/g, (fresh) => `project = ${fresh}`],
  card: [/data-card-appearance="block"/g, () => 'data-card-appearance="embed"'],
  'file of a picture': [/ri:filename="flow.png"/g, (fresh) => `ri:filename="${fresh}"`],
  'file shown': [/ri:filename="plan.pdf"/g, (fresh) => `ri:filename="${fresh}"`],
  'width of a picture': [/ac:width="400"/g, (fresh) => `ac:width="${fresh}"`],
  'words for a picture': [/ac:alt="flow"/g, (fresh) => `ac:alt="${fresh}"`],
  'name of a macro': [/ac:name="(?:info|expand|view-file|status|code)"/g, (fresh) => `ac:name="${fresh}"`],
  'name of a parameter': [/ac:name="(?:title|colour|language)"/g, (fresh) => `ac:name="${fresh}"`],
  'value of a parameter': [/>(?:More|DONE|Green|js)(?=<\/ac:parameter>)/g, (fresh) => `>${fresh}`],
  'new parameter': [/<ac:rich-text-body>/g, (fresh) => `<ac:parameter ac:name="${fresh}">x</ac:parameter><ac:rich-text-body>`],
  span: [/(?<=(?:col|row)span=)"2"/g, (fresh) => `"${fresh}"`],
  'no span': [/ (?:col|row)span="2"/g, () => ''],
  'colour of a cell': [/<td(?=>one)/g, (fresh) => `<td data-highlight-colour="${fresh}"`],
  'header of a cell': [/<td>one<\/td>/g, () => '<th>one</th>'],
  'start of a list': [/start="3"/g, (fresh) => `start="${fresh}"`],
  'no start of a list': [/ start="3"/g, () => ''],
  'task ticked': [/incomplete/g, () => 'complete'],
  'kind of panel': [/>custom</g, (fresh) => `>${fresh}<`],
  colour: [/rgb\(255, 86, 48\)/g, (fresh) => `rgb(1, 2, ${fresh.length})`],
  'size of letters': [/font-size: 12.0px/g, (fresh) => `font-size: ${fresh.length}px`],
  'columns of a layout': [/ac:type="two_equal"/g, (fresh) => `ac:type="${fresh}"`],
  'no mark': [/<(?:strong>bold<\/strong|em>quiet<\/em)>/g, () => 'bold'],
  'other mark': [/<strong>bold<\/strong>/g, () => '<u>bold</u>'],
  'mark more': [/<em>quiet<\/em>/g, () => '<s><em>quiet</em></s>'],
  'hidden words': [/word(?=<\/p>)/g, () => '<span style="visibility: hidden">word</span>'],
  'hidden column': [/<table><tbody>/g, () => '<table><colgroup><col/><col style="visibility: collapse;"/></colgroup><tbody>'],
  'unknown attribute': [/(?<=<(?:blockquote|ol|hr|th|ac:image|ac:structured-macro|ri:page))(?=[\s/>])/g, (fresh) => ` data-${fresh}="1"`],
};
