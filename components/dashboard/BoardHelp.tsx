import type { Preferences } from '../../lib/domain/index.ts';
import { useAnswer } from '../panel/index.ts';
import { Checkbox, KeyboardDialog } from '../ui/index.ts';
import { ErrorNotice } from '../words/index.ts';
import { boardKeyWords } from './board-words.ts';
import type { BoardActs } from './data.ts';

export interface BoardHelpProps {
  readonly preferences: Preferences | null;
  readonly acts: Pick<BoardActs, 'changePreferences'>;
  readonly onClose: () => void;
}

/** Every key, and the switch for those that are single letters: speech input and slips of the finger press them too. */
export const BoardHelp = ({ preferences, acts, onClose }: BoardHelpProps) => {
  const [pending, run] = useAnswer();
  return (
    <KeyboardDialog keys={boardKeyWords} onClose={onClose}>
      <Checkbox
        label="Single-letter keys here and in the popup. Arrows, Enter and Esc always work."
        isChecked={preferences?.hasShortcuts ?? false}
        isDisabled={preferences === null || pending.isBusy}
        onChange={(hasShortcuts) => run(() => acts.changePreferences({ hasShortcuts }))}
      />
      {pending.error !== null && <ErrorNotice error={pending.error} />}
    </KeyboardDialog>
  );
};
