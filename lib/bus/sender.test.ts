import { describe, expect, it } from 'vitest';
import type { RawSender } from '../platform/index.ts';
import { extensionId, extensionOrigin, senders } from './fake-browser.ts';
import { classifySender } from './sender.ts';

const chrome = { extensionId, extensionOrigin };
const surfaceOf = (sender: RawSender | null) => classifySender(sender, chrome)?.surface ?? null;

describe('classifySender', () => {
  it('knows the three that may speak', () => {
    expect(classifySender(senders.content, chrome)).toEqual({
      surface: 'content',
      siteOrigin: 'https://acme.atlassian.net',
      tabId: 7,
      windowId: 1,
    });
    expect(classifySender(senders.framed, chrome)).toEqual({ surface: 'framed', siteOrigin: null, tabId: 7, windowId: 1 });
    expect(classifySender(senders.popup, chrome)).toEqual({ surface: 'window', siteOrigin: null, tabId: null, windowId: null });
    expect(classifySender(senders.tabPage, chrome)).toEqual({ surface: 'window', siteOrigin: null, tabId: 9, windowId: 1 });
  });

  it('knows our pages in Firefox, whose origin has another scheme and whose frame numbers are large', () => {
    const firefox = { extensionId: 'sheaf@change-set-review', extensionOrigin: 'moz-extension://11111111-2222-4333-8444-555555555555' };
    const page = { id: firefox.extensionId, origin: firefox.extensionOrigin };
    expect(classifySender(page, firefox)?.surface).toBe('window');
    expect(classifySender({ ...page, frameId: 15_032_385_538, tab: { id: 2, windowId: 1 } }, firefox)?.surface).toBe('framed');
    expect(classifySender({ ...page, origin: 'moz-extension://11111111-2222-4333-8444-555555555556' }, firefox)).toBeNull();
  });

  it.each<[string, RawSender | null]>([
    ['nobody', null],
    ['another extension that claims our origin', { ...senders.popup, id: 'ponmlkjihgfedcbaponmlkjihgfedcba' }],
    ['an id that begins like ours', { ...senders.popup, id: `${extensionId}x` }],
    ['no id', { ...senders.content, id: undefined }],
    ['a content script in a sub-frame', { ...senders.content, frameId: 3 }],
    ['a content script without a frame number', { ...senders.content, frameId: undefined }],
    ['a content script without a tab', { ...senders.content, tab: undefined }],
    ['a tab without an id', { ...senders.content, tab: {} }],
    ['plain http', { ...senders.content, origin: 'http://acme.atlassian.net' }],
    ['an opaque origin', { ...senders.content, origin: 'null' }],
    ['no origin, whatever the url says', { id: extensionId, url: `${extensionOrigin}/panel.html` }],
    ['our url in a foreign frame', { ...senders.content, url: `${extensionOrigin}/popup.html`, frameId: 2 }],
    ['an origin that begins like ours', { ...senders.popup, origin: `${extensionOrigin}.example.com` }],
    ['our id as another scheme', { ...senders.popup, origin: `moz-extension://${extensionId}` }],
    ['our id as a user name', { ...senders.popup, origin: `chrome-extension://${extensionId}@evil` }],
    ['our origin with a path', { ...senders.popup, origin: `${extensionOrigin}/popup.html` }],
    ['a file', { ...senders.content, origin: 'file://' }],
  ])('refuses %s', (_name, sender) => {
    expect(surfaceOf(sender)).toBeNull();
  });

  it('believes the origin, not the url', () => {
    expect(surfaceOf({ ...senders.content, url: `${extensionOrigin}/popup.html` })).toBe('content');
    expect(surfaceOf({ ...senders.popup, url: 'https://acme.atlassian.net/' })).toBe('window');
  });

  it('keeps a port: another port is another site', () => {
    expect(classifySender({ ...senders.content, origin: 'https://acme.atlassian.net:8443' }, chrome)?.siteOrigin).toBe(
      'https://acme.atlassian.net:8443',
    );
  });

  it('takes one of our pages in a tab without a frame number for framed, the lesser right', () => {
    expect(surfaceOf({ ...senders.tabPage, frameId: undefined })).toBe('framed');
  });
});
