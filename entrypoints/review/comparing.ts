import { type ReadonlySignal, signal } from '@preact/signals';
import type { PageComparison } from '../../components/review/index.ts';
import type { ComparisonTexts, PageDiff, PageId, Result, VersionText } from '../../lib/domain/index.ts';

/** Two versions of a page. */
export interface Pair {
  readonly pageId: PageId;
  readonly before: number;
  readonly after: number;
}

export interface Compared {
  readonly diff: PageDiff;
  readonly fingerprints: { readonly before: string; readonly after: string };
}

export interface ComparingOptions {
  readonly readTexts: (pair: Pair) => Promise<Result<ComparisonTexts>>;
  /** Never rejects; what it answers after an abort is not used. */
  readonly compare: (texts: ComparisonTexts, signal: AbortSignal) => Promise<Result<Compared>>;
  readonly abort: AbortSignal;
}

export interface Comparing {
  readonly comparisons: ReadonlySignal<ReadonlyMap<PageId, PageComparison>>;
  /** Compares these and forgets all others. `set` names what they are of: with another one nothing of before is shown. */
  want(set: string, pairs: readonly Pair[]): void;
  /** Gives up what is running and begins nothing more, until something is wanted again. What was compared is kept. */
  rest(): void;
  /** These are looked at, the first one first: they come before others, which give way. */
  see(pageIds: readonly PageId[]): void;
  /** Once more, where it failed. */
  again(pageId: PageId): void;
}

interface Job {
  readonly pair: Pair;
  state: 'waiting' | 'running' | 'done';
  stop: AbortController;
}

/** One is compared while the texts of the next are read. */
const atOnce = 2;

const headOf = ({ number, at, by }: VersionText, fingerprint: string) => ({ number, at, by, fingerprint });

/** Compares the pages of a set one after the other, what is in sight first. What failed stays failed until it is asked for again. */
export const createComparing = ({ readTexts, compare, abort }: ComparingOptions): Comparing => {
  const comparisons = signal<ReadonlyMap<PageId, PageComparison>>(new Map());
  const jobs = new Map<PageId, Job>();
  let wantedSet = '';
  let wantedPairs = '';
  let sight: readonly PageId[] = [];
  let isResting = false;

  const tell = (pageId: PageId, comparison: PageComparison): void => {
    comparisons.value = new Map(comparisons.peek()).set(pageId, comparison);
  };
  const all = (state: Job['state']): readonly Job[] => [...jobs.values()].filter((job) => job.state === state);
  const next = (): Job | undefined => {
    const waiting = all('waiting');
    const inSight = sight.map((id) => jobs.get(id)).find((job) => job?.state === 'waiting');
    return inSight ?? waiting[0];
  };

  const run = async (job: Job): Promise<void> => {
    const { pair, stop } = job;
    const texts = await readTexts(pair);
    if (stop.signal.aborted) return;
    const result = texts.ok ? await compare(texts.value, stop.signal) : texts;
    if (stop.signal.aborted) return;
    job.state = 'done';
    if (!result.ok) tell(pair.pageId, { kind: 'failed', error: result.error });
    else if (texts.ok) {
      const { diff, fingerprints } = result.value;
      const { before, after } = texts.value;
      tell(pair.pageId, { kind: 'ready', diff, before: headOf(before, fingerprints.before), after: headOf(after, fingerprints.after) });
    }
    pump();
  };

  const pump = (): void => {
    if (abort.aborted || isResting) return;
    while (all('running').length < atOnce) {
      const job = next();
      if (job === undefined) return;
      job.state = 'running';
      job.stop = new AbortController();
      void run(job);
    }
  };

  const giveUp = (job: Job): void => {
    job.stop.abort();
    job.state = 'waiting';
  };
  const drop = (job: Job): void => {
    job.stop.abort();
    jobs.delete(job.pair.pageId);
  };
  abort.addEventListener('abort', () => [...jobs.values()].forEach(drop), { once: true });

  return {
    comparisons,
    want: (set, pairs) => {
      const written = JSON.stringify(pairs);
      isResting = false;
      if (set === wantedSet && written === wantedPairs) return pump();
      wantedPairs = written;
      const kept = set === wantedSet ? comparisons.peek() : new Map<PageId, PageComparison>();
      const wanted = new Map(pairs.map((pair) => [pair.pageId, pair]));
      for (const job of jobs.values()) {
        const pair = wanted.get(job.pair.pageId);
        if (set !== wantedSet || pair?.before !== job.pair.before || pair.after !== job.pair.after) drop(job);
      }
      const shown = new Map<PageId, PageComparison>();
      for (const pair of pairs) {
        if (!jobs.has(pair.pageId)) jobs.set(pair.pageId, { pair, state: 'waiting', stop: new AbortController() });
        const before = kept.get(pair.pageId);
        // A newer version takes the place of what is being read when it is compared, not before.
        shown.set(pair.pageId, before !== undefined && before.kind === 'ready' ? before : (before ?? { kind: 'waiting' }));
      }
      wantedSet = set;
      comparisons.value = shown;
      pump();
    },
    rest: () => {
      isResting = true;
      all('running').forEach(giveUp);
    },
    see: (pageIds) => {
      sight = pageIds;
      const seen = new Set(pageIds);
      const urgent = all('waiting').filter(({ pair }) => seen.has(pair.pageId)).length;
      // What scrolled away gives way, and is compared later.
      const others = all('running').filter(({ pair }) => !seen.has(pair.pageId));
      others.slice(0, urgent).forEach(giveUp);
      pump();
    },
    again: (pageId) => {
      const job = jobs.get(pageId);
      if (job?.state !== 'done') return;
      job.state = 'waiting';
      tell(pageId, { kind: 'waiting' });
      pump();
    },
  };
};
