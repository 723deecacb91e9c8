/** The services of the background over fakes and fresh databases; `start` again is what a woken worker does. */
import {
  type ChangeSet,
  type ContentReader,
  changeSetId,
  connectionId,
  type OperationId,
  ok,
  pageId,
  type Result,
} from '../../lib/domain/index.ts';
import {
  createActivity,
  createBoard,
  createBulks,
  createConnections,
  createContents,
  createDrafts,
  createEdits,
  createOutbox,
  createPlaces,
  createProjector,
  createRefresh,
  createRenewal,
  createRequests,
  createThread,
  createVersionTruth,
  createViews,
} from '../../lib/services/index.ts';
import type { StoredConnection } from '../../lib/store/index.ts';
import {
  ana,
  changeSet,
  connectionOf,
  createFakeClock,
  createFakeConfluence,
  createFakeKeeper,
  createFoundation,
  engineering,
  setPage,
} from './services.ts';
import { fakeReader } from './versions.ts';

export const acme = connectionId('acme');

export const createBench = async (
  options: {
    readonly connection?: Partial<StoredConnection>;
    readonly sets?: readonly ChangeSet[];
    readonly random?: () => number;
    /** Where the comparison runs elsewhere, it can be gone. */
    readonly reader?: ContentReader;
  } = {},
) => {
  const keeper = createFakeKeeper(options.sets ?? [changeSet('s1', [setPage('1')])]);
  const confluence = createFakeConfluence();
  const time = createFakeClock();
  const alarms: number[] = [];
  const start = async (name?: string) => {
    const foundation = await createFoundation(keeper, confluence, time.clock, name);
    const projector = createProjector(foundation);
    const refresh = createRefresh(foundation, projector);
    const connections = createConnections(foundation, {
      signIn: { signIn: async () => ok({ accountId: ana.id, scopes: [], endsAt: null }), signOut: async () => undefined },
      parseBaseUrl: (href) => ok({ href, cloudId: null, siteOrigin: null }),
      readScopes: [],
    });
    const drafts = createDrafts(foundation);
    const outbox = createOutbox(foundation, refresh, projector, {
      confirmAccount: (connection) => connections.confirmAccount(connection, 0),
      wakeAt: (at) => alarms.push(at),
      random: options.random ?? (() => 0.5),
      setMade: drafts.dropIfMade,
    });
    const places = createPlaces(foundation, refresh, connections);
    const views = createViews(foundation, places, refresh);
    const requests = createRequests(foundation, projector);
    const truth = createVersionTruth(foundation, options.reader ?? fakeReader, projector, refresh);
    return {
      ...truth,
      foundation,
      projector,
      refresh,
      connections,
      places,
      requests,
      outbox,
      drafts,
      contents: createContents(foundation),
      views,
      edits: createEdits(foundation, refresh, projector, outbox, views),
      bulks: createBulks(foundation, outbox),
      activity: createActivity(foundation),
      thread: createThread(foundation, projector),
      board: createBoard(foundation, views.queue),
      renewal: createRenewal(foundation, { refresh, requests, places, connections, freshness: truth.freshness }),
    };
  };
  const first = await start();
  await first.foundation.vault.putConnection(connectionOf(options.connection));
  const { vault } = first.foundation;
  return {
    ...first,
    keeper,
    confluence,
    time,
    alarms,
    start,
    row: (id: OperationId) => vault.operation(id),
    state: async (id: OperationId) => (await vault.operation(id))?.state ?? null,
    /** Reads the space's sets into the cache, as somebody who looked at them has. */
    readSpace: () => first.refresh.space(acme, engineering.id, 0),
    set: (id: string) => first.views.changeSet(acme, changeSetId(id)),
  };
};

/** What was taken on; refusals fail the test. */
export const taken = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.error)}`);
  return result.value;
};

export const pageIds = (...ids: readonly string[]) => ids.map(pageId);
