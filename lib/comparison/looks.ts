/** Looks of blocks and runs: which attributes are nothing else, and which may hide what they lie on. */
import type { Block, Facts, Run } from '../domain/index.ts';

const looks =
  /(?:^|\s)(?:style|class|align|valign|data-(?:.*colou?r.*|background.*|align.*)|ac:(?:align|layout|border|thumbnail|width|height|style|custom-width))$/;

/** Without what only changes how something is drawn: alignment, colours, sizes. */
export const withoutLooks = (facts: Facts): Facts => facts.filter(([name]) => !looks.test(name));

/** Each channel of a colour so light that it may be lost on white. */
const paleChannel = 0xe0;

const channelsOf = (colour: string): readonly number[] => {
  const hex = /^#([\da-f]{3,8})$/i.exec(colour)?.[1];
  if (hex === undefined) return (/^rgba?\(/i.test(colour) ? (colour.match(/[\d.]+/g) ?? []) : []).map(Number);
  const parts = hex.match(hex.length < 6 ? /./g : /../g) ?? [];
  return parts.map((part) => Number.parseInt(part.length === 1 ? part + part : part, 16));
};

/** White or nearly so, or next to transparent. */
const isPale = (colour: string): boolean => {
  if (/^(?:white|snow|ivory|ghostwhite|whitesmoke|transparent)$/i.test(colour)) return true;
  const [red, green, blue, alpha] = channelsOf(colour);
  if (red === undefined || green === undefined || blue === undefined) return false;
  return Math.min(red, green, blue) >= paleChannel || (alpha !== undefined && alpha < (colour.startsWith('#') ? 64 : 0.25));
};

/** A style that is left as written is not looked into: it may hide. */
const hiding = /^(?:as written|display|visibility|opacity|clip|clip-path|position|overflow|transform|text-indent|z-index|filter|mask)/;
const tiny = /^(?:0|[0-5](?:\.\d+)?(?:px|pt)|0?\.[0-4]\d*r?em|[0-4]?\d%)/;

const declarationHides = (property: string, value: string): boolean =>
  property === 'color' ? isPale(value) : /^(?:font-size|line-height|zoom)$/.test(property) ? tiny.test(value) : hiding.test(property);

const markHides = (mark: string): boolean => {
  const [, colour] = /^colour (\S+)/.exec(mark) ?? [];
  if (colour !== undefined) return isPale(colour);
  const [, property = '', value = ''] = /^style ([^:]+): (.*)$/s.exec(mark) ?? [];
  return declarationHides(property, value);
};

/** Text of the colour of its own ground. */
const isLost = (marks: readonly string[]): boolean =>
  marks.some((mark) => mark.startsWith('colour ') && marks.includes(mark.replace('colour ', 'highlight ')));

/** A run that may not be seen. */
export const isHidden = (run: Run): boolean => run.marks.some(markHides) || isLost(run.marks);

const factHides = ([name, value]: readonly [string, string]): boolean =>
  /(?:^|\s)style$/.test(name) &&
  value.split('; ').some((declaration) => {
    const [property = '', ...rest] = declaration.split(': ');
    return declarationHides(property, rest.join(': '));
  });

/** What of a block's own facts may hide it. */
export const hiddenFacts = (block: Block): Facts => block.facts.filter(factHides);
