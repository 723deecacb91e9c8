import type { ChangeSetPageView } from '../../lib/domain/index.ts';
import { plural } from '../ui/index.ts';

/** A page's title, or its number where it cannot be seen. */
export const nameOf = (page: { readonly pageId: string; readonly title: string | null }): string => page.title ?? `Page ${page.pageId}`;

/** "v14 · approved at v12"; nothing where the service gave no version. */
export const versionWords = ({ currentVersion, approvedAtVersion }: ChangeSetPageView): string | null => {
  const now = currentVersion === null ? null : `v${currentVersion}`;
  if (approvedAtVersion === null) return now;
  if (approvedAtVersion === currentVersion) return `${now} approved`;
  return [now, `approved at v${approvedAtVersion}`].filter(Boolean).join(' · ');
};

export const staleWords = (page: ChangeSetPageView): string =>
  page.versionDelta === null || page.versionDelta < 1
    ? 'Edited since approval'
    : `Edited since approval, ${plural(page.versionDelta, 'version')}`;

/** Whether asking for approval makes sense; the service has the last word. */
export const isSubmittable = ({ approval, isStale, isVisible }: ChangeSetPageView): boolean =>
  isVisible && approval !== 'inApproval' && (approval !== 'approved' || isStale);

/** Another browser, another program and ApprovalFlow's own page are all "not this Sheaf". */
export const senderWords: Readonly<Record<NonNullable<ChangeSetPageView['sentBy']>, string>> = {
  thisSheaf: 'sent by this Sheaf',
  otherwise: 'not sent by this Sheaf',
  unknown: 'not known whether by this Sheaf',
};
