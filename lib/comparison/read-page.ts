/** From storage format to the blocks that a reader sees. */
import type { Block, BlockKind, Facts, Include } from '../domain/index.ts';
import { alsoFacts, factsOf, isNoise, sourceOf, valueOfColour } from './attributes.ts';
import { blockOf, cellRuns, type NewBlock, weightOf } from './blocks.ts';
import { withoutCopy } from './copies.ts';
import { isBlockElement, runsOf } from './inline.ts';
import { isBody, isMacro, macroFacts, macroName, shownByMacro } from './resources.ts';
import { isUnseen } from './runs.ts';
import { type ElementNode, elementsIn, firstIn, isBlank, isElement, type Node, parseTree, textIn } from './tree.ts';

/** What a page says, and what it shows from elsewhere. */
export interface PageReading {
  readonly blocks: readonly Block[];
  readonly includes: readonly Include[];
}

type Reading = Generator<undefined, void>;

/** Characters that the blocks of a page may take. No page that is read comes near; only a made-up one says so much with so little. */
const heaviest = 40_000_000;

/** Wrappers that nothing shows unless an attribute does. */
const wrappers = /^(?:div|section|article|ac:layout|ac:adf-content|ac:rich-text-body)$/;

/** A style that only says where the words of a paragraph stand. */
const isPlacing = ([name, value]: Facts[number]): boolean =>
  name === 'style' && value.split('; ').every((declaration) => /^(?:text-align|margin-left): [\w.-]+$/.test(declaration));

/** A wrapper that nothing shows. */
const isPlainWrapper = (element: ElementNode): boolean => wrappers.test(element.name) && factsOf(element).length === 0;

const isColumns = ({ name }: ElementNode): boolean => name === 'col' || name === 'colgroup';

/** What is said of the columns of a table, by number: one that is hidden, or coloured. */
const columnFacts = (table: ElementNode): Facts => {
  let number = 1;
  return elementsIn(table, 'col', 'colgroup').flatMap((part) => {
    const columns = elementsIn(part, 'col');
    const isGroup = columns.length > 0;
    const own = isGroup ? factsOf(part, 'span').map(([name, value]) => [`columns from ${number} ${name}`, value] as const) : [];
    const loose = isGroup ? alsoFacts(part.children.filter((child) => !isElement(child) || child.name !== 'col')) : [];
    const ofColumns = (isGroup ? columns : [part]).flatMap((column): Facts => {
      const facts = [...factsOf(column, 'span'), ...alsoFacts(column.children)];
      const from = number;
      const span = Math.max(1, Number.parseInt(column.attributes['span'] ?? '1', 10) || 1);
      number += span;
      // Where it ends matters only where something is said of it.
      const to = span === 1 || facts.length === 0 ? '' : `–${from + span - 1}`;
      return facts.map(([name, value]) => [`column ${from}${to} ${name}`, value] as const);
    });
    return [...own, ...loose, ...ofColumns];
  });
};

interface ItemParts {
  readonly own: readonly Node[];
  readonly holder: ElementNode | null;
  readonly rest: readonly Node[];
}

class PageReader {
  readonly blocks: Block[] = [];
  /** By themselves, so that each stands once. */
  readonly includes: Map<string, Include>;
  weight = 0;

  constructor(includes: Map<string, Include>) {
    this.includes = includes;
  }

  private add(block: NewBlock): void {
    this.weight += weightOf(block);
    if (this.weight <= heaviest) this.blocks.push(blockOf(block));
  }

  private readonly shown = (include: Include): void => void this.includes.set(JSON.stringify(include), include);

  /**
   * What stands in one container. Text beside blocks is a paragraph of its own.
   *
   * @param isOpen its end is not seen: an empty paragraph there is one between others
   */
  *read(nodes: readonly Node[], path: readonly string[], kind: BlockKind = 'paragraph', isOpen = false): Reading {
    const first = this.blocks.length;
    let line: Node[] = [];
    for (const [index, node] of nodes.entries()) {
      if (!isElement(node) || !this.standsAlone(nodes, index)) {
        line.push(node);
        continue;
      }
      yield* this.readLoose(line, path, kind);
      line = [];
      yield* this.readBlock(node, path, kind);
      yield;
    }
    yield* this.readLoose(line, path, kind);
    if (!isOpen) this.dropEmptyEnd(first);
  }

