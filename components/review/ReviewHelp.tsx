import type { Preferences } from '../../lib/domain/index.ts';
import { useAnswer } from '../panel/index.ts';
import { Checkbox, KeyboardDialog } from '../ui/index.ts';
import { ErrorNotice } from '../words/index.ts';
import type { ReviewActs } from './data.ts';
import { reviewKeyWords } from './use-review-keys.ts';

export interface ReviewHelpProps {
  readonly preferences: Preferences | null;
  readonly acts: Pick<ReviewActs, 'changePreferences'>;
  readonly onClose: () => void;
}

/** Every key, and the switch for all of them: speech input and slips of the finger press them too. */
export const ReviewHelp = ({ preferences, acts, onClose }: ReviewHelpProps) => {
  const [pending, run] = useAnswer();
  return (
    <KeyboardDialog keys={reviewKeyWords} onClose={onClose}>
      <Checkbox
        label="Single-letter keys here, on the dashboard and in the popup."
        isChecked={preferences?.hasShortcuts ?? false}
        isDisabled={preferences === null || pending.isBusy}
        onChange={(hasShortcuts) => run(() => acts.changePreferences({ hasShortcuts }))}
      />
      {pending.error !== null && <ErrorNotice error={pending.error} />}
    </KeyboardDialog>
  );
};
