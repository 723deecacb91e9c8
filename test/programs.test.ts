import { expect, it } from 'vitest';
import { plainLine } from './programs.ts';

it('leaves words, and neither colours nor the frames of a spinner', () => {
  const spun = '\u001b[?25l⠋ Preparing...\u001b[K⠙ [1/2] background\u001b[K\u001b[?25h✔ Built extension in 1 s';
  expect(plainLine(spun)).toBe('✔ Built extension in 1 s');
  expect(plainLine('\u001b[32m ✓ \u001b[39munit')).toBe(' ✓ unit');
  expect(plainLine('plain')).toBe('plain');
});
