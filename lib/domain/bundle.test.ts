import { describe, expect, it } from 'vitest';
import { bundleKeyOf, sourceKeyOf } from './index.ts';

describe('a source', () => {
  it('is the same however it is written, and another where it leads elsewhere', () => {
    const spellings = ['https://example.org/pull/1', 'HTTPS://EXAMPLE.org/pull/1/', ' https://example.org/pull/1#discussion'];
    expect(new Set(spellings.map(sourceKeyOf))).toEqual(new Set(['https://example.org/pull/1']));
    expect(sourceKeyOf('https://example.org/pull/18')).not.toBe(sourceKeyOf(spellings[0] ?? ''));
    for (const url of [null, '', 'javascript:alert(1)']) expect(sourceKeyOf(url)).toBeNull();
  });
});

describe('a bundle', () => {
  it.each([
    ['https://example.org/pull/1#discussion', 'Rotate keys'],
    ['HTTPS://EXAMPLE.org/pull/1/', '  rotate   KEYS '],
    [' https://example.org/pull/1', 'Rotate keys'],
  ])('is the same source and title, however they are written: %s', (url, title) => {
    expect(bundleKeyOf(url, title)).toBe('https://example.org/pull/1|rotate keys');
  });

  it('is another one with another source, query or title, and none without a source', () => {
    const keys = [
      bundleKeyOf('https://example.org/pull/1', 'Keys'),
      bundleKeyOf('https://example.org/pull/2', 'Keys'),
      bundleKeyOf('https://example.org/pull/1?tab=files', 'Keys'),
      bundleKeyOf('https://example.org/pull/1', 'Keys 2'),
    ];
    expect(new Set(keys).size).toBe(4);
    for (const url of [null, '', 'not an address', 'javascript:alert(1)']) expect(bundleKeyOf(url, 'Keys')).toBeNull();
  });
});
