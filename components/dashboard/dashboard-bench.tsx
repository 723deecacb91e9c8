/** What the tests of the dashboard share: the view with the little that an entrypoint adds, and the ways to its parts. */
import { useMemo, useState } from 'preact/hooks';
import { act } from 'preact/test-utils';
import { expect, vi } from 'vitest';
import { page } from 'vitest/browser';
import {
  type BoardPlace,
  boardWindow,
  bulkId,
  connectionId,
  ok,
  type QueueItem,
  spaceId,
  windowAround,
  windowLimit,
} from '../../lib/domain/index.ts';
import { type BoardFixture, boardFixtures, boardOf, demoActions, watchAmong } from '../demo/index.ts';
import { draw } from '../testing/index.ts';
import '../ui/base.css';
import '../ui/tokens.css';
import { type BoardActs, Dashboard } from './index.ts';

export type Told = ReturnType<typeof vi.fn<(name: string, input?: unknown) => void>>;

export const fixtureOf = (name: string): BoardFixture => {
  const found = boardFixtures[name];
  if (found === undefined) throw new Error(`no fixture ${name}`);
  return found;
};

interface BenchProps {
  readonly fixture: BoardFixture;
  readonly told: Told;
  /** A list that answers like the background does; left out, the fixture's own. */
  readonly items?: readonly QueueItem[];
}

/** The dashboard with the little that an entrypoint adds: where one is, and which part of the list is asked for. */
export const Bench = ({ fixture, told, items }: BenchProps) => {
  const [place, setPlace] = useState<BoardPlace>(fixture.place);
  const [window, setWindow] = useState({ offset: 0, limit: windowLimit });
  const answer = (name: string) => (input?: unknown) => {
    told(name, input);
    return Promise.resolve(ok(null));
  };
  const rows = useMemo(() => (items ?? []).map((item) => ({ item, text: item.title.toLowerCase() })), [items]);
  const acts: BoardActs = {
    go: (next, how) => {
      told(how, next);
      setPlace(next);
    },
    see: (sight) => setWindow((now) => windowAround(sight, now)),
    refresh: answer('refresh'),
    readRows: (query, { from, to }) => {
      told('readRows', { from, to });
      return Promise.resolve(ok(boardWindow(rows, query, from, to - from).rows));
    },
    readSet: ({ changeSetId }) => Promise.resolve(ok(fixture.sets.find((set) => set.id === changeSetId) ?? null)),
    startBulk: (action, targets) => {
      told('startBulk', { action, targets });
      return Promise.resolve(ok({ bulkId: bulkId('b') }));
    },
    stopBulk: answer('stopBulk'),
    dismissBulk: answer('dismissBulk'),
    check: (sets) =>
      told(
        'check',
        sets.map(({ title }) => title),
      ),
    stopCheck: () => told('stopCheck'),
    goOnChecking: () => told('goOnChecking'),
    dismissCheck: () => told('dismissCheck'),
    changePreferences: answer('changePreferences'),
    saveFile: (name, text) => told('saveFile', { name, text }),
    places: () => [{ connectionId: connectionId('c1'), siteOrigin: 'https://acme.atlassian.net', spaceId: spaceId('55'), key: 'ENG' }],
    newId: () => 'new',
    addPages: ({ title }) => told('addPages', title),
  };
  const board = items === undefined || place.kind === 'draft' ? fixture.board : boardOf(items, place.query, window);
  return (
    <Dashboard
      {...fixture}
      place={place}
      board={board}
      actions={demoActions(told)}
      acts={acts}
      watchChangeSet={watchAmong(fixture.sets)}
      draft={<p>The draft</p>}
    />
  );
};

export const show = async (name: string, more: { colorMode?: 'light' | 'dark'; items?: readonly QueueItem[] } = {}): Promise<Told> => {
  const told: Told = vi.fn<(name: string, input?: unknown) => void>();
  await draw(
    <Bench fixture={fixtureOf(name)} told={told} {...(more.items === undefined ? {} : { items: more.items })} />,
    more.colorMode ?? 'light',
  );
  return told;
};

/** Matchers of whose type nothing is known, so that the linter need not trust them. */
export const like = (part: object): unknown => expect.objectContaining(part);
export const textWith = (part: string): unknown => expect.stringContaining(part);
export const anyText: unknown = expect.any(String);
export const anything: unknown = expect.anything();

export const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true });
export const menuItem = (name: string | RegExp) => page.getByRole('menuitem', { name });
export const row = (text: string | RegExp) => page.getByRole('row').filter({ hasText: text }).first();
export const box = (title: string) => page.getByRole('checkbox', { name: `Select “${title}”` });
export const rowsDrawn = () => document.querySelectorAll('[data-row-index]').length;
export const scroller = (): HTMLElement => {
  const found = document.querySelector<HTMLElement>('[role="table"]')?.parentElement;
  if (found === null || found === undefined) throw new Error('there is no list');
  return found;
};
export const scrollTo = async (top: number): Promise<void> => {
  await act(() => scroller().scrollTo(0, top));
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  await act(() => undefined);
};
