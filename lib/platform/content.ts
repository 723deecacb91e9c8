/**
 * The browser for the content script: the native API, no polyfill (10 kB), no more than it uses.
 *
 * Promises: the same in Chrome, Edge and Firefox. Never: storage (the host's, or out of reach), or anything but messages
 * and the address of our own pages.
 */
import type { ContentRuntime } from './messaging.ts';

export type { ContentRuntime } from './messaging.ts';

export interface ContentPlatform {
  /** For `createContentBus`. */
  readonly runtime: ContentRuntime;
  /** Absolute address of one of our own pages. */
  url(path: string): string;
  /** False once the extension was updated, removed or switched off under us: undo everything and fall silent. */
  isAlive(): boolean;
}

interface NativeRuntime extends ContentRuntime {
  getURL(path: string): string;
}

interface NativeScope {
  readonly browser?: { readonly runtime?: NativeRuntime };
  readonly chrome?: { readonly runtime?: NativeRuntime };
}

export const createContentPlatform = (scope: NativeScope = globalThis as NativeScope): ContentPlatform => {
  // Firefox's `chrome` takes callbacks only in places; its `browser` never does. Chrome may have both.
  const runtime = scope.browser?.runtime ?? scope.chrome?.runtime;
  if (runtime === undefined) throw new Error('Broken assumption: not a content script');
  return {
    runtime,
    url: (path) => runtime.getURL(path),
    isAlive: () => runtime.id !== undefined,
  };
};
