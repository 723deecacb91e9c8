/** A stretch of text, or one character that a reader would not see. */
export type TextBit =
  | { readonly kind: 'text'; readonly text: string }
  /** `code` is `U+202E`. */
  | { readonly kind: 'hidden'; readonly code: string; readonly name: string };

/** Emoji are built with invisible joiners: those of a known emoji are left alone. Half a surrogate pair is no character at all. */
const hidden = /\p{RGI_Emoji}|[\p{Default_Ignorable_Code_Point}[\p{Cc}--[\n\t]]\p{Cs}\u2028\u2029\uFFF9-\uFFFB]/gv;
/** Spaces that look like a space and are none. They are common in text, so that they are shown only where something changed. */
const otherSpace = /[\u00A0\u1680\u2000-\u200A\u202F\u205F\u3000]/v;
/** Nothing of this is looked for above, and most text is nothing else. */
const plainText = /^[\n\t -~]*$/;
const hiddenOrSpace = new RegExp(`${hidden.source}|${otherSpace.source}`, 'gv');

const names: Readonly<Record<string, string>> = {
  '0000': 'null',
  '00A0': 'no-break space',
  '00AD': 'soft hyphen',
  '061C': 'Arabic letter mark',
  '200B': 'zero-width space',
  '200C': 'zero-width non-joiner',
  '200D': 'zero-width joiner',
  '200E': 'left-to-right mark',
  '200F': 'right-to-left mark',
  '2028': 'line separator',
  '202A': 'left-to-right embedding',
  '202B': 'right-to-left embedding',
  '202C': 'end of direction',
  '202D': 'left-to-right override',
  '202E': 'right-to-left override',
  '202F': 'narrow no-break space',
  '2060': 'word joiner',
  '2066': 'left-to-right isolate',
  '2067': 'right-to-left isolate',
  '2068': 'first-strong isolate',
  '2069': 'end of isolate',
  FE0F: 'emoji variant',
  FEFF: 'zero-width no-break space',
};

const codeOf = (character: string): string => (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');

/**
 * Text with the characters made visible that hide, reorder or join it: each of them as its code point. `showsSpaces`: also those that look
 * like a space.
 *
 * @example textBits('a\u202Eb', false) // text 'a', hidden 'U+202E', text 'b'
 */
export const textBits = (text: string, showsSpaces: boolean): readonly TextBit[] => {
  if (text !== '' && plainText.test(text)) return [{ kind: 'text', text }];
  const bits: TextBit[] = [];
  let from = 0;
  for (const match of text.matchAll(showsSpaces ? hiddenOrSpace : hidden)) {
    const [found] = match;
    // A whole emoji is longer, or is drawn by itself.
    if (!isHidden(found)) continue;
    if (match.index > from) bits.push({ kind: 'text', text: text.slice(from, match.index) });
    const code = codeOf(found);
    bits.push({ kind: 'hidden', code: `U+${code}`, name: names[code] ?? 'invisible character' });
    from = match.index + found.length;
  }
  if (from < text.length) bits.push({ kind: 'text', text: text.slice(from) });
  return bits;
};

/** One code point, and no emoji: those begin the pattern, so that what they are built of is not looked at. */
const isHidden = (found: string): boolean => !/^\p{RGI_Emoji}$/v.test(found);

/** The same as plain text: `a⟦U+202E⟧b`. */
export const visibleText = (text: string): string =>
  textBits(text, false)
    .map((bit) => (bit.kind === 'text' ? bit.text : `⟦${bit.code}⟧`))
    .join('');
