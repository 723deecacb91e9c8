/**
 * Storage format to the Atlassian Document Format, as `body-format=atlas_doc_format` answers it: a JSON text.
 *
 * One way only. It knows the elements and macros that the seed uses; another macro becomes an extension with its name and parameters, and
 * what is inside an unknown element stays.
 */
import { DomUtils, ElementType } from 'htmlparser2';
import { baseOf, webuiOf } from './links.ts';
import { pageNamed, type RenderScope, safeHref } from './storage-render.ts';
import { childrenOf, type Element, firstNamed, isElement, type Node, parameterOf, parseStorage } from './storage-tree.ts';

interface Mark {
  type: string;
  attrs?: Record<string, unknown>;
}

interface AdfNode {
  type: string;
  attrs?: Record<string, unknown>;
  content?: AdfNode[];
  marks?: readonly Mark[];
  text?: string;
}

const marksOfElement: Readonly<Record<string, Mark>> = {
  strong: { type: 'strong' },
  b: { type: 'strong' },
  em: { type: 'em' },
  i: { type: 'em' },
  cite: { type: 'em' },
  u: { type: 'underline' },
  s: { type: 'strike' },
  del: { type: 'strike' },
  code: { type: 'code' },
  sub: { type: 'subsup', attrs: { type: 'sub' } },
  sup: { type: 'subsup', attrs: { type: 'sup' } },
};

const panelTypes: Readonly<Record<string, string>> = {
  info: 'info',
  note: 'note',
  warning: 'warning',
  tip: 'success',
  success: 'success',
  error: 'error',
  panel: 'info',
};

const statusColours = new Set(['green', 'yellow', 'red', 'blue', 'purple']);

/** Code takes no other mark beside it but a link. */
const withMark = (marks: readonly Mark[], mark: Mark): readonly Mark[] =>
  mark.type === 'code'
    ? [...marks.filter((other) => other.type === 'link'), mark]
    : [...marks.filter(({ type }) => type !== mark.type), mark];

const words = (text: string, marks: readonly Mark[]): AdfNode[] => {
  const shown = text.replaceAll(/\s+/g, ' ');
  return shown === '' ? [] : [{ type: 'text', text: shown, ...(marks.length === 0 ? {} : { marks }) }];
};

const extension = (element: Element, type: string): AdfNode => {
  const macroParams = Object.fromEntries(
    childrenOf(element)
      .filter(isElement)
      .filter((child) => child.name === 'ac:parameter')
      .map((child) => [child.attribs['ac:name'] ?? '', { value: DomUtils.textContent(child) }]),
  );
  const extensionKey = element.attribs['ac:name'] ?? '';
  return { type, attrs: { extensionType: 'com.atlassian.confluence.macro.core', extensionKey, parameters: { macroParams } } };
};

const link = (element: Element, scope: RenderScope, marks: readonly Mark[]): AdfNode[] => {
  const children = childrenOf(element);
  const user = firstNamed(children, 'ri:user');
  if (user !== null) {
    const id = user.attribs['ri:account-id'] ?? '';
    return [{ type: 'mention', attrs: { id, text: `@${scope.content.person(id)?.displayName ?? 'Former user'}` } }];
  }
  const shown = firstNamed(children, 'ac:link-body') ?? firstNamed(children, 'ac:plain-text-link-body');
  const reference = firstNamed(children, 'ri:page');
  const page = reference === null ? null : pageNamed(scope, reference);
  if (page === null) {
    return shown === null ? words(reference?.attribs['ri:content-title'] ?? '', marks) : inline(childrenOf(shown), scope, marks);
  }
  const href = `${baseOf(scope.content)}${webuiOf(scope.content, page)}`;
  if (element.attribs['ac:card-appearance'] === 'inline' || shown === null) return [{ type: 'inlineCard', attrs: { url: href } }];
  return inline(childrenOf(shown), scope, withMark(marks, { type: 'link', attrs: { href } }));
};

