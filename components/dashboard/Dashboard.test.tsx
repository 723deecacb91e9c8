import { useMemo, useState } from 'preact/hooks';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { type BoardPlace, boardWindow, bulkId, ok, type QueueItem, windowAround, windowLimit } from '../../lib/domain/index.ts';
import { type BoardFixture, boardFixtures, boardItems, boardOf, demoActions, manyItems, watchAmong } from '../demo/index.ts';
import { clear, draw, violations } from '../testing/index.ts';
import '../ui/base.css';
import '../ui/tokens.css';
import { type BoardActs, Dashboard } from './index.ts';

beforeEach(() => page.viewport(1280, 800));
afterEach(clear);

type Told = ReturnType<typeof vi.fn<(name: string, input?: unknown) => void>>;

const fixtureOf = (name: string): BoardFixture => {
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
const Bench = ({ fixture, told, items }: BenchProps) => {
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
    newId: () => 'new',
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

const show = async (name: string, more: { colorMode?: 'light' | 'dark'; items?: readonly QueueItem[] } = {}): Promise<Told> => {
  const told: Told = vi.fn<(name: string, input?: unknown) => void>();
  await draw(
    <Bench fixture={fixtureOf(name)} told={told} {...(more.items === undefined ? {} : { items: more.items })} />,
    more.colorMode ?? 'light',
  );
  return told;
};

/** Matchers of whose type nothing is known, so that the linter need not trust them. */
const like = (part: object): unknown => expect.objectContaining(part);
const textWith = (part: string): unknown => expect.stringContaining(part);
const anyText: unknown = expect.any(String);
const anything: unknown = expect.anything();

const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true });
const menuItem = (name: string | RegExp) => page.getByRole('menuitem', { name });
const row = (text: string | RegExp) => page.getByRole('row').filter({ hasText: text }).first();
const box = (title: string) => page.getByRole('checkbox', { name: `Select “${title}”` });
const rowsDrawn = () => document.querySelectorAll('[data-row-index]').length;
const scroller = (): HTMLElement => {
  const found = document.querySelector<HTMLElement>('[role="table"]')?.parentElement;
  if (found === null || found === undefined) throw new Error('there is no list');
  return found;
};
const scrollTo = async (top: number): Promise<void> => {
  await act(() => scroller().scrollTo(0, top));
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  await act(() => undefined);
};

describe('every state', () => {
  for (const colorMode of ['light', 'dark'] as const)
    for (const name of Object.keys(boardFixtures))
      it(`has nothing that axe objects to: ${name}, ${colorMode}`, async () => {
        await show(name, { colorMode });
        expect(await violations()).toEqual([]);
      });

  it.each([360, 900, 1280])('fits %i pixels', async (width) => {
    await page.viewport(width, 800);
    for (const name of Object.keys(boardFixtures)) {
      await show(name);
      expect({ name, width: document.documentElement.scrollWidth }).toEqual({ name, width });
      expect({ name, height: document.documentElement.scrollHeight }).toEqual({ name, height: 800 });
      await clear();
    }
  });
});

describe('a line of the list', () => {
  it('tells title, why, state, pages, source, author, age and space, never an id', async () => {
    await show('board');
    const line = row(/^Rotate signing keys/);
    await expect.element(line).toMatchTextContent(/The gateway now rotates its signing keys/);
    await expect.element(line).toMatchTextContent(/Edited since approval/);
    await expect.element(line).toMatchTextContent(/docs-pipeline/);
    await expect.element(line).toMatchTextContent(/38 min ago/);
    await expect.element(line).toMatchTextContent(/Engineering/);
    await expect
      .element(
        line.getByRole('img', {
          name: '7 pages: 2 approved, 1 in approval, 1 not submitted, 1 other, 1 edited since approval, 1 changes requested',
        }),
      )
      .toBeVisible();
    await expect
      .element(line.getByRole('link', { name: 'acme/gateway #184' }))
      .toHaveAttribute('href', 'https://github.com/acme/gateway/pull/184');
    await expect.element(line).not.toMatchTextContent(/557058/);
  });

  it('marks the sets of one bundle, and what is put aside', async () => {
    await show('board');
    expect(page.getByText('Bundle of 3').elements()).toHaveLength(3);
    await expect.element(row(/Atlas launch/)).toMatchTextContent(/Until /);
    await expect.element(row(/New office/)).toMatchTextContent(/Muted/);
  });

  it('names the site only where there are several', async () => {
    await show('board');
    await expect.element(row(/^Rotate/)).not.toMatchTextContent(/acme$/);
    await clear();
    await show('sites');
    await expect.element(row(/Partner documentation/)).toMatchTextContent(/globex/);
  });
});

