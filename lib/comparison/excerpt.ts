import { isMacro, macroName, parameterOf } from './resources.ts';
import { finish } from './slices.ts';
import { type ElementNode, elementsIn, isElement, parseTree } from './tree.ts';

const excerptsIn = (element: ElementNode): readonly ElementNode[] =>
  element.children
    .filter(isElement)
    .flatMap((child) => [...(isMacro(child) && macroName(child) === 'excerpt' ? [child] : []), ...excerptsIn(child)]);

/**
 * The storage format inside an excerpt macro: the one of this name, or the first; `null`: there is no such excerpt. Cut out of the source,
 * so that what comes out is what went in.
 */
export const excerptIn = (storage: string, name: string | null): string | null => {
  if (!storage.includes('excerpt')) return null;
  const found = excerptsIn(finish(parseTree(storage))).find((macro) => name === null || parameterOf(macro, 'name') === name);
  const body = found === undefined ? undefined : elementsIn(found, 'ac:rich-text-body')[0];
  return body === undefined ? null : storage.slice(body.from, Math.max(body.from, body.to));
};
