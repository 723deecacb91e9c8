import { Banner, plural } from '../ui/index.ts';
import type { ComparedPage } from './data.ts';

/** Said first when there is nothing to read, with what could not be compared. */
export const NothingChanged = ({ pages, basis }: { readonly pages: readonly ComparedPage[]; readonly basis: 'approved' | 'looked' }) => {
  const throughOthers = basis === 'approved' && pages.some(({ page }) => page.freshness?.kind === 'changed');
  if (throughOthers) return null;
  const failed = pages.filter(({ comparison }) => comparison.kind === 'failed').length;
  const without = pages.filter(({ page, comparison }) => comparison.kind === 'none' && page.whyNot !== null).length;
  if (failed + without === pages.length) return null;
  const left = [
    without === 0 ? null : plural(without, 'page had nothing to compare with', 'pages had nothing to compare with'),
    failed === 0 ? null : plural(failed, 'page could not be compared', 'pages could not be compared'),
  ].filter((part) => part !== null);
  return (
    <Banner
      tone={left.length === 0 ? 'success' : 'information'}
      role="status"
      title={`No content changed ${basis === 'approved' ? 'since approval' : 'since you last looked'}`}
    >
      {left.length === 0 ? 'All pages were compared.' : `${left.join('; ')}.`}
    </Banner>
  );
};
