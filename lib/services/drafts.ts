import {
  type ConnectionId,
  type Draft,
  type DraftId,
  type DraftSummary,
  draftSets,
  fail,
  isIncluded,
  ok,
  type Result,
} from '../domain/index.ts';
import { type Foundation, inTurn } from './ports.ts';

/** Change sets that are being put together: kept until each of their sets was made. */
export interface Drafts {
  /** `base`: what it was made from. Fails with `conflict` when something else is stored, `notFound` when it is gone. */
  save(draft: Draft, base: string | null): Promise<Result<null>>;
  /** As it is after every save that was asked for before; `null`: it is gone. */
  read(id: DraftId): Promise<Draft | null>;
  drop(id: DraftId): Promise<void>;
  /** Newest first. */
  summaries(): Promise<readonly DraftSummary[]>;
  /** Drops it once every set that it stands for was made. */
  dropIfMade(id: DraftId): Promise<void>;
}

export const createDrafts = ({ vault, changes }: Pick<Foundation, 'vault' | 'changes'>): Drafts => {
  const turn = inTurn();

  const drop = async (id: DraftId): Promise<void> => {
    await vault.dropDraft(id);
    changes.emit({ kind: 'drafts' });
  };

  return {
    save: (draft, base) =>
      turn(async () => {
        const stored = await vault.draft(draft.id);
        if (stored === null && base !== null) return fail({ kind: 'notFound' });
        if ((stored?.draft.updatedAt ?? null) !== base) return fail({ kind: 'conflict' });
        if ((await vault.connection(draft.connectionId)) === null) return fail({ kind: 'notFound' });
        const { id, connectionId } = draft;
        await vault.putDraft({ id, connectionId, updatedAtMs: Date.parse(draft.updatedAt), draft });
        changes.emit({ kind: 'drafts' });
        return ok(null);
      }),
    read: (id) => turn(async () => (await vault.draft(id))?.draft ?? null),
    drop: (id) => turn(() => drop(id)),
    async summaries() {
      const sites = new Map((await vault.connections()).map((connection) => [connection.id as ConnectionId, connection]));
      return (await vault.drafts()).flatMap(({ draft }): DraftSummary[] => {
        const site = sites.get(draft.connectionId);
        if (site === undefined) return [];
        const { id, connectionId, title, updatedAt } = draft;
        const pageCount = draft.candidates.filter((candidate) => isIncluded(candidate, draft.target)).length;
        return [{ id, connectionId, siteName: site.siteName, siteOrigin: site.siteOrigin, title, pageCount, updatedAt }];
      });
    },
    async dropIfMade(id) {
      const stored = await vault.draft(id);
      if (stored === null) return;
      const made = (await vault.operations()).filter((operation) => operation.draftId === id && operation.state === 'done');
      const isMade = draftSets(stored.draft).every((set) => made.some((operation) => operation.spaceId === set.spaceId));
      if (isMade) await turn(() => drop(id));
    },
  };
};
