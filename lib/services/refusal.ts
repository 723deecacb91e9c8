import type { AppError, SpaceId } from '../domain/index.ts';
import type { StoredConnection } from '../store/index.ts';
import { isPaused } from './pause.ts';
import { readOnlyReason } from './project.ts';

/** Why no write is taken on for a space now; `null` when one is. */
export const refusalOf = (connection: StoredConnection, spaceId: SpaceId): AppError | null => {
  const reason = readOnlyReason(connection);
  if (reason === 'signedOut') return { kind: 'signedOut', service: 'approvalFlow' };
  if (reason === 'wrongAccount') return { kind: 'wrongAccount' };
  if (isPaused(connection, spaceId)) return { kind: 'paused' };
  return reason === 'noWriteScope' ? { kind: 'forbidden', service: 'approvalFlow', because: 'scope' } : null;
};
