/**
 * How the comparison of a set bears fifty pages of 200 kB: the built extension in a real browser, scrolled from top to bottom, beside the
 * same differences in one plain page, and beside an empty page as high, which shows what the machine itself adds.
 */
import { diffWordsWithSpace } from 'diff';
import type { CDPSession, Page } from 'playwright';
import { type Desk, sitDownAt } from '../e2e/desk.ts';
import { type LargePage, type LargeSetOptions, makeLargeSet } from '../e2e/large-set.ts';
import { startSandbox } from '../sandbox/start.ts';
import { recordTasks, type Tasks } from './own-tasks.ts';

const fifty: LargeSetOptions = { pageCount: 50, size: 200_000, share: 0.1 };
/** As fast as somebody turns the wheel who looks for something: fourteen windows a second. */
const pixelsPerSecond = 12_000;
/** The others are scrolled no longer than ours. */
const patienceMs = 180_000;

/** What is recorded in a page from its first moment. */
interface Recorded {
  frames: number[];
  mostElements: number;
  firstMs: number | null;
}

/** Runs in the page. It is sent as text: it sees nothing around it. */
const record = (): void => {
  const recorded: Recorded = { frames: [], mostElements: 0, firstMs: null };
  Object.assign(globalThis, { recorded });
  let last = performance.now();
  const look = (now: number): void => {
    recorded.frames.push(now - last);
    last = now;
    if (recorded.frames.length % 8 === 0)
      recorded.mostElements = Math.max(recorded.mostElements, document.getElementsByTagName('*').length);
    if (recorded.firstMs === null && document.querySelector('[data-anchor] > *') !== null) recorded.firstMs = now;
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
};

/** What was recorded since the last time. */
const take = (page: Page): Promise<Recorded> =>
  page.evaluate(() => {
    const { recorded } = globalThis as unknown as { recorded: Recorded };
    const taken = { ...recorded };
    Object.assign(recorded, { frames: [], mostElements: 0 });
    return taken;
  });

const heapMb = async (session: CDPSession): Promise<number> => {
  await session.send('HeapProfiler.collectGarbage');
  return (await session.send('Runtime.getHeapUsage')).usedSize / 1e6;
};

interface Scrolled {
  readonly name: string;
  readonly loading: Recorded;
  readonly scrolling: Recorded;
  /** Tasks of the page's own thread. */
  readonly loadingTasks: readonly number[];
  readonly scrollingTasks: readonly number[];
  readonly heapMb: number;
}

/** Scrolls a page that has come to rest from its top to its end. */
const scrollThrough = async (name: string, page: Page, whileLoading: Tasks): Promise<Scrolled> => {
  const session: CDPSession = await page.context().newCDPSession(page);
  // A page that is not in front draws nothing.
  await page.bringToFront();
  const loadingTasks = await whileLoading.end();
  const loading = await take(page);
  const height = await page.evaluate(() => document.documentElement.scrollHeight - innerHeight);
  const whileScrolling = await recordTasks(page.context());
  await session.send('Input.synthesizeScrollGesture', {
    x: 600,
    y: 400,
    yDistance: -height,
    speed: pixelsPerSecond,
    preventFling: true,
    gestureSourceType: 'mouse',
  });
  const scrolling = await take(page);
  const scrollingTasks = await whileScrolling.end();
  return { name, loading, scrolling, loadingTasks, scrollingTasks, heapMb: await heapMb(session) };
};

const sorted = (values: readonly number[]): readonly number[] => values.toSorted((a, b) => a - b);
const at = (values: readonly number[], share: number): number => sorted(values)[Math.floor(share * (values.length - 1))] ?? 0;

const column = (text: string): string => text.padStart(12);
const ms = (time: number): string => `${time.toFixed(1)} ms`;

const long = 50;
const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
const ownMsPerFrame = ({ scrolling, scrollingTasks }: Scrolled): number => total(scrollingTasks) / scrolling.frames.length;

const lineOf = (scrolled: Scrolled): string => {
  const { name, loading, scrolling, loadingTasks, scrollingTasks, heapMb: heap } = scrolled;
  const cells = [
    ms(at(scrolling.frames, 0.5)),
    ms(at(scrolling.frames, 0.98)),
    ms(at(scrolling.frames, 1)),
    ms(ownMsPerFrame(scrolled)),
    ms(at(scrollingTasks, 1)),
    ms(at(loadingTasks, 1)),
    `${[...scrollingTasks, ...loadingTasks].filter((task) => task > long).length}`,
    `${Math.max(loading.mostElements, scrolling.mostElements)}`,
    `${heap.toFixed(0)} MB`,
  ];
  return [name.padEnd(12), ...cells.map(column)].join(' ');
};

const heads = ['median', '98 %', 'worst', 'own/frame', 'longest', 'loading', `over ${long} ms`, 'elements', 'heap'];

/** Opens the comparison as a person does, and again from its address, with everything recorded from the first moment. */
const openReview = async (ana: Desk, first: LargePage): Promise<{ readonly page: Page; readonly tasks: Tasks }> => {
  const tab = await ana.visit(first);
  const panel = await tab.launcher.openPanel();
  await panel.root.getByRole('button', { name: 'More for this change set' }).first().click();
  const [opened] = await Promise.all([
    ana.context.waitForEvent('page', { predicate: (page) => page.url().includes('review.html') }),
    panel.root.getByRole('menuitem', { name: 'Show all changes' }).click(),
  ]);
  const address = opened.url();
  await opened.close();
  await tab.page.close();
  const page = await ana.context.newPage();
  await page.addInitScript(record);
  const tasks = await recordTasks(ana.context);
  await page.goto(address);
  return { page, tasks };
};

interface Reviewed {
  readonly scrolled: Scrolled;
  readonly firstMs: number;
  readonly allMs: number;
}

const benchOurs = async (ana: Desk, pages: readonly LargePage[]): Promise<Reviewed> => {
  const [first] = pages;
  if (first === undefined) throw new Error('A set needs pages');
  const { page, tasks } = await openReview(ana, first);
  await page.waitForFunction(
    (count) =>
      document.querySelectorAll('[data-page-id]').length === count &&
      document.querySelector('p[role=status]') === null &&
      document.querySelector('[data-anchor]') !== null,
    pages.length,
    { timeout: patienceMs, polling: 250 },
  );
  const allMs = await page.evaluate(() => performance.now());
  const scrolled = await scrollThrough('Sheaf', page, tasks);
  return { scrolled, firstMs: scrolled.loading.firstMs ?? allMs, allMs };
};

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** The differences of all pages as another program tells them, one below the other in one page. */
const plainPage = (pages: readonly LargePage[]): { readonly html: string; readonly ms: number } => {
  const start = performance.now();
  const parts = pages.map(({ before, after }) => diffWordsWithSpace(before, after));
  const took = performance.now() - start;
  const marked = parts.map((one) =>
    one.map(({ value, added, removed }) => {
      const text = escaped(value);
      return added ? `<ins>${text}</ins>` : removed ? `<del>${text}</del>` : text;
    }),
  );
  return { html: marked.map((one) => `<p>${one.join('')}</p>`).join(''), ms: took };
};

const blankPage = (height: number): string => `<div style="height: ${height}px; background: linear-gradient(#fff, #ddd)"></div>`;

/** The same in a page that holds nothing but this. */
const benchPlain = async (ana: Desk, name: string, html: string): Promise<Scrolled> => {
  const page = await ana.context.newPage();
  await page.addInitScript(record);
  await page.route('https://plain.example/', (route) =>
    route.fulfill({ contentType: 'text/html; charset=utf-8', body: `<!doctype html><title>Differences</title>${html}` }),
  );
  const tasks = await recordTasks(ana.context);
  await page.goto('https://plain.example/');
  const scrolled = await scrollThrough(name, page, tasks);
  await page.close();
  return scrolled;
};

/** Prints how smooth fifty long pages are, ours and others'. Needs the build. */
export const benchReview = async (large = fifty): Promise<void> => {
  console.log(
    `\nA set of ${large.pageCount} pages of ${large.size / 1_000} kB, ${large.share * 100} % of each changed, scrolled to its end`,
  );
  console.log(
    `at ${pixelsPerSecond} pixels a second. Time between frames; of the processor, what the page's own thread takes for a frame, and`,
  );
  console.log('its longest task while scrolling and, before, while loading and comparing. "empty" is what the machine itself adds.');
  const sandbox = await startSandbox();
  const { pages } = await makeLargeSet(sandbox, large);
  const ana = await sitDownAt(sandbox, 'ana');
  await ana.connect();
  const ours = await benchOurs(ana, pages);
  const empty = await benchPlain(ana, 'empty', blankPage(400_000));
  const plain = plainPage(pages);
  const rival = await benchPlain(ana, 'diff, plain', plain.html);
  await ana.leave();
  await sandbox.close();
  console.log([''.padEnd(12), ...heads.map(column)].join(' '));
  for (const scrolled of [ours.scrolled, rival, empty]) console.log(lineOf(scrolled));
  console.log(
    `First page readable after ${(ours.firstMs / 1_000).toFixed(1)} s, all compared after ${(ours.allMs / 1_000).toFixed(1)} s, reading them from the site included.`,
  );
  console.log(`"diff" needs ${(plain.ms / 1_000).toFixed(1)} s of the page's own thread before it shows anything.`);
};
