import { describe, expect, it } from 'vitest';
import { idOfTinyCode, tinyCode } from './links.ts';

describe('tiny links', () => {
  it('writes the pair that was checked on a live site', () => {
    expect(tinyCode('315494566')).toBe('phDOEg');
    expect(idOfTinyCode('phDOEg')).toBe('315494566');
  });

  it.each(['1', '255', '251', '65536', '16711675', '4503599627370497'])('reads back what it wrote for %s', (id) => {
    expect(idOfTinyCode(tinyCode(id))).toBe(id);
  });

  it('maps + to _ and / to -, and leaves zero bits at the end out', () => {
    expect(tinyCode(String(0xfb))).toBe('_w');
    expect(tinyCode(String(0xff))).toBe('-w');
    expect(tinyCode('65536')).toBe('AAAB');
    expect(tinyCode('1')).toBe('AQ');
  });

  it('is none for what is no code', () => {
    expect(idOfTinyCode('')).toBeNull();
    expect(idOfTinyCode('a b')).toBeNull();
  });
});
