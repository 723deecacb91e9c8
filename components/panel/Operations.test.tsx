import { afterEach, describe, expect, it, vi } from 'vitest';
import { page } from 'vitest/browser';
import type { DraftId, OperationView } from '../../lib/domain/index.ts';
import { demoActions, demoOperations, demoSets, watchAmong } from '../demo/index.ts';
import { clear, draw, violations } from '../testing/index.ts';
import { Operations } from './Operations.tsx';
import { operationWords, visibleOperations } from './operation-words.ts';

afterEach(clear);

const show = async (operations: readonly OperationView[], theme: 'light' | 'dark' = 'light') => {
  const told = vi.fn<(name: string, input?: unknown) => void>();
  const onOpenDraft = vi.fn<(draftId: DraftId) => void>();
  await draw(
    <Operations
      operations={operations}
      actions={demoActions(told)}
      now={Date.now()}
      watchChangeSet={watchAmong([demoSets.keyRotation])}
      onOpenDraft={onOpenDraft}
    />,
    theme,
  );
  return { told, onOpenDraft };
};

const log = page.getByRole('log');
const button = (name: string) => page.getByRole('button', { name, exact: true });
const { conflicting, cut, createFailed, submitting, readingBack, listChanges } = demoOperations;

describe('what became of a write', () => {
  for (const theme of ['light', 'dark'] as const)
    it(`has nothing that axe objects to, ${theme}`, async () => {
      await show([conflicting, cut, createFailed], theme);
      expect(await violations()).toEqual([]);
      await show([submitting, readingBack], theme);
      expect(await violations()).toEqual([]);
    });

  it('shows both versions of what two people changed, and asks', async () => {
    const { told } = await show([conflicting]);
    await expect.element(log).toMatchTextContent(/Somebody else changed “Rotate signing keys every 30 days” too/);
    await expect
      .element(log)
      .toMatchTextContent(/Title.*Yours.*every 14 days.*Theirs, saved 38 min ago.*monthly.*Source.*Yours.*nothing.*Theirs.*pull\/190/);
    await expect.element(button('Dismiss')).not.toBeInTheDocument();
    await button('Keep mine').click();
    expect(told).toHaveBeenCalledWith('resolve', { operationId: 'op-conflict', keep: 'ours' });
    await button('Take theirs').click();
    expect(told).toHaveBeenCalledWith('resolve', { operationId: 'op-conflict', keep: 'theirs' });
  });

  it('leads back to the draft that no set could be made from', async () => {
    const { onOpenDraft } = await show([createFailed]);
    await button('Open the draft').click();
    expect(onOpenDraft).toHaveBeenCalledWith('draft-1');
    await clear();
    await show([{ ...createFailed, draftId: null }]);
    await expect.element(button('Try again')).toBeVisible();
    await expect.element(button('Open the draft')).not.toBeInTheDocument();
  });

  it('says while it submits that this takes a while, and that a lost answer is read back', async () => {
    await show([submitting]);
    await expect.element(log).toMatchTextContent(/Submitting “Rotate.*This may take half a minute\./);
    await show([readingBack]);
    await expect.element(log).toMatchTextContent('The answer was lost. Sheaf reads back what happened');
  });

  it('ends in a result for each page: submitted, skipped with the reason, not known', async () => {
    const { told } = await show([cut]);
    await expect.element(log).toMatchTextContent('Submitted 1 page, skipped 1, 1 not known');
    await expect.element(log).toMatchTextContent('The answer was lost; Sheaf read back what happened.');
    const left = page.getByRole('table', { name: 'Pages that were not submitted, by reason' });
    await expect.element(left).toMatchTextContent(/Not known: 1 page\..*Threat model.*Already in approval: 1 page\..*On-call guide/);
    await page.getByText('1 page submitted').click();
    await expect
      .element(page.getByRole('list', { name: 'Pages submitted' }))
      .toMatchTextContent('Authentication: how services prove who they are');
    expect(await violations()).toEqual([]);
    await button('Dismiss').click();
    expect(told).toHaveBeenCalledWith('dismiss', { operationId: 'op-cut' });
  });
});

describe('how long it is shown', () => {
  const now = Date.now();
  const old = new Date(now - 20 * 60_000).toISOString();
  const seen = (operation: OperationView) => visibleOperations([{ ...operation, createdAt: old }], now).length > 0;

  it('keeps what needs a person and the results of a submission until they are dismissed', () => {
    expect([conflicting, cut, createFailed, submitting].map(seen)).toEqual([true, true, true, true]);
    expect([demoOperations.added, { ...cut, wasAlreadySo: true }, { ...cut, bulkId: 'b' as OperationView['bulkId'] }].map(seen)).toEqual([
      false,
      false,
      false,
    ]);
  });
});

describe('the words for many pages', () => {
  it('count them', () => {
    expect(listChanges.map((operation) => operationWords(operation).title.replace(/ “.*”/, ' X'))).toEqual([
      'Added 3 pages to X',
      'Undone: 1 page back in X',
      'Adding 3 pages to X…',
      'Removing 1 page from X…',
      '3 pages not added to X',
      '1 page not removed from X',
      '3 pages perhaps not added to X',
      '1 page perhaps not removed from X',
      '3 pages waiting to be added to X',
      '1 page waiting to be removed from X',
    ]);
  });

  it('name an edit', () => {
    expect(operationWords({ ...conflicting, state: 'done', conflicts: [] }).title).toBe('Changed “Rotate signing keys every 30 days”');
    expect(operationWords({ ...conflicting, state: 'done', conflicts: [], raced: true }).text).toMatch(/changed this set at the same time/);
  });
});
