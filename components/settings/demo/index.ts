/**
 * States of the settings page, frozen: for people (`?demo=<fixture>` in a development build), the DOM tests and screenshots.
 *
 * Promises: the same values that the background sends, of the same types. Never: imported by anything but tests and the guarded
 * demo branch of the options page.
 */
import {
  type Account,
  accountId,
  type ConnectCheck,
  type ConnectionView,
  type ConnectStep,
  connectionId,
  connectSteps,
  type FollowedSpace,
  ok,
  type Preferences,
  type SettingsView,
  spaceId,
} from '../../../lib/domain/index.ts';
import type { Remote } from '../../../lib/state/index.ts';
import type { SettingsActs } from '../index.ts';

const ana: Account = { id: accountId('5b10ac8d82e05b22cc7d4ef5'), name: 'Ana Ferreira' };
const ben: Account = { id: accountId('5b10ac8d82e05b22cc7d4ef6'), name: 'Ben Okafor' };

const allPassed: readonly ConnectCheck[] = connectSteps.map((step) => ({ step, state: 'passed', error: null }));

/** Everything before the step passed, nothing after it was tried. */
const failedAt = (failed: ConnectStep, error: NonNullable<ConnectCheck['error']>): readonly ConnectCheck[] =>
  connectSteps.map((step, index) => {
    const at = connectSteps.indexOf(failed);
    if (index === at) return { step, state: 'failed', error };
    return { step, state: index < at ? 'passed' : 'todo', error: null };
  });

const spaces: readonly FollowedSpace[] = [
  { spaceId: spaceId('98305'), key: 'ENG', name: 'Engineering', isPinned: true, isPaused: false, because: 'pinned' },
  { spaceId: spaceId('98306'), key: 'SEC', name: 'Security and compliance', isPinned: false, isPaused: false, because: 'mentioned' },
  { spaceId: spaceId('98307'), key: 'OPS', name: 'Operations handbook', isPinned: false, isPaused: false, because: 'opened' },
];

const ready: ConnectionView = {
  id: connectionId('acme'),
  siteOrigin: 'https://acme.atlassian.net',
  siteName: 'Acme',
  apiBaseUrl: 'https://api.atlassian.com/svc/confluence/11111111-2222-4333-8444-555555555555/apps/approval-app_production',
  clientId: 'Xk3vB9qLm2',
  credential: 'secret',
  brokerUrl: null,
  isManaged: false,
  state: 'ready',
  checks: allPassed,
  sessionAccount: ana,
  oauthAccount: { known: true, account: ana },
  canWrite: true,
  isPaused: false,
  signInEndsAt: null,
  spaces,
};

const base: SettingsView = {
  callbackUrl: 'https://lnkcikmidmhcopmjjbokkmahinicodgg.chromiumapp.org/callback',
  requiredScopes: [
    'read:forge-app:confluence',
    'read:change-set:custom',
    'write:change-set:custom',
    'read:approval:custom',
    'write:approval:custom',
    'offline_access',
  ],
  connections: [],
  suggestedSites: [],
  launcher: [],
};

const shows = (value: Partial<SettingsView>): Remote<SettingsView> => ({ kind: 'ready', value: { ...base, ...value }, isStale: false });
const one = (connection: Partial<ConnectionView>): Remote<SettingsView> => shows({ connections: [{ ...ready, ...connection }] });

