/** Storage format as a tree, and the few steps through it that the page view and ADF share. */
import { DomUtils, parseDocument } from 'htmlparser2';

export type Node = ReturnType<typeof parseDocument>['children'][number];
export type Element = Extract<Node, { attribs: Record<string, string> }>;

/** Storage format has HTML's names for characters, an XML parser does not. */
const htmlEntities: Readonly<Record<string, string>> = {
  nbsp: '\u00a0',
  ndash: '–',
  mdash: '—',
  hellip: '…',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  bull: '•',
  middot: '·',
  times: '×',
  rarr: '→',
  larr: '←',
  copy: '©',
  reg: '®',
  trade: '™',
  euro: '€',
  auml: 'ä',
  ouml: 'ö',
  uuml: 'ü',
  Auml: 'Ä',
  Ouml: 'Ö',
  Uuml: 'Ü',
  szlig: 'ß',
  eacute: 'é',
  egrave: 'è',
  agrave: 'à',
  ccedil: 'ç',
  ntilde: 'ñ',
  oslash: 'ø',
  aring: 'å',
  zwnj: '\u200c',
  shy: '\u00ad',
};

export const parseStorage = (storage: string): Node[] =>
  parseDocument(
    storage.replaceAll(/&([A-Za-z]+);/g, (whole, name: string) => htmlEntities[name] ?? whole),
    { xmlMode: true },
  ).children;

export const isElement = (node: Node): node is Element => 'attribs' in node;

export const childrenOf = (element: Element): Node[] => element.children;

export const firstNamed = (nodes: readonly Node[], name: string): Element | null => {
  for (const node of nodes) {
    if (!isElement(node)) continue;
    if (node.name === name) return node;
    const inner = firstNamed(childrenOf(node), name);
    if (inner !== null) return inner;
  }
  return null;
};

export const parameterOf = (macro: Element, name: string): string | null => {
  const found = childrenOf(macro).find((child) => isElement(child) && child.name === 'ac:parameter' && child.attribs['ac:name'] === name);
  return found === undefined ? null : DomUtils.textContent(found);
};
