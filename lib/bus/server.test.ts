import { describe, expect, it, vi } from 'vitest';
import { ok, type Result } from '../domain/index.ts';
import type { RawSender } from '../platform/index.ts';
import { notifications, requests, topics } from './contract.ts';
import { createFakeBackground } from './fake-background.ts';
import { createFakeBrowser, extensionId, extensionOrigin, senders } from './fake-browser.ts';
import { notificationRows, requestRows, topicRows } from './samples.ts';
import { createBusServer } from './server.ts';
import { portName } from './wire.ts';

const setUp = (answer?: (name: string) => Promise<unknown>, now: () => number = () => 0) => {
  const browser = createFakeBrowser();
  const background = createFakeBackground(answer);
  const unexpected: { error: unknown; reference: string }[] = [];
  createBusServer({
    runtime: browser.start(),
    extensionId,
    extensionOrigin,
    ...background.handlers,
    onUnexpected: (error, reference) => unexpected.push({ error, reference }),
    now,
  });
  const say = (sender: RawSender, message: unknown) => browser.page(sender).sendMessage(message) as Promise<Result<unknown> | null>;
  const ask = (sender: RawSender, name: string, data: unknown) => say(sender, { kind: 'request', name, data }) as Promise<Result<unknown>>;
  return { browser, ...background, unexpected, say, ask };
};

const classes: Record<string, { readonly sender: RawSender; readonly surface: string | null }> = {
  'content script': { sender: senders.content, surface: 'content' },
  'framed panel': { sender: senders.framed, surface: 'framed' },
  'popup or side panel': { sender: senders.popup, surface: 'window' },
  'page of ours in a tab': { sender: senders.tabPage, surface: 'window' },
  'content script in a sub-frame': { sender: { ...senders.content, frameId: 4 }, surface: null },
  'content script on http': { sender: { ...senders.content, origin: 'http://acme.atlassian.net' }, surface: null },
  'another extension': { sender: { id: 'other', origin: 'chrome-extension://other' }, surface: null },
  'another extension with our origin': { sender: { ...senders.popup, id: 'other' }, surface: null },
  'opaque origin': { sender: { ...senders.content, origin: 'null' }, surface: null },
  'no origin': { sender: { id: extensionId, url: `${extensionOrigin}/popup.html` }, surface: null },
};
const cells = (rows: Readonly<Record<string, { readonly from: readonly string[]; readonly data: unknown }>>) =>
  Object.entries(rows).flatMap(([name, { from, data }]) =>
    Object.entries(classes).map(([who, { sender, surface }]) => ({
      name,
      who,
      sender,
      data,
      surface,
      isAllowed: surface !== null && from.includes(surface),
    })),
  );

describe('who may say what', () => {
  it('has a row for each message of the contract', () => {
    expect(Object.keys(requestRows).sort()).toEqual(Object.keys(requests).sort());
    expect(Object.keys(notificationRows).sort()).toEqual(Object.keys(notifications).sort());
    expect(Object.keys(topicRows).sort()).toEqual(Object.keys(topics).sort());
  });

  it.each(cells(requestRows))('$name from $who: $isAllowed', async ({ name, sender, data, surface, isAllowed }) => {
    const { ask, reached } = setUp();
    const answer = await ask(sender, name, data);
    if (isAllowed) {
      expect(answer).toEqual(ok(null));
      expect(reached.map((one) => [one.name, one.sender.surface])).toEqual([[name, surface]]);
    } else {
      const where = surface === null ? 'sender:' : `surface:${name}`;
      expect(answer).toEqual({ ok: false, error: { kind: 'invalid', where } });
      expect(reached).toEqual([]);
    }
  });

  it.each(cells(notificationRows))('$name from $who: $isAllowed', async ({ name, sender, data, isAllowed }) => {
    const { say, reached } = setUp();
    await say(sender, { kind: 'notification', name, data });
    expect(reached.map((one) => one.name)).toEqual(isAllowed ? [name] : []);
  });

  it.each(cells(topicRows))('topic $name from $who: $isAllowed', ({ name, sender, data, surface, isAllowed }) => {
    const { browser, reached, pushes } = setUp();
    const port = browser.page(sender).connect(portName);
    const heard: unknown[] = [];
    port.onMessage((message) => heard.push(message));
    if (surface === null || surface === 'content') {
      expect(browser.openPorts()).toBe(0);
      expect(() => port.postMessage({ kind: 'subscribe', id: 1, topic: name, params: data })).toThrow('disconnected');
    } else {
      port.postMessage({ kind: 'subscribe', id: 1, topic: name, params: data });
      pushes.get(name)?.('now');
      expect(heard).toEqual([
        isAllowed
          ? { kind: 'snapshot', id: 1, value: 'now' }
          : { kind: 'refused', id: 1, error: { kind: 'invalid', where: `surface:${name}` } },
      ]);
    }
    expect(reached.map((one) => one.name)).toEqual(isAllowed ? [name] : []);
  });
});

