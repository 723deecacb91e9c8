/** What the tests of the review share: the view with the little that an entrypoint adds, and the ways to its parts. */
import { useState } from 'preact/hooks';
import { vi } from 'vitest';
import { page } from 'vitest/browser';
import { type AppError, type ComparisonPage, fail, ok, type ReviewPlace } from '../../lib/domain/index.ts';
import { draw } from '../testing/index.ts';
import '../ui/base.css';
import '../ui/tokens.css';
import { type ReviewFixture, reviewFixtures } from './demo/index.ts';
import { type Mark, Review, type ReviewActs } from './index.ts';

export type Told = ReturnType<typeof vi.fn<(name: string, input?: unknown) => void>>;

export const fixtureOf = (name: string): ReviewFixture => {
  const found = reviewFixtures[name];
  if (found === undefined) throw new Error(`no fixture ${name}`);
  return found;
};

interface BenchProps {
  readonly fixture: ReviewFixture;
  readonly told: Told;
  /** What marking fails with. */
  readonly refusal?: AppError | undefined;
}

/** The review with what an entrypoint adds: where one is, and marks that hold. */
const Bench = ({ fixture, told, refusal }: BenchProps) => {
  const [place, setPlace] = useState<ReviewPlace>(fixture.place);
  const [marked, setMarked] = useState<ReadonlyMap<string, Mark['viewed']>>(new Map());
  const answer = (name: string) => (input?: unknown) => {
    told(name, input);
    return Promise.resolve(ok(null));
  };
  const acts: ReviewActs = {
    go: (next, how) => {
      told(how, next);
      setPlace(next);
    },
    see: (ids) => told('see', ids),
    again: (id) => told('again', id),
    refresh: answer('refresh'),
    mark: (marks: readonly Mark[]) => {
      told('mark', marks);
      if (refusal !== undefined) return Promise.resolve(fail(refusal));
      setMarked((now) => new Map([...now, ...marks.map(({ pageId, viewed }) => [pageId, viewed] as const)]));
      return Promise.resolve(ok(null));
    },
    changePreferences: answer('changePreferences'),
    copy: ({ text }) => {
      told('copy', text);
      return Promise.resolve(true);
    },
    saveFile: (name, html) => told('saveFile', { name, html }),
    openSettings: answer('openSettings'),
    openSite: (origin) => told('openSite', origin),
  };
  const { view } = fixture;
  /** A mark holds for the version that it was set on. */
  const withMark = (one: ComparisonPage): ComparisonPage => {
    const mark = marked.get(one.pageId);
    return mark === undefined ? one : { ...one, isViewed: mark?.version === (one.after ?? one.freshness?.currentVersion) };
  };
  const shown =
    view.kind === 'ready' && view.value !== null ? { ...view, value: { ...view.value, pages: view.value.pages.map(withMark) } } : view;
  return <Review {...fixture} place={place} view={shown} acts={acts} />;
};

interface ShowOptions {
  readonly colorMode?: 'light' | 'dark';
  readonly refusal?: AppError;
}

export const show = async (from: string | ReviewFixture, { colorMode = 'light', refusal }: ShowOptions = {}): Promise<Told> => {
  const told: Told = vi.fn<(name: string, input?: unknown) => void>();
  await draw(<Bench fixture={typeof from === 'string' ? fixtureOf(from) : from} told={told} refusal={refusal} />, colorMode);
  return told;
};

/** Everything near to sight is drawn once the browser has looked at what is in sight. */
export const settled = (): Promise<unknown> =>
  new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve, 50))));

export const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true });
export const section = (title: string) => page.getByRole('region', { name: title, exact: true });
export const viewedBox = (title: string) => page.getByRole('checkbox', { name: `Viewed : ${title}`, exact: true });
