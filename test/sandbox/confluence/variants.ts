/** Other ways in which Confluence and the app's pages may behave, by name; switched on with `POST /__sandbox/faults`. */
export const confluenceVariants = {
  'byline.lags': 'The byline on the page shows the old status for three seconds after a decision',
  'comments.cutDocument': 'The document in a comment ends in the middle',
  'comments.noValue': 'A comment names its representation and has no body',
  'comments.storageOnly': 'Comments answer storage format, whatever format is asked for',
  'descendants.atMost5': 'Descendants end at the fifth level, whatever depth is asked for, as seen in practice',
  'search.noTotal': 'Search answers without a total',
  'search.pagesOnly': 'The search index knows pages, blog posts and comments only',
  'states.unknownId400': 'A page status with an unknown id is refused with 400, as documented, and not with 404, as measured',
} as const;
