import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commentText, mentionMark, plainText } from './comment-text.ts';

const doc = (...content: readonly unknown[]): string => JSON.stringify({ type: 'doc', version: 1, content });
const p = (...content: readonly unknown[]) => ({ type: 'paragraph', content });
const t = (text: string, ...marks: readonly unknown[]) => ({ type: 'text', text, marks });
const ben = { type: 'mention', attrs: { id: 'acc-ben', text: '@Ben Okafor' } };
const linkTo = (href: unknown) => ({ type: 'link', attrs: { href } });
const none = { marked: '', mentioned: [], links: [] };

describe('commentText', () => {
  it('gives one line a block, mentions marked and in order', () => {
    const chi = { type: 'mention', attrs: { id: 'acc-chi' } };
    const read = commentText(doc(p(t('Approval  '), t('Request', { type: 'strong' })), p(t('Approvers: '), ben, t(', '), chi)));
    expect(read).toEqual({
      marked: `Approval Request\nApprovers: ${mentionMark}, ${mentionMark}`,
      mentioned: ['acc-ben', 'acc-chi'],
      links: [],
    });
    expect(plainText(read.marked)).toBe('Approval Request\nApprovers: ,');
  });

  it.each([
    ['a linked text', t('the ticket', linkTo('https://acme.example/SEC-42')), 'Source: the ticket'],
    ['a card in a line', { type: 'inlineCard', attrs: { url: 'https://acme.example/SEC-42' } }, 'Source: https://acme.example/SEC-42'],
    ['a card of its own', { type: 'blockCard', attrs: { url: 'https://acme.example/SEC-42' } }, 'Source: https://acme.example/SEC-42'],
    [
      'a frame',
      { type: 'embedCard', attrs: { url: 'https://acme.example/SEC-42', layout: 'wide' } },
      'Source: https://acme.example/SEC-42',
    ],
  ])('finds the address of %s, with the words before it', (_what, node, marked) => {
    const read = commentText(doc(p(t('Source: '), node)));
    expect(read).toMatchObject({ marked, links: [{ lineBefore: 'Source: ' }] });
    expect(read.links.map(({ url }) => url.href)).toEqual(['https://acme.example/SEC-42']);
  });

  it.each(['javascript:alert(1)', 'https://user:pass@evil.example/', 'data:text/html,x', '', 42, null])('makes no link of %s', (href) => {
    expect(commentText(doc(p(t('x', linkTo(href))))).links).toEqual([]);
  });

  it('reads statuses, emoji and what is inside of nodes nobody knows, and no settings of macros', () => {
    const macro = {
      type: 'bodiedExtension',
      attrs: { parameters: { macroParams: { title: { value: 'Secret' } } } },
      content: [p(t('inside'))],
    };
    const line = p(
      { type: 'emoji', attrs: { shortName: ':clipboard:', text: '📋' } },
      { type: 'emoji', attrs: { shortName: ':party:', text: ':party:' } },
      t(' A'),
      { type: 'hardBreak' },
      { type: 'status', attrs: { text: 'DONE', color: 'green' } },
      { type: 'mention', attrs: { text: '@Former user' } },
    );
    const unknown = { type: 'hologram', content: [{ type: 'facet', content: [t('deep')] }, 7, null] };
    expect(commentText(doc(line, macro, unknown)).marked).toBe('📋 A\nDONE@Former user\ninside\ndeep');
  });

  it.each([
    ['nothing', undefined],
    ['storage format', '<p>Approval Request</p>'],
    ['broken JSON', doc(p(t('Approval Request'))).slice(0, -5)],
    ['JSON of another kind', '["Approval Request"]'],
    ['a document of wrong kinds', '{"content":{"text":1},"attrs":[],"marks":"x"}'],
    ['one that is too long', doc(p(t('x'.repeat(400_000))))],
  ])('has no words for %s', (_what, document) => {
    expect(commentText(document)).toEqual(none);
  });

  it('takes a document that is no text', () => {
    expect(commentText({ type: 'doc', content: [p(t('as it is'))] }).marked).toBe('as it is');
  });

  it('keeps a mark that somebody typed out of the count', () => {
    expect(commentText(doc(p(t(`a${mentionMark}b `), ben)))).toMatchObject({ marked: `ab ${mentionMark}`, mentioned: ['acc-ben'] });
  });

  it('reads anything, however deep, without an exception', () => {
    let deep: unknown = t('bottom');
    for (let depth = 0; depth < 20_000; depth += 1) deep = { content: [deep] };
    expect(commentText(deep)).toEqual(none);
    fc.assert(
      fc.property(fc.jsonValue(), (content) => {
        expect(commentText(JSON.stringify({ type: 'doc', content })).mentioned).toEqual([]);
      }),
    );
  });
});