describe('the list', () => {
  it('is sorted by a press on a column, the other way round by the next', async () => {
    const told = await show('board');
    await expect.element(page.getByRole('columnheader', { name: 'Updated' })).toHaveAttribute('aria-sort', 'descending');
    await button('State').last().click();
    expect(told).toHaveBeenCalledWith('push', like({ query: like({ sort: 'state', isDescending: false }) }));
    await page.getByRole('columnheader', { name: 'State' }).getByRole('button').click();
    expect(told).toHaveBeenLastCalledWith('push', like({ query: like({ isDescending: true }) }));
  });

  it('is searched while one types: the first letter is a step, the others take its place', async () => {
    const told = await show('board', { items: boardItems });
    await page.getByRole('searchbox').fill('l');
    await page.getByRole('searchbox').fill('lisbon');
    const steps = told.mock.calls.filter(([name]) => name === 'push' || name === 'replace').map(([name]) => name);
    expect(steps).toEqual(['push', 'replace']);
    await expect.element(row(/New office in Lisbon/)).toBeVisible();
    expect(rowsDrawn()).toBe(1);
    await userEvent.keyboard('{Escape}');
    expect(rowsDrawn()).toBe(boardItems.length);
  });

  it('is narrowed by what there is to choose, with counts', async () => {
    const told = await show('board');
    await button('Created by').first().click();
    const choices = page.getByRole('dialog', { name: 'Created by' });
    await expect.element(choices.getByRole('checkbox', { name: /docs-pipeline 4/ })).toBeVisible();
    expect(await violations()).toEqual([]);
    await choices.getByRole('checkbox', { name: /Ben Ito/ }).click();
    expect(told).toHaveBeenLastCalledWith('push', like({ query: like({ creators: ['557058:ben'] }) }));
    await userEvent.keyboard('{Escape}');
    await button('Clear filters').click();
    expect(told).toHaveBeenLastCalledWith('push', like({ query: like({ creators: [] }) }));
  });

  it('keeps a filter in sight whose value is gone from the list', async () => {
    await show('filtered');
    await button(/Source gone\.example\.com/).click();
    await expect.element(page.getByRole('checkbox', { name: /gone\.example\.com 0/ })).toBeChecked();
  });

  it('shows open sets, archived ones, or all', async () => {
    const told = await show('board');
    await expect.element(button('Open')).toHaveAttribute('aria-pressed', 'true');
    await button('Archived').click();
    expect(told).toHaveBeenLastCalledWith('push', like({ query: like({ archived: 'archived' }) }));
  });
});

describe('ten thousand sets', () => {
  const items = manyItems(10_000);

  it('draw only what is in sight, wherever one scrolls', async () => {
    await show('many', { items });
    await expect.element(page.getByText('10,000 sets')).toBeVisible();
    expect(rowsDrawn()).toBeLessThanOrEqual(60);
    await scrollTo(5000 * 56);
    await expect.element(row(/ 5003/)).toBeVisible();
    expect(rowsDrawn()).toBeLessThanOrEqual(60);
    await scrollTo(10_000 * 56);
    await expect.element(row(/ 10000/)).toBeVisible();
    await expect.element(row(/ 10000/)).toHaveAttribute('aria-rowindex', '10001');
  });

  it('keep the length of the list and the height of each row while rows are on their way', async () => {
    const told: Told = vi.fn<(name: string, input?: unknown) => void>();
    await draw(<Bench fixture={fixtureOf('many')} told={told} />);
    const height = scroller().scrollHeight;
    await scrollTo(5000 * 56);
    expect(scroller().scrollHeight).toBe(height);
    const waiting = page.getByRole('row').filter({ has: page.getByRole('cell', { name: 'Loading' }) });
    await expect.element(waiting.first()).toBeVisible();
    expect(waiting.first().element().getBoundingClientRect().height).toBe(56);
  });
});

