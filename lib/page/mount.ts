import { atEnd } from './lifetime.ts';

const hostName = 'sheaf-launcher';
/** Against a page that keeps removing it: a fight nobody wins costs time for ever. */
const maxAttachments = 50;
/** Above Confluence's navigation (200), below its dialogs (300). Takes no room, so nothing shifts. */
const hostStyle = 'all:initial;position:fixed;top:0;left:0;width:0;height:0;z-index:250';

const hosts = new WeakMap<Document, HTMLElement>();

/**
 * Our one element in the page, on `body`: the same one however often it is asked for, put back when the page drops it, gone when
 * a signal aborts. `null` while there is no body.
 */
export const createMount = (document: Document, signal: AbortSignal): HTMLElement | null => {
  if (!document.body || signal.aborted) return null;
  let host = hosts.get(document);
  if (!host) {
    // What an earlier version of the extension left behind after an update; it cannot be used from here.
    for (const orphan of document.querySelectorAll(hostName)) orphan.remove();
    host = document.createElement(hostName);
    host.style.cssText = hostStyle;
    hosts.set(document, host);
    keepAttached(document, host);
  }
  atEnd(signal, () => {
    hosts.delete(document);
    host.remove();
  });
  return host;
};

const keepAttached = (document: Document, host: HTMLElement): void => {
  let attachments = 0;
  const attach = (): void => {
    observer.disconnect();
    if (hosts.get(document) !== host || attachments > maxAttachments) return;
    if (host.parentNode !== document.body) {
      attachments += 1;
      document.body?.append(host);
    }
    // Direct children only: the host's removal, or a new body.
    for (const parent of [document.documentElement, document.body]) if (parent) observer.observe(parent, { childList: true });
  };
  const observer = new MutationObserver(attach);
  attach();
};
