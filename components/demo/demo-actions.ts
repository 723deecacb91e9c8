import { signal } from '@preact/signals';
import {
  type ActivityEntry,
  type ChangeSetView,
  type NextReview,
  type OperationId,
  operationId,
  type PageState,
  pageId,
  type TargetChoice,
} from '../../lib/domain/index.ts';
import type { Remote } from '../../lib/state/index.ts';
import type { Answer, ReviewActions, WatchChangeSet } from '../panel/index.ts';
import { preflight } from './preflight.ts';
import { activity, thread } from './record.ts';
import { keyRotation, launch, retention } from './sets.ts';

const accepted: Answer<{ readonly operationId: OperationId }> = Promise.resolve({
  ok: true,
  value: { operationId: operationId('op-submitted') },
});

const done: Answer = Promise.resolve({ ok: true, value: null });

const choice = (view: ChangeSetView, facts: Partial<TargetChoice> = {}): TargetChoice => ({
  changeSetId: view.id,
  title: view.title,
  rollup: view.rollup,
  referenceUrl: view.source?.url ?? null,
  pageCount: view.pages.length,
  containsPage: false,
  reopensApproved: false,
  ...facts,
});

const targetChoices: readonly TargetChoice[] = [
  choice(launch),
  choice(keyRotation, { containsPage: true }),
  choice(retention, { reopensApproved: true }),
];

const nextReview: NextReview = {
  connectionId: keyRotation.connectionId,
  changeSetId: keyRotation.id,
  pageId: keyRotation.pages[2]?.pageId ?? pageId('2457862163'),
  pageTitle: 'On-call guide: gateway',
  changeSetTitle: keyRotation.title,
  remaining: 3,
};

/** Actions that answer at once and change nothing; `told` hears each by name with its input. */
export const demoActions = (told: (name: string, input: unknown) => void = () => undefined): ReviewActions => {
  const tell =
    (name: string) =>
    (input: unknown): Answer => {
      told(name, input);
      return done;
    };
  const accept = (name: string) => (input: unknown) => {
    told(name, input);
    return accepted;
  };
  return {
    addPage: tell('addPage'),
    removePage: tell('removePage'),
    editSet: accept('editSet'),
    keepFields: tell('keepFields'),
    resolve: tell('resolve'),
    snooze: tell('snooze'),
    mute: tell('mute'),
    readThread: (target) => {
      told('readThread', target);
      return Promise.resolve({ ok: true, value: thread });
    },
    watchActivity: () => ({
      remote: signal<Remote<readonly ActivityEntry[]>>({ kind: 'ready', value: activity, isStale: false }),
      stop: () => undefined,
    }),
    openSet: tell('openSet'),
    copy: (content) => {
      told('copy', content);
      return Promise.resolve(true);
    },
    readSet: (target) => {
      told('readSet', target);
      return Promise.resolve({ ok: true, value: [launch, keyRotation, retention].find(({ id }) => id === target.changeSetId) ?? null });
    },
    findTargets: (query) => {
      told('findTargets', query);
      const search = query.search.trim().toLowerCase();
      const isFound = ({ title, referenceUrl }: TargetChoice): boolean =>
        title.toLowerCase().includes(search) || (search !== '' && referenceUrl?.startsWith(search) === true);
      return Promise.resolve({ ok: true, value: targetChoices.filter(isFound) });
    },
    preflight: (target) => {
      told('preflight', target);
      return Promise.resolve({ ok: true, value: preflight });
    },
    preflightPage: (target) => {
      told('preflightPage', target);
      return Promise.resolve({ ok: true, value: { ...preflight, pages: preflight.pages.slice(0, 1) } });
    },
    confirmsIn: 'place',
    confirm: tell('confirm'),
    submit: accept('submit'),
    submitPage: accept('submitPage'),
    archive: accept('archive'),
    refresh: tell('refresh'),
    checkVersions: tell('checkVersions'),
    openReview: tell('openReview'),
    watchStates: ({ pageIds }) => ({
      remote: signal<Remote<readonly PageState[]>>({
        kind: 'ready',
        value: pageIds.slice(0, 1).map((pageId) => ({
          pageId,
          state: { id: '2', name: 'Ready for review', color: '#57d9a3' },
          changedAt: null,
          error: null,
        })),
        isStale: false,
      }),
      stop: () => undefined,
    }),
    openStates: tell('openStates'),
    openByline: (target) => {
      told('openByline', target);
      return Promise.resolve({ ok: true, value: { isFound: true } });
    },
    undo: tell('undo'),
    retry: tell('retry'),
    dismiss: tell('dismiss'),
    acceptNotice: tell('acceptNotice'),
    nextReview: (input) => {
      told('nextReview', input);
      return Promise.resolve({ ok: true, value: nextReview });
    },
    openPage: tell('openPage'),
    openDashboard: tell('openDashboard'),
    goOn: tell('goOn'),
    openSettings: () => tell('openSettings')(null),
    openSite: (origin) => told('openSite', origin),
  };
};

/** Finds a set among the fixtures; one that is not there answers `null`, as the background does. */
export const watchAmong =
  (views: readonly ChangeSetView[]): WatchChangeSet =>
  ({ changeSetId }) => {
    const value = views.find((view) => view.id === changeSetId) ?? null;
    const remote = signal<Remote<ChangeSetView | null>>({ kind: 'ready', value, isStale: false });
    return { remote, stop: () => undefined };
  };
