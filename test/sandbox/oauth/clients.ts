/** The OAuth clients that are registered, and the scopes they may ask for. */
import { chromeRedirectUri, firefoxRedirectUri } from '../../extension-identity.ts';

export interface OAuthClient {
  id: string;
  secret: string;
  name: string;
  /** The first is the one that stays under `oauth.oneCallback`. */
  redirectUris: readonly string[];
}

const localCallback = 'https://localhost/callback';

export const sheafClient: OAuthClient = {
  id: 'Zc4fT1qWmR8uYk2NsVb6HxJe0LpAo9Gd',
  secret: 'ATOAsandboxSheafSecret-7Qx2Lr9Vt4Nk8Mz1',
  name: 'Sheaf',
  redirectUris: [chromeRedirectUri, firefoxRedirectUri, localCallback],
};

/** Another program's: what it does has to be told from what Sheaf does. */
export const pipelineClient: OAuthClient = {
  id: 'docs-pipeline',
  secret: 'ATOAsandboxPipelineSecret-3Hd6Wp5Jc0Ys',
  name: 'Docs pipeline',
  redirectUris: [localCallback],
};

export const oauthClients: readonly OAuthClient[] = [sheafClient, pipelineClient];

export const offlineScope = 'offline_access';

/** For product calls below `/ex/confluence/`: classic ones, then granular ones. */
const productScopes: Readonly<Record<string, string>> = {
  'read:confluence-content.all': 'View content of Confluence',
  'read:confluence-content.summary': 'View summaries of Confluence content',
  'write:confluence-content': 'Change content of Confluence',
  'read:confluence-space.summary': 'View spaces of Confluence',
  'read:confluence-user': 'View people of Confluence',
  'search:confluence': 'Search Confluence',
  'read:page:confluence': 'View pages',
  'write:page:confluence': 'Change pages',
  'read:space:confluence': 'View spaces',
  'read:comment:confluence': 'View comments',
  'write:comment:confluence': 'Write comments',
  'read:user:confluence': 'View people',
};

/** Scope → what the consent page says it allows. */
export const registeredScopes: Readonly<Record<string, string>> = {
  'read:change-set:custom': 'View change sets and check what could be submitted',
  'write:change-set:custom': 'Create, change, archive and submit change sets',
  'read:approval:custom': 'Check whether a page could be submitted',
  'write:approval:custom': 'Submit pages for approval',
  'read:forge-app:confluence': 'Use the REST API of apps on Confluence',
  ...productScopes,
  [offlineScope]: 'Stay signed in when you are not there',
};

export const isCustomScope = (scope: string): boolean => scope.endsWith(':custom');

export const isProductScope = (scope: string): boolean => Object.hasOwn(productScopes, scope);
