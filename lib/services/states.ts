import {
  type AppError,
  type ChangeSetId,
  type ConnectionId,
  fail,
  isPassing,
  ok,
  type PageFacts,
  type PageId,
  type Result,
  type StateCopy,
  type StateOffer,
  type StatePreview,
  type StateStep,
  type StateWish,
} from '../domain/index.ts';
import type { StoredConnection } from '../store/index.ts';
import type { Freshness } from './freshness.ts';
import { isApproved } from './freshness-shown.ts';
import { isPaused } from './pause.ts';
import { explained, type Foundation } from './ports.ts';
import type { Refresh } from './refresh.ts';
import { factsOf, isAmong, planState, type StatePlan } from './states-plan.ts';
import { createStateReading, type StateReading } from './states-reading.ts';
import { createStateRuns, type StateRunOptions, type StateRuns, type StateTabs } from './states-run.ts';

/** Page statuses ("content states" to Confluence): what pages carry, what may be put on them, and the writing of them. */
export interface States extends StateRuns, Pick<StateReading, 'known' | 'read'> {
  /** What may be put on one page by this person. */
  offer(connectionId: ConnectionId, pageId: PageId): Promise<Result<StateOffer>>;
  /** What a writing would do to each page, in the order asked; reads only. Fails only where nothing at all can be read. */
  preview(connectionId: ConnectionId, pageIds: readonly PageId[], copy: StateCopy, wish: StateWish): Promise<Result<StatePreview>>;
  /** Opens a Confluence tab of the site, through which writings that wait for one go on. */
  openTab(connectionId: ConnectionId): Promise<Result<null>>;
}

export interface StatesOptions extends Pick<StateRunOptions, 'reader' | 'confirmAccount' | 'wakeAt'> {
  readonly tabs: StateTabs;
  readonly refresh: Pick<Refresh, 'changeSet'>;
  readonly freshness: Pick<Freshness, 'check'>;
}

const atOnce = 4;

const endsAll = (error: AppError): boolean => isPassing(error) || error.kind === 'signedOut' || error.kind === 'noAccess';

const noStep: Omit<StateStep, 'pageId' | 'title' | 'outcome'> = {
  from: null,
  error: null,
  makesVersion: false,
  movesApproval: false,
  hasDraft: false,
  makesState: false,
};

