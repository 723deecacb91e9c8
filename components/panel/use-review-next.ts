import { useState } from 'preact/hooks';
import type { PageTarget, ReviewActions } from './data.ts';
import { type Pending, useAnswer } from './use-answer.ts';

export interface ReviewNext extends Pending {
  /** The last press found no page that waits. */
  readonly isNone: boolean;
  press(): void;
  /** The person has read that there is none, or why it failed. */
  forget(): void;
}

/** Takes the person to the next page that waits for them, after the one in front. */
export const useReviewNext = (
  actions: Pick<ReviewActions, 'nextReview' | 'openPage'>,
  after: PageTarget | null,
  onOpened: () => void = () => undefined,
): ReviewNext => {
  const [pending, run, reset] = useAnswer();
  const [isNone, setNone] = useState(false);
  return {
    ...pending,
    isNone,
    press: () => {
      setNone(false);
      run(async () => {
        const next = await actions.nextReview({ after });
        if (!next.ok) return next;
        if (next.value === null) {
          setNone(true);
          return next;
        }
        const { connectionId, pageId, changeSetId } = next.value;
        const opened = await actions.openPage({ connectionId, pageId, changeSetId });
        if (opened.ok) onOpened();
        return opened;
      });
    },
    forget: () => {
      setNone(false);
      reset();
    },
  };
};