  /** A macro without a body that has text beside it is read with the text; any other is a block. */
  private standsAlone(nodes: readonly Node[], index: number): boolean {
    const node = nodes[index];
    if (node === undefined || !isElement(node)) return false;
    if (isBlockElement(node)) return true;
    if (!isMacro(node) || macroName(node) === 'status') return false;
    return node.children.some(isBody) || ![-1, 1].some((step) => this.isInLine(nodes, index, step));
  }

  private isInLine(nodes: readonly Node[], index: number, step: number): boolean {
    let at = index + step;
    for (let node = nodes[at]; node !== undefined; node = nodes[at]) {
      if (!isElement(node) ? !isBlank(node) : !isNoise(node)) return !isElement(node) || (!isBlockElement(node) && !isMacro(node));
      at += step;
    }
    return false;
  }

  private *readLoose(nodes: readonly Node[], path: readonly string[], kind: BlockKind): Reading {
    if (nodes.every(isBlank)) return;
    yield* this.readLine(nodes, { kind, path });
    // A line break by itself is drawn; a comment's marker that holds nothing is not.
    const isEmpty = this.blocks.at(-1)?.cells.every((cell) => cell.length === 0) === true;
    if (isEmpty && !nodes.some((node) => isElement(node) && node.name === 'br')) this.blocks.pop();
  }

  private *readLine(nodes: readonly Node[], block: NewBlock): Reading {
    const [only, ...others] = nodes.filter((child) => !isBlank(child));
    // A picture by itself is a block of its own, whatever it is wrapped in.
    const isImage = only !== undefined && others.length === 0 && isElement(only) && only.name === 'ac:image' && block.kind === 'paragraph';
    this.add({ ...block, kind: isImage ? 'image' : block.kind, cells: [yield* runsOf(nodes, this.shown)] });
  }

  /** Paragraphs with nothing but spaces at the end of a container draw nothing. */
  private dropEmptyEnd(first: number): void {
    while (this.blocks.length > first) {
      const last = this.blocks.at(-1);
      if ((last?.kind !== 'paragraph' && last?.kind !== 'quote') || !last.facts.every(isPlacing)) return;
      if (last.cells.some((cell) => !cell.every(isUnseen))) return;
      this.blocks.pop();
    }
  }

  private *readBlock(element: ElementNode, path: readonly string[], kind: BlockKind): Reading {
    if (isNoise(element)) return;
    if (isMacro(element)) return yield* this.readMacro(element, path);
    const { name } = element;
    if (name === 'p') return yield* this.readLine(element.children, { kind, path, facts: factsOf(element) });
    if (/^h[1-6]$/.test(name))
      return yield* this.readLine(element.children, { kind: 'heading', path, level: Number(name.slice(1)), facts: factsOf(element) });
    if (name === 'ul' || name === 'ol') return yield* this.readList(element, path);
    if (name === 'table') return yield* this.readTable(element, path);
    if (name === 'hr') return this.add({ kind: 'rule', path, facts: factsOf(element) });
    if (name === 'pre') return yield* this.readPreformatted(element, path);
    if (name === 'ac:task-list') return yield* this.readTasks(element, path);
    if (name === 'ac:layout-section') return yield* this.readSection(element, path);
    if (name === 'ac:adf-extension') return yield* this.readContainer({ ...element, children: [...withoutCopy(element)] }, path, kind);
    if (name === 'ac:adf-node') return yield* this.readNode(element, path);
    yield* this.readContainer(element, path, kind);
  }

  private *readMacro(macro: ElementNode, path: readonly string[]): Reading {
    for (const include of shownByMacro(macro)) this.shown(include);
    this.add({ kind: 'macro', path, facts: macroFacts(macro) });
    const inside = [...path, `macro ${macroName(macro)}`];
    for (const body of elementsIn(macro, 'ac:plain-text-body')) this.readCode(textIn(body), inside);
    for (const body of elementsIn(macro, 'ac:rich-text-body')) yield* this.read(body.children, inside);
  }

  /** Newer blocks (decisions, custom panels) keep parameters and text in elements. */
  private *readNode(node: ElementNode, path: readonly string[]): Reading {
    const type = node.attributes['type'] ?? '';
    const isAttribute = (child: Node): boolean => isElement(child) && child.name === 'ac:adf-attribute';
    const attributes = elementsIn(node, 'ac:adf-attribute')
      .filter((attribute) => !isNoise(attribute))
      .map(
        (attribute) =>
          [attribute.attributes['key'] ?? '', valueOfColour(attribute.attributes['key'] ?? '', sourceOf(attribute.children))] as const,
      );
    this.add({ kind: 'macro', path, facts: [['name', type], ...factsOf(node, 'type'), ...attributes] });
    const rest = node.children.filter((child) => !isAttribute(child));
    yield* this.read(rest, [...path, `macro ${type}`]);
  }