describe('the keyboard', () => {
  it('moves, opens, selects, goes to the page, searches, begins, refreshes and helps', async () => {
    const told = await show('board', { items: boardItems });
    await userEvent.keyboard('j');
    await expect.element(button('Rotate signing keys every 30 days').first()).toHaveFocus();
    await userEvent.keyboard('{ArrowDown}jk');
    await userEvent.keyboard('jjo');
    expect(told).toHaveBeenCalledWith('openPage', like({ changeSetId: boardItems[3]?.changeSetId }));
    await userEvent.keyboard('x');
    await expect.element(page.getByText('1 selected')).toBeVisible();
    await userEvent.keyboard('{Enter}');
    await expect.element(page.getByRole('region', { name: /Details of “Partner documentation/ })).toBeVisible();
    await userEvent.keyboard('{Escape}');
    await expect.element(page.getByRole('region', { name: /Details of/ })).not.toBeInTheDocument();
    await expect.element(button('Partner documentation, second round')).toHaveFocus();
    await userEvent.keyboard('{Escape}');
    await expect.element(page.getByText('1 selected')).not.toBeInTheDocument();
    await userEvent.keyboard('r');
    expect(told).toHaveBeenCalledWith('refresh', undefined);
    await userEvent.keyboard('v');
    expect(told).toHaveBeenCalledWith('nextReview', { after: null });
    await userEvent.keyboard('?');
    await expect.element(page.getByRole('dialog', { name: 'Keyboard' })).toBeVisible();
    expect(await violations()).toEqual([]);
    await userEvent.keyboard('{Escape}');
    await userEvent.keyboard('/');
    await expect.element(page.getByRole('searchbox')).toHaveFocus();
    await userEvent.keyboard('{ArrowDown}');
    await expect.element(button('Partner documentation, second round')).toHaveFocus();
    await userEvent.keyboard('n');
    expect(told).toHaveBeenLastCalledWith('push', { kind: 'draft', draftId: null });
    await expect.element(page.getByText('The draft')).toBeVisible();
    await button('Back to the list').click();
    await expect.element(page.getByText('The draft')).not.toBeInTheDocument();
  });

  it('can be switched off but for arrows, Enter and Escape', async () => {
    const told: Told = vi.fn<(name: string, input?: unknown) => void>();
    const preferences = { hasShortcuts: false, notifies: false, savedViews: [] };
    await draw(<Bench fixture={{ ...fixtureOf('board'), preferences }} told={told} items={boardItems} />);
    await userEvent.keyboard('jnrx?');
    expect(told).not.toHaveBeenCalled();
    await userEvent.keyboard('{ArrowDown}');
    await expect.element(button('Rotate signing keys every 30 days').first()).toHaveFocus();
    await button('Keyboard').click();
    await page.getByRole('checkbox', { name: /Single-letter keys/ }).click();
    expect(told).toHaveBeenCalledWith('changePreferences', { hasShortcuts: true });
  });

  it('keeps its set when the list is ordered anew, and its place when the set is gone', async () => {
    const told: Told = vi.fn<(name: string, input?: unknown) => void>();
    const fixture = fixtureOf('board');
    const [first, ...rest] = boardItems.slice(3);
    if (first === undefined) throw new Error('the fixture has no items');
    await draw(<Bench fixture={{ ...fixture, board: boardOf([first, ...rest]) }} told={told} />);
    await userEvent.keyboard('j');
    await expect.element(button(first.title)).toHaveFocus();
    await draw(
      <Bench fixture={{ ...fixture, board: boardOf([...rest, { ...first, updatedAt: '2020-01-01T00:00:00.000Z' }]) }} told={told} />,
    );
    await expect.element(button(first.title)).toHaveFocus();
    await userEvent.keyboard('k');
    const above = document.activeElement?.textContent;
    expect(above).not.toBe(first.title);
    await draw(<Bench fixture={{ ...fixture, board: boardOf(rest.filter(({ title }) => title !== above)) }} told={told} />);
    expect(document.activeElement).toHaveAttribute('data-row-title');
  });

  it('stays with its set while the list scrolls away and comes back', async () => {
    await show('many', { items: manyItems(10_000) });
    await userEvent.keyboard('jjj');
    const title = document.activeElement?.textContent;
    await scrollTo(3000 * 56);
    expect(document.activeElement?.textContent).toBe(title);
    await userEvent.keyboard('j');
    expect(scroller().scrollTop).toBeLessThan(56 * 10);
    await vi.waitFor(() => expect(document.activeElement).toHaveAttribute('data-row-title'));
    expect(document.activeElement?.textContent).not.toBe(title);
  });
});

