import type { Preferences } from '../../lib/domain/index.ts';
import { type KeyWords, useKeys } from '../ui/index.ts';

export const reviewKeyWords: KeyWords = [
  ['j', 'Next page'],
  ['k', 'Previous page'],
  ['n', 'Next page that is not viewed'],
  ['x', 'Mark the page as viewed, or take the mark back'],
  ['?', 'This list'],
];

/** Letters only while they are switched on and nothing is typed. */
export const useReviewKeys = (preferences: Preferences | null, letters: Readonly<Record<string, () => void>>): void => {
  useKeys((event, isTyping) => (isTyping || preferences?.hasShortcuts !== true ? undefined : letters[event.key]));
};
