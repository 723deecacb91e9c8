import type { TabView } from '../../lib/domain/index.ts';
import { Button, EmptyState } from '../ui/index.ts';
import { ErrorNotice } from '../words/index.ts';
import type { ReviewActions } from './data.ts';
import { useAnswer } from './use-answer.ts';

export interface PausedHereProps {
  readonly paused: Extract<TabView, { kind: 'paused' }>;
  readonly actions: Pick<ReviewActions, 'goOn'>;
}

/** Sheaf leaves this place alone, because the person said so; and the way on. */
export const PausedHere = ({ paused: { connectionId, siteName, space }, actions }: PausedHereProps) => {
  const [going, goOn] = useAnswer();
  return (
    <>
      <EmptyState
        icon="clock"
        title={`Paused ${space === null ? `on ${siteName}` : `in ${space.name}`}`}
        action={
          <Button
            appearance="primary"
            isBusy={going.isBusy}
            onClick={() => goOn(() => actions.goOn({ connectionId, spaceId: space?.id ?? null }))}
          >
            Go on
          </Button>
        }
      >
        Until you go on, Sheaf neither reads nor sends anything there. Changes that you asked for before wait.
      </EmptyState>
      {going.error !== null && <ErrorNotice error={going.error} />}
    </>
  );
};
