import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { documentOf } from '../../test/sandbox/confluence/testing.ts';
import { accountId } from '../domain/index.ts';
import { namedIn, readReply as readReplyDocument, readRequest } from './approval-comments.ts';
import { site } from './fake-site.ts';

const mention = (id: string): string => `<ac:link><ri:user ri:account-id="${id}" /></ac:link>`;
const request = (body: string) => readRequest(documentOf(body), { siteOrigin: site, pageId: '1' });
const readReply = (body: string) => readReplyDocument(documentOf(body));

describe('readRequest', () => {
  it.each([
    '<p><strong>Approval Request</strong></p><p>Please review.</p>',
    '<h3>📋 Approval&nbsp;request</h3>',
    '<p>ApprovalFlow</p><p>Approval Request: Payments v2</p>',
    '<p><em>ApprovalFlow: </em>APPROVAL REQUEST</p>',
    '<ac:structured-macro ac:name="panel"><ac:parameter ac:name="title">x</ac:parameter><ac:rich-text-body><p>Approval requested</p></ac:rich-text-body></ac:structured-macro>',
    '<ac:structured-macro ac:name="code"><ac:plain-text-body><![CDATA[Approval Request]]></ac:plain-text-body></ac:structured-macro>',
  ])('knows a request however it is marked up: %s', (body) => {
    expect(request(body)).not.toBeNull();
  });

  it.each([
    '',
    '<p>Approved</p>',
    '<p>Where is the approval request for this page?</p>',
    '<p>Approval request is missing</p>',
    '<p>First</p><p>Second</p><p>Approval Request</p>',
    '<p>Our Approval Requesters are on holiday</p>',
    '<ac:structured-macro ac:name="x"><ac:parameter ac:name="title">Approval Request</ac:parameter></ac:structured-macro>',
  ])('leaves other comments alone: %s', (body) => {
    expect(request(body)).toBeNull();
  });

  it('reads approvers once each, the text without markup, and the reference', () => {
    const read = request(
      `<p><strong>Approval Request</strong></p>
       <p>Change set: <strong>Payments &amp; refunds</strong></p><p>Why these pages changed together.</p>
       <p>Reference: <a href="https://github.com/acme/api/pull/184">acme/api #184</a></p>
       <p>Version: <a href="${site}/wiki/spaces/ENG/pages/1?pageVersion=4">v4</a></p>
       <p>Approvers: ${mention('acc-ben')} ${mention('acc-chi')} ${mention('acc-ben')}</p>`,
    );
    expect(read).toEqual({
      mentions: ['acc-ben', 'acc-chi'],
      asks: ['acc-ben', 'acc-chi'],
      referenceUrl: 'https://github.com/acme/api/pull/184',
      text: 'Approval Request\nChange set: Payments & refunds\nWhy these pages changed together.\nReference: acme/api #184\nVersion: v4\nApprovers:',
      written: [
        'Approval Request\nChange set: Payments & refunds\nWhy these pages changed together.\nReference: acme/api #184\nVersion: v4\nApprovers: ',
        { mention: 'acc-ben' },
        ' ',
        { mention: 'acc-chi' },
        ' ',
        { mention: 'acc-ben' },
      ],
    });
    expect(request('<p>Approval Request</p><p>of nobody</p>')).not.toHaveProperty('written');
  });

  it.each([
    ['the submitted version is no reference', `<a href="${site}/wiki/spaces/ENG/pages/1/T?pageVersion=4">v4</a>`, null],
    ['a ticket of the same site is one', `<a href="${site}/browse/SEC-42">SEC-42</a>`, `${site}/browse/SEC-42`],
    ['a page of the wiki may be one', `<a href="${site}/wiki/spaces/ENG/pages/12/Plan">plan</a>`, `${site}/wiki/spaces/ENG/pages/12/Plan`],
    ['a profile or the app is none', `<a href="${site}/wiki/people/acc-ben">Ben</a> <a href="${site}/wiki/apps/x">set</a>`, null],
    ['a page of the wiki is one when its line says so', `Source: <a href="${site}/wiki/x/phDOEg">plan</a>`, `${site}/wiki/x/phDOEg`],
    ['a script is none', '<a href="javascript:alert(1)">x</a>', null],
    ['an address with a password is none', '<a href="https://user:pass@evil.example/">x</a>', null],
    ['one that was only written out counts', 'Reference: https://example.com/a?b=1', 'https://example.com/a?b=1'],
    [
      'the labelled link wins',
      '<a href="https://example.com/logo">logo</a></p><p>Reference: <a href="https://example.com/pr">pr</a>',
      'https://example.com/pr',
    ],
  ])('reference: %s', (_what, body, referenceUrl) => {
    expect(request(`<p>Approval Request</p><p>${body}</p>`)?.referenceUrl).toBe(referenceUrl);
  });

  it('reads anything without an exception', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.array(fc.constantFrom('<p>', '</ri:user>', '<![CDATA[', '&#x', '<a href="', '"/>', '<ac:')),
        (text, parts) => {
          const body = parts.join(text);
          expect(request(`<p>Approval Request</p>${body}`)?.text).toMatch(/^Approval Request/);
          expect(readReply(body).mentions).toEqual([]);
        },
      ),
    );
  });
});

