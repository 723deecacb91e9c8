/**
 * How long this content script lives: until a newer one starts in the same page (after an update, or when it is started in tabs
 * that were open already). Stands in for WXT's `ContentScriptContext`, of which we use these two members and which costs 3 kB of the
 * 10 that may load with every page; `wxt.config.ts` puts it there.
 */
const started = 'sheaf:content-script-started';

export class ContentScriptContext {
  readonly #end = new AbortController();

  constructor() {
    const end = () => this.abort();
    document.dispatchEvent(new CustomEvent(started));
    document.addEventListener(started, end, { once: true, signal: this.signal });
  }

  get signal(): AbortSignal {
    return this.#end.signal;
  }

  abort(): void {
    this.#end.abort();
  }
}
