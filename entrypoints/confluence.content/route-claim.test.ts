import { expect, it } from 'vitest';
import { parseRoute } from '../../lib/page/index.ts';
import { claimOf } from './route-claim.ts';

it.each([
  ['/wiki/spaces/ENG/pages/123/Title', { kind: 'page', pageId: '123', isBlogPost: false }],
  ['/wiki/spaces/ENG/pages/edit-v2/123', { kind: 'page', pageId: '123', isBlogPost: false }],
  ['/wiki/spaces/ENG/blog/2026/11/22/456/News', { kind: 'page', pageId: '456', isBlogPost: true }],
  ['/wiki/spaces/ENG/overview', { kind: 'spaceHome', spaceKey: 'ENG' }],
  ['/wiki/spaces/ENG/whiteboard/789', { kind: 'notReviewable', what: 'whiteboard' }],
  ['/wiki/pages/resumedraft.action?draftId=5', { kind: 'notReviewable', what: 'draft' }],
  ['/wiki/x/phDOEg', { kind: 'other' }],
  ['/wiki/home', { kind: 'other' }],
])('%s is claimed as %o', (path, claim) => {
  expect(claimOf(parseRoute(`https://acme.atlassian.net${path}`))).toEqual(claim);
});
