import { describe, expect, it } from 'vitest';
import { bundleKeyOf } from './index.ts';

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
