/** Attributes, styles and marks in their one form. */
import type { Facts } from '../domain/index.ts';
import { classesThatCount, isNoiseAttribute, isNoiseElement, isNoiseProperty } from './noise.ts';
import { type ElementNode, isBlank, type Node } from './tree.ts';

export const isNoise = (element: ElementNode): boolean =>
  isNoiseElement(element.name, element.attributes['key'] ?? element.attributes['ac:name']);

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** A semicolon in brackets or quotes divides nothing: such a style is left as it is. */
const isInvolved = /["']|\((?![\d., %]*\))/;

const twoDigits = (value: number): string => value.toString(16).padStart(2, '0');

/** One spelling of a colour, `#rrggbb`, where it is written in one of the usual ways. */
const colourIn = (value: string): string => {
  const short = /^#([\da-f])([\da-f])([\da-f])$/i.exec(value);
  if (short !== null)
    return `#${short
      .slice(1)
      .map((digit) => digit + digit)
      .join('')}`.toLowerCase();
  if (/^#(?:[\da-f]{6}|[\da-f]{8})$/i.test(value)) return value.toLowerCase();
  const channels = /^rgb\( ?(\d{1,3}) ?, ?(\d{1,3}) ?, ?(\d{1,3}) ?\)$/i.exec(value)?.slice(1).map(Number) ?? [];
  return channels.length === 3 && channels.every((channel) => channel < 256) ? `#${channels.map(twoDigits).join('')}` : value;
};

/** A value in its one form: of what is named a colour, its one spelling. */
export const valueOfColour = (name: string, value: string): string => (/colou?r$/i.test(name) ? colourIn(value.trim()) : value);

/** What one property is set to, with the last word last: a browser draws that one, unless an earlier one insists. */
const declarationsOf = (style: string): readonly (readonly [property: string, value: string])[] => {
  if (isInvolved.test(style)) return [['as written', style]];
  const byProperty = new Map<string, string>();
  for (const declaration of style.split(';')) {
    const [written = '', ...values] = declaration.split(':').map((part) => part.trim());
    const property = written.startsWith('--') ? written : written.toLowerCase();
    if (property === '') continue;
    const value = values.join(':').replaceAll(/\s+/g, ' ').replaceAll(/ ?, ?/g, ',');
    const settled = /^(?:color|background|.*-color)$/.test(property) ? colourIn(value) : value;
    const earlier = byProperty.get(property);
    byProperty.set(property, earlier === undefined ? settled : `${earlier}; ${settled}`);
  }
  return [...byProperty].sort(([a], [b]) => compare(a, b));
};

const styleOf = (style: string, element: string): string =>
  declarationsOf(style)
    .filter(([property]) => !isNoiseProperty(property, element))
    .map(([property, value]) => `${property}: ${value}`)
    .join('; ');

/** Names and values that count, in the order of names. */
export const factsOf = (element: ElementNode, ...without: readonly string[]): Facts =>
  Object.entries(element.attributes)
    .filter(([name, value]) => !without.includes(name) && !isNoiseAttribute(name, value, element.name))
    .map(([name, value]): readonly [string, string] => [
      name,
      name === 'style' ? styleOf(value, element.name) : name === 'class' ? classesThatCount(value) : valueOfColour(name, value),
    ])
    .filter(([name, value]) => value !== '' || (name !== 'style' && name !== 'class'))
    .sort(([a], [b]) => compare(a, b));

/** `name="value"`, so that no value can pass for another name. */
export const words = (facts: Facts): string => facts.map(([name, value]) => `${name}=${JSON.stringify(value)}`).join(' ');

/** A piece of source that no rule reads, in its one form: to count, not to be read. */
export const sourceOf = (nodes: readonly Node[]): string =>
  nodes
    .map((node) => {
      if (node.kind === 'text')
        return isBlank(node)
          ? ''
          : node.text
              .replaceAll(/[ \t\r\n]+/g, ' ')
              .replaceAll('&', '&amp;')
              .replaceAll('<', '&lt;');
      if (isNoise(node)) return '';
      const facts = words(factsOf(node));
      return `<${node.name}${facts === '' ? '' : ` ${facts}`}>${sourceOf(node.children)}</${node.name}>`;
    })
    .join('');

/** What is left of an element when everything known in it was read. */
export const alsoFacts = (nodes: readonly Node[]): Facts => {
  const source = sourceOf(nodes);
  return source === '' ? [] : [['also', source]];
};

const marksByName: Readonly<Record<string, string>> = {
  strong: 'bold',
  b: 'bold',
  em: 'italic',
  i: 'italic',
  u: 'underline',
  ins: 'underline',
  s: 'strike',
  del: 'strike',
  strike: 'strike',
  sub: 'sub',
  sup: 'sup',
  code: 'code',
  tt: 'code',
};

/** HTML's other elements that lie on words. */
const onWords = /^(?:span|a|ac:inline-comment-marker|small|big|kbd|abbr|acronym|cite|q|var|samp|dfn|mark|font|label|bdi|bdo)$/;

/** Whether an element lies on words and is nothing by itself. */
export const isMark = ({ name }: ElementNode): boolean => marksByName[name] !== undefined || onWords.test(name);

const lookNames: Readonly<Record<string, string>> = { color: 'colour ', 'background-color': 'highlight ' };

/** An address never passes for a link to a page of Confluence, which begins with `ri:` or `ac:`. */
const linkMark = (href: string): string => `link ${/^(?:ri|ac):/.test(href) ? 'href ' : ''}${href}`;

/** What a link draws of the place it leads to: a card, or the rows that a query finds. As much a target as the address. */
const isShown = ([name]: Facts[number]): boolean => /^data-(?:card-appearance|datasource)$/.test(name);

/** The marks an element puts on what is inside; none: it is a wrapper that nothing shows. */
export const marksOf = (element: ElementNode): readonly string[] => {
  const { name, attributes } = element;
  const known = marksByName[name];
  const marks = declarationsOf(attributes['style'] ?? '').map(([property, value]) => {
    const look = lookNames[property];
    return look === undefined ? `style ${property}: ${value}` : `${look}${value}`;
  });
  const isLink = name === 'a' && attributes['href'] !== undefined;
  const all = factsOf(element, 'style', ...(name === 'a' ? ['href'] : []));
  const facts = words(all.filter((fact) => !isLink || !isShown(fact)));
  if (isLink) marks.push([linkMark(attributes['href'] ?? ''), words(all.filter(isShown))].join(' ').trimEnd());
  else if (known !== undefined) marks.push(known);
  const isNamed = known === undefined && !/^(?:span|a|ac:inline-comment-marker)$/.test(name);
  if (isNamed || facts !== '') marks.push(facts === '' ? name : `${name} ${facts}`);
  return marks;
};

/** Twice is once, and their order is not seen. */
const plain = /^(?:bold|italic|underline|strike|code)$/;
const slotOf = (mark: string): string =>
  /^(?:colour|highlight|link|sub|sup|style [^:]*)/.exec(mark)?.[0] ?? (plain.test(mark) ? mark : 'other');

/** Marks inside marks. Of two of one kind the inner one is numbered: red in blue is not blue in red. */
export const withMarks = (outer: readonly string[], own: readonly string[]): readonly string[] => {
  if (own.length === 0) return outer;
  const marks = [...outer];
  for (const mark of own) {
    const depth = marks.filter((other) => slotOf(other) === slotOf(mark)).length;
    if (depth === 0) marks.push(mark);
    else if (!plain.test(mark)) marks.push(`${mark} (${depth + 1})`);
  }
  return marks;
};
