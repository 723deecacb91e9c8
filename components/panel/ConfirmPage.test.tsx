import { signal } from '@preact/signals';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { page } from 'vitest/browser';
import { type ChangeSetView, changeSetId, connectionId, type OperationView, operationId, pageId } from '../../lib/domain/index.ts';
import type { Remote } from '../../lib/state/index.ts';
import { demoActions, demoOperations, demoSets, nothingToSubmit, watchAmong } from '../demo/index.ts';
import { clear, draw, violations } from '../testing/index.ts';
import { type AskedAct, ConfirmPage } from './ConfirmPage.tsx';
import type { ReviewActions } from './data.ts';

afterEach(clear);

const target = { connectionId: connectionId('conn-acme'), changeSetId: changeSetId('cs-184') };

const show = async (
  act: AskedAct,
  {
    actions = {},
    operations = [],
    sets = [demoSets.keyRotation],
    theme = 'light' as 'light' | 'dark',
  }: {
    actions?: Partial<ReviewActions>;
    operations?: readonly OperationView[];
    sets?: Parameters<typeof watchAmong>[0];
    theme?: 'light' | 'dark';
  } = {},
) => {
  const told = vi.fn<(name: string, input?: unknown) => void>();
  await draw(
    <ConfirmPage
      target={target}
      act={act}
      watchChangeSet={watchAmong(sets)}
      operations={operations}
      actions={{ ...demoActions(told), ...actions }}
      onClose={() => told('close')}
    />,
    theme,
  );
  return { told };
};

const button = (name: string) => page.getByRole('button', { name, exact: true });
const submitted: OperationView = { ...demoOperations.submitted, id: operationId('op-submitted') };

describe('the window that confirms', () => {
  it('asks with the set named, then sends once and shows what became of it', async () => {
    const { told } = await show({ kind: 'submit' }, { operations: [submitted] });
    await expect.element(page.getByRole('heading', { level: 1, name: /Submit “Rotate signing keys/ })).toBeVisible();
    await expect.element(page.getByRole('log')).toHaveTextContent('');
    await button('Submit 2 pages').click();
    expect(told).toHaveBeenCalledWith('submit', target);
    await expect.element(page.getByText('Submitted 2 pages, skipped 1')).toBeVisible();
    await expect.element(button('Submit 2 pages')).not.toBeInTheDocument();
    await button('Close').click();
    expect(told).toHaveBeenCalledWith('close');
  });

  it('does not take the click that was meant for the page below', async () => {
    await show({ kind: 'archive' });
    const archive = button('Archive');
    expect(archive.element().getAttribute('aria-disabled')).toBe('true');
    await expect.element(archive).not.toHaveAttribute('aria-disabled');
  });

  it('names one page', async () => {
    const { told } = await show({ kind: 'submitPage', pageId: pageId('2457862147') });
    await expect.element(page.getByRole('heading', { name: /Submit “Authentication/ })).toBeVisible();
    await button('Submit this page').click();
    expect(told).toHaveBeenCalledWith('submitPage', { ...target, pageId: '2457862147' });
  });

  it('sends nothing when nothing can be submitted', async () => {
    await show({ kind: 'submit' }, { actions: { preflight: () => Promise.resolve({ ok: true, value: nothingToSubmit }) } });
    await expect.element(page.getByText('Nothing can be submitted now.')).toBeVisible();
    await expect.element(button('Submit 0 pages')).toHaveAttribute('aria-disabled', 'true');
  });

  it('may go on without a check that did not answer, and says what that means', async () => {
    const { told } = await show(
      { kind: 'submit' },
      { actions: { preflight: () => Promise.resolve({ ok: false, error: { kind: 'unavailable' } }) } },
    );
    await expect.element(page.getByText(/ApprovalFlow itself skips the pages that it cannot take/)).toBeVisible();
    await button('Submit all eligible').click();
    expect(told).toHaveBeenCalledWith('submit', target);
  });

  it('says that the set is gone, or read-only now', async () => {
    await show({ kind: 'submit' }, { sets: [] });
    await expect.element(page.getByText('This change set is no longer there')).toBeVisible();
    await clear();
    await show({ kind: 'submit' }, { sets: [{ ...demoSets.keyRotation, readOnly: 'wrongAccount' }] });
    await expect.element(page.getByText('This change set is read-only now')).toBeVisible();
  });

  it('shows what became of an archiving when the set is read-only for it', async () => {
    const watched = signal<Remote<ChangeSetView | null>>({ kind: 'ready', value: demoSets.keyRotation, isStale: false });
    const archived: OperationView = { ...demoOperations.submitted, kind: 'archive', results: [] };
    await draw(
      <ConfirmPage
        target={target}
        act={{ kind: 'archive' }}
        watchChangeSet={() => ({ remote: watched, stop: () => undefined })}
        operations={[archived]}
        actions={demoActions()}
        onClose={() => undefined}
      />,
    );
    await button('Archive').click();
    watched.value = { kind: 'ready', value: { ...demoSets.keyRotation, isArchived: true, readOnly: 'archived' }, isStale: false };
    await expect.element(page.getByText('Archived “Rotate signing keys every 30 days”')).toBeVisible();
    await expect.element(page.getByText('Nothing was sent.')).not.toBeInTheDocument();
  });

  it('has nothing that axe objects to', async () => {
    for (const theme of ['light', 'dark'] as const)
      for (const act of [
        { kind: 'submit' },
        { kind: 'archive' },
        { kind: 'submitPage', pageId: pageId('2457862147') },
      ] satisfies AskedAct[]) {
        await show(act, { theme });
        expect(await violations()).toEqual([]);
        await clear();
      }
  });
});
