import { type ReadonlySignal, signal } from '@preact/signals';
import { type AppError, type DraftId, type DraftStart, type DraftSummary, draftId, ok, startDraft } from '../../lib/domain/index.ts';
import {
  createAction,
  createDraftModel,
  type DraftModel,
  type DraftModelOptions,
  type OpenedDraft,
  openDraft,
  type Remote,
  topicSignal,
} from '../../lib/state/index.ts';
import type { Answer } from '../panel/index.ts';
import type { SiteChoice } from './sites.ts';

/** The draft on the desk. `none`: nothing was begun or opened yet. */
export type OpenDraft =
  | { readonly kind: 'none' }
  | { readonly kind: 'loading'; readonly draftId: DraftId }
  | { readonly kind: 'failed'; readonly draftId: DraftId; readonly error: AppError }
  | { readonly kind: 'open'; readonly model: DraftModel; readonly siteOrigin: string; readonly siteName: string };

/** One draft at a time, and the list of those that wait. */
export interface DraftDesk {
  readonly current: ReadonlySignal<OpenDraft>;
  readonly drafts: ReadonlySignal<Remote<readonly DraftSummary[]>>;
  /** Discarded from the list here; can be brought back. */
  readonly discarded: ReadonlySignal<DraftSummary | null>;
  /** A new draft; what lay here before is kept. Answers its id. */
  begin(start: DraftStart, site: SiteChoice): DraftId;
  open(id: DraftId): Promise<void>;
  /** Keeps it and clears the desk. */
  leave(): void;
  discard(draft: DraftSummary): Answer;
  undoDiscard(): Answer;
}

export interface DraftDeskOptions {
  readonly bus: DraftModelOptions['bus'];
  readonly page: DraftModelOptions['page'];
  readonly abort: AbortSignal;
  readonly newId?: (() => string) | undefined;
  readonly now?: (() => Date) | undefined;
}

type Kept = Parameters<ReturnType<typeof createAction<'draft.save'>>['run']>[0]['draft'];

const nothing: OpenDraft = { kind: 'none' };

export const createDraftDesk = ({
  bus,
  page,
  abort,
  newId = () => crypto.randomUUID(),
  now = () => new Date(),
}: DraftDeskOptions): DraftDesk => {
  const current = signal<OpenDraft>(nothing);
  const discarded = signal<DraftSummary | null>(null);
  let dropped: Kept | null = null;
  const drafts = topicSignal(bus, 'drafts', {}, { signal: abort });
  const read = createAction(bus, 'draft.read').run;
  const drop = createAction(bus, 'draft.drop').run;
  const save = createAction(bus, 'draft.save').run;

  const clear = (next: OpenDraft): void => {
    const before = current.peek();
    if (before.kind === 'open') before.model.close();
    current.value = next;
  };
  const put = (opened: OpenedDraft, siteName: string): void =>
    clear({ kind: 'open', model: createDraftModel({ bus, opened, page }), siteOrigin: opened.siteOrigin, siteName });
  abort.addEventListener('abort', () => clear(nothing), { once: true });

  return {
    current,
    drafts,
    discarded,
    begin(start, site) {
      const id = draftId(newId());
      put({ draft: startDraft(start, site, id, now().toISOString()), siteOrigin: site.siteOrigin, storedAt: null }, site.siteName);
      return id;
    },
    async open(id) {
      const before = current.peek();
      if (before.kind === 'open' && before.model.draft.peek().id === id) return;
      const loading: OpenDraft = { kind: 'loading', draftId: id };
      clear(loading);
      const opened = await openDraft(bus, id);
      // Something else was put here meanwhile.
      if (current.peek() !== loading) return;
      if (!opened.ok) {
        current.value = { kind: 'failed', draftId: id, error: opened.error };
        return;
      }
      const known = drafts.peek();
      const summary = known.kind === 'ready' ? known.value.find((one) => one.id === id) : undefined;
      put(opened.value, summary?.siteName ?? new URL(opened.value.siteOrigin).host);
    },
    leave: () => clear(nothing),
    async discard(draft) {
      const kept = await read({ draftId: draft.id });
      if (!kept.ok) return kept;
      const result = await drop({ draftId: draft.id });
      if (!result.ok) return result;
      // The bus takes plain data, which it checks itself.
      dropped = structuredClone(kept.value) as unknown as Kept | null;
      discarded.value = kept.value === null ? null : draft;
      return result;
    },
    async undoDiscard() {
      if (dropped === null) return ok(null);
      const saved = await save({ draft: dropped, base: null });
      if (!saved.ok) return saved;
      dropped = null;
      discarded.value = null;
      return saved;
    },
  };
};
