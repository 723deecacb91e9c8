import { describe, expect, it } from 'vitest';
import { idOfTinyCode, tinyCode } from './links.ts';
import { text } from './seed/storage.ts';
import { renderStorage } from './storage-render.ts';
import { readStorage, storageFault } from './storage-text.ts';
import { createTestSite } from './testing.ts';

const render = (storage: string, title = 'Glossary', viewer = 'ana') => {
  const site = createTestSite();
  return renderStorage(storage, { content: site.content, page: site.content.page(site.idOf(title)), viewer: site.content.person(viewer) });
};

describe('rendering', () => {
  it.each([
    [
      '<p>a &lt;script&gt;alert(1)&lt;/script&gt; &amp; "b"</p>',
      '<p dir="auto">a &lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;b&quot;</p>',
    ],
    ['<script>alert(1)</script><p>kept</p>', '<p dir="auto">kept</p>'],
    ['<p onclick="alert(1)" style="x">t</p>', '<p dir="auto">t</p>'],
    ['<a href="javascript:alert(1)">t</a>', 't'],
    ['<a href=" JaVaScript:alert(1)">t</a>', 't'],
    ['<a href="//evil.example">t</a>', 't'],
    ['<a href="https://x.example/?a=1&amp;b=2">t</a>', '<a href="https://x.example/?a=1&amp;b=2" rel="noopener">t</a>'],
    ['<iframe src="https://x"/><object/><svg><script/></svg>', ''],
    ['<unknown><b>t</b></unknown>', '<b dir="auto">t</b>'],
    ['<td colspan="2" onload="x">t</td>', '<td colspan="2" dir="auto">t</td>'],
    ['caf&eacute;&nbsp;–', 'café\u00a0–'],
  ])('%s', (storage, html) => {
    expect(render(storage)).toBe(html);
  });

  it('escapes macro parameters, code and names of unknown macros', () => {
    const hostile = '<img src=x onerror=alert(1)>';
    const escaped = '&lt;img src=x onerror=alert(1)&gt;';
    const encoded = hostile.replaceAll('<', '&lt;').replaceAll('>', '&gt;');
    const macro = (name: string, inner: string) => `<ac:structured-macro ac:name="${name}">${inner}</ac:structured-macro>`;
    const shown = [
      macro('status', `<ac:parameter ac:name="title">${encoded}</ac:parameter><ac:parameter ac:name="colour">"&gt;</ac:parameter>`),
      macro(
        'code',
        `<ac:parameter ac:name="language">${encoded}</ac:parameter><ac:plain-text-body><![CDATA[${hostile}]]></ac:plain-text-body>`,
      ),
      macro('expand', `<ac:parameter ac:name="title">${encoded}</ac:parameter><ac:rich-text-body><p>x</p></ac:rich-text-body>`),
      macro(encoded, ''),
    ].map((storage) => render(storage));
    for (const html of shown) {
      expect(html).not.toContain('<img');
      expect(html).toContain(escaped);
    }
  });

  it('shows every macro of the seed without a word of storage format left', () => {
    const site = createTestSite();
    for (const page of site.content.pages()) {
      const html = renderStorage(site.content.currentVersion(page).storage, {
        content: site.content,
        page,
        viewer: site.content.person('ana'),
      });
      expect(html).not.toMatch(/<(ac|ri):|Unknown macro|<script/);
      expect(storageFault(site.content.currentVersion(page).storage)).toBeNull();
    }
  });

  it('links pages by id, names people, and leaves links to invisible pages dead', () => {
    const site = createTestSite();
    const html = render(text('[[Rate limits]] @ben'));
    expect(html).toContain(`href="/wiki/spaces/ENG/pages/${site.idOf('Rate limits')}/Rate+limits"`);
    expect(html).toContain('>@Ben Okafor</span>');
    const secret = text('[[Incident 2026-31: leaked signing key]]');
    expect(render(secret, 'Glossary', 'ben')).not.toContain('href');
    expect(render(secret, 'Glossary', 'ana')).toContain('href');
  });

  it('includes another page, its excerpt, nothing invisible, and never itself', () => {
    const include = (title: string, name = 'include') =>
      `<ac:structured-macro ac:name="${name}"><ac:parameter ac:name=""><ac:link><ri:page ri:content-title="${title}" /></ac:link></ac:parameter></ac:structured-macro>`;
    expect(render(include('Rate limits'))).toContain('Retry-After');
    expect(render(include('Token endpoint', 'excerpt-include'))).toContain('15 minutes');
    expect(render(include('Token endpoint', 'excerpt-include'))).not.toContain('Refresh tokens rotate');
    expect(render(include('Incident 2026-31: leaked signing key'), 'Glossary', 'ben')).toContain('was not found');
    expect(render(include('Glossary'))).toContain('includes itself');
  });
});

describe('reading', () => {
  it('gives words and mentions, without settings and ids', () => {
    const site = createTestSite();
    const page = site.content.page(site.idOf('Cluster move plan'));
    const read = readStorage(page === null ? '' : site.content.currentVersion(page).storage);
    expect(read.text).toContain('eu-north DONE');
    expect(read.text).toContain('acme move pause');
    expect(read.text).not.toContain('Green');
    expect(readStorage(text('hello @ana')).mentions).toEqual([site.content.person('ana')?.accountId]);
  });

  it('finds tags that do not close, and is not fooled by CDATA', () => {
    expect(storageFault('<p>a<br/></p><![CDATA[<p>]]>')).toBeNull();
    expect(storageFault('<p>a</div>')).toContain('"p"');
    expect(storageFault('<p><b>a</b>')).toContain('"p"');
    expect(storageFault('a</p>')).not.toBeNull();
  });
});

describe('tiny links', () => {
  it('are the little-endian bytes of the id', () => {
    expect(tinyCode('315494566')).toBe('phDOEg');
    expect(idOfTinyCode('phDOEg')).toBe('315494566');
    expect(idOfTinyCode(tinyCode('9007199254740995'))).toBe('9007199254740995');
    expect(idOfTinyCode('!')).toBeNull();
  });
});