describe('one set', () => {
  it('opens beside the list, and closes by the same press', async () => {
    const told = await show('board', { items: boardItems });
    await button('Data retention policy 2027').click();
    await expect.element(page.getByRole('region', { name: 'Details of “Data retention policy 2027”' })).toBeVisible();
    expect(told).toHaveBeenLastCalledWith('push', like({ open: { connectionId: 'conn-acme', changeSetId: 'cs-92' } }));
    await button('Data retention policy 2027').click();
    expect(told).toHaveBeenLastCalledWith('push', like({ open: null }));
  });

  it('lies over the list where there is no room beside it, and holds the focus', async () => {
    await page.viewport(360, 740);
    await show('board', { items: boardItems });
    await button('Data retention policy 2027').click();
    const details = page.getByRole('region', { name: /Details of/ });
    await expect.element(details).toHaveFocus();
    await expect.element(button('New office in Lisbon')).not.toBeInTheDocument();
    expect(await violations()).toEqual([]);
    await button('Close the details').click();
    await expect.element(button('Data retention policy 2027')).toHaveFocus();
  });

  it('has everything else in its menu', async () => {
    const told = await show('board', { items: boardItems });
    await button('More for “Data retention policy 2027”').click();
    await expect.element(menuItem(/Open SEC-42/)).toHaveAttribute('href', 'https://acme.atlassian.net/browse/SEC-42');
    expect(await violations()).toEqual([]);
    await menuItem('Copy link').click();
    expect(told).toHaveBeenCalledWith('copy', {
      text: 'https://acme.atlassian.net/wiki/pages/viewpage.action?pageId=2457870001#sheaf=cs-92',
    });
    await expect.element(page.getByText('Link copied')).toBeVisible();
    await button('More for “Data retention policy 2027”').click();
    await menuItem('Copy summary').click();
    await expect.element(page.getByText('Summary copied')).toBeVisible();
    expect(told).toHaveBeenCalledWith('copy', {
      text: textWith('Approved · 2 pages: 2 approved'),
      html: textWith('<a href="https://acme.atlassian.net/browse/SEC-42">SEC-42</a>'),
    });
    await button('More for “Data retention policy 2027”').click();
    await menuItem(/Check before/).click();
    expect(told).toHaveBeenCalledWith('check', ['Data retention policy 2027']);
  });

  it('can be put aside and brought back', async () => {
    const told = await show('board', { items: boardItems });
    await button('More for “Data retention policy 2027”').click();
    await menuItem(/Snooze until tomorrow/).click();
    expect(told).toHaveBeenCalledWith('snooze', { connectionId: 'conn-acme', changeSetId: 'cs-92', until: anyText });
    await button('Undo').click();
    expect(told).toHaveBeenLastCalledWith('snooze', { connectionId: 'conn-acme', changeSetId: 'cs-92', until: null });
    await button('More for “New office in Lisbon”').click();
    await menuItem('Unmute').click();
    expect(told).toHaveBeenCalledWith('mute', like({ isMuted: false }));
  });

  it('is submitted and archived only after the question', async () => {
    const told = await show('board', { items: boardItems });
    await button('More for “Data retention policy 2027”').click();
    await menuItem(/Archive…/).click();
    expect(told).not.toHaveBeenCalledWith('archive', anything);
    await page.getByRole('alertdialog').getByRole('button', { name: 'Archive', exact: true }).click();
    expect(told).toHaveBeenCalledWith('archive', { connectionId: 'conn-acme', changeSetId: 'cs-92' });
  });
});

