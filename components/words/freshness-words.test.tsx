import { afterEach, describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { causeClasses, countPages, type PageFreshness, type VersionEvidence } from '../../lib/domain/index.ts';
import { demoSets, demoVerdicts } from '../demo/index.ts';
import { clear, draw, violations } from '../testing/index.ts';
import { CountsBar, causeWords, copyOf, FreshnessCountsLine, freshnessCountWords, stepWords, verdictOf, verdictWords } from './index.ts';

afterEach(clear);

const { verdict } = demoVerdicts;
const ana = demoVerdicts.statusSet.versions[0]?.by ?? null;
const ben = demoVerdicts.digitChanged.versions[0]?.by ?? null;
const version = (number: number, facts: Partial<VersionEvidence>): VersionEvidence => ({
  number,
  at: '2026-11-03T10:00:00.000Z',
  by: ana,
  message: '',
  cause: 'none',
  ...facts,
});
const at = { checkedAt: '2026-11-29T10:00:00.000Z' };
const changed = (facts: Partial<PageFreshness>) =>
  verdictWords(verdict('changed', { ...at, cause: 'facts', fingerprintNow: 'b'.repeat(64), ...facts }));

describe('the verdict on an approval, in one line', () => {
  it('says that a newer number is over the same text, and why there is one', () => {
    expect(verdictWords(demoVerdicts.statusSet)).toBe(
      'Text unchanged since approval. Approved at v12, now v14: content identical (page status set by Ana Ruiz)',
    );
    expect(verdictWords(demoVerdicts.republished)).toMatch(/content identical \(published again by docs-pipeline\)$/);
    expect(verdictWords(demoVerdicts.restored)).toMatch(/Approved at v12, now v15: content identical \(v15 restores v12\)$/);
    const there = [version(14, { cause: 'wording', by: ben }), version(13, { cause: 'wording' })];
    expect(verdictWords(verdict('sameContent', { versions: there }))).toMatch(/\(changed and changed back by Ben Ito and 1 other\)$/);
    expect(verdictWords(verdict('sameContent'))).toMatch(/content identical$/);
    expect(verdictWords(verdict('sameContent', { versions: [version(14, { cause: null })] }))).toMatch(/\(by Ana Ruiz\)$/);
  });

  it('claims of no version more than is known of it', () => {
    const said = (versions: readonly VersionEvidence[]) => /\((.*)\)$/.exec(verdictWords(verdict('sameContent', { versions })))?.[1];
    const status = version(14, { cause: 'pageStatus' });
    const open = version(13, { by: ben, mayBeStatus: true });
    expect(said([status, open])).toBe('page status set by Ana Ruiz; 1 other version with the same text by Ben Ito');
    expect(said([status, open, version(12, { by: ana, mayBeStatus: true })])).toBe(
      'page status set by Ana Ruiz; 2 other versions with the same text by Ben Ito and 1 other',
    );
    expect(said([version(15, { by: ben }), status])).toBe('page status set by Ana Ruiz; published again by Ben Ito');
    expect(said([open])).toBe('published again or page status set by Ben Ito');
    expect([status, open, version(12, {}), version(11, { cause: null })].map(stepWords)).toEqual([
      'page status only',
      'no content change: published again, or a page status set',
      'no content change',
      null,
    ]);
  });

  it('says of what class a change is, by whom and when, and blames nobody for a status', () => {
    const versions = [version(14, { cause: 'pageStatus' }), version(13, { cause: 'facts', by: ben })];
    expect(changed({ versions })).toBe('Text changed since approval: numbers, dates, links or “not”, by Ben Ito on 3 Nov');
    expect(changed({ versions: [version(13, { at: '2025-11-03T10:00:00.000Z' })] })).toMatch(/by Ana Ruiz on 3 Nov 2025$/);
    expect(changed({ cause: 'title', versions: [version(14, { cause: 'title' }), version(13, { cause: 'title', by: ben })] })).toBe(
      'Text changed since approval: title, by Ana Ruiz and 1 other on 3 Nov',
    );
    expect(changed({})).toBe('Text changed since approval: numbers, dates, links or “not”');
    expect(changed({ cause: null })).toBe('Text changed since approval');
    expect(changed({ versions, restoredVersion: 9 })).toMatch(/on 3 Nov; v14 restores v9$/);
  });

  it('says of a page at its approved version whether what it shows was compared', () => {
    expect(verdictWords(verdict('current'))).toBe('Still the approved version');
    const unread = verdict('current', { fingerprintThen: null, fingerprintNow: null });
    expect(verdictWords(unread)).toBe('Still the approved version; what it shows from elsewhere was not compared');
    expect(verdictWords({ ...unread, because: { kind: 'failed', error: { kind: 'offline' } } })).toMatch(
      /^Still the approved version; what it shows from elsewhere could not be compared: ./,
    );
  });

  it('says through what a page changed whose own text did not', () => {
    expect(verdictWords(demoVerdicts.throughInclude)).toBe('Changed through “Install guide”: wording');
    const [include] = demoVerdicts.throughInclude.includes;
    if (include === undefined) throw new Error('the fixture shows nothing');
    const includes = ['A', 'B', 'C'].map((name) => ({ ...include, name }));
    expect(verdictWords({ ...demoVerdicts.throughInclude, includes })).toBe('Changed through “A”, “B” and 1 other: wording');
    expect(changed({ includes: includes.slice(0, 2) })).toBe(
      'Text changed since approval: numbers, dates, links or “not”; also through “A” and “B”',
    );
  });

  it('says why nothing can be said', () => {
    expect(verdictWords(demoVerdicts.notRead)).toBe('Not compared yet');
    expect(verdictWords(verdict('unknown'))).toBe('Not compared yet');
    expect(verdictWords(demoVerdicts.versionGone)).toBe('Could not be compared: v12 is no longer in the page’s history');
    expect(verdictWords(demoVerdicts.failed)).toBe('Could not be compared: The service did not answer in time');
    expect(verdictWords(verdict('unknown', { because: { kind: 'tooLarge' } }))).toBe('Could not be compared: the page is too large');
    expect(verdictWords(verdict('unknown', { because: { kind: 'noApprovedVersion' } }))).toMatch(
      /does not tell which version was approved$/,
    );
    expect(verdictWords(demoVerdicts.unreadInclude)).toBe(
      'Text unchanged since approval, but “Salaries”, shown on it, could not be compared',
    );
    expect(verdictWords(demoVerdicts.gone)).toBe('Could not be compared: not visible to you or deleted');
    expect(verdictWords(demoVerdicts.still)).toBe('Still the approved version');
  });

  it('has a shape of its own for what is fine, what changed and what is open', () => {
    const looks = [demoVerdicts.statusSet, demoVerdicts.digitChanged, demoVerdicts.notRead, demoVerdicts.versionGone].map(verdictOf);
    expect(new Set(looks.map(({ icon }) => icon)).size).toBe(4);
    expect(looks.map(({ tone }) => tone)).toEqual(['success', 'warning', 'neutral', 'neutral']);
  });

  it('has words of its own for each class', () => {
    expect(new Set(causeClasses.map(causeWords)).size).toBe(causeClasses.length);
  });
});

describe('stale pages by verdict', () => {
  it('are told apart in words', () => {
    expect(freshnessCountWords({ sameContent: 2, changed: 1, unknown: 0 }, 3)).toBe('3 stale: 2 by number only, 1 text changed');
    expect(freshnessCountWords({ sameContent: 2, changed: 0, unknown: 0 }, 2)).toBe('2 stale: by number only');
    expect(freshnessCountWords({ sameContent: 0, changed: 0, unknown: 4 }, 4)).toBe('4 stale: not compared');
    expect(freshnessCountWords({ sameContent: 0, changed: 0, unknown: 0 }, 0)).toBe('');
    expect(freshnessCountWords({ sameContent: 1, changed: 2, unknown: 0 }, 2)).toBe(
      '2 stale: 1 by number only, 1 text changed · 1 approved page changed through what it shows',
    );
    expect(freshnessCountWords({ sameContent: 0, changed: 2, unknown: 0 }, 0)).toBe('2 approved pages changed through what they show');
  });

  it('are told apart in the bar by a pattern, whose words are in its name', async () => {
    const { counts, freshness } = demoSets.everyVerdict;
    await draw(
      <main>
        <CountsBar counts={counts} freshness={freshness} />
        <FreshnessCountsLine counts={counts} freshness={freshness} />
      </main>,
    );
    const bar = page.getByRole('img', { name: /8 edited since approval · 8 stale: 3 by number only, 1 text changed, 4 not compared/ });
    await expect.element(bar).toBeVisible();
    const shares = [...bar.element().children].map((part) => [
      getComputedStyle(part).flexGrow,
      getComputedStyle(part).backgroundImage === 'none',
    ]);
    expect(shares).toEqual([
      ['3', true],
      ['3', false],
      ['5', true],
    ]);
    expect(await violations()).toEqual([]);
  });

  it('are no part of a set without any', async () => {
    const counts = countPages(demoSets.retention.pages);
    await draw(<FreshnessCountsLine counts={counts} freshness={demoSets.retention.freshness} />);
    expect(document.querySelector('[data-test-root]')?.textContent).toBe('');
  });
});

describe('a copy of a set', () => {
  it('says beside ApprovalFlow’s word what became of the text', () => {
    const { text } = copyOf(demoSets.byNumber);
    expect(text).toContain('2 edited since approval · 2 stale: by number only');
    expect(text).toContain(`Key rotation runbook: Approved, edited since · ${verdictWords(demoVerdicts.statusSet)}`);
    expect(text).toMatch(/Rotating keys by hand: Approved\n/);
    expect(copyOf(demoSets.everyVerdict).text).toContain('Approved · Changed through “Install guide”: wording');
  });
});
