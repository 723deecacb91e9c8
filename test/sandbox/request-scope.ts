/**
 * The request being answered, carried through every layer without passing it along: variants that count their
 * requests, and the log that names the person, both need it, and the faces of `model.ts` stay free of HTTP.
 */
import { AsyncLocalStorage } from 'node:async_hooks';

export interface RequestScope {
  method: string;
  /** Path without its query. */
  path: string;
  /** For ApprovalFlow's API the path after the app prefix (`/changeSets`), otherwise `null`. */
  apiPath: string | null;
  bodyText: string;
  /** Filled in by whoever recognises the caller. Key of a person, and the OAuth client of the token. */
  user: string | null;
  clientId: string | null;
}

const storage = new AsyncLocalStorage<RequestScope>();

/** Runs `work` with `scope` as the current request. */
export const inRequest = <T>(scope: RequestScope, work: () => T): T => storage.run(scope, work);

/** The request being answered, or `null` outside one (in unit tests, while seeding). */
export const currentRequest = (): RequestScope | null => storage.getStore() ?? null;

/** Tells the log who is calling. */
export const identifyCaller = (caller: { user: string | null; clientId: string | null }): void => {
  const scope = storage.getStore();
  if (scope === undefined) return;
  scope.user = caller.user;
  scope.clientId = caller.clientId;
};
