import type { Block } from '../domain/index.ts';

/** Raised when a rule of the reading changes: what was judged by other rules is judged anew. */
const rulesVersion = 1;

/**
 * SHA-256 (hex) of all that a page says: its title, and its blocks in order. Equal exactly when nothing that counts as content differs.
 * The same in a worker, a page and Node.
 *
 * @see docs/freshness.md
 */
export const contentFingerprint = async (title: string, blocks: readonly Pick<Block, 'key'>[]): Promise<string> => {
  const text = JSON.stringify([rulesVersion, title.trim(), blocks.map((block) => block.key)]);
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
};
