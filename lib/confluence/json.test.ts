import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseJson } from './json.ts';

describe('long numbers in JSON', () => {
  it('come back digit by digit, and everything else as it is', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 2n ** 63n - 1n }), fc.json(), fc.string(), (id, json, words) => {
        const long = String(id);
        const text = JSON.stringify({ words: `${words}:"${long}` }).replace(/\}$/, () => `,"a":[${long}],"b":${json}}`);
        const expected = long.length >= 16 ? long : Number(long);
        const plain: unknown = JSON.parse(json);
        expect(parseJson(text)).toEqual({ words: `${words}:"${long}`, a: [expected], b: withLongAsText(plain) });
      }),
    );
  });

  it('are left alone inside fractions and exponents', () => {
    expect(parseJson('[0.1234567890123456, 1e30, 1234567890123456789.5, -9007199254740993]')).toEqual([
      0.1234567890123456,
      1e30,
      1234567890123456800,
      '-9007199254740993',
    ]);
    expect(parseJson('[12345678901234567')).toBeUndefined();
  });
});

/** What the property's own random numbers become: written without exponent, and long. */
const withLongAsText = (value: unknown): unknown => {
  if (typeof value === 'number') return /^-?\d{16,}$/.test(JSON.stringify(value)) ? JSON.stringify(value) : value;
  if (Array.isArray(value)) return value.map(withLongAsText);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withLongAsText(inner)]));
};
