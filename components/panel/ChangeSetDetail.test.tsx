import { afterEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { ChangeSetView } from '../../lib/domain/index.ts';
import { demoActivity, demoDetails, demoSets, demoThread, preflight } from '../demo/index.ts';
import { clear, violations } from '../testing/index.ts';
import type { Copied } from '../ui/index.ts';
import type { ReviewActions, SetTarget } from './data.ts';
import { inputsOf, show, type Told } from './detail-bench.tsx';

afterEach(clear);

const copied = (told: Told) => inputsOf(told, 'copy') as readonly Copied[];

const { full } = demoDetails;
const target = { connectionId: full.connectionId, changeSetId: full.id };
const button = (name: string | RegExp) => page.getByRole('button', { name });
const row = (title: string) =>
  page.getByRole('region', { name: 'Pages of this change set' }).getByRole('listitem').filter({ hasText: title });
const more = (name: string | RegExp) => page.getByRole('menuitem', { name });
const openMenu = () => button('More for this change set').click();

describe('a detail in every state', () => {
  for (const theme of ['light', 'dark'] as const)
    for (const [name, set] of Object.entries({ ...demoDetails, sharing: demoSets.retention }))
      it(`has nothing that axe objects to: ${name}, ${theme}`, async () => {
        await show(set, { theme, onAddPages: () => undefined });
        expect(await violations()).toEqual([]);
      });

  it('fits 320 and 800 pixels with everything unfolded', async () => {
    for (const width of [320, 800]) {
      await page.viewport(width, 800);
      await show(full);
      await button('Check before submitting').click();
      await button('Approval comments of “Authentication: how services prove who they are”').click();
      await page.getByText('What was done from here').click();
      await expect.element(page.getByText(/It does, thanks/)).toBeVisible();
      expect({ width: document.documentElement.scrollWidth }).toEqual({ width });
      await clear();
    }
    await page.viewport(420, 800);
  });
});

describe('a page of a set', () => {
  it('says when it was submitted, by whom, and whether this Sheaf sent it', async () => {
    await show(full);
    await expect
      .element(row('Authentication'))
      .toMatchTextContent('Submitted yesterday by Ana Ruiz, sent by this Sheaf · resolved 20 h ago');
    await expect.element(row('On-call guide')).toMatchTextContent('Submitted 3 h ago by Ben Ito, not sent by this Sheaf');
    await expect.element(row('Partner API')).toMatchTextContent('not known whether by this Sheaf · resolved 9 h ago');
    await expect.element(row('Service tokens')).toMatchTextContent('Resolved yesterday');
    await expect.element(row('Threat model')).not.toMatchTextContent('ubmitted ');
  });

  it('shows its approval comments as a thread, as text, when unfolded', async () => {
    const { told } = await show(full);
    expect(told).not.toHaveBeenCalledWith('readThread', expect.anything());
    await button('Approval comments of “Authentication: how services prove who they are”').click();
    const thread = page.getByRole('list', { name: 'Approval comments, newest request first' });
    await expect.element(thread).toMatchTextContent(/Approval requested yesterday.*Asked: Ben Ito, Chloé Marchand, 1 not known by name/);
    await vi.waitFor(() => expect(told).toHaveBeenCalledWith('readThread', { connectionId: full.connectionId, pageId: '2457862147' }));
    await expect.element(thread).toMatchTextContent('Ben Ito wrote 22 h ago');
    await expect.element(thread).toMatchTextContent('Does <b>"two valid at a time"</b> hold');
    await expect.element(thread).toMatchTextContent('Ben Ito approved 20 h ago');
    await expect.element(thread).toMatchTextContent(/Someone requested changes 2 days ago.*Ana Ruiz cancelled the request/);
    await expect.element(thread.getByRole('link')).toHaveAttribute('href', 'https://github.com/acme/gateway/pull/184');
    expect(await violations()).toEqual([]);
    await thread.getByRole('button', { name: 'Show the whole comment' }).click();
    await expect.element(thread.getByRole('button', { name: 'Show the whole comment' })).not.toBeInTheDocument();
    await button('Approval comments of “Authentication: how services prove who they are”').click();
    await expect.element(thread).not.toBeInTheDocument();
  });

  it('tells of comments that are loading, that there are none, and why they could not be read', async () => {
    const comments = button('Approval comments of “Service tokens”');
    await show(full, { actions: { readThread: () => new Promise(() => undefined) } });
    await comments.click();
    await expect.element(page.getByText('Reading the approval comments…')).toBeVisible();
    expect(await violations()).toEqual([]);
    await clear();
    await show(full, { actions: { readThread: () => Promise.resolve({ ok: true, value: { ...demoThread, requests: [] } }) } });
    await comments.click();
    await expect.element(page.getByText(/No approval comments on this page/)).toBeVisible();
    await clear();
    const readThread = vi.fn<ReviewActions['readThread']>(() => Promise.resolve({ ok: false, error: { kind: 'unavailable' } }));
    await show(full, { actions: { readThread } });
    await comments.click();
    await row('Service tokens').getByRole('button', { name: 'Try again' }).click();
    await vi.waitFor(() => expect(readThread).toHaveBeenCalledTimes(2));
    await expect.element(row('Service tokens').getByRole('button', { name: 'Try again' })).toBeVisible();
    expect(await violations()).toEqual([]);
  });

  it('can be checked and submitted by itself', async () => {
    const { told } = await show(full);
    await button('Check of “Threat model: token theft”').click();
    // What is unfolded asks once it is drawn.
    await vi.waitFor(() => expect(told).toHaveBeenCalledWith('preflightPage', { connectionId: full.connectionId, pageId: '2457862219' }));
    await expect.element(row('Threat model')).toMatchTextContent(/Can be submitted: workflow wf-2\..*Checked just now/);
    await button('Submit “Threat model: token theft”').click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Submit this page' }).click();
    expect(told).toHaveBeenCalledWith('submitPage', { ...target, pageId: '2457862219' });
  });

  it('says why it alone cannot be submitted', async () => {
    const blocked = { ...preflight, pages: preflight.pages.slice(3, 4) };
    await show(full, { actions: { preflightPage: () => Promise.resolve({ ok: true, value: blocked }) } });
    await button('Check of “Threat model: token theft”').click();
    await expect.element(row('Threat model')).toMatchTextContent(/Several workflows are active\..*ApprovalFlow says: No workflow assigned/);
  });
});

describe('a set of its kind', () => {
  it('leads to the sets of other spaces, here or on the dashboard', async () => {
    const { told } = await show(full);
    const bundle = page.getByRole('region', { name: 'The same change in other spaces' });
    await expect.element(bundle).toMatchTextContent(/Partner documentation.*In review.*Another space.*Approved/);
    await bundle.getByRole('button', { name: 'Partner documentation' }).click();
    expect(told).toHaveBeenCalledWith('openSet', { connectionId: 'conn-acme', changeSetId: 'cs-501' });
    await clear();
    const onOpenSet = vi.fn<(opened: SetTarget) => void>();
    await show(full, { onOpenSet });
    await bundle.getByRole('button', { name: 'Another space' }).click();
    expect(onOpenSet.mock.calls[0]?.[0]).toMatchObject({ connectionId: 'conn-globex', changeSetId: 'cs-502' });
  });

  it('tells what was done from here, and that this is not all', async () => {
    await show(full);
    await page.getByText('What was done from here').click();
    const record = page.getByRole('list', { name: 'What was done from here, newest first' });
    for (const words of [
      'Removing “Service tokens” Under way',
      'Changing title, source or summary Waiting',
      'Archiving this set Failed',
      'ApprovalFlow does not let you do this',
      'Submitted 4 pages, skipped 3',
      'Submitted “Authentication: how services prove who they are”',
      'Removed 2 pages Undone',
      'Adding 3 pages Not confirmed',
      'Created this set with 4 pages',
    ])
      await expect.element(record).toMatchTextContent(words);
    await expect.element(page.getByText(/Sheaf knows only what was done from this browser/)).toBeVisible();
    await expect.element(page.getByRole('link', { name: 'audit trail' })).toHaveAttribute('href', full.appLinks.audit);
    expect(await violations()).toEqual([]);
    expect(demoActivity.length).toBe(record.element().children.length);
  });

  it('offers the archive as the way home when all is approved', async () => {
    const { told } = await show(demoDetails.approved);
    await expect.element(page.getByText('Every page is approved: bring it home')).toBeVisible();
    await button('Archive this set').click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Archive', exact: true }).click();
    expect(told).toHaveBeenCalledWith('archive', { connectionId: 'conn-acme', changeSetId: 'cs-92' });
  });

  it('takes more pages where the surface can add them', async () => {
    const onAddPages = vi.fn<(set: ChangeSetView) => void>();
    await show(full, { onAddPages });
    await button('Add pages…').click();
    expect(onAddPages).toHaveBeenCalledWith(full);
    await clear();
    await show(full);
    await expect.element(button('Add pages…')).not.toBeInTheDocument();
  });

  it('is read-only everywhere when archived, and says why', async () => {
    await show(demoDetails.archivedFull, { onAddPages: () => undefined });
    await expect.element(page.getByText('Archived: read-only')).toBeVisible();
    for (const name of [/Submit/, /Archive this/, /Remove/, /Edit title/, /Add pages/, /Check/, /Go on editing/, /Bring it back/])
      await expect.element(button(name)).not.toBeInTheDocument();
    await openMenu();
    await expect.element(more('Copy link')).toBeVisible();
    await expect.element(more(/Snooze|Mute/)).not.toBeInTheDocument();
  });
});

describe('the menu', () => {
  it('copies a link and a summary, or gives the text to be copied by hand', async () => {
    const { told } = await show(full);
    await openMenu();
    expect(await violations()).toEqual([]);
    await more('Copy link').click();
    expect(copied(told).at(-1)?.text).toMatch(/^https:.*2457862147#sheaf=cs-500$/);
    await expect.element(page.getByText('Link copied')).toBeVisible();
    await openMenu();
    await more('Copy summary').click();
    expect(copied(told).at(-1)?.text).toContain('Rotate signing keys');
    expect(copied(told).at(-1)?.html).toContain('<strong>');
    await clear();
    await show(full, { actions: { copy: () => Promise.resolve(false) } });
    await openMenu();
    await more('Copy summary').click();
    const text = page.getByRole('textbox', { name: 'Select it and copy it yourself' });
    await expect.element(text).toBeVisible();
    expect(text.element()).toHaveProperty('value', expect.stringContaining('Service tokens: Approved'));
  });

  it('puts the set aside, says until when, and brings it back', async () => {
    const { told } = await show(full);
    await openMenu();
    await more(/Snooze until tomorrow/).click();
    const [, input] = told.mock.calls.find(([name]) => name === 'snooze') ?? [];
    const { until } = input as { until: string };
    expect(Date.parse(until)).toBeGreaterThan(Date.now());
    expect(new Date(until).getHours()).toBe(9);
    await openMenu();
    await more(/Mute/).click();
    expect(told).toHaveBeenCalledWith('mute', { ...target, isMuted: true });
    await clear();
    const back = await show(demoDetails.snoozed);
    await expect.element(page.getByText(/Snoozed until .*, \d\d:\d\d\. It comes back earlier when something changes\./)).toBeVisible();
    await button('Bring it back now').click();
    expect(back.told).toHaveBeenCalledWith('snooze', { ...target, until: null });
    await clear();
    const loud = await show(demoDetails.muted);
    await button('Unmute').click();
    expect(loud.told).toHaveBeenCalledWith('mute', { ...target, isMuted: false });
  });

  it('leads to ApprovalFlow’s own pages, where their address is known', async () => {
    await show(full);
    await openMenu();
    await expect.element(more('Approval queue in ApprovalFlow')).toHaveAttribute('href', full.appLinks.approvalQueue);
    await expect.element(more('Audit trail in ApprovalFlow')).toHaveAttribute('href', full.appLinks.audit);
    await userEvent.keyboard('{Escape}');
    await expect.element(more('Copy link')).not.toBeInTheDocument();
    await clear();
    await show(demoSets.keyRotation);
    await openMenu();
    await expect.element(more(/ApprovalFlow/)).not.toBeInTheDocument();
  });
});

describe('before submitting', () => {
  const check = page.getByRole('region', { name: 'Check before submitting' });

  it('shows a table of what can go and what is blocked, by reason, with what helps', async () => {
    await show(full);
    await button('Check before submitting').click();
    const ready = check.getByRole('table', { name: 'Pages that can be submitted' });
    await expect.element(ready).toMatchTextContent(/Page.*Workflow.*Authentication.*Technical review.*Partner API.*Partner content/);
    const blocked = check.getByRole('table', { name: 'Pages that are blocked, by reason' });
    await expect
      .element(blocked)
      .toMatchTextContent(
        /Several workflows are active: 1 page\..*Threat model.*The page is gone: 1 page\..*Already in approval: 1 page\./,
      );
    await expect.element(blocked).toMatchTextContent('Chloé Marchand and 1 other are asked');
    await expect.element(check).toMatchTextContent('checked just now');
    expect(await violations()).toEqual([]);
  });

  it('puts pages with the same reason together and shows reasons it does not know as they came', async () => {
    const other = (id: string, reasonText: string | null) => ({
      ...(preflight.pages[2] ?? preflight.pages[0]),
      pageId: id,
      title: `Page of ${id}`,
      reason: 'other',
      reasonText,
    });
    const view = {
      ...preflight,
      pages: [other('1', 'Legal hold until March'), other('2', 'legal hold until march'), other('3', null)],
    } as unknown as typeof preflight;
    await show(full, { actions: { preflight: () => Promise.resolve({ ok: true, value: view }) } });
    await button('Check before submitting').click();
    await expect.element(check).toMatchTextContent(/Cannot be submitted: 2 pages\..*Legal hold until March.*legal hold until march/);
    await expect.element(check).toMatchTextContent('Cannot be submitted: 1 page.');
  });

  it('asks with what the last check found, its age, and checks again when wanted', async () => {
    const { told } = await show(full);
    await button('Check before submitting').click();
    await expect.element(check).toMatchTextContent('2 pages can be submitted');
    await button('Submit all eligible').click();
    const question = page.getByRole('alertdialog');
    await expect.element(question).toMatchTextContent(/Checked just now.*2 pages are submitted, 3 are skipped; nothing happens to them\./);
    await expect.element(question).toMatchTextContent(/It mentions the approvers.*under your name \(“via API”\)/);
    expect(told.mock.calls.filter(([name]) => name === 'preflight')).toHaveLength(1);
    await question.getByRole('button', { name: 'Check again' }).click();
    await expect.poll(() => told.mock.calls.filter(([name]) => name === 'preflight')).toHaveLength(2);
    expect(await violations()).toEqual([]);
    await question.getByRole('button', { name: 'Submit 2 pages' }).click();
    expect(told).toHaveBeenCalledWith('submit', target);
  });

  it('checks first when nothing was checked', async () => {
    const { told } = await show(full);
    await button('Submit all eligible').click();
    await expect.element(page.getByRole('alertdialog')).toMatchTextContent('2 pages are submitted');
    expect(told).toHaveBeenCalledWith('preflight', target);
  });
});
