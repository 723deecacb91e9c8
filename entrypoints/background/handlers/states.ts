/** Requests about page statuses. */
import type { RequestHandlers } from '../../../lib/bus/index.ts';
import { ok } from '../../../lib/domain/index.ts';
import type { BackgroundPlatform } from '../../../lib/platform/index.ts';
import type { Services } from '../services.ts';
import { done, type Handlers } from './answers.ts';

const statesWindow = { width: 560, height: 720 };

export const createStateHandlers = (platform: BackgroundPlatform, ready: Promise<Services>): Handlers<'state'> => {
  const open: RequestHandlers['state.open'] = ({ connectionId, changeSetId, pageId }) => {
    const query = new URLSearchParams({
      connection: connectionId,
      ...(changeSetId === null ? {} : { changeSet: changeSetId }),
      ...(pageId === null ? {} : { page: pageId }),
    });
    return done(platform.windows.openPopup(`/panel.html?states&${query.toString()}`, statesWindow));
  };
  return {
    'state.offer': async ({ connectionId, pageId }) => (await ready).states.offer(connectionId, pageId),
    'state.preview': async ({ connectionId, pageIds, copy, wish }) => (await ready).states.preview(connectionId, pageIds, copy, wish),
    'state.start': async ({ connectionId, pageIds, copy, wish }) => {
      const started = await (await ready).states.start(connectionId, pageIds, copy, wish);
      return started.ok ? ok({ runId: started.value }) : started;
    },
    'state.stop': async ({ runId }) => done((await ready).states.stop(runId)),
    'state.goOn': async ({ runId }) => (await ready).states.goOn(runId),
    'state.dismiss': async ({ runId }) => done((await ready).states.dismiss(runId)),
    'state.openTab': async ({ connectionId }) => (await ready).states.openTab(connectionId),
    'state.open': open,
  };
};
