/** What a bus needs of a browser: messages and ports in plain words. Types only. */

/** A sender as the browser describes it. Every field is checked before it is believed. */
export interface RawSender {
  readonly id?: string | undefined;
  readonly origin?: string | undefined;
  readonly url?: string | undefined;
  readonly frameId?: number | undefined;
  readonly tab?: { readonly id?: number | undefined; readonly windowId?: number | undefined } | undefined;
}

export interface RawPort {
  readonly name: string;
  /** `null` on the side that opened the port. */
  readonly sender: RawSender | null;
  /** Throws when the port is closed. */
  postMessage(message: unknown): void;
  disconnect(): void;
  onMessage(listener: (message: unknown) => void): void;
  /** Not called on the side that disconnects. */
  onDisconnect(listener: () => void): void;
}

/** The background's side of a browser. Every message is answered, notifications with `null`. */
export interface BusServerRuntime {
  onMessage(listener: (message: unknown, sender: RawSender) => Promise<unknown>): void;
  onConnect(listener: (port: RawPort) => void): void;
}

/** A page's side of a browser. `sendMessage` rejects, or answers nothing, when nobody answers. */
export interface BusClientRuntime {
  sendMessage(message: unknown): Promise<unknown>;
  connect(name: string): RawPort;
}

export interface BusRuntime extends BusServerRuntime, BusClientRuntime {}

/** A content script's side. The listener answers whether it will `respond`. */
export interface ContentRuntime {
  readonly id: string;
  sendMessage(message: unknown): Promise<unknown>;
  readonly onMessage: {
    addListener(listener: (message: unknown, sender: RawSender, respond: (answer: unknown) => void) => boolean): void;
  };
}
