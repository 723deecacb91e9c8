/** Looks of blocks and runs: which attributes are nothing else, and which may hide what they lie on. */
import type { Block, Facts, Run } from '../domain/index.ts';

const looks =
  /(?:^|\s)(?:style|class|align|valign|data-(?:.*colou?r.*|background.*|align.*)|ac:(?:align|layout|border|thumbnail|width|height|style|custom-width))$/;

/** Without what only changes how something is drawn: alignment, colours, sizes. */
export const withoutLooks = (facts: Facts): Facts => facts.filter(([name]) => !looks.test(name));

/** Each channel of a colour so light that it may be lost on white. */
const paleChannel = 0xe0;
/** The colours that have names and are surely read on white. Any other name may be one that is not. */
const readableNames =
  /^(?:black|gr[ae]y|dark\w+|dim\w+|red|maroon|crimson|firebrick|brown|sienna|chocolate|orange|orangered|tomato|coral|gold|goldenrod|olive|olivedrab|green|forestgreen|seagreen|lime|limegreen|teal|blue|navy|royalblue|steelblue|midnightblue|dodgerblue|medium\w+|slate\w+|indigo|purple|violet|magenta|fuchsia|deep\w+|hotpink|inherit|currentcolor|initial|unset|windowtext|auto)$/i;

const byte = (part: string): number => (part.endsWith('%') ? Number.parseFloat(part) * 2.55 : Number.parseFloat(part));
const share = (part: string | undefined): number => {
  if (part === undefined) return 1;
  return part.endsWith('%') ? Number.parseFloat(part) / 100 : Number.parseFloat(part);
};

/** Red, green, blue up to 255, and how opaque it is up to 1; `null`: no colour that this reads. */
const channelsOf = (colour: string): readonly [red: number, green: number, blue: number, alpha: number] | null => {
  const hex = /^#((?:[\da-f]{3,4}){1,2})$/i.exec(colour)?.[1];
  if (hex !== undefined) {
    const [red = 0, green = 0, blue = 0, alpha = 255] = (hex.match(hex.length < 6 ? /./g : /../g) ?? []).map((part) =>
      Number.parseInt(part.length === 1 ? part + part : part, 16),
    );
    return [red, green, blue, alpha / 255];
  }
  const [, model, inside = ''] = /^(rgb|hsl)a?\(([^)]*)\)$/i.exec(colour) ?? [];
  const [first = '', second = '', third = '', alpha] = inside.match(/[\d.]+%?/g) ?? [];
  if (model === undefined || third === '') return null;
  if (model.toLowerCase() === 'rgb') return [byte(first), byte(second), byte(third), share(alpha)];
  // The darkest channel of a colour by hue: lightness, less what its saturation takes.
  const [saturation, lightness] = [share(second), share(third)];
  const darkest = 255 * (lightness - saturation * Math.min(lightness, 1 - lightness));
  return [darkest, darkest, darkest, share(alpha)];
};

/** White or nearly so, next to transparent, or nothing that is known to be otherwise. */
const isPale = (colour: string): boolean => {
  if (readableNames.test(colour)) return false;
  const channels = channelsOf(colour);
  if (channels === null) return true;
  const [red, green, blue, alpha] = channels;
  return !(Math.min(red, green, blue) < paleChannel && alpha >= 0.25);
};

/** A style that is left as written is not looked into: it may hide. */
const hiding =
  /^(?:as written|display|visibility|content-visibility|opacity|clip|clip-path|position|overflow|transform|translate|scale|rotate|text-indent|z-index|filter|backdrop-filter|mask|font|text-shadow|direction|unicode-bidi|writing-mode|mix-blend-mode|color-scheme|all|-webkit-.*)/;
const tiny = /^(?:0|[0-5](?:\.\d+)?(?:px|pt)|0?\.[0-4]\d*r?em|[0-4]?\d%)/;
/** What holds words, made so small that it holds none. */
const measures = /^(?:max-)?(?:width|height)$/;
const moved = /^(?:letter-spacing|word-spacing|margin(?:-.*)?)$/;

const declarationHides = (property: string, value: string): boolean => {
  if (property === 'color') return isPale(value);
  if (/^(?:font-size|line-height|zoom)$/.test(property)) return tiny.test(value);
  if (measures.test(property)) return /^(?:0|[0-5](?:\.\d+)?(?:px|pt))/.test(value);
  if (moved.test(property)) return value.includes('-');
  return /^font-(?:weight|style|family|variant|kerning|feature|stretch)/.test(property) ? false : hiding.test(property);
};

const markHides = (mark: string): boolean => {
  const [, colour] = /^colour (\S+)/.exec(mark) ?? [];
  if (colour !== undefined) return isPale(colour);
  const [, property = '', value = ''] = /^style ([^:]+): (.*)$/s.exec(mark) ?? [];
  return declarationHides(property, value);
};

/** Text of the colour of its own ground. */
const isLost = (marks: readonly string[]): boolean =>
  marks.some((mark) => mark.startsWith('colour ') && marks.includes(mark.replace('colour ', 'highlight ')));

const factHides = ([name, value]: readonly [string, string]): boolean =>
  /(?:^|\s)style$/.test(name) &&
  value.split('; ').some((declaration) => {
    const [property = '', ...rest] = declaration.split(': ');
    return declarationHides(property, rest.join(': '));
  });

/** A run that may not be seen, or the beginning of some that may not. */
export const isHidden = (run: Run): boolean => run.marks.some(markHides) || isLost(run.marks) || run.object?.facts.some(factHides) === true;

/** What of a block's own facts may hide it. */
export const hiddenFacts = (block: Block): Facts => block.facts.filter(factHides);

/** Looks that leave a word what it is. Any other put on a fact or taken from it may change what is meant, or whether it is seen. */
const harmlessMark =
  /^(?:bold|italic|underline|code|preformatted|caption|heading |link |(?:kbd|samp|var|cite|dfn|abbr|label)$|style (?:font-(?:weight|style|family)|text-align|white-space|text-decoration: (?:underline|none)))/;
const harmlessOnBlocks =
  /^(?:text-align|margin-left: [\d.]|vertical-align|background|border|padding|list-style|white-space|font-(?:weight|style|family)|width: (?:\d{2}|auto)|min-)/;
const lineThrough = /text-decoration.*line-through/;
const plainStrike = 'strike';

/** Struck out is struck out, however it is written. */
const graveMark = (mark: string): string => {
  if (mark === plainStrike || lineThrough.test(mark)) return `${plainStrike} `;
  return harmlessMark.test(mark) ? '' : `${mark} `;
};

/** The looks among marks that may change what a fact means; empty: none does. */
export const graveLooks = (marks: readonly string[]): string => marks.map(graveMark).join('');

/** The same of a block as a whole, or of one inside a cell. */
export const graveLooksOfBlock = (facts: Facts): string =>
  facts
    .filter(([name]) => /(?:^|\s)style$/.test(name))
    .flatMap(([, style]) => style.split('; '))
    .filter((declaration) => declaration !== '' && !harmlessOnBlocks.test(declaration))
    .map((declaration) => (lineThrough.test(declaration) ? `${plainStrike} ` : `style ${declaration} `))
    .join('');

/** What of looks makes other words of words: struck out, raised, lowered. */
export const rewritingLooks = (looks: string): string => (looks.match(/(?:^| )(?:strike|sub|sup)(?: \(\d+\))?(?= )/g) ?? []).join('');
