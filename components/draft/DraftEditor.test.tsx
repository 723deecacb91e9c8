import { afterEach, describe, expect, it, type Mock, vi } from 'vitest';
import { page } from 'vitest/browser';
import { pageId, type TabContents } from '../../lib/domain/index.ts';
import { demoActions } from '../demo/index.ts';
import { clear, draw, violations } from '../testing/index.ts';
import { DraftEditor, type DraftEditorProps } from './DraftEditor.tsx';
import { candidate, type DraftFixture, demoDraft, draftFixtures } from './demo/draft-fixtures.ts';

afterEach(clear);

const fixture = (name: string): DraftFixture => {
  const found = draftFixtures[name];
  if (found === undefined) throw new Error(`no fixture ${name}`);
  return found;
};

type Told = Mock<(name: string, input?: unknown) => void>;

const here = { pageId: pageId('2457862147'), title: 'Authentication' };
const tab: TabContents = {
  url: 'https://github.com/acme/gateway/pull/184',
  title: 'Rotate signing keys by ana · Pull Request #184 · acme/gateway',
  selection: '',
  links: ['https://acme.atlassian.net/wiki/spaces/ENG/pages/123456', 'https://acme.atlassian.net/wiki/spaces/ENG/pages/123457'],
  selectedLinks: [],
};

const show = async (name: string, props: Partial<DraftEditorProps> = {}, colorMode: 'light' | 'dark' = 'light'): Promise<Told> => {
  const told: Told = vi.fn<(name: string, input?: unknown) => void>();
  await draw(
    <main>
      <h1>New change set</h1>
      <DraftEditor
        model={demoDraft(fixture(name), told)}
        siteOrigin="https://acme.atlassian.net"
        here={here}
        readTab={() => Promise.resolve({ ok: true, value: tab })}
        actions={demoActions(told)}
        onOpenSet={(target) => told('openSet', target)}
        onLeave={() => told('leave')}
        {...props}
      />
    </main>,
    colorMode,
  );
  return told;
};

/** What was done, without the look for sets of the same source, which comes when nothing was typed for a while. */
const done = (told: Told): readonly string[] =>
  told.mock.calls.map(([name]) => name).filter((name) => name !== 'findTargets' && name !== 'readSet');

const button = (name: string | RegExp) => page.getByRole('button', { name });

describe('every state', () => {
  for (const colorMode of ['light', 'dark'] as const)
    for (const name of Object.keys(draftFixtures))
      it(`has nothing that axe objects to: ${name}, ${colorMode}`, async () => {
        await show(name, { siteName: 'acme' }, colorMode);
        expect(await violations()).toEqual([]);
      });

  it('fits 320 pixels', async () => {
    await page.viewport(320, 640);
    for (const name of Object.keys(draftFixtures)) {
      await show(name, { siteName: 'acme', onEnlarge: () => undefined });
      expect({ name, width: document.documentElement.scrollWidth }).toEqual({ name, width: 320 });
      await clear();
    }
    await page.viewport(420, 800);
  });
});

describe('an open set with the same source', () => {
  const note = page.getByText(/open change sets? with this source/);

  it('is told with how many of the pages it holds, and can be opened', async () => {
    const told = await show('filled');
    await expect.element(note).toBeVisible();
    await expect.element(page.getByText(/It holds all 5 pages already\./)).toBeVisible();
    await expect.element(button('Add the pages to it instead')).not.toBeInTheDocument();
    await button('Open “Rotate signing keys every 30 days”').click();
    expect(told).toHaveBeenLastCalledWith('openSet', { connectionId: 'conn-acme', changeSetId: 'cs-184' });
    expect(await violations()).toEqual([]);
  });

  it('takes the pages instead, or has those that it holds left out', async () => {
    const { draft } = fixture('filled');
    const more = { draft: { ...draft, candidates: [...draft.candidates, candidate('77', 'Partner guide')] } };
    await show('filled', { model: demoDraft(more) });
    await expect.element(page.getByText(/It holds 5 of these 6 pages already\./)).toBeVisible();
    await button('Leave out what it holds').click();
    await expect.element(page.getByText(/It holds none of these pages\./)).toBeVisible();
    await expect.element(button('Create 1 change set with 1 page')).toBeVisible();
    await button('Add the pages to it instead').click();
    await expect.element(page.getByText(/^Adds pages to/)).toBeVisible();
    await expect.element(note).not.toBeInTheDocument();
  });

  it('is one with this very address, and of the spaces of the pages', async () => {
    const told = await show('severalSpaces');
    await expect.element(note).toBeVisible();
    await expect.element(button('Add the pages to it instead')).not.toBeInTheDocument();
    const source = page.getByRole('textbox', { name: 'Source' });
    await source.fill('https://github.com/acme/gateway/pull/18');
    await expect.element(note).not.toBeInTheDocument();
    expect(told).toHaveBeenLastCalledWith('findTargets', expect.objectContaining({ search: 'https://github.com/acme/gateway/pull/18' }));
    await source.fill('https://GitHub.com/acme/gateway/pull/184/#discussion');
    await expect.element(note).toBeVisible();
  });
});

