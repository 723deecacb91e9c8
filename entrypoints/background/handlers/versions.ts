/** Requests about versions: what changed since an approval, what was viewed, and the record of a review. */
import type { RequestHandlers } from '../../../lib/bus/index.ts';
import { reviewAddressOf } from '../../../lib/domain/index.ts';
import type { BackgroundPlatform } from '../../../lib/platform/index.ts';
import { createOpening } from '../opening.ts';
import type { Services } from '../services.ts';
import { done, type Handlers } from './answers.ts';

type VersionHandlers = Handlers<'version' | 'viewed' | 'record'> & Pick<RequestHandlers, 'review.open'>;

export const createVersionHandlers = (platform: BackgroundPlatform, ready: Promise<Services>): VersionHandlers => {
  const opening = createOpening(platform, ready);
  return {
    'version.texts': async ({ connectionId, pageId, before, after }) =>
      (await ready).comparisons.texts(connectionId, pageId, before, after),
    'version.check': async ({ connectionId, pageId }) => {
      const { foundation, renewal, freshness } = await ready;
      const records = await foundation.cache.changeSetsOfPage(connectionId, pageId);
      // Compared are the versions that the services know of now.
      const read = await Promise.all(records.map(({ set }) => renewal.changeSet(connectionId, set.id, 0)));
      const failed = read.find((result) => !result.ok);
      return failed ?? freshness.check(connectionId, [pageId], { force: true });
    },
    'viewed.mark': async ({ connectionId, changeSetId, pageId, viewed }) =>
      (await ready).comparisons.markViewed(connectionId, changeSetId, pageId, viewed),
    'record.read': async ({ connectionId, changeSetId }) => (await ready).reviewRecord(connectionId, changeSetId),
    'review.open': (place) => done(opening.review(reviewAddressOf(place))),
  };
};
