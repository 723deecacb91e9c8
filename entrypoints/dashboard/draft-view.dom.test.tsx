import { signal } from '@preact/signals';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { demoActions, demoSets } from '../../components/demo/index.ts';
import { clear, draw, violations } from '../../components/testing/index.ts';
import type { BusClient, TopicName } from '../../lib/bus/index.ts';
import { type BoardPlace, boardStart, type Draft, type DraftSummary, draftId, ok } from '../../lib/domain/index.ts';
import { createDraftView } from './draft-view.tsx';

let end: AbortController;
beforeEach(() => {
  end = new AbortController();
});
afterEach(async () => {
  end.abort();
  await clear();
});

const { keyRotation } = demoSets;
const waiting: DraftSummary = {
  id: draftId('d-earlier'),
  connectionId: keyRotation.connectionId,
  siteName: 'acme',
  siteOrigin: keyRotation.siteOrigin,
  title: 'Begun earlier',
  pageCount: 2,
  updatedAt: '2026-11-22T10:00:00.000Z',
};

/** A background that keeps drafts, and the dashboard's address as it follows from what is done. */
const open = async (first: BoardPlace, drafts: readonly DraftSummary[] = []) => {
  const saved: Draft[] = [];
  const listeners: [TopicName, (snapshot: never) => void][] = [];
  const push = (topic: TopicName, value: unknown): void => {
    for (const [name, hear] of listeners) if (name === topic) hear(value as never);
  };
  const site = { siteName: 'acme', siteOrigin: keyRotation.siteOrigin, oauthAccount: { known: true, account: null }, isPaused: false };
  const bus: BusClient = {
    request: (name, input) => {
      if (name === 'draft.save') saved.push((input as unknown as { draft: Draft }).draft);
      const answers: Record<string, unknown> = { 'draft.read': saved.at(-1) ?? null };
      return Promise.resolve(ok((answers[name] ?? null) as never));
    },
    notify: () => undefined,
    subscribe: (topic, _params, onSnapshot) => {
      listeners.push([topic, onSnapshot]);
      return () => undefined;
    },
  };
  const place = signal(first);
  const went: [BoardPlace, string][] = [];
  const address = {
    place,
    go: (next: BoardPlace, how: 'push' | 'replace') => {
      went.push([next, how]);
      place.value = next;
    },
  };
  const { View, addPages } = createDraftView({ bus, abort: end.signal, address, actions: demoActions() });
  await draw(<View />);
  await act(() => {
    push('operations', []);
    push('settings', { connections: [{ ...site, id: keyRotation.connectionId }] });
    push('drafts', drafts);
  });
  return { place, went, saved, push, addPages };
};

const title = () => page.getByRole('textbox', { name: 'Title' });
const newDraft: BoardPlace = { kind: 'draft', draftId: null };

describe('a new change set on the dashboard', () => {
  it('begins at once where there is nothing to choose, and gets an address once it is kept', async () => {
    const { place, went, saved, push } = await open(newDraft);
    await expect.element(title()).toBeVisible();
    expect(await violations()).toEqual([]);
    expect(went).toEqual([]);
    await title().fill('Rotate keys');
    await expect.poll(() => saved.length).toBeGreaterThan(0);
    const id = saved[0]?.id ?? draftId('none');
    await act(() => push('drafts', [{ ...waiting, id }]));
    expect(went).toEqual([[{ kind: 'draft', draftId: id }, 'replace']]);
    expect(place.value).toEqual({ kind: 'draft', draftId: id });
    await expect.element(title()).toHaveValue('Rotate keys');
  });

  it('asks first where drafts wait, and goes on with one', async () => {
    await open(newDraft, [waiting]);
    await expect.element(page.getByText('Begun earlier')).toBeVisible();
    await expect.element(title()).not.toBeInTheDocument();
  });

  it('is put aside when one leaves its address', async () => {
    const { place } = await open(newDraft);
    await expect.element(title()).toBeVisible();
    await act(() => {
      place.value = boardStart;
    });
    await expect.element(title()).not.toBeInTheDocument();
  });

  it('takes pages for a set that is there', async () => {
    const { place, addPages } = await open(boardStart);
    await act(() => addPages(keyRotation));
    expect(place.value.kind).toBe('draft');
    await expect.element(page.getByText(/Adds pages to/)).toMatchTextContent(/Rotate signing keys every 30 days/);
  });
});
