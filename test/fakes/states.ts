/** A Confluence tab that page statuses are written through, and the service that writes them, over the bench's Confluence. */
import {
  type Account,
  type AppError,
  type ContentState,
  fail,
  ok,
  type PageId,
  type StateWish,
  type StateWrite,
  type StateWriteAnswer,
} from '../../lib/domain/index.ts';
import { createStates, type Foundation } from '../../lib/services/index.ts';
import type { createBench } from './bench.ts';
import { ana } from './services.ts';
import { fakeReader } from './versions.ts';

type Bench = Awaited<ReturnType<typeof createBench>>;

export const stateOf = (id: string, name = `Status ${id}`, color = '#57d9a3'): ContentState => ({ id, name, color });
export const roughDraft = stateOf('0', 'Rough draft', '#ffc400');
export const verified = stateOf('3', 'Verified', '#1d7afc');
export const setting = (state: ContentState): StateWish => ({ kind: 'existing', state });

export const answered = (status: number | null, text = '', retryAfter: string | null = null): StateWriteAnswer => ({
  status,
  text,
  retryAfter,
});

/** Ends in the middle of an `await`, as a stopped worker's code does. */
export interface Life {
  callsLeft: number;
  /** What becomes of the call in which it ends. */
  readonly ending: 'unsent' | 'done' | 'doneLater';
}
const forever: Life = { callsLeft: Number.POSITIVE_INFINITY, ending: 'done' };
const dead = new Promise<never>(() => undefined);

export const createStatesBench = async (bench: Bench) => {
  const { confluence, time } = bench;
  const { history, state: site } = confluence;
  history.spaceStates = [roughDraft, verified];
  const ledger: { readonly write: StateWrite; readonly isApplied: boolean }[] = [];
  const opened: string[] = [];
  const alarms: number[] = [];
  const faults: (StateWriteAnswer | null | 'lost' | 'answerLost')[] = [];
  let hasTab = true;
  let account: Account | null = ana;
  let made = 900;
  let onWrite: ((write: StateWrite) => void | Promise<void>) | null = null;

  const wanted = (write: Extract<StateWrite, { kind: 'set' }>): ContentState | null => {
    const all = [...history.spaceStates, ...(history.customStates ?? [])];
    const { state } = write;
    if ('id' in state) return all.find((one) => one.id === state.id) ?? null;
    const alike = all.find((one) => one.name === state.name && one.color.toLowerCase() === state.color.toLowerCase());
    if (alike !== undefined || history.customStates === null) return alike ?? null;
    made += 1;
    const custom = stateOf(String(made), state.name, state.color);
    history.customStates = [...history.customStates, custom];
    return custom;
  };

  /** What Confluence does: a write on the published copy makes a version with the same text, and nothing is too equal to be written. */
  const apply = (write: StateWrite): StateWriteAnswer => {
    const { pageId, copy } = write;
    if (site.hidden.has(pageId)) return answered(404);
    const state = write.kind === 'remove' ? null : wanted(write);
    if (write.kind === 'set' && state === null) return answered(404, 'does not exist, or is disabled');
    const now = new Date(time.clock.nowMs()).toISOString();
    history.states.set(`${pageId}|${copy}`, { state, changedAt: now });
    if (copy === 'current') {
      const last = history.versions.get(pageId)?.at(-1);
      confluence.publish(pageId, last?.storage ?? `<p>Page ${pageId}</p>`, {
        createdAt: now,
        ...(account === null ? {} : { by: account }),
      });
    }
    ledger.push({ write, isApplied: true });
    return answered(200);
  };

  const write = async (_tab: number, asked: StateWrite): Promise<StateWriteAnswer | null> => {
    await onWrite?.(asked);
    const fault = faults.shift();
    if (fault === undefined) return apply(asked);
    if (fault === 'answerLost') {
      apply(asked);
      return answered(null, 'TypeError: Failed to fetch');
    }
    ledger.push({ write: asked, isApplied: false });
    return fault === 'lost' ? null : fault;
  };

  /** Calls of one worker, until its life ends. */
  const mortal =
    (life: Life) =>
    <Input extends readonly unknown[], Output>(call: (...input: Input) => Promise<Output>) =>
    async (...input: Input): Promise<Output> => {
      life.callsLeft -= 1;
      if (life.callsLeft >= 0) return call(...input);
      if (life.callsLeft === -1 && life.ending === 'done') await call(...input);
      if (life.callsLeft === -1 && life.ending === 'doneLater') time.clock.after(20_000, () => void call(...input));
      return dead;
    };

  /** A worker over the same databases. */
  const start = async (life: Life = forever) => {
    const services = await bench.start(bench.foundation.name);
    const wrap = mortal(life);
    const now = confluence.api as unknown as Readonly<Record<string, (...input: readonly unknown[]) => Promise<unknown>>>;
    const api = Object.fromEntries(
      // Looked up with each call: tests put others in their place.
      Object.keys(now).map((name) => [name, wrap(async (...input: readonly unknown[]) => now[name]?.(...input))]),
    ) as unknown as typeof confluence.api;
    const foundation: Foundation = {
      ...services.foundation,
      clientsFor: (connection) => ({ ...services.foundation.clientsFor(connection), confluence: api }),
    };
    const states = createStates(foundation, {
      tabs: {
        confluenceTab: async () => (hasTab ? 7 : null),
        write: wrap(write),
        openTab: async (siteOrigin) => void opened.push(siteOrigin),
      },
      reader: fakeReader,
      refresh: services.refresh,
      freshness: services.freshness,
      confirmAccount: async (connection) => {
        const after = await foundation.vault.changeConnection(connection.id, (before) => ({
          ...before,
          session: { account, checkedAt: new Date(time.clock.nowMs()).toISOString() },
        }));
        if (site.error !== null) return fail(site.error);
        return after === null ? fail({ kind: 'notFound' }) : ok(after);
      },
      wakeAt: (at) => alarms.push(at),
    });
    return { ...services, foundation, states };
  };

  const first = await start();
  const stepMs = 5_000;
  /** Time passes, and what is due is done: a pass may take longer than the clock lets promises settle. */
  const advance = async (ms: number, { states }: Pick<typeof first, 'states'> = first): Promise<void> => {
    await states.run();
    for (let passed = 0; passed < ms; passed += stepMs) {
      await time.advance(Math.min(stepMs, ms - passed));
      await states.run();
    }
  };

  return {
    ...bench,
    ...first,
    startStates: start,
    advance,
    ledger,
    opened,
    alarms,
    faults,
    calls: site.calls,
    refuse: (call: string, error: AppError): void => void site.errors.set(call, error),
    put: (id: string, state: ContentState | null, copy: 'current' | 'draft' = 'current'): void =>
      void history.states.set(`${id}|${copy}`, { state, changedAt: null }),
    shown: (id: PageId | string) => history.states.get(`${id}|current`)?.state ?? null,
    setTab: (is: boolean): void => {
      hasTab = is;
    },
    signInAs: (person: Account | null): void => {
      account = person;
    },
    onWrite: (hook: typeof onWrite): void => {
      onWrite = hook;
    },
  };
};
