import { describe, expect, it } from 'vitest';
import { createClock } from '../clock.ts';
import { noVariants } from '../faults.ts';
import { createWorld } from '../world.ts';
import { seedFreshness } from './freshness.ts';

const made = () => {
  const clock = createClock();
  const site = createWorld({ clock, variants: noVariants }).sites.find(({ host }) => host === 'acme.atlassian.net');
  if (site === undefined) throw new Error('No site');
  const seeded = seedFreshness({ ...site, clock });
  const set = seeded === null ? null : site.approvalFlow.changeSet(seeded.changeSetId);
  if (seeded === null || set === null) throw new Error('No set');
  return { site, seeded, set, clock };
};

describe('the set that everything happened to', () => {
  it('is approved whole, and stale where a version was made', () => {
    const { seeded, set } = made();
    expect(set.pages.map(({ approval }) => approval.status)).toEqual(Array<string>(9).fill('approved'));
    expect(set.rollupState).toBe('stale');
    const { statusSet, digitChanged, republished, restored } = seeded.pages;
    expect(
      set.pages
        .filter(({ isStale }) => isStale)
        .map(({ pageId }) => pageId)
        .sort(),
    ).toEqual([statusSet, digitChanged, republished, restored].sort());
  });

  it('says the same as when it was approved, but for one digit', () => {
    const { site, set, seeded } = made();
    const different = set.pages.filter(({ pageId, approvedAtVersion }) => {
      const versions = site.content.page(pageId)?.versions ?? [];
      return versions.find(({ number }) => number === approvedAtVersion)?.storage !== versions.at(-1)?.storage;
    });
    expect(different.map(({ pageId }) => pageId)).toEqual([seeded.pages.digitChanged]);
  });

  it('had something that it shows changed after the decision', () => {
    const { site, set, seeded } = made();
    const decidedAt = (pageId: string): string => set.pages.find((page) => page.pageId === pageId)?.approval.resolvedAt ?? '';
    const included = site.content.page(seeded.pages.included)?.versions.at(-1);
    expect(included?.number).toBe(2);
    expect((included?.createdAt ?? '') > decidedAt(seeded.pages.includeChanged)).toBe(true);
    const [file] = site.content.attachments(seeded.pages.pictureReplaced);
    expect(file?.versions.map(({ createdAt }) => createdAt > decidedAt(seeded.pages.pictureReplaced))).toEqual([false, true]);
  });

  it('is made once, and not where there is no space for it', () => {
    const { site, clock } = made();
    expect(seedFreshness({ ...site, clock })).toBeNull();
  });
});
