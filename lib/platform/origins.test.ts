import { describe, expect, it } from 'vitest';
import { isForSite, pathOf, patternOf, patternsOf } from './origins.ts';

describe('patternOf', () => {
  it('is the host of an https origin, without port, and none for anything else', () => {
    expect(patternOf('https://acme.atlassian.net')).toBe('https://acme.atlassian.net/*');
    expect(patternOf('https://wiki.example.com:8443')).toBe('https://wiki.example.com/*');
    for (const bad of ['http://acme.atlassian.net', 'acme.atlassian.net', '', 'null', 'file:///x', 'chrome-extension://a'])
      expect(patternOf(bad)).toBeNull();
    expect(patternsOf(['https://a.example', 'https://a.example:444', 'nonsense'])).toEqual(['https://a.example/*']);
  });
});

describe('isForSite', () => {
  it.each([
    ['https://*.atlassian.net/wiki/*', 'https://acme.atlassian.net', true],
    ['https://*.atlassian.net/*', 'https://atlassian.net', true],
    ['*://*.atlassian.net/*', 'https://acme.atlassian.net', true],
    ['https://wiki.example.com/*', 'https://wiki.example.com', true],
    ['https://*/*', 'https://wiki.example.com', true],
    ['https://*.atlassian.net/*', 'https://acme.atlassian.net.evil.com', false],
    ['https://*.atlassian.net/*', 'https://evilatlassian.net', false],
    ['https://*.atlassian.net/*', 'http://acme.atlassian.net', false],
    ['https://wiki.example.com/*', 'https://x.wiki.example.com', false],
    ['nonsense', 'https://wiki.example.com', false],
  ])('%s and %s: %s', (pattern, origin, expected) => {
    expect(isForSite(pattern, origin)).toBe(expected);
  });
});

describe('pathOf', () => {
  it('is the part after the host', () => {
    expect(pathOf('https://*.atlassian.net/wiki/*')).toBe('/wiki/*');
    expect(pathOf('')).toBe('/*');
  });
});