const inlineMacro = (element: Element, scope: RenderScope): AdfNode | null => {
  const name = element.attribs['ac:name'];
  if (name === 'status') {
    const colour = (parameterOf(element, 'colour') ?? '').toLowerCase();
    return { type: 'status', attrs: { text: parameterOf(element, 'title') ?? '', color: statusColours.has(colour) ? colour : 'neutral' } };
  }
  if (name !== 'jira') return null;
  const site = baseOf(scope.content).replace(/\/wiki$/, '');
  return { type: 'inlineCard', attrs: { url: `${site}/browse/${encodeURIComponent(parameterOf(element, 'key') ?? '')}` } };
};

function inline(nodes: readonly Node[], scope: RenderScope, marks: readonly Mark[]): AdfNode[] {
  return nodes.flatMap((node): AdfNode[] => {
    if (node.type === ElementType.Text) return words(node.data, marks);
    if (node.type === ElementType.CDATA) return inline(node.children, scope, marks);
    if (!isElement(node)) return [];
    const mark = marksOfElement[node.name];
    if (mark !== undefined) return inline(childrenOf(node), scope, withMark(marks, mark));
    switch (node.name) {
      case 'br':
        return [{ type: 'hardBreak' }];
      case 'time':
        return [{ type: 'date', attrs: { timestamp: String(Date.parse(node.attribs['datetime'] ?? '') || 0) } }];
      case 'a': {
        const href = safeHref(node.attribs['href'] ?? '');
        return inline(childrenOf(node), scope, href === null ? marks : withMark(marks, { type: 'link', attrs: { href } }));
      }
      case 'ac:link':
        return link(node, scope, marks);
      case 'ac:emoticon':
        return [
          { type: 'emoji', attrs: { shortName: node.attribs['ac:emoji-shortname'] ?? '', text: node.attribs['ac:emoji-fallback'] ?? '' } },
        ];
      case 'ac:structured-macro':
      case 'ac:macro':
        return [inlineMacro(node, scope) ?? extension(node, 'inlineExtension')];
      case 'ac:parameter':
        return [];
      default:
        return inline(childrenOf(node), scope, marks);
    }
  });
}

const named = (element: Element, ...names: readonly string[]): Element[] =>
  childrenOf(element)
    .filter(isElement)
    .filter((child) => names.includes(child.name));

/** Cells, items and panels want a block inside, even an empty one. */
const filled = (content: AdfNode[]): AdfNode[] => (content.length === 0 ? [{ type: 'paragraph' }] : content);

const inside = (element: Element, scope: RenderScope): AdfNode[] => filled(blocks(childrenOf(element), scope));

const rows = (table: Element): Element[] => [
  ...named(table, 'tr'),
  ...named(table, 'thead', 'tbody', 'tfoot').flatMap((group) => named(group, 'tr')),
];

const cell = (element: Element, scope: RenderScope): AdfNode => {
  const spans = ['colspan', 'rowspan'].flatMap((name) => {
    const span = Number(element.attribs[name] ?? 1);
    return span > 1 ? [[name, span] as const] : [];
  });
  return { type: element.name === 'th' ? 'tableHeader' : 'tableCell', attrs: Object.fromEntries(spans), content: inside(element, scope) };
};

const task = (element: Element, scope: RenderScope): AdfNode => {
  const textOf = (name: string): string =>
    named(element, name)
      .map((child) => DomUtils.textContent(child))
      .join('');
  return {
    type: 'taskItem',
    attrs: { localId: textOf('ac:task-uuid'), state: textOf('ac:task-status').trim() === 'complete' ? 'DONE' : 'TODO' },
    content: named(element, 'ac:task-body').flatMap((body) => inline(childrenOf(body), scope, [])),
  };
};

const media = (element: Element, scope: RenderScope): AdfNode => {
  const attachment = firstNamed(childrenOf(element), 'ri:attachment');
  const alt = element.attribs['ac:alt'] ?? '';
  const attrs =
    attachment === null
      ? { type: 'external', url: firstNamed(childrenOf(element), 'ri:url')?.attribs['ri:value'] ?? '', alt }
      : { type: 'file', id: attachment.attribs['ri:filename'] ?? '', collection: `contentId-${scope.page?.id ?? '0'}`, alt };
  return { type: 'mediaSingle', attrs: { layout: 'center' }, content: [{ type: 'media', attrs }] };
};

