import { signal } from '@preact/signals';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { page } from 'vitest/browser';
import { demoSets } from '../../components/demo/index.ts';
import { clear, draw, violations } from '../../components/testing/index.ts';
import { Later } from '../../components/words/index.ts';
import type { BusClient } from '../../lib/bus/index.ts';
import { fail, ok, type Result, type ReviewPlace, type ReviewRecord, reviewPlaceAt } from '../../lib/domain/index.ts';
import { createRecordView } from './record-view.tsx';

let abort: AbortController;
beforeEach(() => {
  abort = new AbortController();
});
afterEach(async () => {
  abort.abort();
  await clear();
});

const set = demoSets.keyRotation;
const record: ReviewRecord = {
  connectionId: set.connectionId,
  changeSetId: set.id,
  siteName: 'acme',
  spaceName: 'Engineering',
  madeAt: '2026-11-24T08:00:00.000Z',
  madeBy: null,
  pages: [],
};

const open = async (answer: Result<ReviewRecord> = ok(record)) => {
  const read = vi.fn<(name: string) => void>();
  const saveFile = vi.fn<(name: string, html: string) => void>();
  const print = vi.fn<() => void>();
  const entitle = vi.fn<(title: string) => void>();
  const bus: BusClient = {
    request: (name) => {
      read(name);
      return Promise.resolve(answer as never);
    },
    notify: () => undefined,
    subscribe: (_topic, _params, hear) => {
      hear(set as never);
      return () => undefined;
    },
  };
  const place = signal<ReviewPlace | null>(reviewPlaceAt('#record=conn-acme|cs-184'));
  const go = vi.fn<(next: ReviewPlace) => void>((next) => {
    place.value = next;
  });
  const View = createRecordView({ bus, address: { place, go }, abort: abort.signal, saveFile, print, entitle });
  await draw(<Later size="view" label="Loading the record" load={() => Promise.resolve(View)} props={{}} />);
  await act(() => Promise.resolve());
  return { read, saveFile, print, entitle, go };
};

describe('the review record', () => {
  it('is read once, of the set that the address names, and again when asked for', async () => {
    const { read, print, entitle } = await open();
    await expect.element(page.getByRole('heading', { name: set.title, level: 1 })).toBeVisible();
    expect(read.mock.calls).toEqual([['record.read']]);
    expect(await violations()).toEqual([]);
    await page.getByRole('button', { name: 'Make it again' }).click();
    expect(read).toHaveBeenCalledTimes(2);
    await page.getByRole('button', { name: 'Print' }).click();
    expect(print).toHaveBeenCalledTimes(1);
    expect(entitle).toHaveBeenLastCalledWith(`Review record: ${set.title}`);
  });

  it('is saved as a file without scripts', async () => {
    const { saveFile } = await open();
    await page.getByRole('button', { name: 'Save as HTML' }).click();
    const [name, html] = saveFile.mock.calls[0] ?? ['', ''];
    expect(name).toMatch(/^review-record-.*\.html$/);
    expect(html).toContain("default-src 'none'");
    expect(html).toContain(set.title);
    expect(html).not.toMatch(/<script|<button/);
  });

  it('says why it could not be read', async () => {
    await open(fail({ kind: 'rateLimited', retryAfterMs: 1000 }));
    await expect.element(page.getByRole('alert')).toBeVisible();
  });

  it('says so when its part of the extension is gone', async () => {
    await draw(<Later size="view" label="Loading the record" load={() => Promise.reject(new Error('gone'))} props={{}} />);
    await expect.element(page.getByRole('alert')).toBeVisible();
  });
});
