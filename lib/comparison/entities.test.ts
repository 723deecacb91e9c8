import { Parser } from 'htmlparser2';
import { describe, expect, it } from 'vitest';
import { decoded, entityNames } from './entities.ts';

/** The parser's own table, as a second opinion. */
const opinion = (entity: string): string => {
  let text = '';
  const parser = new Parser({ ontext: (piece) => void (text += piece) }, { decodeEntities: true });
  parser.end(entity);
  return text;
};

describe('named characters', () => {
  it('are those of XHTML, each with its code point', () => {
    expect(entityNames()).toHaveLength(253);
    // HTML has moved these two since.
    const moved = ['lang', 'rang'];
    const differing = entityNames().filter((name) => decoded(`&${name};`) !== opinion(`&${name};`));
    expect(differing).toEqual(moved);
    expect(moved.map((name) => decoded(`&${name};`).codePointAt(0))).toEqual([0x2329, 0x232a]);
  });

  it.each([
    ['&#8211;&#x2013;&ndash;', '–––'],
    ['&#x1F600;', '😀'],
    ['&amp;lt;', '&lt;'],
    ['AT&T &nosuch; &', 'AT&T &nosuch; &'],
    ['&#0;&#xD800;&#x110000;', '&#0;&#xD800;&#x110000;'],
    ['&Auml;&auml;', 'Ää'],
  ])('%s', (source, text) => {
    expect(decoded(source)).toBe(text);
  });
});
