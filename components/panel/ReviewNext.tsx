import { Banner, Button } from '../ui/index.ts';
import { ErrorNotice } from '../words/index.ts';
import type { PageTarget, ReviewActions } from './data.ts';
import { type ReviewNext as Going, useReviewNext } from './use-review-next.ts';

/** What a press of *Review next* ended in, when not in a page. */
export const ReviewNextNote = ({ going }: { readonly going: Going }) => {
  if (going.error !== null) return <ErrorNotice error={going.error} onDismiss={going.forget} />;
  if (!going.isNone) return null;
  return (
    <Banner tone="neutral" icon="checkCircle" role="status" title="No other page waits for your decision" onDismiss={going.forget}>
      Sheaf looks for approval requests that mention you, in the spaces you follow.
    </Banner>
  );
};

export interface ReviewNextProps {
  readonly actions: Pick<ReviewActions, 'nextReview' | 'openPage'>;
  /** The page in front, if it is one. */
  readonly after: PageTarget | null;
  /** A page was opened in a tab. */
  readonly onOpened?: (() => void) | undefined;
}

/** The way to the next page that waits for you: for popup and dashboard. */
export const ReviewNext = ({ actions, after, onOpened }: ReviewNextProps) => {
  const going = useReviewNext(actions, after, onOpened);
  return (
    <>
      <Button size="small" icon="arrowRight" isBusy={going.isBusy} onClick={going.press}>
        Review next
      </Button>
      <ReviewNextNote going={going} />
    </>
  );
};
