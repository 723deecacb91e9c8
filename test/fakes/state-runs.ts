/** Writings of page statuses over a set of three approved pages: how they are started, and what became of each page in a word or two. */
import type { StateRunId } from '../../lib/domain/index.ts';
import { acme, createBench, pageIds, taken } from './bench.ts';
import { changeSet, setPage } from './services.ts';
import { createStatesBench, setting, verified } from './states.ts';

const approvedSet = changeSet('s1', [setPage('1', 'approved'), setPage('2', 'approved'), setPage('3', 'approved')]);

export const createStateRunBench = async () => {
  const bench = await createStatesBench(await createBench({ sets: [approvedSet] }));
  const items = async (services: Pick<typeof bench, 'states'> = bench) => (await services.states.newest())?.items ?? [];
  return {
    ...bench,
    items,
    /** Sets *Verified* on these pages. */
    run: async (...ids: readonly string[]): Promise<StateRunId> =>
      taken(await bench.states.start(acme, pageIds(...ids), 'current', setting(verified))),
    ends: async () => (await items()).map(({ pageId, state, error }) => `${pageId} ${state}${error === null ? '' : ` ${error.kind}`}`),
  };
};
