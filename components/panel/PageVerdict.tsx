import type { ChangeSetPageView, PageFreshness } from '../../lib/domain/index.ts';
import { FreshnessLine, Later } from '../words/index.ts';
import type { ReviewActions, SetTarget } from './data.ts';
import { Folded } from './Folded.tsx';

export interface PageVerdictProps {
  readonly page: ChangeSetPageView;
  readonly target: SetTarget;
  readonly actions: ReviewActions;
  readonly now: number;
}

/** Worth a line: what is as ApprovalFlow says, or cannot be seen at all, has been said beside it. */
const isTold = ({ isStale, isVisible }: ChangeSetPageView, { kind }: PageFreshness): boolean =>
  isVisible && kind !== 'gone' && (kind !== 'current' || isStale);

const loadDetails = async () => (await import('./VerdictDetails.tsx')).VerdictDetails;

/** Whether the approved text changed: the verdict in one line, what it is founded on below it when unfolded. */
export const PageVerdict = ({ page, ...rest }: PageVerdictProps) => {
  const { freshness } = page;
  if (freshness === null || !isTold(page, freshness)) return null;
  return (
    <Folded summary={<FreshnessLine freshness={freshness} />}>
      {() => <Later load={loadDetails} label="Loading what this is founded on" props={{ page, freshness, ...rest }} />}
    </Folded>
  );
};