describe('readReply', () => {
  it.each([
    ['<p><strong>Approved</strong></p>', 'approved'],
    [`<p>✅ Approved by ${mention('acc-ben')}</p>`, 'approved'],
    [`<p>${mention('acc-ben')} approved this page</p>`, 'approved'],
    ['<p>Decision: Approved</p><p>Looks good, not perfect.</p>', 'approved'],
    ['<p>Step 1 of 2 approved: please go on</p>', 'approved'],
    ['<p>Approved. Should we rename it?</p>', 'approved'],
    ['<p>Rejected: the refund section is not approved by legal</p>', 'rejected'],
    [`<p>❌ ${mention('acc-ben')} requested changes</p>`, 'rejected'],
    ['<p>Changes requested</p>', 'rejected'],
    ['<p>Approval declined</p>', 'rejected'],
    [`<p>Approval request cancelled by ${mention('acc-ana')}</p>`, 'cancelled'],
    ['<p>Withdrawn</p>', 'cancelled'],
    ['<p>Canceled</p>', 'cancelled'],
    ['<p>Not approved yet</p>', 'other'],
    ['<p>Please get this approved</p>', 'other'],
    ['<p>Approved?</p>', 'other'],
    ["<p>I haven't approved it</p>", 'other'],
    ['<p>When it is rejected I will fix it</p>', 'other'],
    ['<p>Thanks!</p><p>Approved</p>', 'other'],
    ['', 'other'],
  ])('%s is %s', (body, kind) => {
    expect(readReply(body).kind).toBe(kind);
  });

  describe('named by the app', () => {
    const ben = { id: accountId('acc-ben'), names: ['Ben Okafor', 'Ben'] };
    const bene = { id: accountId('acc-bene'), names: ['Benedikt Maier'] };
    it.each([
      ['by mention', `<p>${mention('acc-ana')}, approved by ${mention('acc-ben')}</p>`, 'acc-ben'],
      ['as the subject', `<p>${mention('acc-ben')} approved</p><p>for ${mention('acc-ana')}</p>`, 'acc-ben'],
      ['by name', `<p><strong>Approved</strong> by Ben Okafor (step: Legal).</p><p>Approvers: ${mention('acc-bene')}</p>`, 'acc-ben'],
      ['by a longer name', '<p>Approved by benedikt maier</p>', 'acc-bene'],
      ['by a name nobody here has', `<p>Approved by Chi</p><p>Next step: ${mention('acc-ben')}</p>`, null],
      ['by names of two', '<p>Approved by Ben and Benedikt Maier</p>', null],
      ['by none', '<p>Approved</p>', null],
    ])('%s', (_what, body, expected) => {
      expect(namedIn(readReply(body), [ben, bene])).toBe(expected);
    });
  });
});
