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
  '<strong>bold</strong>',
  '<em>quiet</em>',
  '<code>GET</code>',
  '<a href="https://a.example/x">link</a>',
  '<br/>',
);
export const line = fc.array(word, { minLength: 1, maxLength: 8 }).map((words) => words.join(' '));
const rich = (body: string): string => `<ac:rich-text-body>${body}</ac:rich-text-body>`;
const macro = (name: string, inside: string): string =>
  `<ac:structured-macro ac:name="${name}" ac:schema-version="1">${inside}</ac:structured-macro>`;

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
    .map((lines) => macro('code', `<ac:plain-text-body><![CDATA[${lines.join('\n')}]]></ac:plain-text-body>`)),
  line.map(
    (text) =>
      `<ac:task-list><ac:task><ac:task-id>1</ac:task-id><ac:task-status>incomplete</ac:task-status><ac:task-body>${text}</ac:task-body></ac:task></ac:task-list>`,
  ),
  fc.constantFrom(
    '<hr/>',
    '<p></p>',
    '<p><ac:image ac:alt="flow"><ri:attachment ri:filename="flow.png"/></ac:image></p>',
    '<blockquote><p>Said once.</p></blockquote>',
    '<p>Ask <ac:link><ri:user ri:account-id="u1" ri:local-id="l1"/></ac:link> by <time datetime="2026-02-28"/>.</p>',
    '<p>See <ac:link><ri:page ri:content-title="Keys" ri:version-at-save="3"/><ac:link-body>the keys</ac:link-body></ac:link> now.</p>',
    '<p><ac:structured-macro ac:name="status" ac:schema-version="1"><ac:parameter ac:name="title">DONE</ac:parameter><ac:parameter ac:name="colour">Green</ac:parameter></ac:structured-macro></p>',
    '<ac:structured-macro ac:name="expand" ac:schema-version="1"><ac:parameter ac:name="title">More</ac:parameter><ac:rich-text-body><ul><li><p>inner</p></li></ul></ac:rich-text-body></ac:structured-macro>',
    '<ac:layout><ac:layout-section ac:type="two_equal"><ac:layout-cell><p>left</p></ac:layout-cell><ac:layout-cell><p>right</p></ac:layout-cell></ac:layout-section></ac:layout>',
    '<table><tbody><tr><td><p>first</p><ul><li><p>item</p></li></ul></td><td><p><span style="color: rgb(255, 86, 48);">red</span></p></td></tr></tbody></table>',
  ),
);

/** Blocks of storage format. */
export const pageBlocks = fc.array(block, { minLength: 0, maxLength: 14 });

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
  (storage) => storage.replaceAll(/<td>((?:(?!<p[\s>]|<ul|<\/td>)[\s\S])*)<\/td>/g, '<td class="confluenceTd"><p>$1</p></td>'),
  (storage) => storage.replaceAll('<ac:task-id>1<', '<ac:task-id>77<'),
  (storage) => storage.replaceAll('ri:version-at-save="3"', 'ri:version-at-save="9"').replaceAll('ri:local-id="l1"', 'ri:local-id="l2"'),
  (storage) => storage.replaceAll('<table>', '<table class="wrapped" data-layout="wide"><colgroup><col/><col/></colgroup>'),
  (storage) => storage.replaceAll('rgb(255, 86, 48);', 'rgb(255,86,48)'),
  (storage) => storage.replaceAll('<tbody>', '<tbody>\n').replaceAll('</td>', '</td>\n').replaceAll('</li>', '</li>\n  '),
  (storage) => storage.replaceAll(/>(?:key|first|left)\b/g, '$&<ac:inline-comment-marker ac:ref="c"/>'),
  (storage) => storage.replaceAll(/<em>(\w+)<\/em>/g, '<em>$1</em><em></em>'),
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
