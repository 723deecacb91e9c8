import { afterEach, describe, expect, it, vi } from 'vitest';
import { page } from 'vitest/browser';
import { accountId, type ChangeSetView, type PageId, type ReviewRecord } from '../../lib/domain/index.ts';
import type { Remote } from '../../lib/state/index.ts';
import { demoSets } from '../demo/index.ts';
import { clear, draw, violations } from '../testing/index.ts';
import { errorWords } from '../words/index.ts';
import { RecordPage } from './RecordPage.tsx';
import { fileNameOf, timeWords, totalWords } from './record-words.ts';

afterEach(clear);

const set = demoSets.everyVerdict;
const ben = { id: accountId('ben'), name: 'Ben Okafor' };
const record: ReviewRecord = {
  connectionId: set.connectionId,
  changeSetId: set.id,
  siteName: 'acme.atlassian.net',
  spaceName: 'Engineering',
  madeAt: '2026-11-20T10:00:00.000Z',
  madeBy: ben,
  pages: set.pages.map(({ pageId, freshness }, index) => ({
    pageId,
    decisions:
      index === 0 ? [{ what: 'approved', by: ben, at: '2026-11-19T09:30:00.000Z', text: '<img src=x onerror=alert(1)> Looks right.' }] : [],
    decisionsError: index === 1 ? { kind: 'unavailable' } : null,
    freshness,
    stateName: index === 0 ? 'Verified' : null,
    stateError: index === 1 ? { kind: 'offline' } : null,
    attachments: index === 0 ? [{ id: 'a1', name: 'flow.png', version: 2, createdAt: '2026-11-18T08:00:00.000Z', size: 10 }] : [],
    attachmentsError: index === 1 ? { kind: 'unavailable' } : null,
  })),
};
const ready = <T,>(value: T): Remote<T> => ({ kind: 'ready', value, isStale: false });

const show = async (
  views: { readonly set?: Remote<ChangeSetView | null>; readonly record?: Remote<ReviewRecord>; readonly pageId?: PageId | null } = {},
  theme: 'light' | 'dark' = 'light',
) => {
  const told = vi.fn<(name: string, input?: unknown) => void>();
  await draw(
    <main>
      <RecordPage
        set={views.set ?? ready<ChangeSetView | null>(set)}
        record={views.record ?? ready(record)}
        pageId={views.pageId ?? null}
        onChoosePage={(id) => told('page', id)}
        onRefresh={() => told('refresh')}
        onPrint={() => told('print')}
        onSave={(name, title, body) => told('save', { name, title, text: body.textContent })}
      />
    </main>,
    theme,
  );
  return { told };
};

describe('the review record', () => {
  it('says who approved when, which version, and what became of the text', async () => {
    await show();
    await expect.element(page.getByRole('heading', { level: 1, name: set.title })).toBeVisible();
    const row = page.getByRole('row').filter({ hasText: 'Looks right.' });
    await expect.element(row).toBeVisible();
    expect(row.element().textContent).toContain('2026-11-19 09:30 UTC');
    expect(row.element().textContent).toContain('Ben Okafor');
    expect(document.body.textContent).toContain(totalWords(set.pages));
    expect(document.body.textContent).toContain('What this record does not prove');
  });

  it('draws words as words, whatever they look like', async () => {
    await show();
    expect(document.body.textContent).toContain('<img src=x onerror=alert(1)>');
    expect(document.querySelector('img')).toBeNull();
  });

  it('says what could not be read instead of leaving it out', async () => {
    await show();
    expect(document.body.textContent).toContain('What is missing here may exist.');
    expect(document.body.textContent).toContain('No approval comments were found.');
    const [first, second, third] = document.querySelectorAll('article section');
    expect(first?.textContent).toContain('Page statusVerified');
    expect(second?.textContent).toContain(`Page statuscould not be read: ${errorWords({ kind: 'offline' }).title}`);
    expect(second?.textContent).toContain(`They could not be read: ${errorWords({ kind: 'unavailable' }).title}. There may be some.`);
    // None there: nothing to say.
    expect(third?.textContent).not.toMatch(/Page status|Attached files/);
  });

  it('is of one page when one is chosen', async () => {
    const [first, second] = set.pages;
    const { told } = await show({ pageId: first?.pageId ?? null });
    expect(document.querySelectorAll('article section h2')).toHaveLength(2);
    await page.getByRole('combobox').selectOptions(second?.pageId ?? '');
    expect(told).toHaveBeenCalledWith('page', second?.pageId);
  });

  it('is printed, and saved whole under a name that says what it is', async () => {
    const { told } = await show();
    await page.getByRole('button', { name: 'Print' }).click();
    expect(told).toHaveBeenCalledWith('print');
    await page.getByRole('button', { name: 'Save as HTML' }).click();
    const [, saved] = told.mock.calls.find(([name]) => name === 'save') ?? [];
    expect(saved).toMatchObject({ name: fileNameOf(set.title, record.madeAt), title: `Review record: ${set.title}` });
    expect((saved as { text: string }).text).toContain('Looks right.');
  });

  it('waits, fails with a way on, and says when the set is gone', async () => {
    await show({ record: { kind: 'loading' } });
    await expect.element(page.getByText(/Reading approvals/)).toBeVisible();
    await clear();
    const { told } = await show({ record: { kind: 'failed', error: { kind: 'unavailable' } } });
    await page.getByRole('button').first().click();
    expect(told).toHaveBeenCalledWith('refresh');
    await clear();
    await show({ set: ready<ChangeSetView | null>(null) });
    await expect.element(page.getByText('This change set is no longer there')).toBeVisible();
  });

  it('has nothing that axe objects to', async () => {
    for (const theme of ['light', 'dark'] as const) {
      await show({}, theme);
      expect(await violations()).toEqual([]);
      await clear();
    }
  });
});

describe('its words', () => {
  it('writes times with their zone, and says when one is not known', () => {
    expect(timeWords('2026-11-20T10:00:00.000Z')).toBe('2026-11-20 10:00 UTC');
    expect(timeWords(null)).toBe('time not known');
    expect(timeWords('yesterday')).toBe('time not known');
  });

  it('makes names of files that every system takes', () => {
    expect(fileNameOf('Rotate keys: <b>"all"</b> / now', '2026-11-20T10:00:00.000Z')).toBe(
      'review-record-rotate-keys-b-all-b-now-2026-11-20.html',
    );
    expect(fileNameOf('///', '2026-11-20T10:00:00.000Z')).toBe('review-record-set-2026-11-20.html');
  });
});
