import { describe, expect, it, vi } from 'vitest';
import { fail, ok } from '../domain/index.ts';
import type { RawSender } from '../platform/index.ts';
import { createContentBus } from './content.ts';
import { extensionId, extensionOrigin, senders } from './fake-browser.ts';

const background: RawSender = { id: extensionId, origin: extensionOrigin };

const setUp = (sendMessage: (message: unknown) => Promise<unknown> = async () => ok(null)) => {
  type Listener = (message: unknown, sender: RawSender, respond: (answer: unknown) => void) => boolean;
  const listeners: Listener[] = [];
  const sent: unknown[] = [];
  const bus = createContentBus({
    id: extensionId,
    sendMessage: (message) => {
      sent.push(message);
      return sendMessage(message);
    },
    onMessage: { addListener: (listener) => listeners.push(listener) },
  });
  const push = async (message: unknown, sender: RawSender = background) => {
    const respond = vi.fn<(...args: unknown[]) => void>();
    const waits = listeners.map((listener) => listener(message, sender, respond)).includes(true);
    if (waits) await vi.waitFor(() => expect(respond).toHaveBeenCalled());
    return respond.mock.calls[0]?.[0] as unknown;
  };
  return { bus, push, sent };
};

describe('request', () => {
  it('answers what the background answered', async () => {
    const { bus, sent } = setUp(async () => ok({ kind: 'hidden' }));
    const input = { route: { kind: 'other' }, isNavigation: true } as const;
    expect(await bus.request('page.opened', input)).toEqual(ok({ kind: 'hidden' }));
    expect(sent).toEqual([{ kind: 'request', name: 'page.opened', data: input }]);
  });

  it('is unavailable when nobody answers, and when the extension was updated under us', async () => {
    const { bus, sent } = setUp(async () => undefined);
    expect(await bus.request('launcher.undo', { operationId: 'o' })).toEqual(fail({ kind: 'unavailable' }));
    expect(sent).toHaveLength(1);
    const orphan = setUp(() => {
      throw new Error('Extension context invalidated.');
    });
    expect(await orphan.bus.request('launcher.undo', { operationId: 'o' })).toEqual(fail({ kind: 'unavailable' }));
    expect(() => orphan.bus.notify('page.left', {})).not.toThrow();
  });
});

describe('onPush', () => {
  it('hears the background and answers it', async () => {
    const { bus, push } = setUp();
    const heard: string[] = [];
    const stop = bus.onPush((one) => {
      heard.push(one.kind);
      return one.kind === 'openByline';
    });
    expect(await push({ kind: 'openByline' })).toBe(true);
    expect(await push({ kind: 'closePanel' })).toBe(false);
    stop();
    expect(await push({ kind: 'openPanel' })).toBe(false);
    expect(heard).toEqual(['openByline', 'closePanel']);
  });

  it('answers false when the listener throws', async () => {
    const { bus, push } = setUp();
    bus.onPush(() => Promise.reject(new Error('page changed')));
    expect(await push({ kind: 'openByline' })).toBe(false);
  });

  it('hands on an answer that is more than yes or no', async () => {
    const { bus, push } = setUp();
    const answer = { status: 200, text: '{}', retryAfter: null };
    bus.onPush(async () => answer);
    expect(await push({ kind: 'writeState', write: { kind: 'remove', pageId: '1', copy: 'current' } })).toEqual(answer);
  });

  it('answers by itself that it is there', async () => {
    const { bus, push } = setUp();
    const heard = vi.fn<(push: object) => boolean>(() => true);
    bus.onPush(heard);
    expect(await push({ kind: 'presence' })).toBe(true);
    expect(heard).not.toHaveBeenCalled();
  });

  it.each<[string, unknown, RawSender]>([
    ['another extension', { kind: 'openPanel' }, { id: 'other' }],
    ['a content script', { kind: 'openPanel' }, senders.content],
    ['a framed page of ours', { kind: 'openPanel' }, senders.framed],
    ['no message at all', 'openPanel', background],
  ])('does not hear %s', async (_name, message, sender) => {
    const { bus, push } = setUp();
    const heard = vi.fn<(push: object) => boolean>(() => true);
    bus.onPush(heard);
    expect(await push(message, sender)).toBeUndefined();
    expect(heard).not.toHaveBeenCalled();
  });
});
