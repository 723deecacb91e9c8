import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { BusClient, RequestInput } from '../bus/index.ts';
import { type AppError, type Draft, fail, ok, type Result } from '../domain/index.ts';
import type { DraftElsewhere } from './draft-model.ts';

/** A pause in typing. */
const pauseMs = 400;
const againMs = 5_000;

/** A time that is later than the last one, with digits of chance behind it: two views that save in the same millisecond differ. */
const versionAfter = (last: string | null): string => {
  const at = new Date(Math.max(Date.now(), last === null ? 0 : Date.parse(last) + 1)).toISOString();
  return at.replace('Z', `${String(Math.random()).slice(2, 8).padEnd(6, '0')}Z`);
};

/** Keeps a draft stored while it is edited, and notices when another view stored it too. */
export interface Keeping {
  readonly isSaved: ReadonlySignal<boolean>;
  readonly error: ReadonlySignal<AppError | null>;
  readonly elsewhere: ReadonlySignal<DraftElsewhere | null>;
  /** The draft was changed here. */
  touch(): void;
  /** Stores it now. */
  save(): Promise<Result<null>>;
  /** The background told of what is stored: `null`: it is not there. */
  heard(updatedAt: string | null): void;
  keepMine(): void;
  takeTheirs(): void;
  /** Nothing is stored from now on; `resume` begins anew. */
  end(): void;
  resume(): void;
}

export interface KeepingOptions {
  readonly bus: Pick<BusClient, 'request'>;
  readonly draft: Signal<Draft>;
  readonly storedAt: string | null;
  /** Another view's draft takes the place of ours. */
  readonly adopt: (theirs: Draft) => void;
}

export const createKeeping = ({ bus, draft, storedAt, adopt }: KeepingOptions): Keeping => {
  const isDirty = signal(false);
  const inFlight = signal(0);
  const error = signal<AppError | null>(null);
  const elsewhere = signal<DraftElsewhere | null>(null);
  /** What we handed over last, before it was confirmed: a save that follows at once builds on it. */
  let base = storedAt;
  let confirmed = storedAt;
  /** Every version that came from here. */
  const ours = new Set<string>();
  let theirs: Draft | null = null;
  let hasEnded = false;
  let timer: ReturnType<typeof setTimeout> | null = null;

  const stored = async (): Promise<Result<Draft | null>> => bus.request('draft.read', { draftId: draft.peek().id });
  const isOurs = (updatedAt: string): boolean => updatedAt === storedAt || ours.has(updatedAt);

  const schedule = (ms: number): void => {
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(() => {
      timer = null;
      // An answer on its way comes first: the next save is scheduled with it.
      if (inFlight.peek() === 0) void save();
    }, ms);
  };

  const adopted = (found: Draft): void => {
    base = found.updatedAt;
    confirmed = found.updatedAt;
    theirs = null;
    isDirty.value = false;
    elsewhere.value = null;
    adopt(found);
  };

  /** Refused: whose version is there? */
  const settle = async (): Promise<Result<null>> => {
    const found = await stored();
    if (!found.ok) return found;
    if (found.value === null && confirmed !== null) {
      elsewhere.value = 'gone';
      return fail({ kind: 'notFound' });
    }
    if (found.value === null || isOurs(found.value.updatedAt)) {
      // An earlier save of ours was lost, or its answer was: build on what is there.
      base = found.value?.updatedAt ?? null;
      return send();
    }
    theirs = found.value;
    elsewhere.value = 'changed';
    return fail({ kind: 'conflict' });
  };

  const send = async (): Promise<Result<null>> => {
    const from = base;
    const updatedAt = versionAfter(from);
    draft.value = { ...draft.peek(), updatedAt };
    base = updatedAt;
    ours.add(updatedAt);
    // The contract's type is that of JSON just read, which may be written to; nobody does.
    const copy = structuredClone(draft.peek()) as unknown as RequestInput<'draft.save'>['draft'];
    const answer = await bus.request('draft.save', { draft: copy, base: from });
    if (answer.ok && (confirmed === null || updatedAt > confirmed)) confirmed = updatedAt;
    return answer;
  };

  const save = async (): Promise<Result<null>> => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    if (hasEnded) return ok(null);
    if (elsewhere.peek() !== null) return fail({ kind: elsewhere.peek() === 'gone' ? 'notFound' : 'conflict' });
    if (!isDirty.peek()) return ok(null);
    isDirty.value = false;
    inFlight.value += 1;
    const first = await send();
    const isRefused = !first.ok && (first.error.kind === 'conflict' || first.error.kind === 'notFound');
    const result = isRefused && !hasEnded ? await settle() : first;
    inFlight.value -= 1;
    error.value = result.ok || elsewhere.peek() !== null ? null : result.error;
    if (!result.ok && !hasEnded) {
      isDirty.value = true;
      if (elsewhere.peek() === null) schedule(againMs);
    } else if (isDirty.peek()) schedule(pauseMs);
    return result;
  };

  return {
    isSaved: computed(() => !isDirty.value && inFlight.value === 0),
    error: computed(() => error.value),
    elsewhere: computed(() => elsewhere.value),
    touch() {
      if (hasEnded) return;
      isDirty.value = true;
      if (elsewhere.peek() === null && timer === null) schedule(pauseMs);
    },
    save,
    heard(updatedAt) {
      if (hasEnded || confirmed === null || elsewhere.peek() === 'gone') return;
      if (updatedAt !== null && (isOurs(updatedAt) || updatedAt === confirmed || updatedAt === theirs?.updatedAt)) return;
      void (async () => {
        // What was heard may be older than what was stored since.
        const found = await stored();
        if (!found.ok || hasEnded) return;
        if (found.value === null) elsewhere.value = 'gone';
        else if (isOurs(found.value.updatedAt) || found.value.updatedAt === confirmed) return;
        else if (isDirty.peek() || inFlight.peek() > 0) {
          theirs = found.value;
          elsewhere.value = 'changed';
        } else adopted(found.value);
      })();
    },
    keepMine() {
      const wasGone = elsewhere.peek() === 'gone';
      if (!wasGone && theirs === null) return;
      base = wasGone ? null : (theirs?.updatedAt ?? null);
      confirmed = base;
      theirs = null;
      elsewhere.value = null;
      isDirty.value = true;
      void save();
    },
    takeTheirs() {
      if (theirs !== null) adopted(theirs);
    },
    end() {
      hasEnded = true;
      if (timer !== null) clearTimeout(timer);
      timer = null;
    },
    resume() {
      hasEnded = false;
      base = null;
      confirmed = null;
      elsewhere.value = null;
      isDirty.value = true;
    },
  };
};
