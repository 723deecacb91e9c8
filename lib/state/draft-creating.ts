import { computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import type { BusClient, RequestInput } from '../bus/index.ts';
import {
  type AppError,
  type CreateStage,
  type Draft,
  type DraftSet,
  draftSets,
  type OperationId,
  type OperationView,
  ok,
  type Result,
  type SpaceId,
} from '../domain/index.ts';
import type { DraftSetView } from './draft-model.ts';
import { topicSignal } from './topic-signal.ts';

/** Handing the sets of a draft over to the outbox, and following what becomes of them. */
export interface Creating {
  readonly sets: ReadonlySignal<readonly DraftSetView[]>;
  readonly stage: ReadonlySignal<CreateStage>;
  readonly error: ReadonlySignal<AppError | null>;
  /** `save` comes first: what is made is what is stored. */
  create(save: () => Promise<Result<null>>): Promise<Result<null>>;
}

export interface CreatingOptions {
  readonly bus: BusClient;
  readonly draft: ReadonlySignal<Draft>;
  readonly abort: AbortSignal;
}

const isOnItsWay = ({ state }: OperationView): boolean => state !== 'failed' && state !== 'unconfirmed';

const stageOf = (operations: readonly (OperationView | null)[]): CreateStage => {
  const known = operations.filter((operation) => operation !== null);
  if (known.length === 0) return 'editing';
  if (known.length < operations.length || !known.every(isOnItsWay)) return 'partly';
  return known.every(({ state }) => state === 'done') ? 'done' : 'sent';
};

export const createCreating = ({ bus, draft, abort }: CreatingOptions): Creating => {
  const error = signal<AppError | null>(null);
  const isSending = signal(false);
  /** Which write stands for which space, since it was asked for here. */
  const asked = signal<ReadonlyMap<SpaceId, OperationId>>(new Map());
  /** Writes of this draft as they were last told: the topic forgets them after minutes. */
  const operations = signal<ReadonlyMap<OperationId, OperationView>>(new Map());

  const topic = topicSignal(bus, 'operations', {}, { signal: abort });
  const stop = effect(() => {
    const told = topic.value;
    if (told.kind !== 'ready') return;
    const known = operations.peek();
    const ours = new Set(asked.value.values());
    const { id } = draft.peek();
    const fresh = told.value.filter((operation) => operation.draftId === id || ours.has(operation.id));
    if (fresh.length > 0) operations.value = new Map([...known, ...fresh.map((operation) => [operation.id, operation] as const)]);
  });
  abort.addEventListener('abort', stop, { once: true });

  const operationFor = ({ spaceId }: DraftSet): OperationView | null => {
    const own = asked.value.get(spaceId);
    const known = own === undefined ? undefined : operations.value.get(own);
    if (known !== undefined) return known;
    const made = [...operations.value.values()].filter((operation) => operation.kind === 'create' && operation.spaceId === spaceId);
    return made.sort((a, b) => b.createdAt.localeCompare(a.createdAt))[0] ?? null;
  };
  const sets = computed(() => draftSets(draft.value).map((set): DraftSetView => ({ ...set, operation: operationFor(set) })));

  /** Asked twice it is the same write: a lost answer does not matter. */
  const ask = async (set: DraftSet) => {
    const { id: draftId, connectionId, target, title, summary, referenceUrl } = draft.peek();
    const pageIds = [...set.pageIds];
    if (target !== null) return bus.request('changeSet.addPages', { connectionId, changeSetId: target.changeSetId, pageIds });
    const reference = referenceUrl.trim() === '' ? null : referenceUrl.trim();
    const { spaceId } = set;
    const input: RequestInput<'changeSet.create'> = {
      connectionId,
      spaceId,
      title: title.trim(),
      summary: summary.trim(),
      referenceUrl: reference,
      pageIds,
      draftId,
    };
    const answer = await bus.request('changeSet.create', input);
    return answer.ok || answer.error.kind !== 'unavailable' ? answer : bus.request('changeSet.create', input);
  };

  const handOver = async (): Promise<Result<null>> => {
    for (const set of draftSets(draft.peek())) {
      const answer = await ask(set);
      if (!answer.ok) return answer;
      asked.value = new Map([...asked.peek(), [set.spaceId, answer.value.operationId]]);
    }
    return ok(null);
  };

  return {
    sets,
    stage: computed(() => (isSending.value ? 'sending' : stageOf(sets.value.map(({ operation }) => operation)))),
    error: computed(() => error.value),
    async create(save) {
      isSending.value = true;
      error.value = null;
      const saved = await save();
      const result = saved.ok ? await handOver() : saved;
      error.value = result.ok ? null : result.error;
      isSending.value = false;
      return result;
    },
  };
};
