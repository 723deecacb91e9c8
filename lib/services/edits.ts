import {
  type ChangeSetId,
  type ConnectionId,
  changeSetId,
  checkedFields,
  type DraftId,
  fail,
  type GivenFields,
  isArchived,
  type NewChangeSet,
  type OperationId,
  type PageId,
  type PreflightView,
  type Result,
  type SetFields,
  type SpaceId,
} from '../domain/index.ts';
import type { CachedChangeSet } from '../store/index.ts';
import type { Outbox } from './outbox.ts';
import { explained, type Foundation, inTurn } from './ports.ts';
import type { Projector } from './projector.ts';
import type { Refresh } from './refresh.ts';
import type { WriteRequest } from './rows.ts';
import type { Views } from './views.ts';

/** What people do to change sets; each write becomes a row of the outbox. */
export interface Edits {
  addPage(connectionId: ConnectionId, id: ChangeSetId, pageId: PageId): Promise<Result<OperationId>>;
  removePage(connectionId: ConnectionId, id: ChangeSetId, pageId: PageId): Promise<Result<OperationId>>;
  /** Many pages in one write; those already in are left alone. */
  addPages(connectionId: ConnectionId, id: ChangeSetId, pageIds: readonly PageId[]): Promise<Result<OperationId>>;
  /** Changes the named fields only; `base` is what the person saw when they began. */
  edit(connectionId: ConnectionId, id: ChangeSetId, base: SetFields, fields: GivenFields): Promise<Result<OperationId>>;
  /** Keeps what is being typed over a set's fields; `null` forgets it. */
  saveFieldDraft(connectionId: ConnectionId, id: ChangeSetId, fields: SetFields | null): Promise<void>;
  create(
    connectionId: ConnectionId,
    input: {
      spaceId: SpaceId;
      title: string;
      summary: string;
      referenceUrl: string | null;
      pageIds: readonly PageId[];
      /** Asked again for one draft and one space, the write that is there is answered, unless it failed. */
      draftId?: DraftId | undefined;
    },
  ): Promise<Result<OperationId>>;
  submit(connectionId: ConnectionId, id: ChangeSetId): Promise<Result<OperationId>>;
  submitPage(connectionId: ConnectionId, id: ChangeSetId | null, pageId: PageId): Promise<Result<OperationId>>;
  archive(connectionId: ConnectionId, id: ChangeSetId): Promise<Result<OperationId>>;
  /** Asks which pages could be submitted; writes nothing at the service. What is blocked is kept with the set. */
  preflight(connectionId: ConnectionId, id: ChangeSetId): Promise<Result<PreflightView>>;
  preflightPage(connectionId: ConnectionId, pageId: PageId): Promise<Result<PreflightView>>;
}

export const createEdits = (foundation: Foundation, refresh: Refresh, projector: Projector, outbox: Outbox, views: Views): Edits => {
  const { cache, vault, changes, clientsFor, hasAccess } = foundation;

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
    kind: 'addPage' | 'removePage' | 'addPages' | 'edit' | 'submit' | 'submitPage' | 'archive',
    pageId: PageId | null,
    more: Pick<WriteRequest, 'pageIds' | 'edit'> = {},
  ): Promise<Result<OperationId>> => {
    const record = await known(connectionId, id);
    if (!record.ok) return record;
    const { set } = record.value;
    if (isArchived(set) && kind !== 'archive') return fail({ kind: 'invalid', where: 'changeSet.archived' });
    if (kind === 'addPage' || kind === 'addPages') await remember(connectionId, set.spaceId, id);
    return outbox.add({
      connectionId,
      kind,
      spaceId: set.spaceId,
      changeSetId: id,
      changeSetTitle: set.title,
      pageId,
      pageTitle: pageId === null ? null : await pageTitle(record.value, pageId),
      ...more,
    });
  };

  const turn = inTurn();

  /** One set per draft and space, however often Create is pressed. Only an attempt that came to nothing gives way. */
  const createOnce = (draftId: DraftId, request: WriteRequest & { readonly create: NewChangeSet }): Promise<Result<OperationId>> =>
    turn(async () => {
      const earlier = (await vault.operations()).filter((row) => row.draftId === draftId && row.spaceId === request.spaceId);
      const standing = earlier.find((row) => row.state !== 'failed' && !(row.state === 'unconfirmed' && row.isDismissed));
      if (standing === undefined) {
        // Sent again by hand they would make a second one.
        await vault.dropOperations(earlier.map((row) => row.id));
        changes.emit({ kind: 'operations' });
        return outbox.add(request);
      }
      const more = request.create.pageIds.filter((id) => !standing.pageIds.includes(id));
      // The set is there and the draft went on: what it has more is added.
      return standing.state === 'done' && standing.changeSetId !== null && more.length > 0
        ? change(request.connectionId, standing.changeSetId, 'addPages', null, { pageIds: more })
        : { ok: true, value: standing.id };
    });

  return {
    addPage: (connectionId, id, pageId) => change(connectionId, id, 'addPage', pageId),
    removePage: (connectionId, id, pageId) => change(connectionId, id, 'removePage', pageId),
    addPages: (connectionId, id, pageIds) => change(connectionId, id, 'addPages', null, { pageIds: [...new Set(pageIds)] }),
    async edit(connectionId, id, base, given) {
      const fields = checkedFields(given);
      return fields.ok ? change(connectionId, id, 'edit', null, { edit: { base, fields: fields.value } }) : fields;
    },
    async saveFieldDraft(connectionId, id, fields) {
      await (fields === null ? vault.dropFieldDraft(connectionId, id) : vault.putFieldDraft({ connectionId, changeSetId: id, fields }));
      changes.emit({ kind: 'changeSets', connectionId, changeSetIds: [id], pageIds: [] });
    },
    submit: (connectionId, id) => change(connectionId, id, 'submit', null),
    archive: (connectionId, id) => change(connectionId, id, 'archive', null),
    async submitPage(connectionId, given, pageId) {
      // Any set that holds the page tells whether it is in approval already.
      const id = given ?? (await cache.changeSetsOfPage(connectionId, pageId)).find(({ set }) => !isArchived(set))?.set.id ?? null;
      if (id !== null) return change(connectionId, id, 'submitPage', pageId);
      const facts = await refresh.page(connectionId, pageId, Number.POSITIVE_INFINITY);
      if (!facts.ok) return facts;
      const { spaceId, title } = facts.value;
      return outbox.add({ connectionId, kind: 'submitPage', spaceId, changeSetId: null, changeSetTitle: '', pageId, pageTitle: title });
    },
    async create(connectionId, input) {
      const fields = checkedFields(input);
      if (!fields.ok) return fields;
      const { title = '', summary = '', referenceUrl = null } = fields.value;
      const pageIds = [...new Set(input.pageIds)];
      if (pageIds.length === 0) return fail({ kind: 'invalid', where: 'pageIds.empty' });
      const only = pageIds.length === 1 ? (pageIds[0] ?? null) : null;
      const request = {
        connectionId,
        kind: 'create',
        spaceId: input.spaceId,
        changeSetId: null,
        changeSetTitle: title,
        pageId: only,
        pageTitle: only === null ? null : ((await cache.page(connectionId, only))?.facts.title ?? null),
        create: { spaceId: input.spaceId, title, summary, referenceUrl, pageIds },
        draftId: input.draftId,
      } as const;
      return input.draftId === undefined ? outbox.add(request) : createOnce(input.draftId, request);
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
