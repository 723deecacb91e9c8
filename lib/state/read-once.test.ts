import { describe, expect, it } from 'vitest';
import type { BusClient } from '../bus/index.ts';
import { readOnce } from './index.ts';

type OnState = NonNullable<NonNullable<Parameters<BusClient['subscribe']>[3]>['onState']>;

const bench = () => {
  const heard: { snapshot: (value: never) => void; state: OnState; signal: AbortSignal | undefined }[] = [];
  const bus: BusClient = {
    request: () => Promise.resolve({ ok: false, error: { kind: 'unavailable' } }),
    notify: () => undefined,
    subscribe: (_topic, _params, snapshot, { signal, onState } = {}) => {
      heard.push({ snapshot, state: onState ?? (() => undefined), signal });
      return () => undefined;
    },
  };
  return { bus, heard };
};

describe('reading a topic once', () => {
  it('answers its first snapshot and stops listening', async () => {
    const { bus, heard } = bench();
    const answer = readOnce(bus, 'drafts', {});
    heard[0]?.snapshot([] as never);
    expect(await answer).toEqual({ ok: true, value: [] });
    expect(heard[0]?.signal?.aborted).toBe(true);
  });

  it('fails when it is refused, or when nobody answers', async () => {
    const { bus, heard } = bench();
    const refused = readOnce(bus, 'drafts', {});
    heard[0]?.state({ kind: 'refused', error: { kind: 'notFound' } });
    expect(await refused).toEqual({ ok: false, error: { kind: 'notFound' } });
    const unanswered = readOnce(bus, 'drafts', {});
    heard[1]?.state({ kind: 'down' });
    expect(await unanswered).toEqual({ ok: false, error: { kind: 'unavailable' } });
    expect(heard[1]?.signal?.aborted).toBe(true);
  });
});