describe('saved views', () => {
  it('are chosen by name, and named when they are shown', async () => {
    const told = await show('board', { items: boardItems });
    await page.getByRole('heading', { level: 1 }).getByRole('button').click();
    expect(await violations()).toEqual([]);
    await menuItem('Edited since approval').click();
    expect(told).toHaveBeenLastCalledWith('push', like({ query: like({ states: ['stale'] }) }));
    await expect.element(page.getByRole('heading', { level: 1, name: 'Edited since approval' })).toBeVisible();
  });

  it('are saved under a name', async () => {
    const told = await show('filtered');
    await page.getByRole('heading', { level: 1 }).getByRole('button').click();
    await menuItem('Save this view…').click();
    await page.getByRole('textbox', { name: 'Name' }).fill('Mine');
    expect(await violations()).toEqual([]);
    await button('Save').click();
    expect(told).toHaveBeenCalledWith('changePreferences', {
      savedViews: [anything, anything, { id: 'new', name: 'Mine', query: like({ search: 'sign' }) }],
    });
  });

  it('are renamed, deleted with a way back, exported and imported', async () => {
    const told = await show('board');
    await page.getByRole('heading', { level: 1 }).getByRole('button').click();
    await menuItem('Manage views…').click();
    expect(await violations()).toEqual([]);
    const views = fixtureOf('board').preferences?.savedViews ?? [];
    await page.getByRole('textbox', { name: 'Name of “From docs-pipeline”' }).fill('By the pipeline');
    await userEvent.keyboard('{Enter}');
    expect(told).toHaveBeenLastCalledWith('changePreferences', { savedViews: [views[0], { ...views[1], name: 'By the pipeline' }] });
    await button('Delete “Edited since approval”').click();
    expect(told).toHaveBeenLastCalledWith('changePreferences', { savedViews: [views[1]] });
    await button('Undo').click();
    expect(told).toHaveBeenLastCalledWith('changePreferences', { savedViews: views });
    await button('Export').click();
    const [, saved] = told.mock.calls.find(([name]) => name === 'saveFile') ?? [];
    expect(saved).toMatchObject({ name: 'sheaf-views.json', text: textWith('"address": "state=stale"') });
    const file = new File(['{"sheafViews":1,"views":[{"name":"From a friend","address":"q=keys"}]}'], 'views.json', {
      type: 'application/json',
    });
    const input = document.querySelector<HTMLInputElement>('input[type=file]');
    if (input === null) throw new Error('there is no file input');
    await userEvent.upload(input, file);
    await expect.element(page.getByText('1 view imported.')).toBeVisible();
    expect(told).toHaveBeenLastCalledWith('changePreferences', {
      savedViews: [...views, { id: 'new', name: 'From a friend', query: like({ search: 'keys' }) }],
    });
  });
});

