/** How long a page keeps its own thread busy at a stretch, in time of the processor: what other programs do beside does not count. */
import type { BrowserContext } from 'playwright';

/** An event of Chromium's tracing, as far as it is read. Times in microseconds; `tdur` of the processor. */
interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

export interface Tasks {
  /** Ends the recording: milliseconds of each task of the busiest page's main thread. */
  end(): Promise<readonly number[]>;
}

const threadOf = ({ pid, tid }: TraceEvent): string => `${pid} ${tid}`;

/** Records the tasks of all pages from now on. */
export const recordTasks = async (context: BrowserContext): Promise<Tasks> => {
  const browser = context.browser();
  if (browser === null) throw new Error('This Chromium has no browser session');
  const session = await browser.newBrowserCDPSession();
  const tasks = new Map<string, number[]>();
  const mainThreads = new Set<string>();
  session.on('Tracing.dataCollected', ({ value }) => {
    for (const event of value as unknown as readonly TraceEvent[]) {
      const thread = threadOf(event);
      if (event.name === 'thread_name' && event.args?.name === 'CrRendererMain') mainThreads.add(thread);
      if (!event.name.endsWith('RunTask') || event.tdur === undefined) continue;
      const known = tasks.get(thread) ?? [];
      tasks.set(thread, known);
      known.push(event.tdur / 1_000);
    }
  });
  await session.send('Tracing.start', {
    traceConfig: { includedCategories: ['disabled-by-default-devtools.timeline'], excludedCategories: ['*'] },
  });
  return {
    end: async () => {
      const isComplete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
      await session.send('Tracing.end');
      await isComplete;
      await session.detach();
      const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
      const ofPages = [...tasks].filter(([thread]) => mainThreads.has(thread)).map(([, durations]) => durations);
      return ofPages.sort((a, b) => total(b) - total(a))[0] ?? [];
    },
  };
};