export const settingsFixtures: Readonly<Record<string, Remote<SettingsView>>> = {
  loading: { kind: 'loading' },
  failed: { kind: 'failed', error: { kind: 'unavailable' } },
  first: shows({}),
  suggested: shows({ suggestedSites: ['https://acme.atlassian.net', 'https://globex.atlassian.net'] }),
  ready: shows({
    connections: [ready],
    launcher: [
      { siteOrigin: 'https://acme.atlassian.net', position: 'title', isHidden: false },
      { siteOrigin: 'https://globex.atlassian.net', position: 'docked', isHidden: true },
    ],
  }),
  justConnected: one({ spaces: [] }),
  checking: one({
    state: 'incomplete',
    spaces: [],
    oauthAccount: null,
    canWrite: false,
    checks: connectSteps.map((step, index) => ({ step, state: index < 2 ? 'passed' : index === 2 ? 'running' : 'todo', error: null })),
  }),
  signedOut: one({ state: 'signedOut', oauthAccount: null, checks: failedAt('signIn', { kind: 'signedOut', service: 'atlassianSignIn' }) }),
  twoAccounts: one({ state: 'wrongAccount', oauthAccount: { known: true, account: ben }, canWrite: false }),
  withheld: one({
    state: 'noAccess',
    spaces: [],
    sessionAccount: null,
    oauthAccount: null,
    checks: failedAt('siteAccess', { kind: 'noAccess', site: 'https://acme.atlassian.net' }),
  }),
  otherSite: one({
    state: 'incomplete',
    spaces: [],
    oauthAccount: null,
    checks: failedAt('site', { kind: 'invalid', where: 'site.otherCloud' }),
  }),
  wrongCallback: one({
    state: 'incomplete',
    spaces: [],
    oauthAccount: null,
    checks: failedAt('signIn', { kind: 'invalid', where: 'redirectUri' }),
  }),
  noScope: one({
    state: 'failing',
    spaces: [],
    checks: failedAt('scopes', { kind: 'forbidden', service: 'approvalFlow', because: 'scope' }),
  }),
  switchedOff: one({ state: 'failing', spaces: [], checks: failedAt('api', { kind: 'switchedOff' }) }),
  readingOnly: one({ canWrite: false, signInEndsAt: '2026-11-22T22:40:00.000Z', oauthAccount: { known: false, account: null } }),
  paused: one({ isPaused: true }),
  pausedSpace: one({ spaces: spaces.map((space, index) => ({ ...space, isPaused: index === 1 })) }),
  managed: one({ isManaged: true, credential: 'broker', brokerUrl: 'https://sheaf-broker.acme.example/token' }),
};

/** Off, as it begins. */
export const demoPreferences = (facts: Partial<Preferences> = {}): Remote<Preferences> => ({
  kind: 'ready',
  value: { hasShortcuts: true, notifies: false, savedViews: [], ...facts },
  isStale: false,
});

const settled = <T>(value: T) => Promise.resolve(ok(value));

/** Acts that succeed at once and tell what was asked. */
export const demoSettingsActs = (tell: (name: string, ...input: readonly unknown[]) => void = () => undefined): SettingsActs => {
  const act =
    <Input extends readonly unknown[]>(name: string) =>
    (...input: Input) => {
      tell(name, ...input);
      return settled(null);
    };
  const saved =
    <Input extends readonly unknown[]>(name: string) =>
    (...input: Input) => {
      tell(name, ...input);
      return settled({ connectionId: ready.id });
    };
  return {
    requestAccess: (origin) => {
      tell('requestAccess', origin);
      return Promise.resolve(true);
    },
    accessChanged: act('accessChanged'),
    save: saved('save'),
    importFile: saved('importFile'),
    signIn: act('signIn'),
    check: act('check'),
    signOut: act('signOut'),
    remove: act('remove'),
    offerSpaces: (id, search) => {
      tell('offerSpaces', id, search);
      const all = [
        { spaceId: spaceId('98305'), key: 'ENG', name: 'Engineering' },
        { spaceId: spaceId('98308'), key: 'LEG', name: 'Legal' },
        { spaceId: spaceId('98309'), key: 'PRD', name: 'Product' },
      ];
      return settled(all.filter(({ name }) => name.toLowerCase().includes(search.toLowerCase())));
    },
    followSpaces: act('followSpaces'),
    pinSpace: act('pinSpace'),
    pause: act('pause'),
    placeLauncher: act('placeLauncher'),
    requestNotifications: () => {
      tell('requestNotifications');
      return Promise.resolve(true);
    },
    changePreferences: act('changePreferences'),
    openSite: (origin) => tell('openSite', origin),
    copy: (text) => {
      tell('copy', text);
      return Promise.resolve(true);
    },
  };
};