describe('the fields', () => {
  it('name the source as people will meet it, while it is typed', async () => {
    await show('empty');
    const source = page.getByRole('textbox', { name: 'Source' });
    await source.fill('https:/');
    await expect.element(source).not.toHaveAttribute('aria-invalid');
    await source.fill('https://github.com/acme/gateway/pull/184');
    await expect.element(page.getByText('acme/gateway #184')).toBeVisible();
    await source.fill('ftp://files.acme.example');
    await expect.element(source).toHaveAttribute('aria-invalid', 'true');
    await expect.element(page.getByText(/must be a web address/)).toBeVisible();
  });

  it('say what is missing when Create is pressed, and send nothing', async () => {
    const told = await show('empty');
    await expect.element(page.getByText('Give the change set a title')).not.toBeInTheDocument();
    await button('Create change set').click();
    await expect.element(page.getByRole('alert')).toMatchTextContent(/Give the change set a title.*Add at least one page/);
    await expect.element(page.getByRole('textbox', { name: 'Title' })).toHaveFocus();
    expect(told).not.toHaveBeenCalledWith('create');
  });
});

describe('sources', () => {
  it('add the page in front with one press', async () => {
    const told = await show('empty');
    await button('This page').first().click();
    expect(told).toHaveBeenCalledWith('addSource', { kind: 'page', pageId: '2457862147' });
    await expect.element(page.getByRole('list', { name: 'Where the pages come from' })).toMatchTextContent(/The page “Authentication”/);
  });

  it('ask how far down to go', async () => {
    const told = await show('empty');
    await button('This page and those below it…').click();
    await page.getByRole('combobox').selectOptions('3');
    await button('Add pages').last().click();
    expect(told).toHaveBeenCalledWith('addSource', { kind: 'descendants', pageId: '2457862147', title: 'Authentication', depth: 3 });
  });

  it('count the links of what is pasted, and refuse a text without any', async () => {
    const told = await show('empty');
    await button('Paste links or ids…').click();
    const field = page.getByRole('textbox', { name: 'Links or page ids' });
    await expect.element(field).toHaveFocus();
    await field.fill('nothing here');
    await button('Add pages').last().click();
    await expect.element(page.getByText('There is no link or page id in this text')).toBeVisible();
    await field.fill('https://acme.atlassian.net/wiki/x/phDOEg and pageId=123456');
    await expect.element(page.getByText('2 links and ids in it')).toBeVisible();
    await button('Add pages').last().click();
    expect(told).toHaveBeenCalledWith('addSource', {
      kind: 'text',
      text: 'https://acme.atlassian.net/wiki/x/phDOEg and pageId=123456',
    });
  });

  it('take the links of the page in front, of the selected text where there is some', async () => {
    const told = await show('empty');
    await button('Links on this page').click();
    await vi.waitFor(() => expect(told).toHaveBeenCalledWith('addSource', expect.objectContaining({ kind: 'links', isSelection: false })));
    await clear();
    const selected = { ...tab, selection: 'see the page', selectedLinks: tab.links.slice(0, 1) };
    const again = await show('empty', { readTab: () => Promise.resolve({ ok: true, value: selected }) });
    await button('Links on this page').click();
    await expect.element(button('On the whole page (2)')).toBeVisible();
    await button('In the selected text (1)').click();
    expect(again).toHaveBeenCalledWith('addSource', expect.objectContaining({ kind: 'links', isSelection: true }));
  });

  it('say so when the page in front has no link, or cannot be read', async () => {
    await show('empty', { readTab: () => Promise.resolve({ ok: true, value: { ...tab, links: [] } }) });
    await button('Links on this page').click();
    await expect.element(page.getByText(/no link to a page of acme.atlassian.net/)).toBeVisible();
    await clear();
    await show('empty', { readTab: () => Promise.resolve({ ok: false, error: { kind: 'invalid', where: 'tab' } }) });
    await button('Links on this page').click();
    await expect.element(page.getByText('Sheaf cannot read this page')).toBeVisible();
  });

  it('keep a query for those who ask for more', async () => {
    const told = await show('empty');
    await expect.element(button(/CQL/)).not.toBeInTheDocument();
    await button('More').click();
    await button(/CQL/).click();
    await page.getByRole('textbox', { name: 'CQL query' }).fill('space = ENG');
    await button('Add pages').last().click();
    expect(told).toHaveBeenCalledWith('addSource', { kind: 'cql', cql: 'space = ENG' });
  });

  it('show how far each is, can be stopped, gone on with and removed', async () => {
    const told = await show('reading');
    await expect.element(page.getByRole('progressbar').first()).toHaveAttribute('max', '500');
    await expect.element(page.getByText('Reading… 320 of 500')).toBeVisible();
    await button('Stop reading: “Product handbook” and the pages 10 levels down').click();
    await button('Go on reading: Open Confluence tabs').click();
    await button('Remove: Label “release”').click();
    expect(told.mock.calls.filter(([name]) => name.endsWith('Source'))).toEqual([
      ['stopSource', 's1'],
      ['resumeSource', 's3'],
      ['removeSource', 's5'],
    ]);
    await expect.element(page.getByText(/It says: “Expected a field name”/)).toBeVisible();
  });

  it('name what was read and is no page, in the words it was written', async () => {
    await show('filled');
    await page.getByText('2 things in it cannot be added').click();
    await expect.element(page.getByText('https://github.com/acme/gateway/issues/9', { exact: true })).toBeVisible();
    await expect.element(page.getByText('Not found: it does not exist, or you may not see it')).toBeVisible();
  });
});

