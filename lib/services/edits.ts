import {
  type ChangeSetId,
  type ConnectionId,
  changeSetId,
  fail,
  isArchived,
  type OperationId,
  type PageId,
  type PreflightView,
  type Result,
  type SpaceId,
} from '../domain/index.ts';
import type { CachedChangeSet } from '../store/index.ts';
import type { Outbox } from './outbox.ts';
import { explained, type Foundation } from './ports.ts';
import type { Projector } from './projector.ts';
import type { Refresh } from './refresh.ts';
import type { Views } from './views.ts';

/** What people do to change sets; each write becomes a row of the outbox. */
export interface Edits {
  addPage(connectionId: ConnectionId, id: ChangeSetId, pageId: PageId): Promise<Result<OperationId>>;
  removePage(connectionId: ConnectionId, id: ChangeSetId, pageId: PageId): Promise<Result<OperationId>>;
  create(
    connectionId: ConnectionId,
    input: { spaceId: SpaceId; title: string; summary: string; referenceUrl: string | null; pageIds: readonly PageId[] },
  ): Promise<Result<OperationId>>;
  submit(connectionId: ConnectionId, id: ChangeSetId): Promise<Result<OperationId>>;
  submitPage(connectionId: ConnectionId, id: ChangeSetId | null, pageId: PageId): Promise<Result<OperationId>>;
  archive(connectionId: ConnectionId, id: ChangeSetId): Promise<Result<OperationId>>;
  /** Asks which pages could be submitted; writes nothing at the service. What is blocked is kept with the set. */
  preflight(connectionId: ConnectionId, id: ChangeSetId): Promise<Result<PreflightView>>;
  preflightPage(connectionId: ConnectionId, pageId: PageId): Promise<Result<PreflightView>>;
}

/** http(s) only, in its canonical spelling. */
const checkedReference = (referenceUrl: string | null): string | null | undefined => {
  const text = referenceUrl?.trim() ?? '';
  if (text === '') return null;
  const url = URL.parse(text);
  return url !== null && (url.protocol === 'https:' || url.protocol === 'http:') ? url.href : undefined;
};

export const createEdits = (foundation: Foundation, refresh: Refresh, projector: Projector, outbox: Outbox, views: Views): Edits => {
  const { cache, vault, clientsFor, hasAccess } = foundation;

  /** The set as kept, read first when it is not known. */
  const known = async (connectionId: ConnectionId, id: ChangeSetId): Promise<Result<CachedChangeSet>> => {
    const record = await cache.changeSet(connectionId, id);
    if (record !== null) return { ok: true, value: record };
    const read = await refresh.changeSet(connectionId, id);
    if (!read.ok) return read;
    const stored = await cache.changeSet(connectionId, id);
    return stored === null ? fail({ kind: 'notFound' }) : { ok: true, value: stored };
  };

  const pageTitle = async (record: CachedChangeSet, pageId: PageId): Promise<string | null> =>
    record.facts[pageId]?.title ?? (await cache.page(record.connectionId, pageId))?.facts.title ?? null;

  /** The set used last in a space is the next target of one-click add. */
  const remember = (connectionId: ConnectionId, spaceId: SpaceId, id: ChangeSetId): Promise<unknown> =>
    vault.changeConnection(connectionId, (before) => ({
      ...before,
      spaces: before.spaces.map((space) => (space.spaceId === spaceId ? { ...space, lastTarget: id } : space)),
    }));

  const change = async (
    connectionId: ConnectionId,
    id: ChangeSetId,
    kind: 'addPage' | 'removePage' | 'submit' | 'submitPage' | 'archive',
    pageId: PageId | null,
  ): Promise<Result<OperationId>> => {
    const record = await known(connectionId, id);
    if (!record.ok) return record;
    const { set } = record.value;
    if (isArchived(set) && kind !== 'archive') return fail({ kind: 'invalid', where: 'changeSet.archived' });
    if (kind === 'addPage') await remember(connectionId, set.spaceId, id);
    return outbox.add({
      connectionId,
      kind,
      spaceId: set.spaceId,
      changeSetId: id,
      changeSetTitle: set.title,
      pageId,
      pageTitle: pageId === null ? null : await pageTitle(record.value, pageId),
    });
  };

  return {
    addPage: (connectionId, id, pageId) => change(connectionId, id, 'addPage', pageId),
    removePage: (connectionId, id, pageId) => change(connectionId, id, 'removePage', pageId),
    submit: (connectionId, id) => change(connectionId, id, 'submit', null),
    archive: (connectionId, id) => change(connectionId, id, 'archive', null),
    async submitPage(connectionId, id, pageId) {
      if (id !== null) return change(connectionId, id, 'submitPage', pageId);
      const facts = await refresh.page(connectionId, pageId, Number.POSITIVE_INFINITY);
      if (!facts.ok) return facts;
      const { spaceId, title } = facts.value;
      return outbox.add({ connectionId, kind: 'submitPage', spaceId, changeSetId: null, changeSetTitle: '', pageId, pageTitle: title });
    },
    async create(connectionId, input) {
      const title = input.title.trim();
      if (title === '') return fail({ kind: 'invalid', where: 'title.empty' });
      const referenceUrl = checkedReference(input.referenceUrl);
      if (referenceUrl === undefined) return fail({ kind: 'invalid', where: 'referenceUrl' });
      const pageIds = [...new Set(input.pageIds)];
      if (pageIds.length === 0) return fail({ kind: 'invalid', where: 'pageIds.empty' });
      const only = pageIds.length === 1 ? (pageIds[0] ?? null) : null;
      return outbox.add({
        connectionId,
        kind: 'create',
        spaceId: input.spaceId,
        changeSetId: null,
        changeSetTitle: title,
        pageId: only,
        pageTitle: only === null ? null : ((await cache.page(connectionId, only))?.facts.title ?? null),
        create: { spaceId: input.spaceId, title, summary: input.summary.trim(), referenceUrl, pageIds },
      });
    },
    async preflight(connectionId, id) {
      const connection = await vault.connection(connectionId);
      if (connection === null) return fail({ kind: 'notFound' });
      const answer = await explained(await clientsFor(connection).changeSets.preflight(changeSetId(id)), connection.siteOrigin, hasAccess);
      if (!answer.ok) return answer;
      const found = answer.value.map(
        (page) => [page.pageId, page.canSubmit ? null : { reason: page.reason ?? ('other' as const), text: page.reasonText }] as const,
      );
      await projector.noteBlocked(connectionId, id, new Map(found));
      return { ok: true, value: await views.preflight(connectionId, id, answer.value) };
    },
    async preflightPage(connectionId, pageId) {
      const connection = await vault.connection(connectionId);
      if (connection === null) return fail({ kind: 'notFound' });
      const answer = await explained(await clientsFor(connection).changeSets.preflightPage(pageId), connection.siteOrigin, hasAccess);
      return answer.ok ? { ok: true, value: await views.preflight(connectionId, null, [answer.value]) } : answer;
    },
  };
};
