import { expect, it } from 'vitest';
import type { Sender } from '../../../lib/bus/index.ts';
import { changeSetId, connectionId, fail, ok, pageId, stateRunId } from '../../../lib/domain/index.ts';
import type { BackgroundPlatform } from '../../../lib/platform/index.ts';
import type { Services } from '../services.ts';
import { createStateHandlers } from './states.ts';

const from: Sender = { surface: 'window', tabId: null, siteOrigin: null, windowId: 1 };
const acme = connectionId('a&c=1');
const wish = { kind: 'remove' } as const;

const setUp = (started: unknown = ok('r1')) => {
  const did: unknown[][] = [];
  const told =
    (name: string, answer?: unknown) =>
    async (...input: unknown[]) => {
      did.push([name, ...input]);
      return answer;
    };
  const platform = { windows: { openPopup: told('openPopup') } } as unknown as BackgroundPlatform;
  const states = { start: told('start', started), stop: told('stop'), goOn: told('goOn', ok(null)), dismiss: told('dismiss') };
  const services = { states } as unknown as Services;
  return { handlers: createStateHandlers(platform, Promise.resolve(services)), did };
};

it('opens the extension’s own window for a page or the pages of a set', async () => {
  const { handlers, did } = setUp();
  await handlers['state.open']({ connectionId: acme, changeSetId: null, pageId: pageId('7') }, from);
  await handlers['state.open']({ connectionId: acme, changeSetId: changeSetId('s 1'), pageId: null }, from);
  expect(did.map(([, path]) => path)).toEqual([
    '/panel.html?states&connection=a%26c%3D1&page=7',
    '/panel.html?states&connection=a%26c%3D1&changeSet=s+1',
  ]);
});

it('answers the run that was taken on, or why none was', async () => {
  const input = { connectionId: acme, pageIds: [pageId('7')], copy: 'current' as const, wish };
  const { handlers, did } = setUp();
  expect(await handlers['state.start'](input, from)).toEqual(ok({ runId: 'r1' }));
  expect(did).toEqual([['start', acme, ['7'], 'current', wish]]);
  const refused = fail({ kind: 'paused' });
  expect(await setUp(refused).handlers['state.start'](input, from)).toEqual(refused);
});

it('hands on what is done to a run', async () => {
  const { handlers, did } = setUp();
  const runId = stateRunId('r1');
  for (const name of ['state.stop', 'state.goOn', 'state.dismiss'] as const)
    expect(await handlers[name]({ runId }, from)).toEqual(ok(null));
  expect(did).toEqual([
    ['stop', 'r1'],
    ['goOn', 'r1'],
    ['dismiss', 'r1'],
  ]);
});
