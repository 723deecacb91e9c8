import type { ConnectionId, ConnectionInput, LauncherPosition, Preferences, Result, SpaceId } from '../../lib/domain/index.ts';

export interface SpaceChoice {
  readonly spaceId: SpaceId;
  readonly key: string;
  readonly name: string;
}

/** What a person can do here. Each answers when the background took it; what follows shows in the settings handed in. */
export interface SettingsActs {
  /** The browser's permission for a site. Must be called before anything is awaited, or the browser will not ask. `true` when it is already there. */
  requestAccess(origin: string): Promise<boolean>;
  /** Tells the background to look at its permissions again. */
  accessChanged(): Promise<Result<null>>;
  save(connectionId: ConnectionId | null, input: ConnectionInput): Promise<Result<{ readonly connectionId: ConnectionId }>>;
  importFile(file: string): Promise<Result<{ readonly connectionId: ConnectionId }>>;
  signIn(connectionId: ConnectionId): Promise<Result<null>>;
  check(connectionId: ConnectionId): Promise<Result<null>>;
  signOut(connectionId: ConnectionId): Promise<Result<null>>;
  remove(connectionId: ConnectionId): Promise<Result<null>>;
  offerSpaces(connectionId: ConnectionId, search: string): Promise<Result<readonly SpaceChoice[]>>;
  followSpaces(connectionId: ConnectionId, spaceIds: readonly SpaceId[]): Promise<Result<null>>;
  pinSpace(connectionId: ConnectionId, spaceId: SpaceId, isPinned: boolean): Promise<Result<null>>;
  /** Leaves a site, or with `spaceId` one space of it, alone until told to go on. */
  pause(connectionId: ConnectionId, spaceId: SpaceId | null, isPaused: boolean): Promise<Result<null>>;
  placeLauncher(siteOrigin: string, place: { readonly position?: LauncherPosition; readonly isHidden?: boolean }): Promise<Result<null>>;
  /** The browser's permission for notifications. Must be called before anything is awaited, as above. */
  requestNotifications(): Promise<boolean>;
  changePreferences(change: Partial<Pick<Preferences, 'notifies' | 'hasShortcuts'>>): Promise<Result<null>>;
  /** Opens a Confluence site in a tab, to sign in there. */
  openSite(origin: string): void;
  /** `false` when the browser refused the clipboard. */
  copy(text: string): Promise<boolean>;
}
