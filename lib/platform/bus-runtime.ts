import type { Browser, Runtime } from 'webextension-polyfill';
import type { BusRuntime, RawPort } from './messaging.ts';

/**
 * The browser's messages and ports as the bus wants them. Answers go through `sendResponse`, the one way that Chrome's
 * own API, the polyfill and Firefox understand alike.
 */
export const createBusRuntime = (browser: Pick<Browser, 'runtime'>): BusRuntime => {
  const toPort = (port: Runtime.Port): RawPort => ({
    name: port.name,
    sender: port.sender ?? null,
    postMessage: (message) => port.postMessage(message),
    disconnect: () => port.disconnect(),
    onMessage: (listener) => port.onMessage.addListener((message) => listener(message)),
    onDisconnect: (listener) =>
      port.onDisconnect.addListener(() => {
        // Chrome writes an error to the console when the reason is not read.
        void browser.runtime.lastError;
        listener();
      }),
  });

  return {
    onMessage: (listener) =>
      browser.runtime.onMessage.addListener((message: unknown, sender, respond: (answer: unknown) => void) => {
        // The asker gets no `Result` and calls it `unavailable`: there is no one else to tell.
        listener(message, sender).then(respond, () => respond(null));
        return true;
      }),
    onConnect: (listener) => browser.runtime.onConnect.addListener((port) => listener(toPort(port))),
    sendMessage: async (message) => browser.runtime.sendMessage(message),
    connect: (name) => toPort(browser.runtime.connect({ name })),
  };
};