describe('pages', () => {
  it('say why each is there', async () => {
    await show('filled');
    const row = page.getByRole('listitem').filter({ hasText: 'Service tokens' });
    await expect.element(row).toMatchTextContent('“Authentication” and the pages 5 levels down · Label “signing-keys”');
    await expect.element(page.getByText(/Live docs have no publish step/)).toBeVisible();
    await expect.element(page.getByText(/Whether a workflow covers blog posts/)).toBeVisible();
  });

  it('are taken out and put back, and the keyboard keeps its place', async () => {
    await show('filled');
    await button('Take out “Authentication”').click();
    await expect.element(button('Take out “Rotating keys by hand”')).toHaveFocus();
    await expect.element(page.getByRole('status').filter({ hasText: '4 pages' })).toBeVisible();
    await page.getByText('Taken out by you (1)').click();
    await button('Put back “Authentication”').click();
    await expect.element(button('Create 1 change set with 5 pages')).toBeVisible();
  });

  it('of several spaces make several sets, said plainly', async () => {
    await show('severalSpaces');
    await expect
      .element(page.getByText('Makes 2 change sets with 7 pages in all: one per space, with the same title and source, shown together'))
      .toBeVisible();
    await expect.element(page.getByRole('region', { name: /Change set in Security handbook/ })).toBeVisible();
    await expect.element(button('Create 2 change sets with 7 pages in all')).toBeVisible();
  });

  it('that cannot be in a set are named with the reason, and can go all at once', async () => {
    await show('leftOut');
    const left = page.getByRole('region', { name: 'Cannot be in a change set' });
    await expect
      .element(left)
      .toMatchTextContent(/1 page not visible to you.*Ask the owner.*2 folders.*Architecture decisions.*Meeting notes.*1 whiteboard/);
    await button('Take all out').click();
    await expect.element(left).not.toMatchTextContent('Architecture decisions');
    await expect.element(page.getByText('Taken out by you (3)')).toBeVisible();
  });

  it('unfold step by step when there are a thousand, and are found by a word', async () => {
    await show('many');
    expect(page.getByRole('listitem').filter({ hasText: 'Chapter' }).elements()).toHaveLength(50);
    await button('Show 200 more of 1,000').click();
    expect(page.getByRole('listitem').filter({ hasText: 'Chapter' }).elements()).toHaveLength(250);
    await page.getByRole('searchbox').fill('chapter 999');
    await expect.element(page.getByRole('link', { name: 'Chapter 999 of the handbook' })).toBeVisible();
    expect(page.getByRole('listitem').filter({ hasText: 'Chapter' }).elements()).toHaveLength(1);
  });

  it('bring the pages below one of them', async () => {
    const told = await show('filled', { here: null });
    await button('Add pages below “Rotating keys by hand”…').click();
    await expect.element(page.getByRole('combobox')).toHaveFocus();
    await button('Add pages').last().click();
    expect(told).toHaveBeenCalledWith('addSource', {
      kind: 'descendants',
      pageId: '2457862180',
      title: 'Rotating keys by hand',
      depth: 10,
    });
  });
});

