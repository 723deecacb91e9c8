import { effect, signal } from '@preact/signals';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { BusClient } from '../bus/index.ts';
import { type AppError, fail, ok, type Result } from '../domain/index.ts';
import { createAction, nowSignal, onlineSignal, topicSignal } from './index.ts';

type Observer = {
  readonly params: unknown;
  readonly snapshot: (value: unknown) => void;
  readonly state: (state: { kind: 'live' | 'down' } | { kind: 'refused'; error: AppError }) => void;
};

const createFakeBus = () => {
  const observers: Observer[] = [];
  const answers: ((answer: Result<never>) => void)[] = [];
  const bus: BusClient = {
    request: () => new Promise((resolve) => answers.push(resolve)),
    notify: () => {},
    subscribe: (_topic, params, onSnapshot, options = {}) => {
      const observer: Observer = { params, snapshot: onSnapshot as (value: unknown) => void, state: options.onState ?? (() => {}) };
      const stop = () => {
        const at = observers.indexOf(observer);
        if (at >= 0) observers.splice(at, 1);
      };
      observers.push(observer);
      options.signal?.addEventListener('abort', stop);
      return stop;
    },
  };
  return { bus, observers, answers };
};

describe('topicSignal', () => {
  it('goes from loading to ready and follows snapshots', () => {
    const { bus, observers } = createFakeBus();
    const settings = topicSignal(bus, 'settings', {});
    const seen: string[] = [];
    effect(() => {
      seen.push(settings.value.kind);
    });
    observers[0]?.snapshot({ n: 1 });
    expect(settings.value).toEqual({ kind: 'ready', value: { n: 1 }, isStale: false });
    observers[0]?.snapshot({ n: 2 });
    expect(settings.value).toMatchObject({ value: { n: 2 } });
    expect(seen).toEqual(['loading', 'ready', 'ready']);
  });

  it('keeps the last value, stale, while the background is away', () => {
    const { bus, observers } = createFakeBus();
    const settings = topicSignal(bus, 'settings', {});
    observers[0]?.snapshot('last');
    observers[0]?.state({ kind: 'down' });
    expect(settings.value).toEqual({ kind: 'ready', value: 'last', isStale: true });
    observers[0]?.snapshot('next');
    expect(settings.value).toEqual({ kind: 'ready', value: 'next', isStale: false });
  });

  it('fails when it never had a value, and recovers', () => {
    const { bus, observers } = createFakeBus();
    const settings = topicSignal(bus, 'settings', {});
    observers[0]?.state({ kind: 'down' });
    expect(settings.value).toEqual({ kind: 'failed', error: { kind: 'unavailable' } });
    observers[0]?.snapshot('at last');
    expect(settings.value).toMatchObject({ kind: 'ready', value: 'at last' });
  });

  it('fails when it is refused', () => {
    const { bus, observers } = createFakeBus();
    const settings = topicSignal(bus, 'settings', {});
    observers[0]?.state({ kind: 'refused', error: { kind: 'unexpected', reference: 'x' } });
    expect(settings.value).toEqual({ kind: 'failed', error: { kind: 'unexpected', reference: 'x' } });
  });

  it('is stale while offline', () => {
    const { bus, observers } = createFakeBus();
    const online = signal(true);
    const settings = topicSignal(bus, 'settings', {}, { online });
    observers[0]?.snapshot('x');
    online.value = false;
    expect(settings.value).toEqual({ kind: 'ready', value: 'x', isStale: true });
    online.value = true;
    expect(settings.value).toEqual({ kind: 'ready', value: 'x', isStale: false });
  });

  it('subscribes anew when its params change: empty, or with the previous value when asked', () => {
    for (const keepsPrevious of [false, true]) {
      const { bus, observers } = createFakeBus();
      const params = signal({ search: '', limit: 20 });
      const queue = topicSignal(bus, 'queue', params, { keepsPrevious });
      observers[0]?.snapshot('all');
      params.value = { search: 'api', limit: 20 };
      expect(observers.map((observer) => observer.params)).toEqual([{ search: 'api', limit: 20 }]);
      expect(queue.value).toEqual(keepsPrevious ? { kind: 'ready', value: 'all', isStale: true } : { kind: 'loading' });
      observers[0]?.snapshot('some');
      expect(queue.value).toMatchObject({ value: 'some', isStale: false });
    }
  });

  it('ends with its signal and keeps what it had', () => {
    const { bus, observers } = createFakeBus();
    const abort = new AbortController();
    const params = signal({ search: '', limit: 20 });
    const queue = topicSignal(bus, 'queue', params, { signal: abort.signal });
    observers[0]?.snapshot('x');
    abort.abort();
    params.value = { search: 'y', limit: 20 };
    expect(observers).toEqual([]);
    expect(queue.value).toMatchObject({ kind: 'ready', value: 'x' });
  });
});

describe('createAction', () => {
  it('tells that it runs and how it failed', async () => {
    const { bus, answers } = createFakeBus();
    const action = createAction(bus, 'options.open');
    expect(action.isRunning.value).toBe(false);
    const run = action.run({});
    expect(action.isRunning.value).toBe(true);
    answers[0]?.(fail({ kind: 'offline' }) as Result<never>);
    expect(await run).toEqual(fail({ kind: 'offline' }));
    expect(action.isRunning.value).toBe(false);
    expect(action.error.value).toEqual({ kind: 'offline' });
    const again = action.run({});
    expect(action.error.value).toBeNull();
    answers[1]?.(ok(null as never));
    await again;
    expect(action.error.value).toBeNull();
  });

  it('runs several at once; the error is of the one started last', async () => {
    const { bus, answers } = createFakeBus();
    const action = createAction(bus, 'options.open');
    const runs = [action.run({}), action.run({})];
    answers[1]?.(ok(null as never));
    await runs[1];
    expect(action.isRunning.value).toBe(true);
    answers[0]?.(fail({ kind: 'offline' }) as Result<never>);
    await runs[0];
    expect(action.isRunning.value).toBe(false);
    expect(action.error.value).toBeNull();
  });
});

describe('onlineSignal', () => {
  it('follows the browser until its signal ends', () => {
    const listeners = new Set<(isOnline: boolean) => void>();
    const abort = new AbortController();
    const source = {
      isOnline: () => true,
      onChange: (listener: (isOnline: boolean) => void) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    };
    const online = onlineSignal(source, abort.signal);
    expect(online.value).toBe(true);
    for (const listener of listeners) listener(false);
    expect(online.value).toBe(false);
    abort.abort();
    expect(listeners.size).toBe(0);
  });
});

describe('nowSignal', () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: 1_000_000 });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('moves every 15 s while visible, rests while hidden, and is right at once when visible again', () => {
    const abort = new AbortController();
    const document = Object.assign(new EventTarget(), { visibilityState: 'visible' as DocumentVisibilityState });
    const show = (state: DocumentVisibilityState) => {
      document.visibilityState = state;
      document.dispatchEvent(new Event('visibilitychange'));
    };
    const now = nowSignal(document, abort.signal);
    expect(now.value).toBe(1_000_000);
    vi.advanceTimersByTime(15_000);
    expect(now.value).toBe(1_015_000);
    show('hidden');
    vi.advanceTimersByTime(60_000);
    expect(now.value).toBe(1_015_000);
    expect(vi.getTimerCount()).toBe(0);
    show('visible');
    expect(now.value).toBe(1_075_000);
    abort.abort();
    expect(vi.getTimerCount()).toBe(0);
    show('hidden');
    show('visible');
    expect(vi.getTimerCount()).toBe(0);
  });
});
