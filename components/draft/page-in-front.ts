import type { PageId } from '../../lib/domain/index.ts';

/** The Confluence page that the person is on. */
export interface PageInFront {
  readonly pageId: PageId;
  readonly title: string | null;
}
