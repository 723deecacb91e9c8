import { describe, expect, it } from 'vitest';
import { decodeEntities } from './entities.ts';

describe('entities of storage format', () => {
  it.each([
    ['M&uuml;ller &amp; Co&#46;', 'Müller & Co.'],
    ['&nbsp;&iexcl;&yuml;', '\u00a0\u00a1\u00ff'],
    ['&OElig;&thetasym;&there4;&diams;&euro;', 'Œϑ∴♦€'],
    ['&#x1F600;&#128512;', '😀😀'],
    ['&lt;b&gt; &quot;&apos;', '<b> "\''],
    ['&amp;lt;', '&lt;'],
  ])('%s', (text, read) => {
    expect(decodeEntities(text)).toBe(read);
  });

  it.each(['&', '&;', '&nosuch;', '&#0;', '&#xD800;', '&#x110000;', '&uuml', 'a & b', '&UUML;'])('leaves %s as it stands', (text) => {
    expect(decodeEntities(text)).toBe(text);
  });
});
