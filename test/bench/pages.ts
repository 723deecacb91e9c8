/** Pages of storage format of any size, and edited versions of them, the same on every machine. */

export type Random = () => number;

/** A small generator of even numbers from 0 to 1 (mulberry32). */
export const seeded = (seed: number): Random => {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

const syllables = ['ra', 'ke', 'mo', 'ti', 'sun', 'ver', 'lo', 'dan', 'pel', 'ix', 'or', 'ba', 'nu', 'che', 'fi'];
/** As few words as real pages have, the frequent ones far more frequent. */
const vocabulary = syllables.flatMap((first) => syllables.flatMap((second) => [`${first}${second}`, `${second}${first}ly`]));

const words = (random: Random, count: number): string =>
  Array.from({ length: count }, () => {
    const draw = random();
    return draw < 0.06 ? String(Math.floor(random() * 400)) : (vocabulary[Math.floor(draw * draw * vocabulary.length)] ?? 'ra');
  }).join(' ');

const between = (random: Random, least: number, most: number): number => least + Math.floor(random() * (most - least + 1));

/** One piece of a page: paragraphs mostly, with the headings, lists, tables and panels of a runbook between them. */
const pieceOf = (random: Random): string => {
  const draw = random();
  if (draw < 0.1) return `<h2>${words(random, between(random, 2, 6))}</h2>`;
  if (draw < 0.25)
    return `<ul>${Array.from({ length: 4 }, () => `<li><p>${words(random, between(random, 5, 15))}</p></li>`).join('')}</ul>`;
  if (draw < 0.4) {
    const row = (): string =>
      `<tr>${Array.from({ length: 4 }, () => `<td><p>${words(random, between(random, 1, 6))}</p></td>`).join('')}</tr>`;
    return `<table data-layout="default"><tbody>${Array.from({ length: 6 }, row).join('')}</tbody></table>`;
  }
  if (draw < 0.45)
    return `<ac:structured-macro ac:name="info" ac:schema-version="1"><ac:rich-text-body><p>${words(random, 20)}</p></ac:rich-text-body></ac:structured-macro>`;
  if (draw < 0.5) return '<p>TBD</p>';
  return `<p>${words(random, between(random, 15, 40))} <strong>${words(random, 2)}</strong> ${words(random, between(random, 5, 20))}.</p>`;
};

/** Pieces of a page of about so many characters. */
export const pageOf = (random: Random, size: number): readonly string[] => {
  const pieces: string[] = [];
  for (let length = 0; length < size; length += pieces.at(-1)?.length ?? size) pieces.push(pieceOf(random));
  return pieces;
};

const places = /\b[a-z0-9]+\b(?=[^<>]*<)/g;

/** One to three words of a piece replaced. */
const reworded = (random: Random, piece: string): string => {
  let text = piece;
  for (let edits = between(random, 1, 3); edits > 0; edits -= 1) {
    const found = [...text.matchAll(places)];
    const word = found[Math.floor(random() * found.length)];
    if (word !== undefined) text = `${text.slice(0, word.index)}${words(random, 1)}${text.slice(word.index + word[0].length)}`;
  }
  return text;
};

/** Of the pieces this share differs, and one at least: three of five reworded, one gone, one new before it. */
export const edited = (random: Random, pieces: readonly string[], share: number): readonly string[] => {
  const places = new Set<number>();
  while (places.size < Math.max(1, Math.round(share * pieces.length))) places.add(Math.floor(random() * pieces.length));
  return pieces.flatMap((piece, place) => {
    if (!places.has(place)) return [piece];
    const draw = random();
    if (draw < 0.2) return [];
    return draw < 0.4 ? [pieceOf(random), piece] : [reworded(random, piece)];
  });
};

/** Pages of one block of about so many characters, and a version of each with a tenth of its words replaced. */
export const longBlocks = (
  random: Random,
  size: number,
): readonly { readonly name: string; readonly before: string; readonly after: string }[] => {
  const pair = (name: string, piece: (word: string) => string, around: (text: string) => string, separator = ' ') => {
    const pieces: string[] = [];
    for (let length = 0; length < size; length += (pieces.at(-1)?.length ?? size) + separator.length) pieces.push(piece(words(random, 1)));
    const newer = pieces.map((one) => (random() < 0.1 ? piece(words(random, 1)) : one));
    return { name, before: around(pieces.join(separator)), after: around(newer.join(separator)) };
  };
  const paragraph = (text: string): string => `<p>${text}</p>`;
  return [
    pair('words', (word) => word, paragraph),
    pair('bold words', (word) => (random() < 0.2 ? `<strong>${word}</strong>` : word), paragraph),
    pair('links', (word) => `<a href="https://a.example/${word}">${word}</a>`, paragraph),
    pair(
      'no spaces',
      (word) => `${word.replaceAll(/./g, (letter) => String.fromCharCode(0x4e00 + letter.charCodeAt(0)))}。`,
      paragraph,
      '',
    ),
    pair(
      'one row',
      (word) => `<td>${word} ${word}</td>`,
      (text) => `<table><tbody><tr>${text}</tr></tbody></table>`,
    ),
  ];
};
