import type { BusClient, RequestInput } from '../bus/index.ts';
import {
  type AppError,
  addFound,
  changeSource,
  type Draft,
  type DraftSource,
  hasRoomFor,
  type PageReference,
  readPageReferences,
  type SourceKind,
  type SourceNote,
  withNotes,
} from '../domain/index.ts';

type Question = RequestInput<'content.find'>['source'];
type Named = Exclude<PageReference, { kind: 'id' }>;

/** One question of a source; asked again with the cursor of its answer until there is none. */
interface Step {
  readonly ask: (cursor: string | null) => Question;
  /** The titles asked for, in their order. */
  readonly named: readonly Named[];
}

interface Plan {
  readonly steps: readonly Step[];
  /** How much there is to find, where it is known before; else what Confluence says, and `extra` more. */
  readonly total: number | null;
  readonly extra: number;
  readonly notes: readonly SourceNote[];
}

const idsPerQuestion = 250;
const titlesPerQuestion = 25;

const chunks = <T>(items: readonly T[], size: number): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size));

const single = (question: Question): Step => ({ ask: () => question, named: [] });

const ofReferences = (references: readonly PageReference[], notes: readonly SourceNote[]): Plan => {
  const ids = references.flatMap((reference) => (reference.kind === 'id' ? [reference.id] : []));
  const named = references.filter((reference): reference is Named => reference.kind !== 'id');
  const byId = chunks(ids, idsPerQuestion).map((some) => single({ kind: 'ids', ids: [...some] }));
  const byName = chunks(named, titlesPerQuestion).map((some): Step => {
    const titles = some.map((reference) => ({ spaceKey: reference.spaceKey, title: reference.kind === 'title' ? reference.title : null }));
    return { ask: () => ({ kind: 'titles', titles }), named: some };
  });
  return { steps: [...byId, ...byName], total: references.length, extra: 0, notes };
};

/** What is asked for a source. `descendants` begins with the page itself. */
const planOf = (from: SourceKind, siteOrigin: string): Plan => {
  const open = { total: null, extra: 0, notes: [] };
  switch (from.kind) {
    case 'page':
      return { ...open, steps: [single({ kind: 'ids', ids: [from.pageId] })], total: 1 };
    case 'descendants': {
      const below: Step = { ask: (cursor) => ({ kind: 'descendants', pageId: from.pageId, depth: from.depth, cursor }), named: [] };
      return { ...open, steps: [single({ kind: 'ids', ids: [from.pageId] }), below], extra: 1 };
    }
    case 'tabs':
      return { ...open, steps: [single({ kind: 'tabs' })] };
    case 'label':
      return { ...open, steps: [{ ask: (cursor) => ({ kind: 'label', label: from.label, cursor }), named: [] }] };
    case 'cql':
      return { ...open, steps: [{ ask: (cursor) => ({ kind: 'cql', cql: from.cql, cursor }), named: [] }] };
    case 'text': {
      const { references, notes } = readPageReferences(from.text, [siteOrigin]);
      return ofReferences(references, notes);
    }
    case 'links':
      return ofReferences(from.references, from.notes ?? []);
  }
};

/** A place in a plan as a source keeps it: the step, and Confluence's own cursor in it. */
const placeOf = (cursor: string | null): { readonly step: number; readonly inner: string | null } => {
  const [, step = '0', inner = ''] = /^(\d+) (.*)$/s.exec(cursor ?? '') ?? [];
  return { step: Number(step), inner: inner === '' ? null : inner };
};

/** Reads sources into a draft, one answer at a time. */
export interface Reading {
  /** Reads from where the source stands; one that is being read already goes on undisturbed. */
  start(sourceId: string): void;
  stop(sourceId: string): void;
  stopAll(): void;
  isReading(sourceId: string): boolean;
}

export interface ReadingOptions {
  readonly bus: Pick<BusClient, 'request'>;
  readonly siteOrigin: string;
  readonly draft: () => Draft;
  readonly change: (change: (draft: Draft) => Draft) => void;
}

export const createReading = ({ bus, siteOrigin, draft, change }: ReadingOptions): Reading => {
  const turns = new Map<string, object>();
  const source = (id: string): DraftSource | undefined => draft().sources.find((known) => known.id === id);
  const note = (id: string, facts: (before: DraftSource) => Partial<DraftSource>): void =>
    change((before) => changeSource(before, id, facts));

  /** A worker that stopped while it read has lost nothing: once more. */
  const ask = async (question: Question) => {
    const input = { connectionId: draft().connectionId, source: question };
    const answer = await bus.request('content.find', input);
    return answer.ok || answer.error.kind !== 'unavailable' ? answer : bus.request('content.find', input);
  };

  const end = (id: string, error: AppError | null): void => {
    turns.delete(id);
    note(id, () => ({ state: error === null ? 'done' : 'failed', error, ...(error === null ? { cursor: null } : {}) }));
  };

  const read = async (id: string, turn: object): Promise<void> => {
    const from = source(id)?.from;
    const plan = from === undefined ? null : planOf(from, siteOrigin);
    if (plan === null) return;
    note(id, ({ notes }) => ({ total: plan.total, notes: withNotes(notes, plan.notes) }));
    for (;;) {
      const place = placeOf(source(id)?.cursor ?? null);
      const step = plan.steps[place.step];
      if (step === undefined) return end(id, null);
      const answer = await ask(step.ask(place.inner));
      // Stopped, removed or closed while the answer was on its way.
      if (turns.get(id) !== turn) return;
      if (!answer.ok) return end(id, answer.error);
      const { items, next, total, missing } = answer.value;
      if (next !== null && next === place.inner) return end(id, { kind: 'invalid', where: 'answer:contents' });
      if (!hasRoomFor(draft(), items)) return end(id, { kind: 'invalid', where: 'draft.full' });
      const notFound = missing.flatMap((index): SourceNote[] => {
        const text = step.named[index]?.asWritten;
        return text === undefined ? [] : [{ text, because: 'notFound' }];
      });
      change((before) => addFound(before, id, items));
      note(id, ({ found, notes, total: known }) => ({
        found: found + items.length,
        total: plan.total ?? (total === null ? known : total + plan.extra),
        cursor: next === null ? `${place.step + 1} ` : `${place.step} ${next}`,
        notes: withNotes(notes, notFound),
      }));
    }
  };

  return {
    start(id) {
      if (turns.has(id) || source(id) === undefined) return;
      const turn = {};
      turns.set(id, turn);
      note(id, () => ({ state: 'reading', error: null }));
      // Never rejects: requests answer with a `Result`.
      void read(id, turn);
    },
    stop(id) {
      if (turns.delete(id)) note(id, () => ({ state: 'stopped' }));
    },
    stopAll: () => turns.clear(),
    isReading: (id) => turns.has(id),
  };
};
