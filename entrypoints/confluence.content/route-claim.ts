import type { RequestInput } from '../../lib/bus/content.ts';
import type { PageRoute } from '../../lib/page/index.ts';

export type RouteClaim = RequestInput<'page.opened'>['route'];

/** What the background is told of where the tab is: no more than it acts on. Addresses on their way to another one are `other`. */
export const claimOf = (route: PageRoute): RouteClaim => {
  switch (route.kind) {
    case 'page':
      return { kind: 'page', pageId: route.pageId, isBlogPost: false };
    case 'blogPost':
      return { kind: 'page', pageId: route.blogPostId, isBlogPost: true };
    case 'spaceHome':
      return { kind: 'spaceHome', spaceKey: route.spaceKey };
    case 'notReviewable':
      return { kind: 'notReviewable', what: route.what };
    case 'draft':
      return { kind: 'notReviewable', what: 'draft' };
    default:
      return { kind: 'other' };
  }
};
