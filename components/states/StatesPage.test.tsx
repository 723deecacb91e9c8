import { afterEach, describe, expect, it, vi } from 'vitest';
import { page } from 'vitest/browser';
import { connectionId, type PageId, pageId, type StateOffer, type StatePreview, type StateRun } from '../../lib/domain/index.ts';
import { demoSets } from '../demo/index.ts';
import { clear, draw, violations } from '../testing/index.ts';
import { demoOffer, demoPreview, demoRun, demoStateActions, verified } from './demo-states.ts';
import { StatesPage } from './StatesPage.tsx';

afterEach(clear);

interface Shown {
  readonly pageId?: PageId | null;
  readonly run?: StateRun | null;
  readonly offer?: StateOffer;
  readonly preview?: StatePreview;
  readonly theme?: 'light' | 'dark';
}

const show = async ({ pageId: only = null, run = null, theme = 'light', ...answers }: Shown = {}) => {
  const told = vi.fn<(name: string, input?: unknown) => void>();
  await draw(
    <StatesPage
      subject={{ connectionId: connectionId('conn-acme'), changeSetId: null, pageId: only }}
      set={demoSets.keyRotation}
      isLoading={false}
      run={run}
      actions={demoStateActions(told, answers)}
      onClose={() => told('close')}
    />,
    theme,
  );
  return { told };
};

const one = pageId('2457862147');
const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true });
const radio = (name: RegExp) => page.getByRole('radio', { name });

