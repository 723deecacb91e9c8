import { useRef, useState } from 'preact/hooks';
import type { NextReview, PageView } from '../../lib/domain/index.ts';
import { Button, Spinner } from '../ui/index.ts';
import { ErrorNotice } from '../words/index.ts';
import type { PageTarget, ReviewActions } from './data.ts';
import styles from './ReviewLine.module.css';
import { useAnswer } from './use-answer.ts';
import { useAsked } from './use-asked.ts';

/** `decided`: the page waited for you while you looked, and by the service's own data it does not any more. */
export type Review = PageView['review'] | 'decided';

const keyOf = (page: PageView): string => `${page.connectionId} ${page.page.id}`;

/** What the page in front is to the person. Remembers which one waited, so that its end is seen. */
export const useReview = (page: PageView | null): Review => {
  const waited = useRef<string | null>(null);
  if (page === null) return null;
  if (page.review !== null) waited.current = keyOf(page);
  return page.review ?? (waited.current === keyOf(page) ? 'decided' : null);
};

export interface ReviewLineProps {
  readonly page: PageView;
  readonly review: Review;
  readonly actions: Pick<ReviewActions, 'openByline' | 'nextReview' | 'openPage'>;
}

/**
 * A page that waits for your decision, from being asked to the next one. Says nothing of what was decided: ApprovalFlow records that, and
 * the set shows it.
 */
export const ReviewLine = ({ page, review, actions }: ReviewLineProps) => {
  const target = { connectionId: page.connectionId, pageId: page.page.id };
  return (
    <div role="status">
      {review === 'yours' && <Waiting target={target} actions={actions} />}
      {review === 'reading' && (
        <div class={styles['line']}>
          <p class={styles['words']}>
            <Spinner />
            <span>Reading what ApprovalFlow recorded…</span>
          </p>
        </div>
      )}
      {review === 'decided' && <AfterDecision key={keyOf(page)} target={target} actions={actions} />}
    </div>
  );
};

type PartProps = Pick<ReviewLineProps, 'actions'> & { readonly target: PageTarget };

/** Deciding happens in ApprovalFlow's byline: we take the person there. */
const Waiting = ({ target, actions }: PartProps) => {
  const [opening, open] = useAnswer();
  const [isMissing, setMissing] = useState(false);
  const openByline = () =>
    open(async () => {
      const result = await actions.openByline(target);
      setMissing(result.ok && !result.value.isFound);
      return result;
    });
  return (
    <>
      <div class={styles['line']}>
        <p class={styles['words']}>This page waits for your decision.</p>
        <Button size="small" appearance="primary" isBusy={opening.isBusy} onClick={openByline}>
          Decide in the byline
        </Button>
        {isMissing && <p>Sheaf did not find the byline. It is below the page’s title; it may be hidden while you edit.</p>}
      </div>
      {opening.error !== null && <ErrorNotice error={opening.error} />}
    </>
  );
};

const AfterDecision = ({ target, actions }: PartProps) => {
  const [next, again] = useAsked<NextReview | null>(() => actions.nextReview({ after: target }));
  if (next.kind === 'failed') return <ErrorNotice error={next.error} onNextStep={again} can={['retry', 'refresh']} />;
  return (
    <div class={styles['line']}>
      <p class={styles['words']}>
        This page no longer waits for you.{next.kind === 'ready' && next.value === null && ' That was the last one.'}
      </p>
      {next.kind === 'ready' && next.value !== null && <NextPage next={next.value} actions={actions} />}
    </div>
  );
};

const NextPage = ({ next, actions }: Pick<ReviewLineProps, 'actions'> & { readonly next: NextReview }) => {
  const [opening, open] = useAnswer();
  const { connectionId, pageId, changeSetId } = next;
  return (
    <>
      <Button
        size="small"
        appearance="primary"
        icon="arrowRight"
        class={styles['next']}
        isBusy={opening.isBusy}
        onClick={() => open(() => actions.openPage({ connectionId, pageId, changeSetId }))}
      >
        Next: {next.pageTitle ?? `page ${next.pageId}`} ({next.remaining} left)
      </Button>
      {opening.error !== null && <ErrorNotice error={opening.error} />}
    </>
  );
};
