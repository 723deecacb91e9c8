import type { ConnectionId, Result } from '../domain/index.ts';

/**
 * Where a connection's grant (refresh token, scopes, account) is kept: durable, strict, out of reach of pages and content scripts.
 * The vault of `lib/store` fits as it is. Values are JSON-safe and opaque to the store; a promise that resolves means it is on disk.
 */
export interface TokenStore {
  secrets(connectionId: ConnectionId): Promise<unknown>;
  putSecrets(connectionId: ConnectionId, secrets: unknown): Promise<void>;
  dropSecrets(connectionId: ConnectionId): Promise<void>;
}

/**
 * Access tokens and sign-in attempts: survives the worker, not the browser (`storage.session`). `get` answers `undefined` or `null` for what
 * is not there. Values are JSON-safe.
 */
export interface SessionStore {
  get(key: string): Promise<unknown>;
  set(key: string, value: unknown): Promise<void>;
  remove(key: string): Promise<void>;
}

/** The browser's sign-in window. */
export interface Identity {
  /** This browser's callback address, as registered with the OAuth app. */
  redirectUrl(): string;
  /** Opens `url` and answers the address it ended on; `declined` when the person closed the window. */
  launch(url: string, options: { readonly isInteractive: boolean }): Promise<Result<string>>;
}

export type Credential = { readonly kind: 'secret'; readonly secret: string } | { readonly kind: 'broker'; readonly url: string };

/** The customer's OAuth app, and the installation of ApprovalFlow it is for. */
export interface OAuthClient {
  readonly connectionId: ConnectionId;
  readonly clientId: string;
  readonly credential: Credential;
  readonly appId: string;
  readonly envId: string | null;
  /** To ask for, un-prefixed. */
  readonly scopes: readonly string[];
}
