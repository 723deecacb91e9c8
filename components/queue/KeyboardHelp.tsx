import { type Answer, useAnswer } from '../panel/index.ts';
import { Checkbox, KeyboardDialog } from '../ui/index.ts';
import { ErrorNotice } from '../words/index.ts';
import { queueKeyWords } from './use-queue-keys.ts';

export interface KeyboardHelpProps {
  readonly hasShortcuts: boolean;
  readonly onShortcuts: (hasShortcuts: boolean) => Answer;
  readonly onClose: () => void;
}

/** Every key, and the switch for those that are single letters: speech input and slips of the finger press them too. */
export const KeyboardHelp = ({ hasShortcuts, onShortcuts, onClose }: KeyboardHelpProps) => {
  const [pending, run] = useAnswer();
  return (
    <KeyboardDialog keys={queueKeyWords} onClose={onClose}>
      <Checkbox
        label="Single-letter keys here and on the dashboard. Arrows and Enter always work."
        isChecked={hasShortcuts}
        isDisabled={pending.isBusy}
        onChange={(has) => run(() => onShortcuts(has))}
      />
      {pending.error !== null && <ErrorNotice error={pending.error} />}
    </KeyboardDialog>
  );
};
