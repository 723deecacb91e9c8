/** Other ways in which Confluence and the app's pages may behave, by name; switched on with `POST /__sandbox/faults`. */
export const confluenceVariants = {
  'byline.lags': 'The byline on the page shows the old status for three seconds after a decision',
  'states.unknownId400': 'A page status with an unknown id is refused with 400, as documented, and not with 404, as measured',
} as const;
