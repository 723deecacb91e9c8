import type { ContentReader } from '../domain/index.ts';
import { type Comparisons, createComparisons } from './comparisons.ts';
import { createFreshness, type Freshness } from './freshness.ts';
import { createTexts } from './freshness-texts.ts';
import type { Foundation } from './ports.ts';
import type { Projector } from './projector.ts';
import type { Refresh } from './refresh.ts';
import { createReviewRecord, type ReadReviewRecord } from './review-record.ts';

/** Whether approvals still cover what pages say; what changed; and the record of both. They share the versions that were read. */
export interface VersionTruth {
  readonly freshness: Freshness;
  readonly comparisons: Comparisons;
  readonly reviewRecord: ReadReviewRecord;
}

export const createVersionTruth = (foundation: Foundation, reader: ContentReader, projector: Projector, refresh: Refresh): VersionTruth => {
  const texts = createTexts(foundation, reader);
  const freshness = createFreshness(foundation, reader, texts, projector);
  const busy = { isRefreshing: refresh.isRefreshing, isChecking: freshness.isChecking };
  return {
    freshness,
    comparisons: createComparisons(foundation, texts, busy),
    reviewRecord: createReviewRecord(foundation, { texts, freshness, refresh }),
  };
};
