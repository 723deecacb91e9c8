import { Banner } from '../ui/index.ts';
import { ErrorNotice } from '../words/index.ts';
import type { ReviewNext as Going } from './use-review-next.ts';

/** What a press of *Review next* ended in, when not in a page. */
export const ReviewNextNote = ({ going }: { readonly going: Going }) => {
  if (going.error !== null) return <ErrorNotice error={going.error} onDismiss={going.forget} />;
  if (!going.isNone) return null;
  return <Banner tone="neutral" icon="checkCircle" role="status" title="No other page waits for your decision" onDismiss={going.forget} />;
};
