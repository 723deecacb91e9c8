/** From the inside of a paragraph or an item to runs of one look. */
import type { Facts, Include, InlineObject, Run } from '../domain/index.ts';
import { alsoFacts, factsOf, isMark, isNoise, marksOf, sourceOf, withMarks } from './attributes.ts';
import { withoutCopy } from './copies.ts';
import { attachmentShown, isMacro, macroFacts, macroName, parameterOf, resourceIn, shownByMacro, targetOf } from './resources.ts';
import { settled } from './runs.ts';
import { type ElementNode, elementsIn, firstIn, isBlank, isElement, type Node } from './tree.ts';

/** Elements that stand on lines of their own. Everything else stands in a line. */
const blockElements =
  /^(?:p|h[1-6]|ul|ol|li|blockquote|hr|pre|table|thead|tbody|tfoot|tr|th|td|caption|colgroup|div|section|article|dl|dt|dd|ac:layout|ac:layout-section|ac:layout-cell|ac:task-list|ac:task|ac:adf-extension|ac:adf-node|ac:adf-content|ac:rich-text-body)$/;
export const isBlockElement = (element: ElementNode): boolean => blockElements.test(element.name);

/** Runs and marks of one line. No line that is read comes near; from there on its source is what it says. */
const richest = 100_000;

/** The inside of the one paragraph or plain wrapper that an element holds, or its own. */
const unwrapped = (element: ElementNode): readonly Node[] => {
  const [only, ...others] = element.children.filter((child) => !isBlank(child));
  const isOne = only !== undefined && others.length === 0 && isElement(only) && factsOf(only).length === 0;
  if (!isOne || (only.name !== 'p' && only.name !== 'div')) return element.children;
  return only.name === 'p' ? only.children : unwrapped(only);
};

/** Elements read between two pauses. */
const atOnce = 512;

/**
 * The runs of what stands in one line, in their one form. Yields often.
 *
 * @param shown is told what the text shows from elsewhere
 */
export function* runsOf(nodes: readonly Node[], shown: (include: Include) => void): Generator<undefined, readonly Run[]> {
  const collected: Run[] = [];
  let left = richest;
  const collect = (text: string, marks: readonly string[], inline: InlineObject | null): void => {
    left -= marks.length + 1;
    if (left > 0) collected.push({ text, marks, object: inline });
  };
  const object = (kind: InlineObject['kind'], text: string, facts: Facts, marks: readonly string[]): void =>
    collect(text, marks, { kind, facts });

  const readLink = (link: ElementNode, marks: readonly string[]): void => {
    const { resource, rest } = resourceIn(link);
    const body = firstIn(link, 'ac:link-body', 'ac:plain-text-link-body');
    const also = alsoFacts(rest.filter((child) => child !== body));
    if (body === null && resource?.kind === 'user')
      return object('mention', resource.name, [...factsOf(link), ...resource.facts, ...also], marks);
    const inside = withMarks(marks, [`link ${targetOf(link, resource, also)}`]);
    if (body !== null) return read(body.children, withMarks(inside, marksOf({ ...body, name: 'span' })));
    // Confluence shows the page's title or the file's name then.
    object('other', resource?.name ?? link.attributes['ac:anchor'] ?? '', [], inside);
  };

  const readMacro = (macro: ElementNode, marks: readonly string[]): void => {
    for (const include of shownByMacro(macro)) shown(include);
    const name = macroName(macro);
    const facts = macroFacts(macro);
    if (name === 'status') object('status', parameterOf(macro, 'title') ?? '', facts, marks);
    else object('macro', name, facts, marks);
    for (const body of elementsIn(macro, 'ac:rich-text-body', 'ac:plain-text-body')) {
      const isPlain = body.name === 'ac:plain-text-body';
      read(body.children, withMarks(marks, [...(isPlain ? ['code'] : []), `in macro ${name}`]));
      object('blockBreak', '', [['ends', name]], marks);
    }
  };

  const readImage = (image: ElementNode, marks: readonly string[]): void => {
    const include = attachmentShown(image);
    if (include !== null) shown(include);
    const { resource, rest } = resourceIn(image);
    const captions = elementsIn(image, 'ac:caption');
    const also = alsoFacts(rest.filter((child) => !captions.some((caption) => caption === child)));
    object('image', resource?.name ?? '', [...factsOf(image), ...(resource?.facts ?? []), ...also], marks);
    for (const caption of captions) {
      object('blockBreak', '', [['begins', 'caption'], ...factsOf(caption)], marks);
      read(unwrapped(caption), withMarks(marks, ['caption']));
    }
  };

  const readElement = (element: ElementNode, marks: readonly string[]): void => {
    if (left <= 0 || isNoise(element)) return;
    if (isMacro(element)) return readMacro(element, marks);
    const facts = (): Facts => [...factsOf(element), ...alsoFacts(element.children)];
    switch (element.name) {
      case 'br':
        return object('lineBreak', '', facts(), []);
      case 'ac:link':
        return readLink(element, marks);
      case 'ac:image':
        return readImage(element, marks);
      case 'ac:emoticon':
        return object('emoji', element.attributes['ac:emoji-fallback'] ?? element.attributes['ac:name'] ?? '', facts(), marks);
      case 'time':
        return object('date', element.attributes['datetime'] ?? '', facts(), marks);
      default:
        return isMark(element) ? readMark(element, marks) : readUnknown(element, marks);
    }
  };

  const readMark = (element: ElementNode, marks: readonly string[]): void => {
    const own = marksOf(element);
    // A link or a look that holds nothing may still be drawn.
    if (element.children.length === 0 && factsOf(element).length > 0) return object('other', element.name, factsOf(element), marks);
    read(element.children, withMarks(marks, own));
  };

  /** Said where it begins and where it ends, so that two beside each other are not one. */
  const readUnknown = (element: ElementNode, marks: readonly string[]): void => {
    if (isBlockElement(element)) {
      object('blockBreak', '', [['begins', element.name], ...factsOf(element)], marks);
      const inside = element.name === 'ac:adf-extension' ? withoutCopy(element) : element.children;
      read(inside, element.name === 'pre' ? withMarks(marks, ['preformatted']) : marks);
      return object('blockBreak', '', [['ends', element.name]], marks);
    }
    object('other', element.name, factsOf(element), marks);
    read(element.children, withMarks(marks, [element.name]));
  };

  const read = (inside: readonly Node[], marks: readonly string[]): void => {
    for (const node of inside) {
      if (isElement(node)) readElement(node, marks);
      else collect(node.text, marks, null);
    }
  };

  for (let at = 0; at < nodes.length; at += atOnce) {
    if (at > 0) yield;
    read(nodes.slice(at, at + atOnce), []);
  }
  return left > 0 ? yield* settled(collected) : [{ text: sourceOf(nodes), marks: [], object: null }];
}