describe('the window for page statuses', () => {
  it('previews every write before one is made, and starts just what was previewed', async () => {
    const { told } = await show();
    await radio(/Verified/).click();
    expect(told).not.toHaveBeenCalledWith('start', expect.anything());
    await button('Preview').click();
    await expect.element(page.getByText('Will be written: 3 pages')).toBeVisible();
    // To be read before Enter confirms it, and in sight also in a low window.
    await expect.element(page.getByRole('region', { name: 'Preview' })).toHaveFocus();
    await expect.element(page.getByRole('region', { name: 'Preview' })).toBeInViewport();
    await expect.element(page.getByText('Not permitted: 1 page')).toBeVisible();
    await expect.element(page.getByText(/ApprovalFlow will count the new version/)).toBeVisible();
    await expect.element(page.getByText(/^1 page has unpublished changes.*the draft stays as it is/)).toBeVisible();
    await button('Set “Verified” on 3 pages').click();
    expect(told).toHaveBeenCalledWith(
      'start',
      expect.objectContaining({ copy: 'current', wish: { kind: 'existing', state: verified }, connectionId: 'conn-acme' }),
    );
  });

  it('says of each page what its write does besides', async () => {
    await show();
    await radio(/Verified/).click();
    await button('Preview').click();
    const line = (title: RegExp) => page.getByRole('region', { name: 'Preview' }).getByRole('listitem').filter({ hasText: title });
    await expect
      .element(line(/^Authentication/))
      .toMatchTextContent(/approved: ApprovalFlow will list it as stale.*has a draft, which stays/);
    expect(line(/^Token endpoint/).element().textContent).toBe('Token endpoint no status');
    const unknown = line(/^Release notes/).element().textContent;
    expect(unknown).toContain('not known whether ApprovalFlow holds it approved');
    expect(unknown).toContain('not known whether there is an unpublished draft');
    await expect.element(page.getByText('Each gets a new version with the same text.')).toBeVisible();
    await expect.element(page.getByText(/^Whether ApprovalFlow holds 1 page approved is not known/)).toBeVisible();
    await expect.element(page.getByText(/^It is not known whether there is an unpublished draft of 1 page/)).toBeVisible();
  });

  it('says once what is so of every page', async () => {
    const steps = demoPreview.steps
      .filter(({ outcome }) => outcome === 'write')
      .map((step) => ({ ...step, movesApproval: true, hasDraft: step.title === 'Authentication' }));
    await show({ preview: { ...demoPreview, steps } });
    await radio(/Verified/).click();
    await button('Preview').click();
    await expect
      .element(page.getByText('Each gets a new version with the same text. Each is approved: ApprovalFlow will list it as stale.'))
      .toBeVisible();
    const lines = page.getByRole('region', { name: 'Preview' }).getByRole('listitem');
    expect(lines.filter({ hasText: /^Token endpoint/ }).element().textContent).toBe('Token endpoint no status');
    await expect.element(lines.filter({ hasText: /^Authentication/ })).toMatchTextContent(/has a draft, which stays/);
  });

  it('says of a new status which pages bring it about, and of drafts that no version is made', async () => {
    const steps = demoPreview.steps.map((step) => ({ ...step, makesState: step.title === 'Token endpoint', makesVersion: false }));
    await show({ preview: { ...demoPreview, copy: 'draft', steps } });
    await radio(/Verified/).click();
    await button('Preview').click();
    const lines = page.getByRole('region', { name: 'Preview' }).getByRole('listitem');
    await expect.element(lines.filter({ hasText: /^Token endpoint/ })).toMatchTextContent(/makes a new status/);
    expect(lines.filter({ hasText: /^Authentication/ }).element().textContent).not.toMatch(/new status|draft/);
    await expect.element(page.getByText('The draft of each is marked; no version is made.')).toBeVisible();
  });

  it('shows the settings of the space to its administrators, and to nobody else', async () => {
    const off = { isAllowed: false, isSpaceAllowed: true, isCustomAllowed: false, spaceStates: [verified] };
    await show({ pageId: one, offer: { ...demoOffer, settings: off } });
    const settings = page.getByRole('region', { name: 'Settings of the space' });
    await expect
      .element(settings)
      .toMatchTextContent(/Page statuses: switched off.*own list: allowed.*own statuses: switched off.*In the space’s list:.*Verified/);
    await clear();
    await show({ pageId: one, offer: { ...demoOffer, settings: { ...off, spaceStates: [] } } });
    await expect.element(settings).toMatchTextContent(/No status is in the space’s list/);
    await clear();
    await show({ pageId: one, offer: { ...demoOffer, settings: null } });
    await expect.element(radio(/Rough draft/)).toBeVisible();
    await expect.element(settings).not.toBeInTheDocument();
  });

  it('wants another preview once another status is chosen', async () => {
    await show();
    await radio(/Verified/).click();
    await button('Preview').click();
    await expect.element(button('Set “Verified” on 3 pages')).toBeVisible();
    await radio(/No status/).click();
    await expect.element(button('Preview')).toBeVisible();
    await expect.element(button('Set “Verified” on 3 pages')).not.toBeInTheDocument();
  });

  it('says beforehand that a Confluence tab is needed', async () => {
    await show({ preview: { ...demoPreview, hasTab: false } });
    await radio(/Verified/).click();
    await button('Preview').click();
    await expect.element(page.getByText('No Confluence tab of this site is open')).toBeVisible();
  });

  it('writes nothing where all is so already', async () => {
    const { told } = await show({ preview: { ...demoPreview, steps: demoPreview.steps.filter((step) => step.outcome === 'alreadySo') } });
    await radio(/Verified/).click();
    await button('Preview').click();
    await expect.element(button('Nothing to write')).toHaveAttribute('aria-disabled', 'true');
    await button('Nothing to write').click({ force: true });
    expect(told).not.toHaveBeenCalledWith('start', expect.anything());
  });

  it('offers the present status also where Confluence does not, and an id of 0', async () => {
    const { told } = await show({ pageId: one });
    await expect.element(page.getByText('On the page now, not offered by Confluence')).toBeVisible();
    await radio(/Rough draft/).click();
    await button('Preview').click();
    const asked = told.mock.calls.find(([name]) => name === 'preview')?.[1];
    expect(asked).toMatchObject({ wish: { kind: 'existing', state: { id: '0', name: 'Rough draft' } } });
  });

  it('takes a new name of 1 to 20 characters and a hex colour, and says that it is for good', async () => {
    const { told } = await show({ pageId: one });
    await radio(/New status/).click();
    await expect.element(page.getByText('A new status is for good')).toBeVisible();
    await page.getByLabelText(/Name/).fill('A name that is much too long');
    await expect.element(page.getByText(/at most 20 characters/)).toBeVisible();
    await expect.element(button('Preview')).toHaveAttribute('aria-disabled', 'true');
    await page.getByLabelText(/Name/).fill('With the auditors');
    await page.getByLabelText('Or another colour').fill('#12345');
    await expect.element(button('Preview')).toHaveAttribute('aria-disabled', 'true');
    await page.getByLabelText('Or another colour').fill('#ABCDEF');
    await button('Preview').click();
    expect(told).toHaveBeenCalledWith(
      'preview',
      expect.objectContaining({ wish: { kind: 'new', name: 'With the auditors', color: '#abcdef' } }),
    );
  });

  it('says why no new status can be made', async () => {
    await show({ pageId: one, offer: { ...demoOffer, customStates: null } });
    await expect.element(page.getByText(/has switched own statuses off/)).toBeVisible();
    await expect.element(radio(/New status/)).not.toBeInTheDocument();
  });

  it('says when a page’s status is not the person’s to change', async () => {
    await show({ pageId: one, offer: { ...demoOffer, canEdit: false, spaceStates: [], customStates: [] } });
    await expect.element(page.getByText('You may not change this page’s status')).toBeVisible();
    await expect.element(button('Preview')).toHaveAttribute('aria-disabled', 'true');
  });

  it('marks the pages that are left chosen', async () => {
    const { told } = await show();
    await button('None').click();
    await expect.element(page.getByText('Choose at least one page.')).toBeVisible();
    await button('All').click();
    await page.getByRole('checkbox').first().click();
    await radio(/No status/).click();
    await button('Preview').click();
    const asked = told.mock.calls.find(([name]) => name === 'preview')?.[1] as { pageIds: readonly string[] };
    const visible = demoSets.keyRotation.pages.filter((shown) => shown.isVisible && shown.pending !== 'adding');
    expect(asked.pageIds).toEqual(visible.slice(1).map((shown) => shown.pageId));
  });

  it('shows progress and a result per page, and can be stopped', async () => {
    const { told } = await show({ run: demoRun });
    await expect.element(page.getByRole('heading', { name: 'Setting “Verified”: 3 of 4' })).toBeVisible();
    await expect.poll(() => page.getByRole('listitem').first().element().textContent).toContain('Done, version 15: text unchanged');
    await button('Stop').click();
    expect(told).toHaveBeenCalledWith('stop', { runId: 'run-1' });
  });

  it('says that it needs a Confluence tab, and offers to open one', async () => {
    const { told } = await show({ run: { ...demoRun, state: 'needsTab' } });
    await button('Open Confluence').click();
    expect(told).toHaveBeenCalledWith('openTab', { connectionId: 'conn-acme' });
  });

  it('goes on with what was stopped or failed', async () => {
    const { told } = await show({ run: { ...demoRun, state: 'stopped' } });
    await button('Go on').click();
    expect(told).toHaveBeenCalledWith('goOn', { runId: 'run-1' });
    await clear();
    await show({ run: { ...demoRun, state: 'done' } });
    await expect.element(button('Try what failed again')).toBeVisible();
  });

  it('has nothing that axe objects to', async () => {
    for (const theme of ['light', 'dark'] as const) {
      await show({ theme });
      await radio(/New status/).click();
      expect(await violations()).toEqual([]);
      await radio(/Verified/).click();
      await button('Preview').click();
      await expect.element(page.getByText('Will be written: 3 pages')).toBeVisible();
      expect(await violations()).toEqual([]);
      await page.viewport(320, 800);
      expect(document.documentElement.scrollWidth).toBe(320);
      expect(await violations()).toEqual([]);
      await page.viewport(420, 800);
      await clear();
      for (const state of ['running', 'needsTab', 'done'] as const) {
        await show({ theme, run: { ...demoRun, state } });
        expect(await violations()).toEqual([]);
        await clear();
      }
    }
  });
});
