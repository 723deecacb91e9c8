const places: Readonly<Record<string, string>> = {
  whiteboard: 'A whiteboard cannot be in a change set',
  folder: 'A folder cannot be in a change set',
  database: 'A database cannot be in a change set',
  embed: 'An embedded link cannot be in a change set',
  draft: 'A draft cannot be in a change set yet',
  space: 'A space cannot be in a change set',
  spaceHome: 'A space cannot be in a change set',
  home: 'Confluence’s home is not a page',
  search: 'Search results are not a page',
};

/** What cannot be in a change set, for the kind of place that the content script named. */
export const notReviewableWords = (what: string): string => places[what] ?? 'This place cannot be in a change set';