describe('many sets at once', () => {
  it('are chosen one by one, as a range, and all that match', async () => {
    const told = await show('board', { items: manyItems(1200) });
    await box('Rotate gateway 1').click();
    await box('Restructure expenses 6').click({ modifiers: ['Shift'] });
    await expect.element(page.getByText('6 selected')).toBeVisible();
    expect(told).toHaveBeenCalledWith('readRows', { from: 0, to: 6 });
    await box('Rewrite signing keys 2').click();
    await expect.element(page.getByText('5 selected')).toBeVisible();
    await button('Select the first 500 of 1,200').click();
    await expect.element(page.getByText('500 selected')).toBeVisible();
    await expect.element(page.getByText(/at most 500 at once/)).toBeVisible();
    expect(await violations()).toEqual([]);
    await button('Clear the selection').click();
    await expect.element(page.getByRole('region', { name: 'Selection' })).not.toBeInTheDocument();
  });

  it('are not chosen any more behind another filter', async () => {
    await show('board', { items: boardItems });
    await box('New office in Lisbon').click();
    await page.getByRole('columnheader', { name: 'Pages' }).getByRole('button').click();
    await expect.element(page.getByText('1 selected')).toBeVisible();
    await page.getByRole('searchbox').fill('data');
    await expect.element(page.getByText('1 selected')).not.toBeInTheDocument();
  });

  it('are submitted after a question that says how many and what happens', async () => {
    const told = await show('board', { items: boardItems });
    await box('New office in Lisbon').click();
    await box('Expense rules for 2027').click();
    await button('Submit…').click();
    const question = page.getByRole('alertdialog', { name: 'Submit 2 change sets for approval?' });
    await expect.element(question).toMatchTextContent(/They hold 3 pages/);
    await expect.element(question).toMatchTextContent(/posts a comment/);
    await expect.element(question).toMatchTextContent(/recorded as sent by an app, under your name/);
    await expect.element(question).toMatchTextContent(/also when this tab is closed/);
    expect(await violations()).toEqual([]);
    await question.getByRole('button', { name: 'Submit 2 change sets' }).click();
    expect(told).toHaveBeenCalledWith('startBulk', {
      action: 'submit',
      targets: [
        { connectionId: 'conn-acme', changeSetId: 'cs-4' },
        { connectionId: 'conn-acme', changeSetId: 'cs-5' },
      ],
    });
    await expect.element(page.getByText('2 selected')).not.toBeInTheDocument();
  });

  it('are archived after a question that says it is for good, archived ones left out', async () => {
    const archived = boardItems.map((item, index) => (index === 7 ? { ...item, isArchived: true } : item));
    const told: Told = vi.fn<(name: string, input?: unknown) => void>();
    const fixture = { ...fixtureOf('board'), place: { ...fixtureOf('noArchived').place } };
    if (fixture.place.kind !== 'list') throw new Error('the fixture is a list');
    const place = { ...fixture.place, query: { ...fixture.place.query, archived: 'all' as const } };
    await draw(<Bench fixture={{ ...fixture, place }} told={told} items={archived} />);
    await box('New office in Lisbon').click();
    await box('Data retention policy 2027').click();
    await userEvent.keyboard('a');
    const question = page.getByRole('alertdialog', { name: 'Archive 1 change set?' });
    await expect.element(question).toMatchTextContent(/Left out: 1 archived set: read-only/);
    await expect.element(question).toMatchTextContent(/One of them is not approved yet/);
    await expect.element(question).toMatchTextContent(/read-only for good/);
    await question.getByRole('button', { name: 'Archive 1 change set' }).click();
    expect(told).toHaveBeenCalledWith('startBulk', { action: 'archive', targets: [{ connectionId: 'conn-acme', changeSetId: 'cs-4' }] });
  });

  it('show how far they are, and the result of each', async () => {
    const told = await show('submitting');
    await expect
      .element(page.getByRole('region', { name: 'Submitting 5 change sets' }))
      .toMatchTextContent(/1 done · 1 failed · 1 under way · 2 waiting/);
    await button('Stop').click();
    expect(told).toHaveBeenCalledWith('stopBulk', 'bulk-1');
    await button('Show results').click();
    const results = page.getByRole('list', { name: 'Result for each set' });
    await expect
      .element(results.getByRole('listitem').first())
      .toMatchTextContent(/2 pages submitted, 1 skipped.*Several workflows are active: 1/);
    expect(await violations()).toEqual([]);
    await button('Try again').click();
    expect(told).toHaveBeenCalledWith('retry', { operationId: 'op-bulk-3' });
    await clear();
    const later = await show('submitted');
    await expect.element(page.getByRole('region', { name: 'Submitted 4 of 5 change sets' })).toBeVisible();
    await button('Put away').click();
    expect(later).toHaveBeenCalledWith('dismissBulk', 'bulk-1');
  });

  it('are checked first, with the result of each and the way to submit', async () => {
    const told = await show('board', { items: boardItems });
    await box('New office in Lisbon').click();
    await box('Expense rules for 2027').click();
    await button('Check').click();
    expect(told).toHaveBeenCalledWith('check', ['New office in Lisbon', 'Expense rules for 2027']);
    await clear();
    const later = await show('checked');
    const results = page.getByRole('region', { name: 'Checked 1 of 2 change sets' });
    await expect.element(results).toMatchTextContent(/2 pages in 1 set can be submitted/);
    await button('Show the pages of “Rotate signing keys every 30 days”').click();
    await expect.element(page.getByText('2 pages can be submitted', { exact: true })).toBeVisible();
    await button('Go on with 1').click();
    expect(later).toHaveBeenCalledWith('goOnChecking');
    await button('Submit 1 set…').click();
    await expect.element(page.getByRole('alertdialog')).toMatchTextContent(/By your last check 2 pages can be submitted; 3 are blocked/);
  });

  it('ask once before the first write, and no is no to all', async () => {
    const told: Told = vi.fn<(name: string, input?: unknown) => void>();
    const fixture = fixtureOf('notice');
    await draw(
      <Bench fixture={{ ...fixture, operations: fixture.operations.map((one) => ({ ...one, bulkId: bulkId('b7') })) }} told={told} />,
    );
    await page
      .getByRole('alertdialog', { name: /under your name/ })
      .getByRole('button', { name: 'Cancel' })
      .click();
    expect(told).toHaveBeenCalledWith('stopBulk', 'b7');
    expect(told).not.toHaveBeenCalledWith('dismiss', anything);
  });
});