  /** Line by line, with every space: code means what it says. */
  private readCode(text: string, path: readonly string[]): void {
    for (const line of text.replaceAll('\r\n', '\n').split('\n'))
      this.add({ kind: 'codeLine', path, cells: [line === '' ? [] : [{ text: line, marks: [], object: null }]] });
  }

  private *readPreformatted(element: ElementNode, path: readonly string[]): Reading {
    this.add({ kind: 'other', path, facts: [['element', 'pre'], ...factsOf(element)] });
    const inside = [...path, 'pre'];
    if (!element.children.some(isElement)) return this.readCode(textIn(element), inside);
    this.add({ kind: 'paragraph', path: inside, cells: [yield* runsOf([element], this.shown)] });
  }

  /** The block before is in a list or quote just like this one: without a word between them they would be one. */
  private isAnother(inside: readonly string[]): boolean {
    const before = this.blocks.at(-1)?.path ?? [];
    return inside.every((step, index) => step === before[index]);
  }

  private *readList(list: ElementNode, path: readonly string[]): Reading {
    const inside = [...path, list.name === 'ol' ? 'numbered list' : 'list'];
    const facts = factsOf(list);
    // A numbered list begins at 1 again.
    if (this.isAnother(inside) || facts.length > 0) this.add({ kind: 'other', path: inside, facts: [['element', 'list'], ...facts] });
    for (const child of list.children) {
      if (isElement(child) && child.name === 'li')
        yield* this.readItem(child.children, { kind: 'listItem', path: inside, facts: factsOf(child) });
      else yield* this.read([child], inside, 'paragraph', true);
      yield;
    }
  }

  /** What of an item stands beside its bullet, the paragraph or wrapper that holds it, and what follows. */
  private partsOfItem(children: readonly Node[]): ItemParts {
    const end = children.findIndex((_, index) => this.standsAlone(children, index));
    if (end === -1) return { own: children, holder: null, rest: [] };
    const [own, rest] = [children.slice(0, end), children.slice(end)];
    const [first, ...others] = rest;
    if (!own.every(isBlank) || first === undefined || !isElement(first)) return { own, holder: null, rest };
    if (first.name === 'p') return { own: first.children, holder: first, rest: others };
    if (!isPlainWrapper(first)) return { own, holder: null, rest };
    // A wrapper without anything in it draws nothing.
    if (first.children.every(isBlank) && !others.every(isBlank)) return this.partsOfItem(others);
    const inner = this.partsOfItem(first.children);
    // What is left of the wrapper still stands apart from what follows it.
    return { ...inner, rest: inner.rest.length === 0 ? others : [{ ...first, children: [...inner.rest] }, ...others] };
  }

  /** The first line is the item itself; whatever follows stands inside it. */
  private *readItem(children: readonly Node[], item: NewBlock): Reading {
    const { own, holder, rest } = this.partsOfItem(children);
    this.add({
      ...item,
      facts: [...(item.facts ?? []), ...(holder === null ? [] : factsOf(holder))],
      cells: [yield* runsOf(own, this.shown)],
    });
    yield* this.read(rest, [...item.path, 'item']);
  }

  private *readTasks(list: ElementNode, path: readonly string[]): Reading {
    const inside = [...path, 'tasks'];
    const facts = factsOf(list);
    if (facts.length > 0) this.add({ kind: 'other', path: inside, facts: [['element', 'tasks'], ...facts] });
    for (const child of list.children) {
      if (!isElement(child) || child.name !== 'ac:task') {
        yield* this.read([child], inside, 'paragraph', true);
        continue;
      }
      const status = firstIn(child, 'ac:task-status');
      const body = firstIn(child, 'ac:task-body');
      const others = child.children.filter((part) => part !== status && part !== body && !(isElement(part) && isNoise(part)));
      const state = status === null ? 'incomplete' : textIn(status).trim();
      yield* this.readItem([...(body?.children ?? []), ...others], {
        kind: 'task',
        path: inside,
        facts: [['state', state], ...factsOf(child)],
      });
      yield;
    }
  }