describe('hostile payloads', () => {
  /** Longer than any field of the contract allows. */
  const long = 'x'.repeat(20_001);
  const deep = JSON.parse(`${'['.repeat(4000)}${']'.repeat(4000)}`) as unknown;
  const senderOf = (from: readonly string[]) =>
    from.includes('window') ? senders.popup : from.includes('framed') ? senders.framed : senders.content;
  const rows = [
    ...Object.entries(requestRows).map(([name, row]) => ({ kind: 'request', name, ...row })),
    ...Object.entries(notificationRows).map(([name, row]) => ({ kind: 'notification', name, ...row })),
  ].map((row) => ({ ...row, sender: senderOf(row.from), data: row.data as Readonly<Record<string, unknown>> }));

  const wrong = (value: unknown): readonly unknown[] => {
    const others = [{}, [], deep, { toString: 'x' }, Number.MAX_VALUE];
    if (typeof value === 'string') return [long, 7, true, ...others];
    if (typeof value === 'number') return ['7', '__proto__', true, {}, [], deep];
    if (typeof value === 'boolean') return ['true', 1, ...others];
    return [long, 7, true, ...(Array.isArray(value) ? [{}, [long], [deep], Array.from({ length: 1001 }, () => '1')] : [[], deep])];
  };

  it.each(rows)(
    '$name runs no handler for a wrong type, a huge string or deep nesting in any field',
    async ({ kind, name, sender, data }) => {
      const { say, reached } = setUp(undefined, () => reached.length);
      const messages = Object.entries(data).flatMap(([field, value]) => wrong(value).map((bad) => ({ ...data, [field]: bad })));
      // 41 messages is the burst of one tab: each group speaks through a tab of its own.
      for (const [index, hostile] of messages.entries())
        await say('tab' in sender ? { ...sender, tab: { id: index, windowId: 1 } } : sender, { kind, name, data: hostile });
      expect(reached).toEqual([]);
    },
  );

  it('refuses 10 MB wherever they are put', async () => {
    const huge = 'x'.repeat(10 * 1024 * 1024);
    const { say, reached } = setUp();
    const create = requestRows['changeSet.create'].data;
    for (const data of [huge, { ...create, title: huge }, { ...create, summary: huge }, { ...create, pageIds: [huge] }])
      expect(await say(senders.popup, { kind: 'request', name: 'changeSet.create', data })).toMatchObject({ ok: false });
    expect(await say(senders.popup, { kind: 'request', name: huge, data: create })).toMatchObject({ ok: false });
    expect(reached).toEqual([]);
  });

  it.each(rows)('$name runs no handler for data that is no object, unless it needs none', async ({ kind, name, sender }) => {
    const { say, reached } = setUp();
    for (const data of [null, undefined, 0, '', 'x', [], [[]], true, deep]) await say(sender, { kind, name, data });
    expect(reached).toEqual([]);
  });

  it.each(rows)('$name loses prototype keys and unknown fields', async ({ kind, name, sender, data }) => {
    const { say, reached } = setUp();
    const polluted =
      `{"__proto__":{"isAdmin":true},"constructor":{"prototype":{"isAdmin":true}},"extra":1,${JSON.stringify(data).slice(1)}`.replace(
        ',}',
        '}',
      );
    await say(sender, JSON.parse(`{"kind":"${kind}","name":"${name}","__proto__":{"from":["window"]},"data":${polluted}}`));
    expect(reached.map((one) => one.data)).toEqual([data]);
    expect(reached.flatMap((one) => Object.getOwnPropertyNames(one.data)).sort()).toEqual(Object.keys(data).sort());
    expect(Object.hasOwn(Object.prototype, 'isAdmin')).toBe(false);
  });

  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', '', 'changeSet.addpage', long, 7, null, ['changeSet.addPage'], {}])(
    'refuses a name that is not in the contract (%#)',
    async (name) => {
      const { say, reached } = setUp();
      for (const kind of ['request', 'notification', 'subscribe', '__proto__', null]) {
        const answer = await say(senders.popup, { kind, name, data: {} });
        if (kind === 'request') expect(answer).toMatchObject({ ok: false, error: { kind: 'invalid' } });
        expect(JSON.stringify(answer).length).toBeLessThan(200);
      }
      expect(reached).toEqual([]);
    },
  );

  it.each([null, undefined, 'request', 7, [], [{ kind: 'request', name: 'options.open', data: {} }], deep])(
    'refuses a message that is no envelope (%#)',
    async (message) => {
      const { say, reached } = setUp();
      expect(await say(senders.popup, message)).toMatchObject({ ok: false, error: { kind: 'invalid' } });
      expect(reached).toEqual([]);
    },
  );

  it.each([null, 'x', {}, { kind: 'subscribe' }, { kind: 'subscribe', id: '1', topic: 'queue' }, [], deep])(
    'hears nothing in a port message that is none (%#)',
    (message) => {
      const { browser, reached } = setUp();
      const port = browser.page(senders.popup).connect(portName);
      port.postMessage(message);
      expect(reached).toEqual([]);
      expect(browser.openPorts()).toBe(1);
    },
  );

  it.each(['__proto__', 'constructor', 'nothing', 7])('refuses a topic that is not in the contract: %s', (topic) => {
    const { browser, reached } = setUp();
    const port = browser.page(senders.popup).connect(portName);
    const heard = vi.fn<(...args: unknown[]) => void>();
    port.onMessage(heard);
    port.postMessage({ kind: 'subscribe', id: 3, topic, params: {} });
    expect(heard.mock.calls).toEqual([[{ kind: 'refused', id: 3, error: { kind: 'invalid', where: 'topic:' } }]]);
    expect(reached).toEqual([]);
  });

  it('refuses a port of another name and a page that subscribes without end', () => {
    const { browser, reached } = setUp();
    browser.page(senders.popup).connect('other');
    expect(browser.openPorts()).toBe(0);
    const port = browser.page(senders.popup).connect(portName);
    for (let id = 0; id < 100; id += 1) port.postMessage({ kind: 'subscribe', id, topic: 'settings', params: {} });
    expect(reached).toHaveLength(64);
  });
});

