import { useState } from 'preact/hooks';
import { draftSets } from '../../lib/domain/index.ts';
import type { DraftModel } from '../../lib/state/index.ts';
import { type ReviewActions, SetChoice } from '../panel/index.ts';
import { Button, Dialog } from '../ui/index.ts';
import styles from './TargetChoice.module.css';

export interface TargetChoiceProps {
  readonly model: DraftModel;
  readonly actions: Pick<ReviewActions, 'findTargets'>;
}

/** Whether the pages make a set of their own or go into one that is there. */
export const TargetChoice = ({ model, actions }: TargetChoiceProps) => {
  const [isChoosing, setChoosing] = useState(false);
  const draft = model.draft.value;
  const { target, connectionId } = draft;
  if (target !== null)
    return (
      <div class={styles['target']}>
        <p>
          Adds pages to <strong>“{target.title}”</strong>. Nothing else of it changes.
        </p>
        <Button size="small" appearance="subtle" onClick={() => model.setTarget(null)}>
          Make a new change set instead
        </Button>
      </div>
    );
  // A set holds pages of one space: with pages of several there is no one set for all of them.
  const [only, another] = draftSets(draft);
  if (only === undefined || another !== undefined) return null;
  const { spaceId, spaceName } = only;
  return (
    <div>
      <Button size="small" appearance="subtle" onClick={() => setChoosing(true)}>
        Add these pages to a change set that is there…
      </Button>
      {isChoosing && (
        <Dialog title="Add these pages to a change set" onClose={() => setChoosing(false)}>
          <SetChoice
            actions={actions}
            place={{ connectionId, spaceId, pageId: null }}
            spaceName={spaceName}
            isBusy={false}
            onChoose={({ changeSetId, title }) => {
              model.setTarget({ changeSetId, title, spaceId });
              setChoosing(false);
            }}
          />
        </Dialog>
      )}
    </div>
  );
};
