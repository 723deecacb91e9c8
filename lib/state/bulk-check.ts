import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { AppError, ChangeSetId, ConnectionId, PreflightView, Result } from '../domain/index.ts';

export interface SetToCheck {
  readonly connectionId: ConnectionId;
  readonly changeSetId: ChangeSetId;
  readonly title: string;
}

/** `waiting`: not asked about yet, or stopped before it was. */
export interface CheckedSet extends SetToCheck {
  readonly state: 'waiting' | 'checking' | 'done' | 'failed';
  readonly result: PreflightView | null;
  readonly error: AppError | null;
}

export interface BulkCheckView {
  readonly sets: readonly CheckedSet[];
  /** False when all were asked about, and after a stop: then the waiting ones can be gone on with. */
  readonly isRunning: boolean;
}

/** Checks many sets before submitting, two at a time. Reads only, so nothing of it needs to outlive the page. */
export interface BulkCheck {
  /** `null`: there is none. */
  readonly view: ReadonlySignal<BulkCheckView | null>;
  /** Takes the place of what was checked before. */
  start(sets: readonly SetToCheck[]): void;
  /** Asks about no further set; those being asked about are still answered. */
  stop(): void;
  /** The waiting ones, and those that failed. */
  goOn(): void;
  dismiss(): void;
}

const atOnce = 2;
/** What would fail for every other set too: going on only makes it worse. */
const concernsAll: ReadonlySet<AppError['kind']> = new Set(['offline', 'rateLimited', 'signedOut', 'wrongAccount']);

export const createBulkCheck = (ask: (set: SetToCheck) => Promise<Result<PreflightView>>): BulkCheck => {
  const sets = signal<readonly CheckedSet[] | null>(null);
  const isWanted = signal(false);
  /** Answers to an older round are dropped. */
  let round = 0;

  const change = (at: number, facts: Partial<CheckedSet>): void => {
    sets.value = (sets.value ?? []).map((set, index) => (index === at ? { ...set, ...facts } : set));
  };

  const checkNext = async (mine: number): Promise<void> => {
    for (;;) {
      const at = isWanted.peek() ? (sets.peek() ?? []).findIndex(({ state }) => state === 'waiting') : -1;
      const next = sets.peek()?.[at];
      if (next === undefined) return;
      change(at, { state: 'checking' });
      const answer = await ask(next);
      if (mine !== round) return;
      change(at, answer.ok ? { state: 'done', result: answer.value } : { state: 'failed', error: answer.error });
      if (!answer.ok && concernsAll.has(answer.error.kind)) isWanted.value = false;
    }
  };

  const run = (): void => {
    round += 1;
    isWanted.value = true;
    for (let lane = 0; lane < atOnce; lane += 1) void checkNext(round);
  };

  return {
    view: computed(() =>
      sets.value === null
        ? null
        : { sets: sets.value, isRunning: isWanted.value && sets.value.some(({ state }) => state === 'waiting' || state === 'checking') },
    ),
    start: (wanted) => {
      sets.value = wanted.map((set) => ({ ...set, state: 'waiting', result: null, error: null }));
      run();
    },
    stop: () => {
      isWanted.value = false;
    },
    goOn: () => {
      sets.value = sets.value?.map((set) => (set.state === 'done' ? set : { ...set, state: 'waiting' as const, error: null })) ?? null;
      run();
    },
    dismiss: () => {
      round += 1;
      isWanted.value = false;
      sets.value = null;
    },
  };
};
