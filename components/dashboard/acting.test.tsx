import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { bulkId } from '../../lib/domain/index.ts';
import { boardItems, manyItems } from '../demo/index.ts';
import { clear, draw, violations } from '../testing/index.ts';
import { anyText, anything, Bench, box, button, fixtureOf, like, menuItem, show, type Told, textWith } from './dashboard-bench.tsx';

beforeEach(() => page.viewport(1280, 800));
afterEach(clear);

describe('one set', () => {
  it('says in one line of each page whether its approval still covers the text', async () => {
    await show('freshness');
    await button('Gateway documentation, reviewed and marked as verified').click();
    const pane = page.getByRole('region', { name: /^Details of “Gateway documentation/ });
    const line = pane.getByRole('region', { name: 'Pages of this change set' }).getByRole('listitem').filter({ hasText: 'runbook' });
    await expect.element(line).toMatchTextContent('Approved at v12, now v14: content identical (page status set by Ana Ruiz)');
    await expect.element(line).toMatchTextContent(/Edited since approval/);
  });

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

describe('a draft', () => {
  it('lies over the list, which keeps its place and its selection, and is where the first write is asked about', async () => {
    const told: Told = vi.fn<(name: string, input?: unknown) => void>();
    await draw(<Bench fixture={fixtureOf('board')} told={told} items={boardItems} />);
    await box('New office in Lisbon').click();
    await button('New change set').click();
    expect(told).toHaveBeenLastCalledWith('push', { kind: 'draft', draftId: null });
    await expect.element(page.getByText('The draft')).toBeVisible();
    await expect.element(page.getByRole('searchbox')).not.toBeInTheDocument();
    await userEvent.keyboard('jr{Escape}');
    expect(told).not.toHaveBeenCalledWith('refresh', undefined);
    expect(await violations()).toEqual([]);
    await draw(<Bench fixture={{ ...fixtureOf('notice') }} told={told} items={boardItems} />);
    await expect.element(page.getByRole('alertdialog', { name: /under your name/ })).toBeVisible();
    await draw(<Bench fixture={fixtureOf('board')} told={told} items={boardItems} />);
    await button('Back to the list').click();
    await expect.element(page.getByText('1 selected')).toBeVisible();
  });

  it('takes pages for a set that is there', async () => {
    const told = await show('detail');
    await button(/^Add pages/).click();
    expect(told).toHaveBeenCalledWith('addPages', 'Rotate signing keys every 30 days');
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

  it('of spaces that are not followed here say what to do', async () => {
    const told = await show('board');
    await page.getByRole('heading', { level: 1 }).getByRole('button').click();
    await menuItem('Manage views…').click();
    const address = (site: string, key: string): string => new URLSearchParams({ space: `https://${site}|${key}` }).toString();
    const views = [
      { name: 'Ours', address: address('acme.atlassian.net', 'ENG') },
      { name: 'Theirs', address: address('globex.atlassian.net', 'DEL') },
    ];
    const input = document.querySelector<HTMLInputElement>('input[type=file]');
    if (input === null) throw new Error('there is no file input');
    await userEvent.upload(input, new File([JSON.stringify({ sheafViews: 1, views })], 'views.json', { type: 'application/json' }));
    await expect
      .element(page.getByText(/^1 view imported, 1 left out\. Spaces not followed here: DEL \(globex\.atlassian\.net\)\./))
      .toBeVisible();
    const [, change] = told.mock.calls.findLast(([name]) => name === 'changePreferences') ?? [];
    expect(change).toMatchObject({ savedViews: [anything, anything, { name: 'Ours', query: { spaces: ['c1|55'] } }] });
    expect(await violations()).toEqual([]);
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
