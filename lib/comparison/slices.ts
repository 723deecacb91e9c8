/** Long work as generators: whoever runs one decides when it pauses, and may give it up. */

/** Runs to the end at once. */
export const finish = <T>(work: Generator<undefined, T>): T => {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
};

export interface SliceOptions {
  /** Lets others run: resolves when this work may go on. */
  readonly pause: () => Promise<void>;
  readonly signal?: AbortSignal | undefined;
  readonly now?: () => number;
  /** Milliseconds at a stretch. */
  readonly sliceMs?: number;
}

/** Runs to the end in slices. Rejects with the signal's reason when it is given up. */
export const inSlices = async <T>(
  work: Generator<undefined, T>,
  { pause, signal, now = () => performance.now(), sliceMs = 12 }: SliceOptions,
): Promise<T> => {
  let endsAt = now() + sliceMs;
  for (;;) {
    signal?.throwIfAborted();
    const step = work.next();
    if (step.done === true) return step.value;
    if (now() < endsAt) continue;
    await pause();
    endsAt = now() + sliceMs;
  }
};
