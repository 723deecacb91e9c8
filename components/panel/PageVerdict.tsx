import type { FunctionComponent } from 'preact';
import type { ChangeSetPageView, PageFreshness } from '../../lib/domain/index.ts';
import { LoadingRows } from '../ui/index.ts';
import { ErrorNotice, FreshnessLine } from '../words/index.ts';
import type { ReviewActions, SetTarget } from './data.ts';
import { Folded } from './Folded.tsx';
import { useLater } from './use-later.ts';
import type { VerdictDetailsProps } from './VerdictDetails.tsx';

export interface PageVerdictProps {
  readonly page: ChangeSetPageView;
  readonly target: SetTarget;
  readonly actions: ReviewActions;
  readonly now: number;
}

/** Worth a line: what is as ApprovalFlow says, or cannot be seen at all, has been said beside it. */
const isTold = ({ isStale, isVisible }: ChangeSetPageView, { kind }: PageFreshness): boolean =>
  isVisible && kind !== 'gone' && (kind !== 'current' || isStale);

/** Whether the approved text changed: the verdict in one line, what it is founded on below it when unfolded. */
export const PageVerdict = ({ page, ...rest }: PageVerdictProps) => {
  const { freshness } = page;
  if (freshness === null || !isTold(page, freshness)) return null;
  return <Folded summary={<FreshnessLine freshness={freshness} />}>{() => <Details page={page} freshness={freshness} {...rest} />}</Folded>;
};

const loadDetails = async (): Promise<FunctionComponent<VerdictDetailsProps>> => (await import('./VerdictDetails.tsx')).VerdictDetails;

const Details = (props: VerdictDetailsProps) => {
  const later = useLater(loadDetails);
  if (later.kind === 'loading') return <LoadingRows label="Loading what this is founded on" rows={1} />;
  if (later.kind === 'failed') return <ErrorNotice error={{ kind: 'invalid', where: 'surface:details' }} />;
  return <later.View {...props} />;
};
