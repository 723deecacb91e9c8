import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPageReferences } from './page-references.ts';

const site = 'https://acme.atlassian.net';
const read = (text: string) => readPageReferences(text, [site]);
const ids = (text: string): readonly string[] => read(text).references.map((found) => (found.kind === 'id' ? found.id : found.kind));

const tinyCode = (id: bigint): string => {
  const bytes: number[] = [];
  for (let rest = id; rest > 0n; rest /= 256n) bytes.push(Number(rest % 256n));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('=', '')
    .replaceAll('/', '-')
    .replaceAll('+', '_')
    .replace(/A+$/, '');
};

describe('readPageReferences', () => {
  it.each([
    ['a page', `${site}/wiki/spaces/ENG/pages/123456/Some+Title`],
    ['a page with a question and a hash', `${site}/wiki/spaces/ENG/pages/123456?focusedCommentId=9#comment-9`],
    ['the editor', `${site}/wiki/spaces/ENG/pages/edit-v2/123456`],
    ['the old form', `${site}/wiki/pages/viewpage.action?pageId=123456`],
    ['a tiny link', `${site}/wiki/x/${tinyCode(123456n)}`],
    ['a blog post', `${site}/wiki/spaces/ENG/blog/2026/11/01/123456/News`],
    ['a folder', `${site}/wiki/spaces/ENG/folder/123456`],
    ['a whiteboard', `${site}/wiki/spaces/ENG/whiteboard/123456`],
    ['no scheme', 'acme.atlassian.net/wiki/spaces/ENG/pages/123456'],
    ['http', 'http://acme.atlassian.net/wiki/spaces/ENG/pages/123456'],
    ['capital letters', 'HTTPS://ACME.atlassian.net/wiki/spaces/ENG/pages/123456'],
    ['a path', '/wiki/spaces/ENG/pages/123456/Some+Title'],
    ['a path without the slash', 'wiki/spaces/ENG/pages/123456'],
    ['a path without /wiki', '/spaces/ENG/pages/123456/Some+Title'],
    ['a bare path', 'spaces/ENG/pages/123456'],
    ['a tiny path', `/wiki/x/${tinyCode(123456n)}`],
    ['pageId alone', 'pageId=123456'],
    ['an id', '123456'],
    ['an id in prose', 'See page 123456, please.'],
    ['an id in brackets', 'The key page (123456) has it'],
    ['markdown', `[Key rotation](${site}/wiki/spaces/ENG/pages/123456/Key+(rotation))`],
    ['angle brackets', `<${site}/wiki/spaces/ENG/pages/123456>`],
    ['a chat link with a label', `<${site}/wiki/spaces/ENG/pages/123456|Key rotation>`],
    ['wiki markup', `[Key rotation|${site}/wiki/spaces/ENG/pages/123456]`],
    ['a quote', `"${site}/wiki/spaces/ENG/pages/123456"`],
    ['the end of a sentence', `It is at ${site}/wiki/spaces/ENG/pages/123456.`],
    ['bold', `**${site}/wiki/spaces/ENG/pages/123456**`],
    ['a mail filter', `https://eur.safelinks.example.com/?url=${encodeURIComponent(`${site}/wiki/spaces/ENG/pages/123456`)}&data=x`],
  ])('reads %s', (_, text) => {
    expect(ids(text)).toEqual(['123456']);
    expect(read(text).notes).toEqual([]);
  });

  it('reads titles and space homes, for Confluence to find', () => {
    expect(read(`${site}/wiki/display/ENG/Key+Rotation and display/OPS/Runbook\n${site}/wiki/spaces/HR/overview`).references).toEqual([
      { kind: 'title', spaceKey: 'ENG', title: 'Key Rotation', asWritten: `${site}/wiki/display/ENG/Key+Rotation` },
      { kind: 'title', spaceKey: 'OPS', title: 'Runbook', asWritten: 'display/OPS/Runbook' },
      { kind: 'spaceHome', spaceKey: 'HR', asWritten: `${site}/wiki/spaces/HR/overview` },
    ]);
  });

  it('takes lines of ids alone, however short', () => {
    expect(ids('12\n  • 345\n- 6, 7; 8\n\n9.')).toEqual(['12', '345', '6', '7', '8', '9']);
  });

  it('takes no ordinary number for an id', () => {
    expect(read('In 2026 we had 184 changes, 12,500 users, v1.23456.7, #123456, 98765% and +49123456 in 2026-11-23.').references).toEqual(
      [],
    );
  });

  it('reads links that stand side by side', () => {
    const page = (id: number) => `${site}/wiki/spaces/ENG/pages/${id}`;
    expect(ids(`[a](${page(1)}),[b](${page(2)});${page(3)},${page(4)}|${page(5)}`)).toEqual(['1', '2', '3', '4', '5']);
  });

  it('names each page once, in whatever form', () => {
    const { references } = read(`${site}/wiki/x/${tinyCode(123456n)}\n123456\nDISPLAY/ENG/A\n${site}/wiki/display/ENG/a`);
    expect(references.map((found) => found.kind)).toEqual(['id', 'title']);
  });

  it('says what is not a page of this site', () => {
    expect(
      read(`https://github.com/acme/api/pull/184 ${site}/wiki/home ${site}/browse/SEC-42 https://[broken ${site}/wiki/x/!!`).notes,
    ).toEqual([
      { text: 'https://github.com/acme/api/pull/184', because: 'otherSite' },
      { text: `${site}/wiki/home`, because: 'notAPage' },
      { text: `${site}/browse/SEC-42`, because: 'notAPage' },
      { text: 'https://[broken', because: 'unreadable' },
      { text: `${site}/wiki/x/`, because: 'notAPage' },
    ]);
  });

  it('reads nothing of this site when none is given', () => {
    expect(readPageReferences(`${site}/wiki/spaces/ENG/pages/123456`, []).notes).toHaveLength(1);
  });

  const anId = fc.bigInt({ min: 10_000n, max: 2n ** 62n });
  const forms: readonly ((id: bigint) => string)[] = [
    (id) => `${site}/wiki/spaces/ENG/pages/${id}/Some+Title`,
    (id) => `${site}/wiki/pages/viewpage.action?pageId=${id}`,
    (id) => `${site}/wiki/x/${tinyCode(id)}`,
    (id) => `/wiki/spaces/~ana/pages/${id}`,
    (id) => `pageId=${id}`,
    (id) => `${id}`,
  ];
  const wrappings: readonly ((link: string) => string)[] = [
    (link) => link,
    (link) => `<${link}>`,
    (link) => `[title](${link})`,
    (link) => `(see ${link}).`,
    (link) => `- ${link}`,
    (link) => `"${link}",`,
  ];
  const between = fc.constantFrom('\n', ' ', ' and ', '\n\n', ', ', ' — oder “', '\t');

  it('finds every link, in order, whatever stands around it', () => {
    const part = fc.record({ id: anId, form: fc.constantFrom(...forms), wrap: fc.constantFrom(...wrappings), gap: between });
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
        const text = parts.map(({ id, form, wrap, gap }) => wrap(form(id)) + gap).join('');
        expect(ids(text)).toEqual([...new Set(parts.map(({ id }) => String(id)))]);
      }),
    );
  });

  it('drops no link: each becomes a page or a note', () => {
    const host = fc.constantFrom(site, 'https://other.example', 'http://acme.atlassian.net', 'https://acme.atlassian.net.evil.example');
    const path = fc.webPath();
    fc.assert(
      fc.property(fc.array(fc.tuple(host, path), { maxLength: 6 }), (links) => {
        const text = links.map(([origin, rest]) => `${origin}${rest}`).join('\n');
        const { references, notes } = read(text);
        const found = [...references.map((item) => item.asWritten), ...notes.map((item) => item.text)];
        for (const line of text.split('\n').filter(Boolean)) expect(found.some((written) => line.startsWith(written))).toBe(true);
      }),
    );
  });

  it('reads any text without an exception, within bounds', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 400, unit: 'grapheme' }), (text) => {
        for (const found of read(text).references) expect(found.asWritten.length).toBeLessThanOrEqual(2_000);
      }),
    );
  });
});
