/**
 * Who sent a message, from what the browser says of the sender and never from its words.
 *
 * What browsers give (measured, Chromium 156 and Firefox 153): both set `id`, `origin` and, where there is a tab, `tab` and
 * `frameId`. A content script has its host's origin; our own pages have the extension's. So `origin` decides alone; a sender
 * without one is refused, and `sender.url`, which a page can shape (about:blank, blob:), is never read.
 */
import type { RawSender } from '../platform/index.ts';
import type { Sender } from './types.ts';

export interface Ourselves {
  readonly extensionId: string;
  readonly extensionOrigin: string;
}

interface Origin {
  readonly scheme: string;
  readonly host: string;
}

/** A serialised origin and nothing more: no path, no user, no query. `null` (opaque, or not an origin) is nobody. */
const parseOrigin = (text: string | undefined): Origin | null => {
  const url = text === undefined ? null : URL.parse(text);
  if (url === null || url.host === '') return null;
  const isBare = (url.pathname === '' || url.pathname === '/') && url.username + url.password + url.search + url.hash === '';
  return isBare ? { scheme: url.protocol, host: url.host } : null;
};

/** `null`: not one of the three that may speak (another extension, a sub-frame's content script, an opaque origin). */
export const classifySender = (sender: RawSender | null, ourselves: Ourselves): Sender | null => {
  if (sender === null || sender.id !== ourselves.extensionId) return null;
  const origin = parseOrigin(sender.origin);
  const own = parseOrigin(ourselves.extensionOrigin);
  if (origin === null || own === null) return null;
  const tabId = sender.tab?.id ?? null;
  const windowId = sender.tab?.windowId ?? null;
  const isTopFrame = sender.frameId === 0;

  if (origin.scheme === own.scheme && origin.host === own.host) {
    // Popup and side panel have no tab. A tab without a frame number is not what a browser says: take the lesser right.
    const surface = sender.tab === undefined || isTopFrame ? 'window' : 'framed';
    return { surface, siteOrigin: null, tabId, windowId };
  }
  if (origin.scheme === 'https:' && tabId !== null && isTopFrame)
    return { surface: 'content', siteOrigin: `https://${origin.host}`, tabId, windowId };
  return null;
};
