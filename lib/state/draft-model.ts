import { computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import type { BusClient } from '../bus/index.ts';
import {
  type AppError,
  type ContentKind,
  type CreateStage,
  changeSource,
  type Draft,
  type DraftId,
  type DraftProblem,
  type DraftSet,
  type DraftSource,
  draftProblems,
  fail,
  isSameSource,
  type OperationView,
  ok,
  type PageId,
  type Result,
  type SourceKind,
  sourceLimit,
  withCandidate,
  withoutCandidate,
  withoutKind,
  withoutSource,
  withSource,
} from '../domain/index.ts';
import { createCreating } from './draft-creating.ts';
import { createKeeping } from './draft-keeping.ts';
import { createReading } from './draft-reading.ts';
import { readOnce } from './read-once.ts';
import { topicSignal } from './topic-signal.ts';

/** One set of the draft, and what became of making it. */
export interface DraftSetView extends DraftSet {
  /** The newest write that makes this set; `null`: none was asked for, or it failed so long ago that it is forgotten. */
  readonly operation: OperationView | null;
}

/**
 * `changed`: another view of Sheaf saved this draft while something typed here was not saved: `keepMine` or `takeTheirs`.
 * `gone`: its sets were made, or it was discarded, elsewhere.
 */
export type DraftElsewhere = 'changed' | 'gone';

/** A draft as one view edits it. Every verb acts at once; saving follows by itself. */
export interface DraftModel {
  readonly draft: ReadonlySignal<Draft>;
  /** Everything is stored; false for the moment in which something is not yet. */
  readonly isSaved: ReadonlySignal<boolean>;
  /** Why it could not be stored; it is tried again with the next change, and by `save`. */
  readonly saveError: ReadonlySignal<AppError | null>;
  readonly elsewhere: ReadonlySignal<DraftElsewhere | null>;
  readonly isDiscarded: ReadonlySignal<boolean>;

  readonly sets: ReadonlySignal<readonly DraftSetView[]>;
  /** Empty: Create can be pressed. */
  readonly problems: ReadonlySignal<readonly DraftProblem[]>;
  readonly stage: ReadonlySignal<CreateStage>;
  /** Why the last Create was not accepted. */
  readonly createError: ReadonlySignal<AppError | null>;

  setTitle(title: string): void;
  setSummary(summary: string): void;
  setReferenceUrl(referenceUrl: string): void;
  setTarget(target: Draft['target']): void;

  /**
   * Adds a source and reads it; answers its id. One that is there already is read again. For `links` see `linksSource`.
   * Fails with `invalid`: `source.empty`, `source.tooLong`, `source.tooMany`.
   */
  addSource(from: SourceKind): Result<string>;
  /** Stops reading; what was found stays. */
  stopSource(id: string): void;
  /** Goes on where reading stopped, failed or was interrupted. */
  resumeSource(id: string): void;
  /** With the pages that it alone named. */
  removeSource(id: string): void;

  removeCandidate(pageId: PageId): void;
  restoreCandidate(pageId: PageId): void;
  /** Takes out everything of one kind: all folders, all that is not visible. */
  removeAllOf(kind: ContentKind): void;

  /**
   * Makes one set per space, or adds the pages to `target`. Pressed twice, or again after a part failed, it makes only what is
   * missing. Answers when every write is durable; how they end is in `sets` and `stage`.
   */
  create(): Promise<Result<null>>;
  /** Forgets the draft; `undoDiscard` brings it back as long as this view lives. */
  discard(): Promise<Result<null>>;
  undoDiscard(): Promise<Result<null>>;
  /** After `elsewhere` is `changed`. */
  keepMine(): void;
  takeTheirs(): void;
  /** Stores now what is not stored. */
  save(): Promise<Result<null>>;
  /** Stores what is not stored, stops reading (it can be gone on with) and ends every subscription. */
  close(): void;
}

export interface DraftModelOptions {
  readonly bus: BusClient;
  /** From `startDraft` (not stored yet) or `openDraft` (stored). */
  readonly opened: OpenedDraft;
  /** The page's window: what is typed is stored when it is hidden or closed. */
  readonly page: Pick<EventTarget, 'addEventListener'>;
}

export interface OpenedDraft {
  readonly draft: Draft;
  /** Origin of the draft's site: which links are its own. */
  readonly siteOrigin: string;
  /** `updatedAt` of what is stored; `null`: nothing is. */
  readonly storedAt: string | null;
}

/** What is typed is kept up to here; Create asks for less. */
const longestTitle = 2_000;
const longestSummary = 20_000;
const longestReference = 4_000;
const longestLabel = 255;
const longestQuery = 4_000;
const longestText = 100_000;

/** Without a word there is nothing to look for; beyond a length it is refused rather than cut. */
const checkedSource = (from: SourceKind): Result<SourceKind> => {
  const [text, most] =
    from.kind === 'label'
      ? [from.label, longestLabel]
      : from.kind === 'cql'
        ? [from.cql, longestQuery]
        : from.kind === 'text'
          ? [from.text, longestText]
          : ['-', 1];
  if (text.trim() === '') return fail({ kind: 'invalid', where: 'source.empty' });
  if (text.trim().length > most) return fail({ kind: 'invalid', where: 'source.tooLong' });
  if (from.kind === 'label') return ok({ ...from, label: from.label.trim() });
  return ok(from.kind === 'cql' ? { ...from, cql: from.cql.trim() } : from);
};

/** Ids are counted on: none is used twice, whatever was removed. */
const nextSourceId = (draft: Draft): string => {
  const used = [...draft.sources.map(({ id }) => id), ...draft.candidates.flatMap(({ sourceIds }) => sourceIds)];
  return `s${Math.max(0, ...used.map((id) => Number(id.slice(1)) || 0)) + 1}`;
};

/** Put there by the background, which stores a draft that begins with a link and leaves the reading to the view. */
const waitsForReading = ({ state, found, total, cursor }: DraftSource): boolean =>
  state === 'reading' && found === 0 && total === null && cursor === null;

/** What another view, or this one before it was closed, was reading is not being read here. */
const interrupted = (draft: Draft, isReading: (sourceId: string) => boolean): Draft => ({
  ...draft,
  sources: draft.sources.map((source) => (source.state === 'reading' && !isReading(source.id) ? { ...source, state: 'stopped' } : source)),
});

/** A draft on the bus. Sources that nobody has read yet are read at once. */
export const createDraftModel = ({ bus, opened, page }: DraftModelOptions): DraftModel => {
  const { siteOrigin, storedAt } = opened;
  const abort = new AbortController();
  const isNew = storedAt === null;
  const toRead = opened.draft.sources.filter((source) => isNew || waitsForReading(source)).map(({ id }) => id);
  const draft = signal<Draft>(interrupted(opened.draft, (id) => toRead.includes(id)));
  const isDiscarded = signal(false);

  const change = (apply: (before: Draft) => Draft): void => {
    if (isDiscarded.peek() || abort.signal.aborted) return;
    draft.value = apply(draft.peek());
    keeping.touch();
  };
  const reading = createReading({ bus, siteOrigin, draft: () => draft.peek(), change });
  const keeping = createKeeping({
    bus,
    draft,
    storedAt,
    adopt: (theirs) => {
      draft.value = interrupted(theirs, reading.isReading);
    },
  });
  const creating = createCreating({ bus, draft, abort: abort.signal });

  const drafts = topicSignal(bus, 'drafts', {}, { signal: abort.signal });
  const stopHearing = effect(() => {
    const known = drafts.value;
    if (known.kind !== 'ready' || known.isStale) return;
    keeping.heard(known.value.find(({ id }) => id === draft.peek().id)?.updatedAt ?? null);
  });
  const dropStored = () => bus.request('draft.drop', { draftId: draft.peek().id });
  // The background drops it too; should it have been stopped just then, this does.
  const stopTidying = effect(() => {
    if (creating.stage.value !== 'done') return;
    keeping.end();
    void dropStored();
  });

  const saveSoon = () => void keeping.save();
  for (const moment of ['pagehide', 'visibilitychange']) page.addEventListener(moment, saveSoon, { signal: abort.signal });

  if (isNew && draft.peek().sources.length + draft.peek().title.length > 0) keeping.touch();
  for (const id of toRead) reading.start(id);

  const model: DraftModel = {
    draft,
    isSaved: keeping.isSaved,
    saveError: keeping.error,
    elsewhere: computed(() => (creating.stage.value === 'done' || isDiscarded.value ? null : keeping.elsewhere.value)),
    isDiscarded,
    sets: creating.sets,
    problems: computed(() => draftProblems(draft.value)),
    stage: creating.stage,
    createError: creating.error,

    setTitle: (title) => change((before) => ({ ...before, title: title.slice(0, longestTitle) })),
    setSummary: (summary) => change((before) => ({ ...before, summary: summary.slice(0, longestSummary) })),
    setReferenceUrl: (referenceUrl) => change((before) => ({ ...before, referenceUrl: referenceUrl.slice(0, longestReference) })),
    setTarget: (target) => change((before) => ({ ...before, target })),

    addSource(from) {
      const checked = checkedSource(from);
      if (!checked.ok) return checked;
      const known = draft.peek().sources.find((source) => isSameSource(source.from, checked.value));
      if (known === undefined && draft.peek().sources.length >= sourceLimit) return fail({ kind: 'invalid', where: 'source.tooMany' });
      const id = known?.id ?? nextSourceId(draft.peek());
      if (known === undefined) change((before) => withSource(before, id, checked.value));
      else if (!reading.isReading(id))
        change((before) => changeSource(before, id, () => ({ from: checked.value, found: 0, cursor: null, notes: [] })));
      reading.start(id);
      return ok(id);
    },
    stopSource: reading.stop,
    resumeSource: reading.start,
    removeSource(id) {
      reading.stop(id);
      change((before) => withoutSource(before, id));
    },
    removeCandidate: (pageId) => change((before) => withoutCandidate(before, pageId)),
    restoreCandidate: (pageId) => change((before) => withCandidate(before, pageId)),
    removeAllOf: (kind) => change((before) => withoutKind(before, kind)),

    async create() {
      const [problem] = model.problems.peek();
      if (problem !== undefined) return fail({ kind: 'invalid', where: `draft.${problem.kind}` });
      if (creating.stage.peek() === 'sending') return ok(null);
      const created = await creating.create(async () => {
        keeping.touch();
        return keeping.save();
      });
      if (created.ok && draft.peek().target !== null) {
        // From here on the write holds the pages.
        keeping.end();
        void dropStored();
      }
      return created;
    },
    async discard() {
      reading.stopAll();
      isDiscarded.value = true;
      keeping.end();
      const dropped = await dropStored();
      if (dropped.ok) return dropped;
      isDiscarded.value = false;
      keeping.resume();
      return dropped;
    },
    async undoDiscard() {
      if (!isDiscarded.peek()) return ok(null);
      isDiscarded.value = false;
      draft.value = interrupted(draft.peek(), () => false);
      keeping.resume();
      return keeping.save();
    },
    keepMine: keeping.keepMine,
    takeTheirs: keeping.takeTheirs,
    save: keeping.save,
    close() {
      if (abort.signal.aborted) return;
      reading.stopAll();
      void keeping.save().then(keeping.end);
      stopHearing();
      stopTidying();
      abort.abort();
    },
  };
  return model;
};

/** A stored draft, ready for `createDraftModel`. Fails with `notFound` when it is gone: its sets were made, or it was discarded. */
export const openDraft = async (bus: BusClient, draftId: DraftId): Promise<Result<OpenedDraft>> => {
  const [found, summaries] = await Promise.all([bus.request('draft.read', { draftId }), readOnce(bus, 'drafts', {})]);
  if (!found.ok) return found;
  if (!summaries.ok) return summaries;
  const site = summaries.value.find(({ id }) => id === draftId);
  if (found.value === null || site === undefined) return fail({ kind: 'notFound' });
  return ok({ draft: found.value, siteOrigin: site.siteOrigin, storedAt: found.value.updatedAt });
};
