import { afterEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { ChangeSetView } from '../../lib/domain/index.ts';
import { demoActions, demoReasons, panelFixtures, watchAmong } from '../demo/index.ts';
import { clear, draw, violations } from '../testing/index.ts';
import { ChangeSetDetail } from './ChangeSetDetail.tsx';
import { Panel } from './Panel.tsx';

afterEach(clear);

const show = async (name: string): Promise<void> => {
  const fixture = panelFixtures[name];
  if (fixture === undefined) throw new Error(`no fixture ${name}`);
  const { tab, operations, isOnline, accounts, sets } = fixture;
  await draw(
    <Panel
      tab={tab}
      operations={operations}
      isOnline={isOnline}
      accounts={accounts}
      actions={demoActions()}
      watchChangeSet={watchAmong(sets)}
      onRefresh={() => Promise.resolve({ ok: true, value: null })}
      onClose={() => undefined}
      canBegin
      place={{ kind: 'page', choosing: null }}
      onOpen={() => undefined}
    />,
  );
};

const showSet = (set: ChangeSetView) =>
  draw(
    <ChangeSetDetail
      target={{ connectionId: set.connectionId, changeSetId: set.id }}
      remote={{ kind: 'ready', value: set, isStale: false }}
      summary={set}
      pageId={null}
      actions={demoActions()}
      now={Date.now()}
    />,
  );

const button = (name: string | RegExp) => page.getByRole('button', { name });

describe('why a set has its state, and what is left', () => {
  const reason = page.getByRole('region', { name: 'Why this state, and what is left' });
  const open = (name: RegExp) => button(name).click();
  const unfold = (words: RegExp | string) => reason.getByText(words).click();

  it('names the one page that gives the state, and leads to its row', async () => {
    await show('reasons');
    await expect.element(reason).toMatchTextContent('“Partner API: verifying our signatures” has requested changes.');
    await reason.getByRole('button', { name: '“Partner API: verifying our signatures”' }).click();
    const row = page.getByRole('listitem').filter({ hasText: 'Partner API' });
    await expect.element(row).toHaveFocus();
  });

  it('leads to the row by keyboard alone', async () => {
    await show('reasons');
    (reason.getByRole('button').first().element() as HTMLElement).focus();
    await userEvent.keyboard('{Enter}');
    expect(document.activeElement?.textContent).toMatch(/^Partner API/);
  });

  it('says each rule in its own words', async () => {
    await show('reasons');
    for (const [name, words] of [
      [/Authentication, revised/, '“Authentication: how services prove who they are” was edited since its approval.'],
      [/Expense rules/, 'Every page but “Travel” is approved.'],
      [/New office/, '2 pages are in approval.'],
    ] as const) {
      await open(name);
      await expect.element(reason).toMatchTextContent(words);
    }
  });

  it('counts what is left to approved, exact where it can be, and names who is asked', async () => {
    await show('reasons');
    const left = '1 submission, 2 re-submissions, 1 submission for recertification and at least 5 decisions to Approved';
    await expect.element(reason).toMatchTextContent(`${left} · Ben Ito and 1 other are asked`);
    await open(/New office/);
    await expect.element(reason).toMatchTextContent('At least 2 decisions to Approved · Ben Ito, Chloé Marchand and 2 others are asked');
  });

  it('unfolds to what each page needs and who acts', async () => {
    await show('reasons');
    await expect.element(reason.getByRole('listitem').first()).not.toBeInTheDocument();
    await unfold(/to Approved/);
    await expect.element(reason.getByRole('listitem').nth(4)).toBeVisible();
    const rows = reason.getByRole('listitem').elements();
    expect(rows.map((row) => row.textContent)).toEqual([
      '“Authentication: how services prove who they are”The author submits it again, then an approver decides.',
      '“On-call guide: gateway”An approver decides: Ben Ito and 1 other are asked.',
      '“Partner API: verifying our signatures”The author submits it again, then an approver decides.',
      '“Threat model: token theft”The author submits it, then an approver decides.',
      '“Signing service: emergency access”The author submits it for recertification, then an approver decides.',
    ]);
    await expect.element(reason.getByText(/one approval for each is the fewest/)).toBeVisible();
    await reason.getByRole('button', { name: '“On-call guide: gateway”' }).click();
    expect(document.activeElement?.textContent).toMatch(/^On-call guide/);
    for (const colorMode of ['light', 'dark']) {
      document.documentElement.dataset['colorMode'] = colorMode;
      expect(await violations()).toEqual([]);
    }
  });

  it('says nothing of what is left where all is done', async () => {
    await show('sets');
    await open(/Data retention policy 2027/);
    await expect.element(reason).toMatchTextContent('Every page is approved.');
    await expect.element(reason.getByText(/to Approved/)).not.toBeInTheDocument();
  });

  it('shows both states and why they differ', async () => {
    await show('differs');
    const states = () =>
      reason
        .getByRole('definition')
        .elements()
        .map((one) => one.textContent);
    await expect.element(reason).toMatchTextContent('ApprovalFlow says');
    expect(states()).toEqual(['Edited since approval', 'Changes requested“Partner API: verifying our signatures” has requested changes.']);
    await expect
      .element(reason)
      .toMatchTextContent('It is also true that an approved page was edited since: ApprovalFlow puts that first.');
    await open(/Data retention/);
    await expect.element(reason).toMatchTextContent(/means that a page is in approval\. The pages that Sheaf read say otherwise/);
    expect(states()).toEqual(['In review', 'ApprovedEvery page is approved.']);
    await open(/Recertify/);
    await expect.element(reason).toMatchTextContent('Sheaf knows no rule for ApprovalFlow’s state.');
    expect(states()).toEqual(['Needs recertification', 'Not submitted“Security handbook” waits to be submitted.']);
    await open(/Visitors and badges/);
    await expect.element(reason).toMatchTextContent('State not given');
    expect(states()).toEqual(['State not given', 'Not submitted“Visitors” waits to be submitted.']);
    expect(await violations()).toEqual([]);
  });

  it('names the pages that keep it from saying why, and guesses nothing', async () => {
    await show('cannotSay');
    await unfold('Sheaf cannot say why: where 2 pages stand is not known');
    await expect.element(reason.getByRole('listitem').nth(1)).toMatchTextContent('“Page 2457862240”');
    await expect.element(reason.getByText(/to Approved/)).not.toBeInTheDocument();
    await show('sets');
    await expect.element(reason).toMatchTextContent('Sheaf cannot say why: where “Page 2457862240” stands is not known.');
  });

  it('has nothing to say of a set without pages, and no next step for an archived one', async () => {
    await show('noPages');
    await expect.element(reason).not.toBeInTheDocument();
    await show('archived');
    await expect.element(reason).toMatchTextContent('Every page is approved.');
  });

  it('draws a page’s title as text', async () => {
    const title = '<img src=x onerror=alert(1)>';
    const { needsWork } = demoReasons;
    const pages = needsWork.pages.map((one) => (one.approval === 'changesRequested' ? { ...one, title } : one));
    await showSet({ ...needsWork, pages });
    await expect.element(reason.getByRole('button', { name: `“${title}”` })).toBeVisible();
    expect(document.querySelector('img')).toBeNull();
  });

  it('fits 320 pixels when unfolded', async () => {
    await page.viewport(320, 640);
    for (const name of ['reasons', 'differs']) {
      await show(name);
      await unfold(/to Approved/);
      await expect.element(reason.getByText(/is the fewest/)).toBeVisible();
      expect({ name, width: document.documentElement.scrollWidth }).toEqual({ name, width: 320 });
      await clear();
    }
    await page.viewport(420, 800);
  });
});
