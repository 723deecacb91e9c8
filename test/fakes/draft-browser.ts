import { vi } from 'vitest';
import type { BusClient, RequestName } from '../../lib/bus/index.ts';
import {
  type AppError,
  assert,
  type DraftId,
  type DraftStart,
  draftId,
  fail,
  ok,
  type Result,
  startDraft,
} from '../../lib/domain/index.ts';
import { createDraftModel, type DraftModel, openDraft } from '../../lib/state/index.ts';
import { acme, createBench } from './bench.ts';
import { contentFacts } from './services.ts';

export const site = { connectionId: acme, siteOrigin: 'https://acme.atlassian.net' };
export const d1 = draftId('d1');

/** Views of one browser over the true services of the background: the bus without its messages. `setTimeout` must be faked. */
export const createDraftBrowser = async () => {
  const bench = await createBench({ sets: [] });
  const { drafts, contents, edits, views, foundation, confluence, time } = bench;
  const faults: { readonly name: RequestName; readonly when: 'before' | 'after'; readonly error: AppError }[] = [];
  const sent: string[] = [];
  const gates = new Map<RequestName, Promise<void>>();

  const answer = async (name: RequestName, data: never): Promise<Result<unknown>> => {
    const input = structuredClone(data) as {
      draftId: DraftId;
      draft: never;
      base: string | null;
      connectionId: typeof acme;
      source: never;
    };
    switch (name) {
      case 'draft.save':
        return drafts.save(input.draft, input.base);
      case 'draft.read':
        return ok(await drafts.read(input.draftId));
      case 'draft.drop':
        await drafts.drop(input.draftId);
        return ok(null);
      case 'content.find':
        return contents.find(input.connectionId, input.source);
      case 'changeSet.create': {
        const { connectionId, ...rest } = input;
        const made = await edits.create(connectionId, rest as never);
        return made.ok ? ok({ operationId: made.value }) : made;
      }
      case 'changeSet.addPages': {
        const {
          connectionId,
          changeSetId: id,
          pageIds,
        } = input as never as { connectionId: typeof acme; changeSetId: never; pageIds: never };
        const added = await edits.addPages(connectionId, id, pageIds);
        return added.ok ? ok({ operationId: added.value }) : added;
      }
      default:
        throw new Error(`not expected: ${name}`);
    }
  };

  const bus = {
    request: async (name: RequestName, data: never) => {
      sent.push(name);
      await gates.get(name);
      const at = faults.findIndex((fault) => fault.name === name);
      const [fault] = at === -1 ? [] : faults.splice(at, 1);
      if (fault?.when === 'before') return fail(fault.error);
      const result = await answer(name, data);
      return fault === undefined ? result : fail(fault.error);
    },
    notify: () => {},
    subscribe: (
      topic: 'drafts' | 'operations',
      _params: unknown,
      push: (value: unknown) => void,
      options: { signal?: AbortSignal } = {},
    ) => {
      const tell = async () => push(topic === 'drafts' ? await drafts.summaries() : await views.operations());
      void tell();
      const stop = foundation.changes.on((change) => {
        if (change.kind === topic) void tell();
      });
      options.signal?.addEventListener('abort', stop);
      return stop;
    },
  } as unknown as BusClient;

  /** Lets typing pauses pass and everything settle. */
  const rest = async (ms = 1_000): Promise<void> => {
    for (let step = 0; step < 3; step += 1) {
      await time.settle();
      await vi.advanceTimersByTimeAsync(ms / 3);
    }
    await time.settle();
  };
  const window = new EventTarget();
  const begin = (start: DraftStart = { kind: 'empty' }): DraftModel =>
    createDraftModel({
      bus,
      page: window,
      opened: { draft: startDraft(start, site, d1, '2026-11-22T10:00:00.000Z'), siteOrigin: site.siteOrigin, storedAt: null },
    });
  const reopen = async (): Promise<DraftModel> => {
    const opened = await openDraft(bus, d1);
    assert(opened.ok, 'it is stored');
    return createDraftModel({ bus, page: window, opened: opened.value });
  };
  return {
    ...bench,
    bus,
    window,
    begin,
    reopen,
    rest,
    sent,
    fault: (name: RequestName, error: AppError, when: 'before' | 'after' = 'before') => void faults.push({ name, when, error }),
    /** Holds requests of this name back until the answer is called. */
    hold: (name: RequestName) => {
      const held = Promise.withResolvers<void>();
      gates.set(name, held.promise);
      return () => {
        gates.delete(name);
        held.resolve();
      };
    },
    stored: async () => (await foundation.vault.draft(d1))?.draft ?? null,
    searchIn: (label: string, answers: number, perAnswer = 2) => {
      for (let at = 0; at < answers; at += 1) {
        const items = Array.from({ length: perAnswer }, (_, index) => contentFacts(String(at * perAnswer + index + 1)));
        const next = at === answers - 1 ? null : `c${at + 1}`;
        confluence.state.batches.set(`${label}|${at === 0 ? '' : `c${at}`}`, { items, next, total: answers * perAnswer });
      }
    },
  };
};
