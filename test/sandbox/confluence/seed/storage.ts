/**
 * Small builders of Confluence's storage format, so that seed pages are written as prose.
 *
 * `text` understands a little inline markup: `**bold**`, `_italic_`, `` `code` ``, `[[Page title]]`, `[[KEY:Page title|shown text]]`,
 * `[text](https://…)`, `@ana` (a mention), `{green|DONE}` (a status lozenge) and `{date:2026-09-01}`. Everything else is escaped.
 */
import { createHash } from 'node:crypto';
import { accountIdOf } from './people.ts';

export const escapeXml = (value: string): string =>
  value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** Macros and tasks carry ids that differ from one to the next and mean nothing: derived, so that the seed is the same every time. */
const volatileId = (seed: string): string => {
  const hex = createHash('sha1').update(seed).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};

const parameter = (name: string, value: string): string => `<ac:parameter ac:name="${name}">${escapeXml(value)}</ac:parameter>`;

const macro = (name: string, parameters: Record<string, string>, body: string, key = ''): string =>
  `<ac:structured-macro ac:name="${name}" ac:schema-version="1" ac:macro-id="${volatileId(name + JSON.stringify(parameters) + body + key)}">${Object.entries(
    parameters,
  )
    .map(([parameterName, value]) => parameter(parameterName, value))
    .join('')}${body}</ac:structured-macro>`;

const rich = (body: string): string => `<ac:rich-text-body>${body}</ac:rich-text-body>`;

export const mention = (person: string): string =>
  `<ac:link><ri:user ri:account-id="${escapeXml(accountIdOf(person))}" ri:local-id="${volatileId(person)}" /></ac:link>`;

export const pageLink = (title: string, shown = title, spaceKey?: string): string =>
  `<ac:link ac:card-appearance="inline"><ri:page${spaceKey === undefined ? '' : ` ri:space-key="${spaceKey}"`} ri:content-title="${escapeXml(title)}" ri:version-at-save="1" /><ac:link-body>${escapeXml(shown)}</ac:link-body></ac:link>`;

const capitalised = (word: string): string => `${word.charAt(0).toUpperCase()}${word.slice(1)}`;

const inlinePatterns: readonly [RegExp, (...groups: string[]) => string][] = [
  [/^\*\*(.+?)\*\*/, (inner = '') => `<strong>${text(inner)}</strong>`],
  [/^`([^`]+)`/, (inner = '') => `<code>${escapeXml(inner)}</code>`],
  [
    /^\[\[(?:([A-Z]+):)?([^\]|]+)(?:\|([^\]]+))?\]\]/,
    (spaceKey = '', title = '', shown = '') => pageLink(title, shown === '' ? title : shown, spaceKey === '' ? undefined : spaceKey),
  ],
  [/^\[([^\]]+)\]\((https:[^)\s]+)\)/, (shown = '', href = '') => `<a href="${escapeXml(href)}">${escapeXml(shown)}</a>`],
  [/^@(ana|ben|chi|dee|eve)\b/, (person = '') => mention(person)],
  [
    /^\{(green|yellow|red|blue|purple|grey)\|([^}]+)\}/,
    (colour = '', title = '') => macro('status', { title, colour: capitalised(colour) }, ''),
  ],
  [/^\{date:(\d{4}-\d{2}-\d{2})\}/, (day = '') => `<time datetime="${day}" />`],
  [/^_([^_]+)_(?!\w)/, (inner = '') => `<em>${text(inner)}</em>`],
];

/** Inline prose to storage format. */
export function text(source: string): string {
  let rest = source;
  let out = '';
  while (rest !== '') {
    let consumed = false;
    for (const [pattern, build] of inlinePatterns) {
      const match = pattern.exec(rest);
      if (match === null) continue;
      out += build(...match.slice(1).map((group) => group ?? ''));
      rest = rest.slice(match[0].length);
      consumed = true;
      break;
    }
    if (consumed) continue;
    const plain = /^[\s\S][^*`[@{_]*/.exec(rest)?.[0] ?? rest;
    out += escapeXml(plain);
    rest = rest.slice(plain.length);
  }
  return out;
}

