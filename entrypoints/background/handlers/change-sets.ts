/** Requests about change sets, and what became of writes. */
import type { RequestHandlers } from '../../../lib/bus/index.ts';
import { ok } from '../../../lib/domain/index.ts';
import type { BackgroundPlatform } from '../../../lib/platform/index.ts';
import type { Services } from '../services.ts';
import { accepted, done, type Handlers } from './answers.ts';

const confirmWindow = { width: 480, height: 640 };

type ChangeSetHandlers = Handlers<'changeSet' | 'fieldDraft' | 'operation' | 'bulk' | 'notice' | 'confirm'> &
  Pick<RequestHandlers, 'review.next' | 'page.preflight' | 'page.submit' | 'page.thread' | 'refresh.queue' | 'refresh.changeSet'>;

export const createChangeSetHandlers = (platform: BackgroundPlatform, ready: Promise<Services>): ChangeSetHandlers => ({
  'changeSet.addPage': async ({ connectionId, changeSetId, pageId }) =>
    accepted(await (await ready).edits.addPage(connectionId, changeSetId, pageId)),
  'changeSet.removePage': async ({ connectionId, changeSetId, pageId }) =>
    accepted(await (await ready).edits.removePage(connectionId, changeSetId, pageId)),
  'changeSet.addPages': async ({ connectionId, changeSetId, pageIds }) =>
    accepted(await (await ready).edits.addPages(connectionId, changeSetId, pageIds)),
  'changeSet.edit': async ({ connectionId, changeSetId, base, fields }) =>
    accepted(await (await ready).edits.edit(connectionId, changeSetId, base, fields)),
  'fieldDraft.save': async ({ connectionId, changeSetId, fields }) =>
    done((await ready).edits.saveFieldDraft(connectionId, changeSetId, fields)),
  'changeSet.create': async ({ connectionId, ...input }) => accepted(await (await ready).edits.create(connectionId, input)),
  'changeSet.snooze': async ({ connectionId, changeSetId, until }) =>
    (await ready).attention.snooze(connectionId, changeSetId, until === null ? null : Date.parse(until)),
  'changeSet.mute': async ({ connectionId, changeSetId, isMuted }) => (await ready).attention.mute(connectionId, changeSetId, isMuted),
  'changeSet.preflight': async ({ connectionId, changeSetId }) => (await ready).edits.preflight(connectionId, changeSetId),
  'page.preflight': async ({ connectionId, pageId }) => (await ready).edits.preflightPage(connectionId, pageId),
  'changeSet.submit': async ({ connectionId, changeSetId }) => accepted(await (await ready).edits.submit(connectionId, changeSetId)),
  'page.submit': async ({ connectionId, changeSetId, pageId }) =>
    accepted(await (await ready).edits.submitPage(connectionId, changeSetId, pageId)),
  'changeSet.archive': async ({ connectionId, changeSetId }) => accepted(await (await ready).edits.archive(connectionId, changeSetId)),
  'bulk.start': async ({ action, targets }) => {
    const started = await (await ready).bulks.start(action, targets);
    return started.ok ? ok({ bulkId: started.value }) : started;
  },
  'bulk.stop': async ({ bulkId }) => done((await ready).bulks.stop(bulkId)),
  'bulk.dismiss': async ({ bulkId }) => done((await ready).bulks.dismiss(bulkId)),
  'page.thread': async ({ connectionId, pageId }) => (await ready).thread(connectionId, pageId),
  'confirm.open': async ({ connectionId, changeSetId, action, pageId }) => {
    const query = new URLSearchParams({
      confirm: action,
      connection: connectionId,
      changeSet: changeSetId,
      ...(pageId === null ? {} : { page: pageId }),
    });
    return done(platform.windows.openPopup(`/panel.html?${query.toString()}`, confirmWindow));
  },
  'changeSet.targets': async ({ connectionId, spaceId, pageId, search }) =>
    (await ready).views.targets(connectionId, spaceId, pageId, search),

  'operation.undo': async ({ operationId }) => accepted(await (await ready).outbox.undo(operationId)),
  'operation.retry': async ({ operationId }) => (await ready).outbox.retry(operationId),
  'operation.dismiss': async ({ operationId }) => (await ready).outbox.dismiss(operationId),
  'operation.resolve': async ({ operationId, keep }) => (await ready).outbox.resolve(operationId, keep),
  'notice.accept': async ({ connectionId }) => (await ready).outbox.acceptNotice(connectionId),

  'review.next': async ({ after }) => ok(await (await ready).nextReview(after)),

  'refresh.queue': async () => done((await ready).renewal.queue(0)),
  'refresh.changeSet': async ({ connectionId, changeSetId }) => (await ready).renewal.changeSet(connectionId, changeSetId, 0),
});
