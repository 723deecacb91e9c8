import { afterEach, describe, expect, it, type Mock, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { demoActions, type PanelFixture, panelFixtures, watchAmong } from '../demo/index.ts';
import { clear, draw, violations } from '../testing/index.ts';
import type { ReviewActions } from './data.ts';
import { Panel, type PanelProps } from './Panel.tsx';

afterEach(clear);

const fixture = (name: string): PanelFixture => {
  const found = panelFixtures[name];
  if (found === undefined) throw new Error(`no fixture ${name}`);
  return found;
};

interface Rig {
  readonly told: Mock<(name: string, input?: unknown) => void>;
}

const show = async (
  name: string,
  actions: Partial<ReviewActions> = {},
  colorMode: 'light' | 'dark' = 'light',
  more: Partial<PanelProps> = {},
): Promise<Rig> => {
  const { tab, operations, isOnline, accounts, sets } = fixture(name);
  const told = vi.fn<(name: string, input?: unknown) => void>();
  await draw(
    <Panel
      tab={tab}
      operations={operations}
      isOnline={isOnline}
      accounts={accounts}
      actions={{ ...demoActions(told), ...actions }}
      watchChangeSet={watchAmong(sets)}
      onRefresh={() => {
        told('refreshTab');
        return Promise.resolve({ ok: true, value: null });
      }}
      onClose={() => told('close')}
      canBegin
      place={{ kind: 'page', choosing: null }}
      onOpen={(place) => told('open', place)}
      {...more}
    />,
    colorMode,
  );
  return { told };
};

const button = (name: string | RegExp) => page.getByRole('button', { name });

describe('every state', () => {
  for (const colorMode of ['light', 'dark'] as const)
    for (const name of Object.keys(panelFixtures))
      it(`has nothing that axe objects to: ${name}, ${colorMode}`, async () => {
        await show(name, {}, colorMode);
        expect(await violations()).toEqual([]);
      });

  it('fits 320 pixels', async () => {
    await page.viewport(320, 640);
    for (const name of Object.keys(panelFixtures)) {
      await show(name);
      expect({ name, width: document.documentElement.scrollWidth }).toEqual({ name, width: 320 });
      await clear();
    }
    await page.viewport(420, 800);
  });
});

describe('a page in several sets', () => {
  it('opens the first with its summary, source, counts and pages', async () => {
    await show('sets');
    await expect.element(button(/Rotate signing keys/)).toHaveAttribute('aria-expanded', 'true');
    await expect.element(page.getByText(/keeps two valid at a time/)).toBeVisible();
    const source = page.getByRole('link', { name: 'acme/gateway #184' });
    await expect.element(source).toHaveAttribute('href', 'https://github.com/acme/gateway/pull/184');
    await expect.element(source).toHaveAttribute('rel', 'noopener noreferrer');
    await expect.element(source).toHaveAttribute('target', '_blank');
    await expect
      .element(
        page.getByRole('img', {
          name: '7 pages: 2 approved, 1 in approval, 1 not submitted, 1 other, 1 edited since approval, 1 changes requested · 1 stale: text changed',
        }),
      )
      .toBeInTheDocument();
  });

  it('switches to another, one at a time', async () => {
    await show('sets');
    await button(/Data retention policy 2027/).click();
    await expect.element(button(/Data retention policy 2027/)).toHaveAttribute('aria-expanded', 'true');
    await expect.element(button(/Rotate signing keys/)).toHaveAttribute('aria-expanded', 'false');
    await expect.element(page.getByText('Logs are kept for 90 days instead of 180.')).toBeVisible();
  });

  it('says each rollup state in words', async () => {
    await show('states');
    for (const words of ['Changes requested', 'Edited since approval', 'Not submitted', 'In review', 'Partly approved', 'Approved'])
      await expect.element(page.getByRole('button', { name: new RegExp(words) }).first()).toBeInTheDocument();
  });

  it('shows values it does not know as they came', async () => {
    await show('unknown');
    await expect.element(button(/Needs recertification/)).toBeVisible();
    await expect.element(page.getByText('AWAITING LEGAL')).toBeVisible();
    await expect.element(page.getByText('Recertification due')).toBeVisible();
  });
});

describe('a page of a set', () => {
  it('is marked and first when it is the one in front', async () => {
    await show('sets');
    const first = page.getByRole('region', { name: 'Pages of this change set' }).getByRole('listitem').first();
    await expect.element(first).toMatchTextContent(/Authentication.*This page/);
    await expect.element(first).toMatchTextContent('v14 · approved at v12');
    await expect.element(first).toMatchTextContent('Edited since approval, 2 versions');
    await expect.element(first).toMatchTextContent('Workflow Technical review');
  });

  it('is shown, not hidden, when it cannot be seen', async () => {
    await show('sets');
    await expect.element(page.getByText('Page 2457862240')).toBeVisible();
    await expect.element(page.getByText('Not visible to you or deleted')).toBeVisible();
  });

  it('tells why it was blocked, what helps, and the service’s own words', async () => {
    await show('sets');
    const row = page.getByRole('listitem').filter({ hasText: 'Threat model' });
    await expect.element(row).toMatchTextContent(/Several workflows are active\. Ask a space administrator/);
    await expect.element(row).toMatchTextContent('ApprovalFlow says: No workflow assigned to page');
  });

  it('is removed by one named press', async () => {
    const { told } = await show('sets');
    await button('Remove “Service tokens” from this set').click();
    expect(told).toHaveBeenCalledWith('removePage', { connectionId: 'conn-acme', changeSetId: 'cs-184', pageId: '2457862205' });
  });

  it('takes the reviewer to the byline, and says so when it is not there', async () => {
    await show('sets', { openByline: () => Promise.resolve({ ok: true, value: { isFound: false } }) });
    await button('Open approval byline').click();
    await expect.element(page.getByText(/did not find the byline/)).toBeVisible();
  });

  it('is drawn as pending while it is being added or removed', async () => {
    await show('pending');
    await expect.element(page.getByRole('listitem').filter({ hasText: 'Rotating keys by hand' })).toMatchTextContent('Adding…');
    await expect.element(page.getByRole('listitem').filter({ hasText: 'Service tokens' })).toMatchTextContent('Removing…');
  });
});

describe('adding this page', () => {
  it('names the target and adds with one click', async () => {
    const { told } = await show('empty');
    await button('Add this page to “Atlas launch: documentation for general availability”').click();
    expect(told).toHaveBeenCalledWith('addPage', { connectionId: 'conn-acme', changeSetId: 'cs-201', pageId: '2457862147' });
  });

  it('says before the click when it reopens an approved set', async () => {
    await show('reopens');
    await expect
      .element(page.getByText('“Data retention policy 2027” is approved. Adding this page takes it back to Partly approved.'))
      .toBeVisible();
  });

  it('lets a set be chosen with search, and marks those that hold the page already', async () => {
    const { told } = await show('empty');
    await button('Other set…').click();
    const dialog = page.getByRole('dialog', { name: 'Add this page to a change set' });
    await expect
      .element(dialog.getByRole('button', { name: /Rotate signing keys.*This page is already in it/ }))
      .toHaveAttribute('aria-disabled', 'true');
    await expect.element(dialog.getByRole('button', { name: /Data retention.*Adding takes it back/ })).toBeVisible();
    await userEvent.keyboard('atlas');
    await expect.element(dialog.getByRole('button', { name: /Data retention/ })).not.toBeInTheDocument();
    await userEvent.keyboard('{ArrowDown}{Enter}');
    expect(told).toHaveBeenCalledWith('addPage', { connectionId: 'conn-acme', changeSetId: 'cs-201', pageId: '2457862147' });
    await expect.element(dialog).not.toBeInTheDocument();
  });

  it('leads to a new set that begins with this page', async () => {
    const { told } = await show('emptyNoTarget');
    await button('Add this page to a change set…').click();
    await button('New change set…').click();
    expect(told).toHaveBeenCalledWith('open', { kind: 'draft', draftId: null, target: null });
    await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
  });

  it('says why it could not be kept', async () => {
    await show('empty', { addPage: () => Promise.resolve({ ok: false, error: { kind: 'unavailable' } }) });
    await button(/Add this page to “Atlas/).click();
    await expect.element(page.getByText('The service did not answer in time')).toBeVisible();
  });

  it('offers nothing to write where it may only read', async () => {
    await show('wrongAccount');
    await expect.element(page.getByText('Read-only: two different accounts')).toBeVisible();
    await expect.element(page.getByText(/Confluence knows you as Ana Ruiz, ApprovalFlow as Ben Ito/)).toBeVisible();
    await expect.element(button(/Add this page/)).not.toBeInTheDocument();
    await expect.element(button(/Remove/)).not.toBeInTheDocument();
    await expect.element(button(/Submit/)).not.toBeInTheDocument();
    await expect.element(button(/Archive/)).not.toBeInTheDocument();
  });
});

describe('before submitting', () => {
  it('checks, and groups what can go and what is blocked', async () => {
    await show('sets');
    await button('Check before submitting').click();
    const check = page.getByRole('region', { name: 'Check before submitting' });
    await expect.element(check.getByText('2 pages can be submitted')).toBeVisible();
    await expect.element(check.getByText('3 pages blocked')).toBeVisible();
    await expect.element(check).toMatchTextContent(/Already in approval.*ApprovalFlow says: Page already has a pending approval/);
    await expect.element(check).toMatchTextContent(/The page is gone.*Page 2457862240/);
    expect(await violations()).toEqual([]);
  });

  it('says how many, what is skipped and what follows, then submits', async () => {
    const { told } = await show('sets');
    await button('Submit all eligible').click();
    const question = page.getByRole('alertdialog', { name: 'Submit “Rotate signing keys every 30 days” for approval?' });
    await expect.element(question).toMatchTextContent(/posts a comment with this set’s title, summary and source/);
    await expect.element(question).toMatchTextContent('recorded as sent by an app, under your name');
    expect(await violations()).toEqual([]);
    await question.getByRole('button', { name: 'Submit 2 pages' }).click();
    expect(told).toHaveBeenCalledWith('submit', { connectionId: 'conn-acme', changeSetId: 'cs-184' });
    await expect.element(question).not.toBeInTheDocument();
  });

  it('cannot be confirmed before the check has answered, nor when nothing can go', async () => {
    const { told } = await show('sets', { preflight: () => new Promise(() => undefined) });
    await button('Submit all eligible').click();
    await expect.element(page.getByText('Checking which pages can be submitted…')).toBeVisible();
    await userEvent.click(page.getByRole('alertdialog').getByRole('button', { name: 'Submit all eligible' }), { force: true });
    expect(told).not.toHaveBeenCalledWith('submit', expect.anything());
  });

  it('asks in a window of its own where a page could lie over it', async () => {
    const { told } = await show('sets', { confirmsIn: 'window' });
    await button('Submit all eligible').click();
    expect(told).toHaveBeenCalledWith('confirm', { connectionId: 'conn-acme', changeSetId: 'cs-184', action: 'submit', pageId: null });
    await button('Submit this page').click();
    expect(told).toHaveBeenCalledWith('confirm', {
      connectionId: 'conn-acme',
      changeSetId: 'cs-184',
      action: 'submitPage',
      pageId: '2457862147',
    });
    await button('Archive this set').click();
    expect(told).toHaveBeenCalledWith('confirm', { connectionId: 'conn-acme', changeSetId: 'cs-184', action: 'archive', pageId: null });
    expect(told).not.toHaveBeenCalledWith('submit', expect.anything());
    await expect.element(page.getByRole('alertdialog')).not.toBeInTheDocument();
  });

  it('asks before archiving', async () => {
    const { told } = await show('sets');
    await button('Archive this set').click();
    await expect.element(page.getByText('ApprovalFlow has no way to reopen an archived set.')).toBeVisible();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Archive', exact: true }).click();
    expect(told).toHaveBeenCalledWith('archive', { connectionId: 'conn-acme', changeSetId: 'cs-184' });
  });
});

describe('what became of a write', () => {
  it('offers undo and another set after an add', async () => {
    const { told } = await show('added');
    await expect.element(page.getByText('Added to “Rotate signing keys every 30 days”')).toBeVisible();
    await button('Other set').click();
    await page
      .getByRole('dialog', { name: 'Move this page to another change set' })
      .getByRole('button', { name: /Atlas launch/ })
      .click();
    expect(told).toHaveBeenCalledWith('undo', { operationId: 'op-added' });
    expect(told).toHaveBeenCalledWith('addPage', { connectionId: 'conn-acme', changeSetId: 'cs-201', pageId: '2457862147' });
    await button('Undo').click();
    expect(told).toHaveBeenCalledTimes(4);
  });

  it('tells when somebody changed the list at the same time', async () => {
    await show('raced');
    await expect.element(page.getByText(/Someone else changed the list at the same time/)).toBeVisible();
  });

  it('says what failed and why, and sends again when asked', async () => {
    const { told } = await show('failures');
    await expect.element(page.getByText(/ApprovalFlow does not let you do this/)).toBeVisible();
    await expect.element(page.getByText(/was perhaps not created/)).toBeVisible();
    await expect.element(page.getByText(/It is kept and will be sent by itself/)).toBeVisible();
    await button('Try again').click();
    expect(told).toHaveBeenCalledWith('retry', { operationId: 'op-failed' });
    await button('Send again').click();
    expect(told).toHaveBeenCalledWith('retry', { operationId: 'op-unconfirmed' });
  });

  it('names the pages that were skipped, with the reason', async () => {
    await show('submitted');
    await expect
      .element(page.getByRole('log'))
      .toMatchTextContent(/Submitted 2 pages, skipped 1.*Several workflows are active.*Threat model: token theft/);
  });

  it('tells once that an app sends it, then goes on', async () => {
    const { told } = await show('notice');
    await expect.element(page.getByRole('alertdialog', { name: 'Recorded as sent by an app, under your name' })).toBeVisible();
    await button('Understood, go on').click();
    expect(told).toHaveBeenCalledWith('acceptNotice', { connectionId: 'conn-acme' });
  });

  it('takes the wish back when the notice is declined', async () => {
    const { told } = await show('notice');
    await userEvent.keyboard('{Escape}');
    expect(told).toHaveBeenCalledWith('dismiss', { operationId: 'op-notice' });
  });

  it('asks about an add that has vanished', async () => {
    const { told } = await show('vanished');
    await expect.element(page.getByText('“Atlas status page” is no longer in this set')).toBeVisible();
    await button('Add again').click();
    expect(told).toHaveBeenCalledWith('retry', { operationId: 'op-vanished' });
    await button('Leave it out').click();
    expect(told).toHaveBeenCalledWith('dismiss', { operationId: 'op-vanished' });
  });
});

describe('places and failures', () => {
  it('leads to the settings where the site has no connection', async () => {
    const { told } = await show('noConnection');
    await button('Set up the connection').click();
    expect(told).toHaveBeenCalledWith('openSettings', null);
  });

  it('says what cannot be in a set', async () => {
    await show('notReviewable');
    await expect.element(page.getByText('A whiteboard cannot be in a change set')).toBeVisible();
  });

  it('shows an archived set read-only', async () => {
    await show('archived');
    await expect.element(page.getByText('Archived: read-only')).toBeVisible();
    await expect.element(button(/Submit/)).not.toBeInTheDocument();
  });

  it('keeps showing what is known while offline', async () => {
    await show('offline');
    await expect.element(page.getByText('You are offline')).toBeVisible();
    await expect.element(button(/Rotate signing keys/)).toBeVisible();
  });

  it('names the cause of a failed refresh and tries again', async () => {
    const { told } = await show('refreshFailed');
    await expect.element(page.getByText('ApprovalFlow’s API is switched off')).toBeVisible();
    await button('Check again').click();
    expect(told).toHaveBeenCalledWith('refreshTab');
  });

  it('refreshes and closes from its head', async () => {
    const { told } = await show('sets');
    await button('Refresh').first().click();
    expect(told).toHaveBeenCalledWith('refreshTab');
    await button('Close the panel').click();
    expect(told).toHaveBeenCalledWith('close');
  });
});