describe('a flood from one tab', () => {
  it('is limited, and neither other tabs nor our own pages notice', async () => {
    const clock = { ms: 0 };
    const { ask, reached } = setUp(undefined, () => clock.ms);
    const { data } = requestRows['page.opened'];
    const flood = await Promise.all(Array.from({ length: 10_000 }, () => ask(senders.content, 'page.opened', data)));
    expect(reached).toHaveLength(40);
    expect(flood.at(-1)).toEqual({ ok: false, error: { kind: 'rateLimited', retryAfterMs: 100 } });
    expect(await ask({ ...senders.content, tab: { id: 8, windowId: 1 } }, 'page.opened', data)).toEqual(ok(null));
    expect(await ask(senders.framed, 'options.open', {})).toEqual(ok(null));
    clock.ms = 1000;
    reached.length = 0;
    await Promise.all(Array.from({ length: 100 }, () => ask(senders.content, 'page.opened', data)));
    expect(reached).toHaveLength(10);
  });

  it('forgets tabs that have long been silent', async () => {
    const clock = { ms: 0 };
    const { ask, reached } = setUp(undefined, () => clock.ms);
    for (let id = 0; id < 3000; id += 1) {
      clock.ms += 10_000;
      await ask({ ...senders.content, tab: { id, windowId: 1 } }, 'page.opened', requestRows['page.opened'].data);
    }
    expect(reached).toHaveLength(3000);
  });
});

describe('a handler that throws', () => {
  it('is told to the asker as a reference and to us as it is', async () => {
    const bug = new Error('secret detail');
    const { ask, unexpected } = setUp(() => Promise.reject(bug));
    const answer = await ask(senders.popup, 'options.open', {});
    expect(answer).toEqual({ ok: false, error: { kind: 'unexpected', reference: unexpected[0]?.reference } });
    expect(unexpected[0]?.error).toBe(bug);
    expect(JSON.stringify(answer)).not.toContain('secret');
  });

  it('of a notification is told to us', async () => {
    const { say, unexpected } = setUp(() => Promise.reject(new Error('bug')));
    expect(await say(senders.content, { kind: 'notification', name: 'page.left', data: {} })).toBeNull();
    expect(unexpected).toHaveLength(1);
  });

  it('of a topic refuses the subscription', () => {
    const browser = createFakeBrowser();
    const background = createFakeBackground();
    const unexpected = vi.fn<(...args: unknown[]) => void>();
    createBusServer({
      runtime: browser.start(),
      extensionId,
      extensionOrigin,
      ...background.handlers,
      topics: {
        ...background.handlers.topics,
        settings: () => {
          throw new Error('bug');
        },
      },
      onUnexpected: unexpected,
    });
    const port = browser.page(senders.popup).connect(portName);
    const heard = vi.fn<(...args: unknown[]) => void>();
    port.onMessage(heard);
    port.postMessage({ kind: 'subscribe', id: 1, topic: 'settings', params: {} });
    expect(heard.mock.calls[0]?.[0]).toMatchObject({ kind: 'refused', id: 1, error: { kind: 'unexpected' } });
    expect(unexpected).toHaveBeenCalledOnce();
  });
});

describe('registering', () => {
  it('is done before createBusServer returns, so that a woken background hears what woke it', () => {
    const onMessage = vi.fn<(...args: unknown[]) => void>();
    const onConnect = vi.fn<(...args: unknown[]) => void>();
    const { handlers } = createFakeBackground();
    createBusServer({ runtime: { onMessage, onConnect }, extensionId, extensionOrigin, ...handlers, onUnexpected: () => {} });
    expect(onMessage).toHaveBeenCalledOnce();
    expect(onConnect).toHaveBeenCalledOnce();
  });
});