const macro = (element: Element, scope: RenderScope): AdfNode | null => {
  const name = element.attribs['ac:name'] ?? '';
  if (name === 'status' || name === 'jira') return null;
  const body = named(element, 'ac:rich-text-body')[0];
  const content = body === undefined ? [] : inside(body, scope);
  const panelType = panelTypes[name];
  if (panelType !== undefined) return { type: 'panel', attrs: { panelType }, content: filled(content) };
  if (name === 'expand') return { type: 'expand', attrs: { title: parameterOf(element, 'title') ?? '' }, content: filled(content) };
  if (name === 'code' || name === 'noformat') {
    const source = firstNamed(childrenOf(element), 'ac:plain-text-body');
    const text = source === null ? '' : DomUtils.textContent(source);
    const language = parameterOf(element, 'language');
    return {
      type: 'codeBlock',
      attrs: language === null ? {} : { language },
      ...(text === '' ? {} : { content: [{ type: 'text', text }] }),
    };
  }
  return body === undefined ? extension(element, 'extension') : { ...extension(element, 'bodiedExtension'), content };
};

/** One block, or `null` for what belongs into a line. */
const block = (element: Element, scope: RenderScope): AdfNode[] | null => {
  const { name } = element;
  const level = /^h([1-6])$/.exec(name)?.[1];
  if (level !== undefined) return [{ type: 'heading', attrs: { level: Number(level) }, content: inline(childrenOf(element), scope, []) }];
  const items = (): AdfNode[] => named(element, 'li').map((item) => ({ type: 'listItem', content: inside(item, scope) }));
  switch (name) {
    case 'p':
      return [{ type: 'paragraph', content: inline(childrenOf(element), scope, []) }];
    case 'ul':
      return [{ type: 'bulletList', content: items() }];
    case 'ol':
      return [{ type: 'orderedList', attrs: { order: Number(element.attribs['start'] ?? 1) }, content: items() }];
    case 'blockquote':
      return [{ type: 'blockquote', content: inside(element, scope) }];
    case 'pre':
      return [{ type: 'codeBlock', content: [{ type: 'text', text: DomUtils.textContent(element) }] }];
    case 'hr':
      return [{ type: 'rule' }];
    case 'table':
      return [
        {
          type: 'table',
          content: rows(element).map((row) => ({ type: 'tableRow', content: named(row, 'th', 'td').map((each) => cell(each, scope)) })),
        },
      ];
    case 'ac:task-list':
      return [{ type: 'taskList', attrs: { localId: '' }, content: named(element, 'ac:task').map((each) => task(each, scope)) }];
    case 'ac:image':
      return [media(element, scope)];
    case 'ac:layout-section': {
      const columns = named(element, 'ac:layout-cell');
      const width = Math.round(10_000 / Math.max(1, columns.length)) / 100;
      const content = columns.map((column) => ({ type: 'layoutColumn', attrs: { width }, content: inside(column, scope) }));
      return [{ type: 'layoutSection', content }];
    }
    case 'ac:structured-macro':
    case 'ac:macro': {
      const made = macro(element, scope);
      return made === null ? null : [made];
    }
    case 'ac:layout':
    case 'div':
      return blocks(childrenOf(element), scope);
    default:
      return null;
  }
};

/** What stands between blocks without one of its own becomes a paragraph. */
function blocks(nodes: readonly Node[], scope: RenderScope): AdfNode[] {
  const out: AdfNode[] = [];
  let line: Node[] = [];
  const endLine = (): void => {
    const content = inline(line, scope, []);
    if (content.some((node) => node.type !== 'text' || node.text?.trim() !== '')) out.push({ type: 'paragraph', content });
    line = [];
  };
  for (const node of nodes) {
    const made = isElement(node) ? block(node, scope) : null;
    if (made === null) line.push(node);
    else {
      endLine();
      out.push(...made);
    }
  }
  endLine();
  return out;
}

/** The document as the JSON text that stands in `body.atlas_doc_format.value`. */
export const adfOf = (storage: string, scope: RenderScope): string =>
  JSON.stringify({ type: 'doc', version: 1, content: blocks(parseStorage(storage), scope) });
