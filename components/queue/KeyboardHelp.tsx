import { KeyboardDialog } from '../ui/index.ts';
import { queueKeyWords } from './use-queue-keys.ts';

export const KeyboardHelp = ({ onClose }: { readonly onClose: () => void }) => <KeyboardDialog keys={queueKeyWords} onClose={onClose} />;
