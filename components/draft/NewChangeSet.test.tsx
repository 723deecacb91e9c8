import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { connectionId, type Draft, type DraftSummary, fail, ok, type Result } from '../../lib/domain/index.ts';
import { demoActions } from '../demo/index.ts';
import { clear, draw, violations } from '../testing/index.ts';
import { draftFixtures, draftSummaries } from './demo/draft-fixtures.ts';
import { createDraftDesk, type DraftDesk } from './draft-desk.ts';
import { NewChangeSet } from './NewChangeSet.tsx';
import type { SiteChoice } from './sites.ts';

type Bus = Parameters<typeof createDraftDesk>[0]['bus'];

let end: AbortController;
beforeEach(() => {
  end = new AbortController();
});
afterEach(async () => {
  end.abort();
  await clear();
});

const acme: SiteChoice = { connectionId: connectionId('conn-acme'), siteOrigin: 'https://acme.atlassian.net', siteName: 'acme' };
const globex: SiteChoice = { connectionId: connectionId('conn-globex'), siteOrigin: 'https://globex.atlassian.net', siteName: 'globex' };

/** A background that keeps drafts and tells of them as they change. */
const background = () => {
  const filled = draftFixtures['filled']?.draft;
  if (filled === undefined) throw new Error('no fixture');
  const stored = new Map<string, Draft>([[filled.id, filled]]);
  const refusals = new Map<string, Result<never>>();
  const listeners = new Set<(drafts: readonly DraftSummary[]) => void>();
  const summaries = () => draftSummaries.filter(({ id }) => stored.has(id));
  const bus = {
    request: async (name: string, input: { readonly draft?: Draft; readonly draftId?: string }) => {
      const refusal = refusals.get(name);
      if (refusal !== undefined) return refusal;
      if (name === 'draft.read') return ok(stored.get(input.draftId ?? '') ?? null);
      if (name === 'draft.save' && input.draft !== undefined) stored.set(input.draft.id, input.draft);
      if (name === 'draft.drop') stored.delete(input.draftId ?? '');
      for (const listener of listeners) listener(summaries());
      return ok(name === 'content.find' ? { items: [], next: null, total: 0, missing: [] } : null);
    },
    notify: () => undefined,
    subscribe: (topic: string, _params: unknown, push: (value: never) => void) => {
      const listener = (drafts: readonly DraftSummary[]) => push(drafts as never);
      if (topic === 'drafts') {
        listeners.add(listener);
        queueMicrotask(() => listener(summaries()));
      } else queueMicrotask(() => push([] as never));
      return () => listeners.delete(listener);
    },
  } as unknown as Bus;
  return { bus, stored, refusals };
};

const show = async (sites: readonly SiteChoice[] | null, colorMode: 'light' | 'dark' = 'light') => {
  const { bus, stored, refusals } = background();
  const desk = createDraftDesk({ bus, page: window, abort: end.signal });
  const told: string[] = [];
  await draw(
    <main>
      <h1>New change set</h1>
      <NewChangeSet
        desk={desk}
        sites={sites}
        start={{ kind: 'empty' }}
        actions={demoActions((name) => told.push(name))}
        onOpenSet={() => undefined}
        onLeave={() => told.push('leave')}
      />
    </main>,
    colorMode,
  );
  return { desk, stored, refusals, told };
};

const button = (name: string | RegExp) => page.getByRole('button', { name });
const title = page.getByRole('textbox', { name: 'Title' });

describe('before the editor', () => {
  for (const colorMode of ['light', 'dark'] as const)
    it(`has nothing that axe objects to, ${colorMode}`, async () => {
      for (const sites of [null, [], [acme], [acme, globex]]) {
        await show(sites, colorMode);
        expect(await violations()).toEqual([]);
        await clear();
      }
    });

  it('leads to the settings where no site is connected', async () => {
    const { told } = await show([]);
    await button('Set up the connection').click();
    expect(told).toEqual(['openSettings']);
  });

  it('asks on which site, and says it in the editor', async () => {
    await show([acme, globex]);
    await button(/globex/)
      .first()
      .click();
    await expect.element(title).toBeVisible();
    await expect.element(page.getByText('On globex')).toBeVisible();
  });

  it('goes on with a draft', async () => {
    await show([acme]);
    await button(/Rotate signing keys every 30 days.*5 pages/).click();
    await expect.element(title).toHaveValue('Rotate signing keys every 30 days');
    expect(await violations()).toEqual([]);
  });

  it('discards a draft, and brings it back', async () => {
    const { stored } = await show([acme]);
    await button('Discard “Rotate signing keys every 30 days”').click();
    await expect.element(page.getByText('Discarded “Rotate signing keys every 30 days”.')).toBeVisible();
    expect(stored.size).toBe(0);
    await button('Undo').click();
    await expect.element(button(/Rotate signing keys every 30 days.*5 pages/)).toBeVisible();
    expect([...stored.values()]).toMatchObject([{ title: 'Rotate signing keys every 30 days' }]);
  });
});

describe('a draft that cannot be opened', () => {
  it('is said to be gone', async () => {
    const { desk, stored } = await show([acme]);
    stored.clear();
    await openFirst(desk);
    await expect.element(page.getByText('This draft is gone')).toBeVisible();
    expect(await violations()).toEqual([]);
    await button('Begin a new one').click();
    await expect.element(button('New change set')).toBeVisible();
  });

  it('can be tried again when the background was away', async () => {
    const { desk, refusals } = await show([acme]);
    refusals.set('draft.read', fail({ kind: 'unavailable' }));
    await openFirst(desk);
    await expect.element(page.getByText('The service did not answer in time')).toBeVisible();
    refusals.clear();
    await button('Try again').click();
    await expect.element(title).toHaveValue('Rotate signing keys every 30 days');
  });
});

const openFirst = async (desk: DraftDesk): Promise<void> => {
  const [first] = draftSummaries;
  if (first === undefined) throw new Error('no fixture');
  await desk.open(first.id);
};
