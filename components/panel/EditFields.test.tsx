import { afterEach, describe, expect, it, vi } from 'vitest';
import { page } from 'vitest/browser';
import { demoDetails, demoOperations } from '../demo/index.ts';
import { clear, violations } from '../testing/index.ts';
import { inputsOf, show, type Told } from './detail-bench.tsx';

afterEach(clear);

const { full } = demoDetails;
const target = { connectionId: full.connectionId, changeSetId: full.id };
const button = (name: string | RegExp) => page.getByRole('button', { name });

describe('editing title, source and summary', () => {
  const form = page.getByRole('form', { name: 'Edit this change set' });
  const field = (name: string) => form.getByRole('textbox', { name });
  const edit = () => button('Edit title, source and summary').click();
  const kept = (told: Told) => inputsOf(told, 'keepFields');

  it('keeps what is typed, and sends only what differs', async () => {
    const { told } = await show(full);
    await edit();
    await expect.element(field('Title')).toHaveFocus();
    expect(await violations()).toEqual([]);
    await field('Title').fill('Rotate signing keys every 14 days');
    await vi.waitFor(() => expect(kept(told)).toHaveLength(1));
    expect(kept(told)[0]).toMatchObject({ ...target, fields: { title: 'Rotate signing keys every 14 days', summary: full.summary } });
    await button('Save changes').click();
    await vi.waitFor(() => expect(told).toHaveBeenCalledWith('editSet', expect.anything()));
    expect(told).toHaveBeenCalledWith('editSet', {
      ...target,
      base: { title: full.title, summary: full.summary, referenceUrl: 'https://github.com/acme/gateway/pull/184' },
      fields: { title: 'Rotate signing keys every 14 days' },
    });
    await expect.element(form).not.toBeInTheDocument();
    await expect.element(button('Edit title, source and summary')).toHaveFocus();
  });

  it('shows what was saved at once, until its write has ended', async () => {
    const saving = { ...demoOperations.adding, id: demoOperations.submitted.id, kind: 'edit', changeSetId: full.id } as const;
    await show(full, { operations: [saving] });
    await edit();
    await field('Why these pages changed together').fill('Because.');
    await button('Save changes').click();
    await expect.element(page.getByText('Because.')).toBeVisible();
    await expect.element(page.getByText('Saving your changes…')).toBeVisible();
    await expect.element(page.getByText('You have unsaved changes')).not.toBeInTheDocument();
    await show({ ...full, editDraft: demoDetails.unsaved.editDraft }, { operations: [{ ...saving, state: 'failed' }] });
    await expect.element(page.getByText('Because.')).not.toBeInTheDocument();
    await expect.element(page.getByText('You have unsaved changes')).not.toBeInTheDocument();
  });

  it('refuses an empty title and a source that is not a web address', async () => {
    const { told } = await show(full);
    await edit();
    await field('Title').fill('  ');
    await field('Source').fill('javascript:alert(1)');
    await button('Save changes').click();
    await expect.element(page.getByText('Give the set a title')).toBeVisible();
    await expect.element(page.getByText('Must be a web address that begins with https:// or http://')).toBeVisible();
    expect(told).not.toHaveBeenCalledWith('editSet', expect.anything());
    expect(await violations()).toEqual([]);
    await field('Title').fill(full.title);
    await field('Source').fill('');
    await button('Save changes').click();
    await vi.waitFor(() => expect(told).toHaveBeenCalledWith('editSet', expect.objectContaining({ fields: { referenceUrl: null } })));
  });

  it('offers again what was typed before the panel was closed, beside what is there now', async () => {
    const { told } = await show(demoDetails.unsaved);
    await expect.element(page.getByText('You have unsaved changes')).toBeVisible();
    await button('Go on editing').click();
    await expect.element(field('Title')).toHaveValue('Rotate signing keys every 30 days (EU)');
    await expect.element(form).toMatchTextContent('In the set now: “Rotate signing keys every 30 days”');
    expect(await violations()).toEqual([]);
    await form.getByRole('button', { name: 'Use that: Why these pages changed together' }).click();
    await button('Save changes').click();
    await vi.waitFor(() =>
      expect(told).toHaveBeenCalledWith(
        'editSet',
        expect.objectContaining({ fields: { title: 'Rotate signing keys every 30 days (EU)' } }),
      ),
    );
  });

  it('forgets what was typed when told to', async () => {
    const { told } = await show(demoDetails.unsaved);
    await button('Discard them').click();
    expect(kept(told)).toEqual([{ ...target, fields: null }]);
    await button('Go on editing').click();
    await button('Discard changes').click();
    expect(kept(told)).toHaveLength(2);
    await expect.element(form).not.toBeInTheDocument();
  });

  it('keeps the last keys when the view goes away', async () => {
    const { told } = await show(full);
    await edit();
    await field('Title').fill('Half a thou');
    await clear();
    expect(kept(told).at(-1)).toMatchObject({ fields: { title: 'Half a thou' } });
  });

  it('says what somebody else changed meanwhile, field by field', async () => {
    await show(full);
    await edit();
    await field('Source').fill('https://github.com/acme/gateway/pull/190');
    const theirs = { ...full, title: 'Rotate signing keys monthly' };
    await show(theirs);
    await expect.element(form).toMatchTextContent('Somebody changed it meanwhile to “Rotate signing keys monthly”');
    await expect.element(field('Source')).toHaveValue('https://github.com/acme/gateway/pull/190');
    await form.getByRole('button', { name: 'Use that: Title' }).click();
    await expect.element(field('Title')).toHaveValue('Rotate signing keys monthly');
  });

  it('stays open with the reason when it could not be kept safe', async () => {
    await show(full, { actions: { editSet: () => Promise.resolve({ ok: false, error: { kind: 'unavailable' } }) } });
    await edit();
    await field('Title').fill('New');
    await button('Save changes').click();
    await expect.element(form).toMatchTextContent('The service did not answer in time');
    await expect.element(field('Title')).toHaveValue('New');
  });
});
