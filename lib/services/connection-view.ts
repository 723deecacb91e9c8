/** A connection as its settings show it: pure. */
import type { AccountId, ConnectionView } from '../domain/index.ts';
import type { StoredConnection } from '../store/index.ts';
import { accountNames, canWrite, isWrongAccount } from './project.ts';

const stateOf = (connection: StoredConnection, hasAccess: boolean): ConnectionView['state'] => {
  if (!hasAccess) return 'noAccess';
  const failed = connection.checks.find((check) => check.state === 'failed');
  if (connection.oauth === null) return failed === undefined || failed.step === 'signIn' ? 'signedOut' : 'incomplete';
  if (isWrongAccount(connection)) return 'wrongAccount';
  if (failed !== undefined) return 'failing';
  return connection.checks.every((check) => check.state === 'passed') ? 'ready' : 'incomplete';
};

export const connectionView = (
  connection: StoredConnection,
  people: ReadonlyMap<AccountId, string>,
  hasAccess: boolean,
): ConnectionView => {
  const oauthId = connection.oauth?.accountId ?? null;
  const oauthName = accountNames(connection, people).oauth ?? oauthId;
  return {
    id: connection.id,
    siteOrigin: connection.siteOrigin,
    siteName: connection.siteName,
    apiBaseUrl: connection.apiBaseUrl,
    clientId: connection.clientId,
    credential: connection.credential.kind,
    brokerUrl: connection.credential.kind === 'broker' ? connection.credential.url : null,
    isManaged: connection.isManaged,
    state: stateOf(connection, hasAccess),
    checks: connection.checks,
    sessionAccount: connection.session?.account ?? null,
    oauthAccount:
      connection.oauth === null
        ? null
        : { known: oauthId !== null, account: oauthId === null || oauthName === null ? null : { id: oauthId, name: oauthName } },
    canWrite: canWrite(connection),
    isPaused: connection.isPaused,
    signInEndsAt: connection.oauth?.endsAt ?? null,
    spaces: connection.spaces.map(({ spaceId, key, name, isPinned, isPaused, because }) => ({
      spaceId,
      key,
      name,
      isPinned,
      isPaused,
      because,
    })),
  };
};
