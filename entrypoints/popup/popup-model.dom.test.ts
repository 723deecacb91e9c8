import { signal } from '@preact/signals';
import { describe, expect, it, vi } from 'vitest';
import { queueFixtures } from '../../components/demo/index.ts';
import type { BusClient } from '../../lib/bus/index.ts';
import { pageId } from '../../lib/domain/index.ts';
import { createPopupModel } from './popup-model.ts';

/** A bus that notes what is asked of it and answers nothing of interest. */
const fakeBus = () => {
  const requests: [string, unknown][] = [];
  const subscriptions: [string, unknown][] = [];
  const bus: BusClient = {
    request: (name, input) => {
      requests.push([name, input]);
      return Promise.resolve({ ok: false, error: { kind: 'unavailable' } });
    },
    notify: () => undefined,
    subscribe: (topic, params) => {
      subscriptions.push([topic, params]);
      return () => undefined;
    },
  };
  return { bus, requests, subscriptions };
};

const rig = () => {
  const fake = fakeBus();
  const openSite = vi.fn<(url: string) => void>();
  const abort = new AbortController();
  const model = createPopupModel({
    bus: fake.bus,
    tabId: 7,
    tabUrl: 'https://github.com/acme/gateway/pull/184',
    isOnline: signal(true),
    abort: abort.signal,
    openSite,
  });
  const queueParams = () => fake.subscriptions.filter(([topic]) => topic === 'queue').map(([, params]) => params);
  return { ...fake, model, openSite, queueParams };
};

const [first] = queueFixtures['queue']?.queue.kind === 'ready' ? queueFixtures['queue'].queue.value.items : [];
if (first === undefined) throw new Error('the fixture has no items');

describe('the popup on the bus', () => {
  it('asks for the queue and for the tab it opened above', () => {
    const { subscriptions } = rig();
    expect(subscriptions).toContainEqual(['queue', { search: '', limit: 20 }]);
    expect(subscriptions).toContainEqual(['tab', { tabId: 7 }]);
  });

  it('asks once typing rests, with what was typed last', async () => {
    const { model, queueParams } = rig();
    model.setSearch('k');
    model.setSearch('ke');
    model.setSearch(' key ');
    expect(model.search.value).toBe(' key ');
    await vi.waitFor(() => expect(queueParams()).toHaveLength(2));
    expect(queueParams()[1]).toEqual({ search: 'key', limit: 20 });
  });

  it('asks for more, up to what the bus allows', () => {
    const { model, queueParams } = rig();
    for (let press = 0; press < 4; press += 1) model.showMore();
    expect(queueParams().map((params) => (params as { limit: number }).limit)).toEqual([20, 60, 180, 200]);
  });

  it('opens a set on its page, and nothing where it has none', async () => {
    const { model, requests } = rig();
    await model.open({ ...first, pageId: pageId('2457862147') });
    await model.open({ ...first, pageId: null });
    expect(requests).toEqual([['page.open', { connectionId: 'conn-acme', pageId: '2457862147' }]]);
  });
});
