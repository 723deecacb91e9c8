import { afterEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { ChangeSetView } from '../../lib/domain/index.ts';
import { demoSets, demoVerdicts } from '../demo/index.ts';
import { clear, violations } from '../testing/index.ts';
import { inputsOf, show } from './detail-bench.tsx';

afterEach(clear);

const { everyVerdict, byNumber } = demoSets;
const button = (name: string | RegExp) => page.getByRole('button', { name });
const row = (title: string) =>
  page.getByRole('region', { name: 'Pages of this change set' }).getByRole('listitem').filter({ hasText: title }).first();
const unfold = (title: string, words: RegExp) => row(title).getByText(words).first().click();
const target = ({ connectionId, id }: ChangeSetView) => ({ connectionId, changeSetId: id });

describe('what became of an approved page', () => {
  it('stands in one line beside ApprovalFlow’s own word', async () => {
    await show(everyVerdict);
    const said = row('Verifying our signatures');
    await expect.element(said).toMatchTextContent('Edited since approval, 2 versions');
    await expect.element(said).toMatchTextContent('Approved at v12, now v14: content identical (page status set by Ana Ruiz)');
    await expect.element(row('Webhooks')).toMatchTextContent(/Text changed since approval: numbers, dates, links or “not”, by Ben Ito/);
    await expect.element(row('Getting started')).toMatchTextContent('Changed through “Install guide”: wording');
    await expect.element(row('Error codes')).toMatchTextContent('v15 restores v12');
    await expect.element(row('Changelog')).toMatchTextContent('Live doc');
    await expect.element(row('Rate limits')).toMatchTextContent('Not compared yet');
  });

  it('says nothing twice: where the version is the approved one, or the page cannot be seen', async () => {
    await show(everyVerdict);
    for (const title of ['Glossary', 'Page 1011']) {
      await expect.element(row(title)).toBeVisible();
      await expect.element(row(title)).not.toMatchTextContent(/compared|Still the approved/);
    }
  });

  it('unfolds to the versions, who made them, and the fingerprint', async () => {
    await show(byNumber);
    const of = row('Key rotation runbook');
    await unfold('Key rotation runbook', /Text unchanged/);
    await expect.element(of.getByText('ApprovalFlow lists it as stale because its version number moved.')).toBeVisible();
    await expect.element(of).toMatchTextContent(/v14 page status only ?made 3 h ago by Ana Ruiz ?Changed page status to Verified/);
    await expect.element(of).toMatchTextContent('Fingerprint 9f2c41d07ab5, then and now. Compared 2 min ago');
  });

  it('unfolds to what it shows from elsewhere, each with its state', async () => {
    await show(everyVerdict);
    const of = row('Getting started');
    await unfold('Getting started', /Changed through/);
    await expect
      .element(of.getByRole('link', { name: 'Install guide' }))
      .toHaveAttribute('href', 'https://acme.atlassian.net/wiki/spaces/ENG/pages/2457862999');
    const shown = of.getByRole('listitem').elements();
    expect(shown.map((one) => one.textContent)).toEqual([
      'Page Install guidechanged since the decision, v4 then, v6 now: wording',
      'Excerpt of Limitsas at the decision',
      'File topology.pngits version at the decision is not known',
      'Page Overviewshows this page again: not followed further',
      'Page Salariescould not be read: not visible to you, deleted, or under another name',
    ]);
    await expect.element(of.getByText(/ApprovalFlow does not list it as stale/)).toBeVisible();
    await expect.element(of).toMatchTextContent('Against what they were at the decision, made 20 h ago.');
  });

  it('counts versions that are not listed, and what was typed stays text', async () => {
    const message = '<img src=x onerror=alert(1)>';
    const versionGone = { ...demoVerdicts.versionGone, versions: demoVerdicts.versionGone.versions.map((one) => ({ ...one, message })) };
    const pages = everyVerdict.pages.map((one) => (one.title === 'Sandbox accounts' ? { ...one, freshness: versionGone } : one));
    await show({ ...everyVerdict, pages });
    await unfold('Sandbox accounts', /Could not be compared/);
    await expect.element(row('Sandbox accounts').getByText('29 older ones not listed.')).toBeVisible();
    await expect.element(row('Sandbox accounts').getByText(message).first()).toBeVisible();
    expect(document.querySelector('img')).toBeNull();
  });

  it('is looked at closer, or compared again, from there', async () => {
    const { told } = await show(everyVerdict);
    await unfold('Webhooks', /Text changed/);
    await button('Show what changed in “Webhooks: retries and signatures”').click();
    const wish = { what: 'changes', basis: 'approved', pageId: '1001' };
    expect(inputsOf(told, 'openReview')).toEqual([{ ...target(everyVerdict), ...wish }]);
    await button('Compare again: “Webhooks: retries and signatures”').click();
    expect(inputsOf(told, 'checkVersions')).toEqual([{ connectionId: everyVerdict.connectionId, pageId: '1001' }]);
  });

  it('says why it could not be compared again', async () => {
    await show(everyVerdict, { actions: { checkVersions: () => Promise.resolve({ ok: false, error: { kind: 'offline' } }) } });
    await unfold('Webhooks', /Text changed/);
    await button(/^Compare again/).click();
    await expect.element(page.getByText('You are offline')).toBeVisible();
  });

  it('opens and closes by keyboard', async () => {
    await show(byNumber);
    const summary = row('Key rotation runbook').element().querySelector('summary');
    summary?.focus();
    await userEvent.keyboard('{Enter}');
    await expect.element(page.getByText('Versions since approval')).toBeVisible();
    await userEvent.keyboard('{Enter}');
    await expect.element(page.getByText('Versions since approval')).not.toBeInTheDocument();
  });

  for (const theme of ['light', 'dark'] as const)
    it(`has nothing that axe objects to when all is unfolded, ${theme}, and fits 320 pixels`, async () => {
      await page.viewport(320, 800);
      await show(everyVerdict, { theme });
      for (const summary of document.querySelectorAll<HTMLElement>('[aria-label="Pages of this change set"] summary')) summary.click();
      await expect.element(page.getByText('Shown on the page, kept elsewhere').nth(1)).toBeInTheDocument();
      expect(document.documentElement.scrollWidth).toBe(320);
      expect(await violations()).toEqual([]);
      await page.viewport(420, 800);
    });
});

describe('a set by its verdicts', () => {
  it('tells stale by number from changed in its head', async () => {
    await show(everyVerdict);
    await expect.element(page.getByText('8 stale:')).toBeVisible();
    await expect.element(page.getByText('3 by number only', { exact: true })).toBeVisible();
    await expect.element(page.getByText('1 approved page changed through what it shows')).toBeVisible();
  });

  it('says when its state rests on version numbers alone', async () => {
    await show(byNumber);
    const reason = page.getByRole('region', { name: 'Why this state, and what is left' });
    await expect.element(reason).toMatchTextContent('ApprovalFlow says stale; the text of all 2 pages is as approved.');
    await clear();
    await show(everyVerdict);
    await expect.element(reason).not.toMatchTextContent('is as approved');
  });

  it('leads to all changes and to its record from its menu', async () => {
    const { told } = await show(byNumber);
    for (const [name, what] of [
      ['Show all changes', 'changes'],
      ['Review record', 'record'],
    ] as const) {
      await button('More for this change set').click();
      await page.getByRole('menuitem', { name }).click();
      expect(inputsOf(told, 'openReview').at(-1)).toEqual({ ...target(byNumber), what, basis: 'approved', pageId: null });
    }
  });
});
