import { Parser } from 'htmlparser2';
import { decoded } from './entities.ts';

export interface TextNode {
  readonly kind: 'text';
  text: string;
}

export interface ElementNode {
  readonly kind: 'element';
  /** Lower case for XHTML's own; `ac:` and `ri:` names as sent. */
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Node[];
  /** Where its inside begins and ends in the source. */
  from: number;
  to: number;
}

export type Node = TextNode | ElementNode;

/** Characters parsed between two pauses. */
const chunk = 32_768;
/** Deeper elements stand beside each other, with marks where they end: nothing is lost, and no walk runs out of stack. */
const deepest = 60;
/** No page nests so deep, and the parser's time grows with the square of it: from there on the source itself is the content. */
const tooDeep = 5_000;

const elementOf = (name: string, attributes: Readonly<Record<string, string>> = {}, from = 0): ElementNode => ({
  kind: 'element',
  name,
  attributes,
  children: [],
  from,
  to: from,
});

const decodedAttributes = (raw: Readonly<Record<string, string>>): Record<string, string> => {
  const attributes: Record<string, string> = {};
  for (const [name, value] of Object.entries(raw)) attributes[name] = decoded(value);
  return attributes;
};

/**
 * Storage format as a tree. Forgiving: what is not closed is closed at the end, what closes nothing is passed over. CDATA and text that
 * lie beside each other are one text. Yields between chunks, so that callers may pause or give up.
 */
export function* parseTree(storage: string): Generator<undefined, ElementNode> {
  const root = elementOf('#root');
  const open: ElementNode[] = [root];
  /** Of the elements open now, those that were too deep to be opened. */
  let flattened = 0;
  let isTooDeep = false;
  let isData = false;
  const add = (text: string): void => {
    const siblings = (open.at(-1) ?? root).children;
    const last = siblings.at(-1);
    if (last?.kind === 'text') last.text += text;
    else siblings.push({ kind: 'text', text });
  };
  /** The parser hands a text over in pieces, and may cut an entity in two. */
  let pending = '';
  const flush = (): void => {
    if (pending !== '') add(decoded(pending));
    pending = '';
  };
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        flush();
        if (open.length + flattened > tooDeep) isTooDeep = true;
        const element = elementOf(name, decodedAttributes(attributes), parser.endIndex + 1);
        (open.at(-1) ?? root).children.push(element);
        if (open.length > deepest) flattened += 1;
        else open.push(element);
      },
      ontext(text) {
        if (isData) add(text);
        else pending += text;
      },
      onclosetag() {
        flush();
        if (flattened > 0) {
          flattened -= 1;
          (open.at(-1) ?? root).children.push(elementOf('end'));
        } else {
          const closed = open.length > 1 ? open.pop() : undefined;
          if (closed !== undefined) closed.to = parser.startIndex;
        }
      },
      oncdatastart() {
        flush();
        isData = true;
      },
      oncdataend() {
        isData = false;
      },
      oncomment: flush,
      onprocessinginstruction: flush,
    },
    { xmlMode: true, recognizeSelfClosing: true, decodeEntities: false, lowerCaseTags: false },
  );
  for (let at = 0; at < storage.length; at += chunk) {
    parser.write(storage.slice(at, at + chunk));
    yield;
    if (isTooDeep) {
      const unread = elementOf('unread');
      unread.children.push({ kind: 'text', text: storage.slice(at + chunk) });
      root.children.push(unread);
      return root;
    }
  }
  parser.end();
  flush();
  return root;
}

export const isElement = (node: Node): node is ElementNode => node.kind === 'element';

/** The element children, all or those of these names. */
export const elementsIn = (element: ElementNode, ...names: readonly string[]): readonly ElementNode[] =>
  element.children.filter(isElement).filter((child) => names.length === 0 || names.includes(child.name));

export const firstIn = (element: ElementNode, ...names: readonly string[]): ElementNode | null => elementsIn(element, ...names)[0] ?? null;

/** Text of white space that nothing draws. Others that look empty, such as a no-break space, are characters of the page. */
export const isBlank = (node: Node): boolean => node.kind === 'text' && !/[^ \t\r\n]/.test(node.text);

/** All characters inside, in order. */
export const textIn = (node: Node): string => {
  if (node.kind === 'text') return node.text;
  let text = '';
  for (const child of node.children) text += textIn(child);
  return text;
};