export const p = (source: string): string => `<p>${text(source)}</p>`;
export const h2 = (title: string): string => `<h2>${text(title)}</h2>`;
export const h3 = (title: string): string => `<h3>${text(title)}</h3>`;
export const ul = (...items: readonly string[]): string => `<ul>${items.map((item) => `<li><p>${text(item)}</p></li>`).join('')}</ul>`;
export const ol = (...items: readonly string[]): string =>
  `<ol start="1">${items.map((item) => `<li><p>${text(item)}</p></li>`).join('')}</ol>`;
export const quote = (source: string): string => `<blockquote><p>${text(source)}</p></blockquote>`;

/** First row is the heading; cells are inline prose. */
export const table = (header: readonly string[], ...rows: readonly (readonly string[])[]): string =>
  `<table data-table-width="760" data-layout="default" ac:local-id="${volatileId(header.join())}"><tbody><tr>${header
    .map((cell) => `<th><p><strong>${text(cell)}</strong></p></th>`)
    .join(
      '',
    )}</tr>${rows.map((row) => `<tr>${row.map((cell) => `<td><p>${text(cell)}</p></td>`).join('')}</tr>`).join('')}</tbody></table>`;

/** `]]>` cannot stand inside CDATA: Confluence splits the section there. */
export const code = (language: string, source: string): string =>
  macro('code', { language }, `<ac:plain-text-body><![CDATA[${source.trim().replaceAll(']]>', ']]]]><![CDATA[>')}]]></ac:plain-text-body>`);

const panel =
  (name: 'info' | 'note' | 'warning' | 'tip') =>
  (source: string): string =>
    macro(name, {}, rich(p(source)));
export const info = panel('info');
export const note = panel('note');
export const warning = panel('warning');
export const tip = panel('tip');

export const expand = (title: string, ...body: readonly string[]): string => macro('expand', { title }, rich(body.join('')));
export const toc = (): string => macro('toc', { minLevel: '1', maxLevel: '3' }, '');
export const excerpt = (...body: readonly string[]): string => macro('excerpt', { hidden: 'false' }, rich(body.join('')));
export const jira = (key: string): string => macro('jira', { server: 'System Jira', key }, '');

const pageParameter = (title: string, spaceKey?: string): string =>
  `<ac:parameter ac:name=""><ac:link><ri:page${spaceKey === undefined ? '' : ` ri:space-key="${spaceKey}"`} ri:content-title="${escapeXml(title)}" /></ac:link></ac:parameter>`;
/** Of the same space unless its key is given. */
export const includePage = (title: string, spaceKey?: string): string => macro('include', {}, pageParameter(title, spaceKey));
export const excerptInclude = (title: string): string => macro('excerpt-include', { nopanel: 'true' }, pageParameter(title));

/** Each entry starts with `x ` (done) or `- ` (open). */
export const tasks = (...entries: readonly string[]): string =>
  `<ac:task-list>${entries
    .map(
      (entry, index) =>
        `<ac:task><ac:task-id>${index + 1}</ac:task-id><ac:task-uuid>${volatileId(entry)}</ac:task-uuid><ac:task-status>${
          entry.startsWith('x ') ? 'complete' : 'incomplete'
        }</ac:task-status><ac:task-body><span class="placeholder-inline-tasks">${text(entry.slice(2))}</span></ac:task-body></ac:task>`,
    )
    .join('')}</ac:task-list>`;

export const image = (filename: string, alt: string): string =>
  `<ac:image ac:align="center" ac:layout="center" ac:original-height="360" ac:original-width="760" ac:custom-width="true" ac:alt="${escapeXml(alt)}" ac:width="760"><ri:attachment ri:filename="${escapeXml(filename)}" ri:version-at-save="1" /></ac:image>`;

export const twoColumns = (left: readonly string[], right: readonly string[]): string =>
  `<ac:layout><ac:layout-section ac:type="two_equal" ac:breakout-mode="default"><ac:layout-cell>${left.join('')}</ac:layout-cell><ac:layout-cell>${right.join('')}</ac:layout-cell></ac:layout-section></ac:layout>`;
