/** Where `ri:` elements lead, and what macros are given. */
import { type Facts, type Include, pageId } from '../domain/index.ts';
import { alsoFacts, factsOf, isNoise, sourceOf, valueOfColour, words } from './attributes.ts';
import { type ElementNode, elementsIn, firstIn, isBlank, isElement, type Node, textIn } from './tree.ts';

interface Resource {
  readonly kind: 'page' | 'attachment' | 'user' | 'other';
  /** What a reader sees of it where nothing else is written: title, file name, account id. */
  readonly name: string;
  readonly facts: Facts;
}

const namedBy: Readonly<Record<string, readonly [kind: Resource['kind'], ...attributes: readonly string[]]>> = {
  'ri:page': ['page', 'ri:content-title'],
  'ri:blog-post': ['page', 'ri:content-title'],
  'ri:attachment': ['attachment', 'ri:filename'],
  'ri:user': ['user', 'ri:account-id', 'ri:userkey', 'ri:username'],
  'ri:url': ['other', 'ri:value'],
};

const resourceOf = (element: ElementNode): Resource => {
  const [kind, ...names] = namedBy[element.name] ?? ['other' as const];
  const name = names.map((attribute) => element.attributes[attribute]).find((value) => value !== undefined);
  return { kind, name: name ?? element.name, facts: [['resource', element.name], ...factsOf(element), ...alsoFacts(element.children)] };
};

/** The first `ri:` element in one, and everything beside it. */
export const resourceIn = (element: ElementNode): { readonly resource: Resource | null; readonly rest: readonly Node[] } => {
  const found = element.children.find((child): child is ElementNode => isElement(child) && child.name.startsWith('ri:'));
  const rest = element.children.filter((child) => child !== found && !isBlank(child));
  return { resource: found === undefined ? null : resourceOf(found), rest };
};

/** Where a link of Confluence leads: `ri:page ri:content-title="A"`. */
export const targetOf = (link: ElementNode, resource: Resource | null, also: Facts): string => {
  const [, ...more] = resource?.facts ?? [];
  const facts = words([...more, ...factsOf(link), ...also]);
  return `${resource?.facts[0]?.[1] ?? 'ac:link'}${facts === '' ? '' : ` ${facts}`}`;
};

type Named = Pick<Include, 'name' | 'pageId' | 'spaceKey'>;

/** The page that a `ri:` element names, by title or by id. */
const pageIn = ({ attributes }: ElementNode): Named => {
  const id = attributes['ri:content-id'] ?? '';
  return {
    name: attributes['ri:content-title'] ?? '',
    pageId: /^\d+$/.test(id) ? pageId(id) : null,
    spaceKey: attributes['ri:space-key'] ?? null,
  };
};

/** A page that is named in plain text, `SPACE:Title` or by its title alone. */
const pageInText = (text: string): Named => {
  const [, spaceKey = null, name = ''] = /^(?:(~?[A-Za-z0-9]+):(?=\S))?(.*)$/s.exec(text.trim()) ?? [];
  return { name, pageId: null, spaceKey };
};

/** A file that an element shows, of this page or of the one named. */
export const attachmentShown = (element: ElementNode): Include | null => {
  const attachment = firstIn(element, 'ri:attachment');
  const name = attachment?.attributes['ri:filename'];
  if (attachment === null || name === undefined) return null;
  const page = firstIn(attachment, 'ri:page', 'ri:blog-post', 'ri:content-entity');
  const named = page === null ? null : pageIn(page);
  return {
    kind: 'attachment',
    name,
    pageId: named?.pageId ?? null,
    ofPage: named === null ? null : named.name || null,
    spaceKey: named?.spaceKey ?? null,
    excerptName: null,
  };
};

export const isMacro = (element: ElementNode): boolean => element.name === 'ac:structured-macro' || element.name === 'ac:macro';
export const macroName = (macro: ElementNode): string => macro.attributes['ac:name'] ?? '';
export const isBody = (node: Node): boolean => isElement(node) && (node.name === 'ac:rich-text-body' || node.name === 'ac:plain-text-body');

export const parameterOf = (macro: ElementNode, name: string): string | null => {
  const found = elementsIn(macro, 'ac:parameter').find((parameter) => parameter.attributes['ac:name'] === name);
  return found === undefined ? null : textIn(found);
};

/** A parameter may hold a page, a file or a person instead of text. */
const valueOf = (parameter: ElementNode): string => (parameter.children.some(isElement) ? sourceOf(parameter.children) : textIn(parameter));

const byNameAndValue = ([a, x]: readonly [string, string], [b, y]: readonly [string, string]): number =>
  a < b ? -1 : a > b ? 1 : x < y ? -1 : x > y ? 1 : 0;

/** Name and parameters of a macro, and whatever else it holds beside its body. An attribute never passes for a parameter. */
export const macroFacts = (macro: ElementNode): Facts => [
  ['name', macroName(macro)],
  ...factsOf(macro, 'ac:name').map(([name, value]) => [`attribute ${name}`, value] as const),
  ...elementsIn(macro, 'ac:parameter')
    .filter((parameter) => !isNoise(parameter))
    .map((parameter): readonly [string, string] => {
      const name = parameter.attributes['ac:name'] ?? '';
      const value = valueOfColour(name, valueOf(parameter));
      const also = words(factsOf(parameter, 'ac:name'));
      return [name, also === '' ? value : `${value} (${also})`];
    })
    .sort(byNameAndValue),
  ...alsoFacts(macro.children.filter((child) => !isBody(child) && !(isElement(child) && child.name === 'ac:parameter'))),
];

const within = (element: ElementNode, ...names: readonly string[]): readonly ElementNode[] =>
  elementsIn(element).flatMap((child) => [...(names.includes(child.name) ? [child] : []), ...within(child, ...names)]);

/** Parameters that name the page. */
const naming: ReadonlySet<string> = new Set(['', 'default-parameter', 'page']);

/** The page that an include names. Whatever it says, there is one: that it cannot be found is for others to tell. */
const pageShown = (macro: ElementNode): Named => {
  const parameters = elementsIn(macro, 'ac:parameter', 'ac:default-parameter');
  const [linked] = parameters.flatMap((parameter) => within(parameter, 'ri:page', 'ri:blog-post', 'ri:content-entity'));
  if (linked !== undefined) return pageIn(linked);
  const text = parameters
    .filter((parameter) => naming.has(parameter.attributes['ac:name'] ?? '') && !parameter.children.some(isElement))
    .map(textIn)
    .find((value) => value.trim() !== '');
  return pageInText(text ?? '');
};

/** What a macro shows from elsewhere: an included page or excerpt, files among its parameters. */
export const shownByMacro = (macro: ElementNode): readonly Include[] => {
  const parameters = elementsIn(macro, 'ac:parameter');
  const files = parameters.flatMap((parameter) => attachmentShown(parameter) ?? []);
  const name = macroName(macro);
  if (name !== 'include' && name !== 'excerpt-include') return files;
  const include: Include = {
    ...pageShown(macro),
    kind: name === 'include' ? 'page' : 'excerpt',
    ofPage: null,
    excerptName: name === 'include' ? null : parameterOf(macro, 'name'),
  };
  return [include, ...files];
};
