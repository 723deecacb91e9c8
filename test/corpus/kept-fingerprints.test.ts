import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { createContentReader } from '../../lib/comparison/index.ts';
import { editPairs } from './corpus.ts';

/**
 * Fingerprints are kept: with texts and verdicts in the cache, with viewed marks in the vault. One that was made by other rules says "changed"
 * where nothing was. When this fails, rules of the reading changed: raise `rulesVersion` (lib/comparison/fingerprint.ts) and the cache's
 * schema version (lib/store/cache.ts), then write the new value here.
 */
const ofRulesVersion1 = '42369ca9680bc092d02d5513cb3541bc72be4007b4d9c9335232c78c71f2e025';

/** Pages that the corpus got since: they say nothing of what was kept. */
const since = /^(?:data-handling|laborordnung)-/;

it('reads every version of the corpus as it was read when fingerprints were kept first', async () => {
  const reader = createContentReader({ pause: () => Promise.resolve() });
  const all = createHash('sha256');
  for (const { id, before, after } of editPairs().filter((pair) => !since.test(pair.id))) {
    for (const version of [before, after]) {
      const read = await reader.read(version);
      all.update(`${id} ${read.ok ? read.value.fingerprint : read.error.kind}\n`);
    }
  }
  expect(all.digest('hex')).toBe(ofRulesVersion1);
});
