/** Connecting, and what the settings show of it; as in `views.ts`, JSON only. */
import type { AppError } from './app-error.ts';
import type { ConnectionId, SpaceId } from './ids.ts';
import type { Account } from './ports.ts';
import type { LauncherPosition } from './views.ts';

/** The steps of connecting, in order. Each is checked and named when it fails. */
export const connectSteps = ['baseUrl', 'siteAccess', 'site', 'session', 'signIn', 'scopes', 'api'] as const;
export type ConnectStep = (typeof connectSteps)[number];

export interface ConnectCheck {
  readonly step: ConnectStep;
  readonly state: 'todo' | 'running' | 'passed' | 'failed';
  readonly error: AppError | null;
}

export interface FollowedSpace {
  readonly spaceId: SpaceId;
  readonly key: string;
  readonly name: string;
  readonly isPinned: boolean;
  /** Not read and not shown until the person goes on with it. */
  readonly isPaused: boolean;
  /** Why it is followed. */
  readonly because: 'opened' | 'pinned' | 'offered' | 'mentioned';
}

export interface ConnectionView {
  readonly id: ConnectionId;
  readonly siteOrigin: string;
  readonly siteName: string;
  readonly apiBaseUrl: string;
  readonly clientId: string;
  readonly credential: 'secret' | 'broker';
  readonly brokerUrl: string | null;
  /** Set by the company through managed storage: cannot be edited or removed here. */
  readonly isManaged: boolean;
  readonly state: 'ready' | 'signedOut' | 'wrongAccount' | 'noAccess' | 'failing' | 'incomplete';
  readonly checks: readonly ConnectCheck[];
  /** Who is signed in to Confluence in this browser; `null`: nobody or unknown. */
  readonly sessionAccount: Account | null;
  /** Who ApprovalFlow acts as; `known: false` when the token does not tell. */
  readonly oauthAccount: { readonly known: boolean; readonly account: Account | null } | null;
  readonly canWrite: boolean;
  /** Sheaf neither reads nor shows anything there until it is told to go on. */
  readonly isPaused: boolean;
  /** When the sign-in ends without a refresh token; `null` when it renews itself. */
  readonly signInEndsAt: string | null;
  readonly spaces: readonly FollowedSpace[];
}

export interface SettingsView {
  /** This browser's OAuth callback address, to be registered with the OAuth app. */
  readonly callbackUrl: string;
  readonly requiredScopes: readonly string[];
  readonly connections: readonly ConnectionView[];
  /** Confluence addresses of open tabs without a connection, to fill in. */
  readonly suggestedSites: readonly string[];
  readonly launcher: readonly { readonly siteOrigin: string; readonly position: LauncherPosition; readonly isHidden: boolean }[];
}

/** Connection details as typed by a person or read from a connection file. */
export interface ConnectionInput {
  readonly siteUrl: string;
  readonly apiBaseUrl: string;
  readonly clientId: string;
  readonly credential:
    | { readonly kind: 'secret'; readonly secret: string }
    | { readonly kind: 'broker'; readonly url: string }
    /** Keep what is stored: a secret is never shown again. */
    | { readonly kind: 'keep' };
}