  private *readSection(section: ElementNode, path: readonly string[]): Reading {
    const isCell = (child: Node): boolean => isElement(child) && child.name === 'ac:layout-cell';
    const cells = elementsIn(section, 'ac:layout-cell');
    const isWide = cells.length > 1;
    const facts = factsOf(section, ...(isWide ? [] : ['ac:type']));
    if (isWide || facts.length > 0) this.add({ kind: 'other', path, facts: [['element', isWide ? 'columns' : 'section'], ...facts] });
    const inside = isWide ? [...path, 'columns'] : path;
    for (const cell of cells) {
      const own = factsOf(cell);
      if (isWide || own.length > 0) this.add({ kind: 'other', path: inside, facts: [['element', 'column'], ...own] });
      yield* this.read(cell.children, inside, 'paragraph', !isWide);
    }
    yield* this.read(
      section.children.filter((child) => !isCell(child)),
      inside,
      'paragraph',
      true,
    );
  }

  /** A wrapper: nothing where nothing shows it, else a block that names it, and its inside below. */
  private *readContainer(element: ElementNode, path: readonly string[], kind: BlockKind): Reading {
    const facts = factsOf(element);
    const { name, children } = element;
    if (name === 'blockquote') {
      const inside = [...path, 'quote'];
      if (this.isAnother(inside) || facts.length > 0) this.add({ kind: 'other', path: inside, facts: [['element', 'quote'], ...facts] });
      return yield* this.read(children, inside, 'quote');
    }
    const isExtension = name === 'ac:adf-extension';
    if (isExtension ? facts.length === 0 : isPlainWrapper(element)) return yield* this.read(children, path, kind, true);
    this.add({ kind: 'other', path, facts: [['element', name], ...facts] });
    yield* this.read(children, [...path, name], kind === 'quote' ? 'paragraph' : kind);
  }

  private *readTable(table: ElementNode, path: readonly string[]): Reading {
    this.add({ kind: 'other', path, facts: [['element', 'table'], ...factsOf(table)] });
    const inside = [...path, 'table'];
    const columns = columnFacts(table);
    if (columns.length > 0) this.add({ kind: 'other', path: inside, facts: [['element', 'columns'], ...columns] });
    for (const part of table.children) {
      if (isElement(part) && isColumns(part)) continue;
      if (!isElement(part) || !/^t(?:head|body|foot)$/.test(part.name)) {
        yield* this.readRow(part, inside);
        continue;
      }
      const facts = factsOf(part);
      if (part.name === 'tfoot' || facts.length > 0) this.add({ kind: 'other', path: inside, facts: [['element', part.name], ...facts] });
      for (const row of part.children) yield* this.readRow(row, inside);
    }
  }

  private *readRow(row: Node, path: readonly string[]): Reading {
    if (!isElement(row) || row.name !== 'tr') return yield* this.read([row], path, 'paragraph', true);
    const cells = elementsIn(row).filter((cell) => !isNoise(cell));
    const facts = cells.flatMap((cell, index): Facts => {
      const number = `cell ${index + 1}`;
      const head: Facts = cell.name === 'td' ? [] : [[number, cell.name === 'th' ? 'header' : cell.name]];
      return [...head, ...factsOf(cell).map(([name, value]) => [`${number} ${name}`, value] as const)];
    });
    const runs: Block['cells'][number][] = [];
    for (const cell of cells) {
      const inner = new PageReader(this.includes);
      yield* inner.read(cell.children, []);
      this.weight += inner.weight;
      runs.push(cellRuns(inner.blocks));
      yield;
    }
    const loose = alsoFacts(row.children.filter((child) => !isElement(child)));
    this.add({ kind: 'row', path, facts: [...factsOf(row), ...facts, ...loose], cells: runs });
    yield;
  }
}

/**
 * Reads storage format as a reader sees it: blocks, and what the page shows from elsewhere. Never fails: what it does not know counts as
 * content, and a page that no rule can hold counts as it is written. Yields between pieces, so that callers may pause or give up.
 *
 * @example finish(readPage('<p>Keep <strong>30</strong> days</p>')).blocks.length // 1
 */
export function* readPage(storage: string): Generator<undefined, PageReading> {
  const tree = yield* parseTree(storage);
  const reader = new PageReader(new Map());
  yield* reader.read(tree.children, []);
  const { blocks, weight } = reader;
  const includes = [...reader.includes.values()];
  if (weight <= heaviest) return { blocks, includes };
  const source = blockOf({
    kind: 'other',
    path: [],
    facts: [['element', 'source']],
    cells: [[{ text: storage, marks: [], object: null }]],
  });
  return { blocks: [source], includes };
}
