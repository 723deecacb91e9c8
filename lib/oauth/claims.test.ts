import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { subjectOf } from './claims.ts';
import { jwt } from './fake-sign-in.ts';

describe('subjectOf', () => {
  it('reads whose token it is', () => {
    expect(subjectOf(jwt({ sub: '712020:ana' }))).toBe('712020:ana');
  });

  it('reads base64url of UTF-8', () => {
    expect(subjectOf(jwt({ name: '>>>???ÿ', sub: 'Søren-日本' }))).toBe('Søren-日本');
  });

  it.each([
    ['an opaque token', 'abc'],
    ['two parts', 'abc.def'],
    ['no base64', 'a.***.c'],
    ['no JSON', `a.${Buffer.from('hello').toString('base64url')}.c`],
    ['no UTF-8', `a.${Buffer.from([0x7b, 0xff, 0x7d]).toString('base64url')}.c`],
    ['no sub', jwt({ aud: 'x' })],
    ['an empty sub', jwt({ sub: '' })],
    ['a sub that is no text', jwt({ sub: { id: 1 } })],
    ['null', jwt([])],
  ])('is null for %s', (_what, token) => {
    expect(subjectOf(token)).toBeNull();
  });

  it('answers for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(subjectOf(`a.${text}.c`)).toBeNull();
      }),
    );
  });
});
