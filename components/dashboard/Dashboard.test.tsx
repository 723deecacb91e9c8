import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { boardFixtures, boardItems, boardOf, manyItems } from '../demo/index.ts';
import { clear, draw, violations } from '../testing/index.ts';
import { Bench, button, fixtureOf, like, menuItem, row, rowsDrawn, scroller, scrollTo, show, type Told } from './dashboard-bench.tsx';

beforeEach(() => page.viewport(1280, 800));
afterEach(clear);

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
          name: '7 pages: 2 approved, 1 in approval, 1 not submitted, 1 other, 1 edited since approval, 1 changes requested · 1 stale: text changed',
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

  it('is narrowed by what became of approved texts', async () => {
    const told = await show('freshness');
    expect(rowsDrawn()).toBe(3);
    await expect.element(row(/^Gateway documentation/).getByRole('img', { name: /2 stale: by number only/ })).toBeVisible();
    await button('Since approval 2').click();
    const choices = page.getByRole('dialog', { name: 'Since approval' });
    await expect.element(choices.getByRole('checkbox', { name: 'Version number only 2' })).toBeChecked();
    await expect.element(choices.getByRole('checkbox', { name: 'Not compared 1' })).not.toBeChecked();
    await choices.getByRole('checkbox', { name: /Content changed/ }).click();
    expect(told).toHaveBeenLastCalledWith('push', like({ query: like({ freshness: ['sameContent'] }) }));
    expect(await violations()).toEqual([]);
    await userEvent.keyboard('{Escape}');
    await button('Clear filters').click();
    expect(told).toHaveBeenLastCalledWith('push', like({ query: like({ freshness: [] }) }));
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
    await clear();
    await show('noSpaces');
    await expect.element(page.getByText('No change sets yet')).toBeVisible();
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
