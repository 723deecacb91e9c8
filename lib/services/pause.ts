import type { SpaceId } from '../domain/index.ts';
import type { StoredConnection } from '../store/index.ts';

/** Whether the person told Sheaf to leave this site, or this space of it, alone: nothing there is read, shown or sent. */
export const isPaused = (connection: StoredConnection, spaceId: SpaceId | null = null): boolean =>
  connection.isPaused || connection.spaces.some((space) => space.isPaused && space.spaceId === spaceId);
