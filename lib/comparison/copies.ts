import { sourceOf } from './attributes.ts';
import { type ElementNode, elementsIn, isElement, type Node, textIn } from './tree.ts';

const squeezed = (text: string): string => text.replaceAll(/\s+/g, '');
const saidIn = (node: Node): string => {
  if (!isElement(node)) return node.text;
  return node.name === 'ac:adf-attribute' ? '' : node.children.map(saidIn).join('');
};

/**
 * The inside of an extension without the copy that it holds of itself for older programs: no content while it says the same, or is the same
 * over again.
 */
export const withoutCopy = (extension: ElementNode): readonly Node[] => {
  const nodes = elementsIn(extension, 'ac:adf-node');
  if (nodes.length === 0 || elementsIn(extension, 'ac:adf-fallback').length === 0) return extension.children;
  const said = squeezed(nodes.map(saidIn).join(''));
  const source = sourceOf(nodes);
  const isCopy = (child: Node): boolean =>
    isElement(child) && child.name === 'ac:adf-fallback' && (squeezed(textIn(child)) === said || sourceOf(child.children) === source);
  return extension.children.filter((child) => !isCopy(child));
};