describe('nothing, trouble and waiting', () => {
  it('leads to the settings when there is no connection', async () => {
    const told = await show('noConnection');
    await button('Set up the connection').click();
    expect(told).toHaveBeenCalledWith('openSettings', null);
    await expect.element(page.getByRole('searchbox')).not.toBeInTheDocument();
  });

  it('tells filters without a match from a list without sets', async () => {
    const told = await show('noMatch');
    await expect.element(page.getByText('No change set matches')).toBeVisible();
    await button('Clear filters').last().click();
    expect(told).toHaveBeenLastCalledWith('push', like({ query: like({ search: '' }) }));
    await clear();
    await show('nothing');
    await expect.element(page.getByText('No change sets yet')).toBeVisible();
    await clear();
    await show('firstTime');
    await expect.element(page.getByText('Reading your spaces for the first time')).toBeVisible();
  });

  it('names each site or space that could not be read, with its next step', async () => {
    const told = await show('problems');
    const problems = page.getByRole('list', { name: 'Could not be refreshed' });
    await expect.element(problems).toMatchTextContent(/acme · Engineering.*pause of 2 min/);
    await button('Sign in again').click();
    expect(told).toHaveBeenCalledWith('openSettings', null);
  });

  it('says what is paused, and goes on', async () => {
    const told = await show('paused');
    await button('Go on with acme · People').click();
    expect(told).toHaveBeenCalledWith('goOn', like({ spaceName: 'People' }));
  });

  it('offers drafts to go on with', async () => {
    const told = await show('drafts');
    await button('2 drafts').click();
    await menuItem(/Retire the old gateway/).click();
    expect(told).toHaveBeenLastCalledWith('push', { kind: 'draft', draftId: 'd1' });
  });
});
