import type { ReadonlySignal } from '@preact/signals';
import { addressOf, wholeBoard } from '../../lib/domain/index.ts';
import { createAction, readOnce, topicSignal } from '../../lib/state/index.ts';
import { copyToClipboard } from '../ui/index.ts';
import type { ReviewActions, WatchChangeSet } from './data.ts';

/** The bus as `lib/state` takes it; views know nothing of it, entrypoints hand it in. */
type Bus = Parameters<typeof createAction>[0];

export interface ReviewActionsOptions {
  readonly bus: Bus;
  readonly confirmsIn: ReviewActions['confirmsIn'];
  /** The tab whose byline is opened; `null`: the one that the frame lies in. */
  readonly tabId: ReadonlySignal<number | null>;
  readonly openSite: (origin: string) => void;
}

/** The one table from what people can do to the requests of the bus. */
export const createReviewActions = ({ bus, confirmsIn, tabId, openSite }: ReviewActionsOptions): ReviewActions => {
  const openByline = createAction(bus, 'byline.open').run;
  const openSettings = createAction(bus, 'options.open').run;
  const openDashboard = createAction(bus, 'dashboard.open').run;
  const pauseSite = createAction(bus, 'connection.pause').run;
  const pauseSpace = createAction(bus, 'space.pause').run;
  return {
    addPage: createAction(bus, 'changeSet.addPage').run,
    removePage: createAction(bus, 'changeSet.removePage').run,
    editSet: createAction(bus, 'changeSet.edit').run,
    keepFields: createAction(bus, 'fieldDraft.save').run,
    resolve: createAction(bus, 'operation.resolve').run,
    snooze: createAction(bus, 'changeSet.snooze').run,
    mute: createAction(bus, 'changeSet.mute').run,
    readThread: createAction(bus, 'page.thread').run,
    watchActivity: (target) => {
      const looking = new AbortController();
      const remote = topicSignal(bus, 'activity', target, { signal: looking.signal });
      return { remote, stop: () => looking.abort() };
    },
    openSet: (open) => openDashboard({ place: addressOf({ kind: 'list', query: wholeBoard, open }) }),
    copy: (content) => copyToClipboard(navigator.clipboard, content),
    readSet: (target) => readOnce(bus, 'changeSet', target),
    findTargets: createAction(bus, 'changeSet.targets').run,
    preflight: createAction(bus, 'changeSet.preflight').run,
    preflightPage: createAction(bus, 'page.preflight').run,
    confirmsIn,
    confirm: createAction(bus, 'confirm.open').run,
    submit: createAction(bus, 'changeSet.submit').run,
    submitPage: createAction(bus, 'page.submit').run,
    archive: createAction(bus, 'changeSet.archive').run,
    refresh: createAction(bus, 'refresh.changeSet').run,
    checkVersions: createAction(bus, 'version.check').run,
    openReview: createAction(bus, 'review.open').run,
    watchStates: ({ connectionId, pageIds }) => {
      const looking = new AbortController();
      const remote = topicSignal(bus, 'pageStates', { connectionId, pageIds: [...pageIds] }, { signal: looking.signal });
      return { remote, stop: () => looking.abort() };
    },
    openStates: createAction(bus, 'state.open').run,
    openByline: (input) => openByline({ ...input, tabId: tabId.peek() }),
    undo: createAction(bus, 'operation.undo').run,
    retry: createAction(bus, 'operation.retry').run,
    dismiss: createAction(bus, 'operation.dismiss').run,
    acceptNotice: createAction(bus, 'notice.accept').run,
    nextReview: createAction(bus, 'review.next').run,
    openPage: createAction(bus, 'page.open').run,
    openDashboard,
    goOn: ({ connectionId, spaceId }) =>
      spaceId === null ? pauseSite({ connectionId, isPaused: false }) : pauseSpace({ connectionId, spaceId, isPaused: false }),
    openSettings: () => openSettings({}),
    openSite,
  };
};

/** One subscription for each set that somebody looks at. */
export const createWatch =
  (bus: Bus, online: ReadonlySignal<boolean>): WatchChangeSet =>
  (target) => {
    const looking = new AbortController();
    const remote = topicSignal(bus, 'changeSet', target, { online, signal: looking.signal });
    return { remote, stop: () => looking.abort() };
  };