export const createStates = (
  foundation: Foundation,
  { tabs, refresh, freshness, reader, confirmAccount, wakeAt }: StatesOptions,
): States => {
  const { cache, vault, clientsFor, hasAccess } = foundation;
  const reading = createStateReading(foundation);

  /** What became of pages that were written: their sets, and whether their approvals still cover them. */
  const pagesWritten = async (connectionId: ConnectionId, pageIds: readonly PageId[]): Promise<void> => {
    for (const pageId of pageIds) reading.forget(connectionId, pageId);
    const records = await Promise.all(pageIds.map((pageId) => cache.changeSetsOfPage(connectionId, pageId)));
    const sets = new Set<ChangeSetId>(records.flat().map(({ set }) => set.id));
    for (const id of sets) await refresh.changeSet(connectionId, id);
    await freshness.check(connectionId, pageIds);
    await reading.read(connectionId, pageIds);
  };

  const runs = createStateRuns(foundation, { tabs, reader, confirmAccount, wakeAt, pagesWritten });

  const going = async (connectionId: ConnectionId): Promise<Result<StoredConnection>> => {
    const connection = await vault.connection(connectionId);
    if (connection === null) return fail({ kind: 'notFound' });
    return isPaused(connection) ? fail({ kind: 'paused' }) : ok(connection);
  };

  const spaceKeyOf = async (connection: StoredConnection, facts: PageFacts | undefined): Promise<string | null> => {
    if (facts === undefined) return null;
    const followed = connection.spaces.find(({ spaceId }) => spaceId === facts.spaceId);
    if (followed !== undefined) return followed.key;
    const spaces = await clientsFor(connection).confluence.spacesByIds([facts.spaceId]);
    return (spaces.ok && spaces.value[0]?.key) || null;
  };

  /** Approved in any set, as last read: ApprovalFlow counts the versions after that. `null`: no such set tells. */
  const isHeldApproved = async (connectionId: ConnectionId, pageId: PageId): Promise<boolean | null> => {
    const records = await cache.changeSetsOfPage(connectionId, pageId);
    const held = records.flatMap(({ set }) => set.pages.filter((page) => page.pageId === pageId));
    return held.length === 0 ? null : held.some(isApproved);
  };

  const stepOf = async (
    connectionId: ConnectionId,
    copy: StateCopy,
    page: Pick<StateStep, 'pageId' | 'title'>,
    { outcome, from, hasDraft, makesState }: StatePlan,
  ): Promise<StateStep> => {
    const makesVersion = outcome === 'write' && copy === 'current';
    const movesApproval = makesVersion && (await isHeldApproved(connectionId, page.pageId));
    return { ...noStep, ...page, outcome, from, hasDraft, makesState, makesVersion, movesApproval };
  };

  /** The person's own statuses, asked for once a preview and only where it matters. */
  const ownStates = (connection: StoredConnection, wish: StateWish): (() => Promise<boolean>) => {
    let asked: Promise<boolean> | null = null;
    return () =>
      (asked ??= clientsFor(connection)
        .confluence.ownStates()
        .then((own) => own.ok && isAmong(own.value, wish)));
  };

  return {
    ...runs,
    known: reading.known,
    read: reading.read,
    async offer(connectionId, pageId) {
      const found = await going(connectionId);
      if (!found.ok) return found;
      const { confluence } = clientsFor(found.value);
      const current = await explained(await confluence.contentState(pageId, 'current'), found.value.siteOrigin, hasAccess);
      if (!current.ok) return current;
      const [available, draft, facts] = await Promise.all([
        confluence.availableStates(pageId),
        confluence.hasDraft(pageId),
        factsOf(confluence, [pageId]),
      ]);
      if (!available.ok && available.error.kind !== 'forbidden') return available;
      const key = await spaceKeyOf(found.value, facts.ok ? facts.value.get(pageId) : undefined);
      const [ofDraft, settings] = await Promise.all([
        draft.ok && !draft.value ? null : confluence.contentState(pageId, 'draft'),
        key === null ? null : confluence.spaceStateSettings(key),
      ]);
      return ok({
        pageId,
        current: current.value.state,
        draft: ofDraft?.ok === true ? ofDraft.value.state : null,
        hasDraft: draft.ok ? draft.value : null,
        spaceStates: available.ok ? available.value.spaceStates : [],
        customStates: available.ok ? available.value.customStates : [],
        canEdit: available.ok,
        settings: settings?.ok === true ? settings.value : null,
      });
    },
    async preview(connectionId, pageIds, copy, wish) {
      const found = await going(connectionId);
      if (!found.ok) return found;
      const connection = found.value;
      const { confluence } = clientsFor(connection);
      const unique = [...new Set(pageIds)];
      const facts = await explained(await factsOf(confluence, unique), connection.siteOrigin, hasAccess);
      if (!facts.ok) return facts;
      const isOwn = ownStates(connection, wish);
      const stepFor = async (pageId: PageId): Promise<Result<StateStep>> => {
        const known = facts.value.get(pageId);
        const page = { pageId, title: known?.title ?? null };
        if (known === undefined) return ok({ ...noStep, ...page, outcome: 'notVisible' });
        if (isPaused(connection, known.spaceId)) return ok({ ...noStep, ...page, outcome: 'failed', error: { kind: 'paused' } });
        const plan = await planState(confluence, pageId, { copy, wish, isOwn });
        if (plan.ok) return ok(await stepOf(connectionId, copy, page, plan.value));
        return endsAll(plan.error) ? plan : ok({ ...noStep, ...page, outcome: 'failed', error: plan.error });
      };
      const steps: StateStep[] = [];
      for (let start = 0; start < unique.length; start += atOnce) {
        for (const step of await Promise.all(unique.slice(start, start + atOnce).map(stepFor))) {
          if (!step.ok) return step;
          steps.push(step.value);
        }
      }
      const hasTab = (await tabs.confluenceTab(connection.siteOrigin)) !== null;
      return ok({ connectionId, copy, wish, steps, hasTab });
    },
    async openTab(connectionId) {
      const connection = await vault.connection(connectionId);
      if (connection === null) return fail({ kind: 'notFound' });
      await tabs.openTab(connection.siteOrigin);
      return ok(null);
    },
  };
};
