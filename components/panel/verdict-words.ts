import type { ChangeSetPageView, IncludeEvidence, PageFreshness } from '../../lib/domain/index.ts';

/** ApprovalFlow's own word on the page, beside our verdict. */
export const serviceWords = ({ isStale }: Pick<ChangeSetPageView, 'isStale'>, { kind }: Pick<PageFreshness, 'kind'>): string => {
  if (!isStale) return 'ApprovalFlow does not list it as stale: it goes by the page’s own version number.';
  if (kind === 'current') return 'ApprovalFlow lists it as stale: it may know of a newer version than Sheaf has read.';
  return 'ApprovalFlow lists it as stale because its version number moved.';
};

const versionsOf = ({ versionThen, versionNow }: IncludeEvidence): string =>
  versionThen === null || versionNow === null || versionThen === versionNow ? '' : `, v${versionThen} then, v${versionNow} now`;

/** What became of something that a page shows: "changed since the decision, v4 then, v6 now". */
export const includeWords = (include: IncludeEvidence): string => {
  switch (include.state) {
    case 'same':
      return `as at the decision${versionsOf(include)}`;
    case 'changed':
      return `changed since the decision${versionsOf(include)}`;
    case 'unreadable':
      return 'could not be read: not visible to you, deleted, or under another name';
    case 'cycle':
      return 'shows this page again: not followed further';
    case 'unknown':
      return 'its version at the decision is not known';
  }
};

/** Enough of a fingerprint to tell two apart by eye. */
export const shortPrint = (fingerprint: string): string => fingerprint.slice(0, 12);
