import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { createContentReader } from '../../lib/comparison/index.ts';
import { editPairs } from './corpus.ts';

/**
 * Fingerprints are kept: with texts and verdicts in the cache, with viewed marks in the vault. One that was made by other rules says "changed"
 * where nothing was. When this fails, rules of the reading changed: raise `rulesVersion` (lib/comparison/fingerprint.ts) and the cache's
 * schema version (lib/store/cache.ts), then write the new value here.
 */
const ofRulesVersion1 = '28a91e1d82d4c5737751f33792761a9627d25969ce36ea0d4e0f064791e487e3';

/** The pages that were there when the value was written: new ones alter nothing. */
const firstPages =
  /^(?:api-token-endpoint|compte-rendu|decision-record|onboarding-checklist|policy-remote-work|post-mortem|release-notes|richtlinie-passwoerter|runbook-token-service|service-levels)-\d+$/;

it('reads every version of the first pages of the corpus as it was read when fingerprints were kept first', async () => {
  const reader = createContentReader({ pause: () => Promise.resolve() });
  const all = createHash('sha256');
  for (const { id, before, after } of editPairs().filter(({ id }) => firstPages.test(id))) {
    for (const version of [before, after]) {
      const read = await reader.read(version);
      all.update(`${id} ${read.ok ? read.value.fingerprint : read.error.kind}\n`);
    }
  }
  expect(all.digest('hex')).toBe(ofRulesVersion1);
});