describe('making it', () => {
  it('hands over what Create names', async () => {
    const told = await show('filled');
    await button('Create 1 change set with 5 pages').click();
    expect(told).toHaveBeenCalledWith('create');
  });

  it('shows each set on its way', async () => {
    await show('sent');
    await expect.element(page.getByRole('heading', { name: 'Creating 2 change sets…' })).toHaveFocus();
    await expect.element(page.getByText('Sent; making sure that it is there…')).toBeVisible();
  });

  it('offers each set that was made', async () => {
    const told = await show('done');
    await button('Open the change set in Security handbook').click();
    expect(told).toHaveBeenCalledWith('openSet', { connectionId: 'conn-acme', changeSetId: 'cs-184' });
    await button('Done').click();
    expect(told).toHaveBeenCalledWith('leave');
  });

  it('says what failed and what is uncertain, and makes only what is missing', async () => {
    const told = await show('partly');
    await expect.element(page.getByText('ApprovalFlow does not let you do this')).toBeVisible();
    await button('Send again: Security handbook').click();
    expect(told).toHaveBeenCalledWith('retry', { operationId: 'op-1' });
    await button('Create what is missing').click();
    expect(told).toHaveBeenCalledWith('create');
  });

  it('can be discarded, and that can be undone', async () => {
    const told = await show('filled');
    await button('Discard').click();
    await expect.element(button('Undo')).toHaveFocus();
    await button('Undo').click();
    expect(done(told)).toEqual(['discard', 'undoDiscard']);
    await expect.element(page.getByRole('textbox', { name: 'Title' })).toHaveValue('Rotate signing keys every 30 days');
  });

  it('asks which version to keep when two views changed it', async () => {
    const told = await show('changedElsewhere');
    await button('Keep what is here').click();
    await button('Show that version').click();
    expect(done(told)).toEqual(['keepMine', 'takeTheirs']);
  });

  it('adds to a set that is there, without fields, and names what is of another space', async () => {
    await show('target');
    await expect.element(page.getByRole('textbox', { name: 'Title' })).not.toBeInTheDocument();
    await expect.element(button('Add 2 pages')).toBeVisible();
    await expect.element(page.getByText(/5 pages of other spaces/)).toBeVisible();
    await button('Make a new change set instead').click();
    await expect.element(page.getByRole('textbox', { name: 'Title' })).toBeVisible();
  });

  it('goes into a set that is there instead, chosen among those of its space', async () => {
    const told = await show('filled');
    await button('Add these pages to a change set that is there…').click();
    await button(/Atlas launch/).click();
    expect(told).toHaveBeenCalledWith('findTargets', expect.objectContaining({ spaceId: '196612', pageId: null }));
    await expect.element(page.getByText(/Nothing else of it changes/)).toBeVisible();
    await expect.element(button('Add 5 pages')).toBeVisible();
  });
});
