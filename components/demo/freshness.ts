/** What became of approved texts: every verdict, with its evidence, and sets of pages that have them. */
import type { IncludeEvidence, PageFreshness, VersionEvidence } from '../../lib/domain/index.ts';
import { ana, ben, minutesAgo, pageId, pageUrl, pipeline } from './places.ts';

const printThen = '9f2c41d07ab5e83c66d1f0427bb95a3e1c8d7740fa92be6351d04c8e7f3ab219';
const printNow = '41b7e0aa935fd2c81e604b7d9a2f8c35d7e16f4038ab59ce20f7d1634c8b9ea5';

const evidence = (number: number, facts: Partial<VersionEvidence> = {}): VersionEvidence => ({
  number,
  at: minutesAgo(60 * 3),
  by: ana,
  message: '',
  cause: 'none',
  ...facts,
});

const include = (name: string, facts: Partial<IncludeEvidence> = {}): IncludeEvidence => ({
  kind: 'page',
  name,
  pageId: pageId('2457862999'),
  url: pageUrl('2457862999'),
  state: 'same',
  cause: 'none',
  versionThen: 4,
  versionNow: 4,
  ...facts,
});

const verdict = (kind: PageFreshness['kind'], facts: Partial<PageFreshness> = {}): PageFreshness => ({
  kind,
  because: null,
  approvedVersion: 12,
  currentVersion: 14,
  cause: null,
  versions: [],
  versionCount: 2,
  includes: [],
  decidedAt: minutesAgo(60 * 20),
  restoredVersion: null,
  isLiveDoc: false,
  fingerprintThen: printThen,
  fingerprintNow: printThen,
  checkedAt: minutesAgo(2),
  ...facts,
});

export const statusSet = verdict('sameContent', {
  cause: 'pageStatus',
  versions: [
    evidence(14, { cause: 'pageStatus', message: 'Changed page status to Verified' }),
    evidence(13, { cause: 'pageStatus', at: minutesAgo(60 * 5) }),
  ],
});

export const republished = verdict('sameContent', {
  cause: 'none',
  versions: [evidence(14, { by: pipeline, message: 'Published from gateway@4f2c' })],
  versionCount: 1,
});

export const restored = verdict('sameContent', {
  currentVersion: 15,
  cause: 'none',
  restoredVersion: 12,
  versions: [
    evidence(15, { cause: 'facts', message: 'Reverted from v. 12' }),
    evidence(14, { cause: 'facts', by: ben }),
    evidence(13, { cause: null, by: null, at: null }),
  ],
  versionCount: 3,
});

export const digitChanged = verdict('changed', {
  cause: 'facts',
  fingerprintNow: printNow,
  versions: [
    evidence(14, { cause: 'facts', by: ben, at: minutesAgo(60 * 24 * 20), message: 'Tokens now live for 30 minutes' }),
    evidence(13, { cause: 'wording', at: minutesAgo(60 * 24 * 21) }),
  ],
});

export const throughInclude = verdict('changed', {
  currentVersion: 12,
  versionCount: 0,
  cause: 'wording',
  includes: [
    include('Install guide', { state: 'changed', cause: 'wording', versionThen: 4, versionNow: 6 }),
    include('Limits', { kind: 'excerpt' }),
    include('topology.png', { kind: 'attachment', pageId: null, url: null, state: 'unknown', cause: null, versionThen: null }),
    include('Overview', { state: 'cycle', cause: null }),
    include('Salaries', { state: 'unreadable', cause: null, pageId: null, url: null, versionThen: null, versionNow: null }),
  ],
});

export const unreadInclude = verdict('unknown', {
  because: { kind: 'includes' },
  includes: [include('Salaries', { state: 'unreadable', cause: null, pageId: null, url: null, versionThen: null, versionNow: null })],
});

export const notRead = verdict('unknown', { because: { kind: 'notRead' }, fingerprintThen: null, fingerprintNow: null });
export const versionGone = verdict('unknown', {
  because: { kind: 'versionGone', version: 12 },
  fingerprintThen: null,
  versions: [evidence(14, { cause: null, by: ben }), evidence(13, { cause: null })],
  versionCount: 31,
});
export const failed = verdict('unknown', { because: { kind: 'failed', error: { kind: 'unavailable' } }, fingerprintNow: null });
export const still = verdict('current', { currentVersion: 12, versionCount: 0, cause: 'none' });
export const gone = verdict('gone', { currentVersion: null, fingerprintNow: null });
export { verdict };
