import { describe, expect, it } from 'vitest';
import { createClock } from '../clock.ts';
import { noVariants } from '../faults.ts';
import { createWorld, type SandboxSite } from '../world.ts';
import { seedManyChangeSets } from './change-sets.ts';

const clock = createClock();

const site = (host: string): SandboxSite => {
  const found = createWorld({ clock, variants: noVariants }).sites.find((candidate) => candidate.host === host);
  if (found === undefined) throw new Error(`No site ${host}`);
  return found;
};

describe('seeded change sets', () => {
  const acme = site('acme.atlassian.net');
  const sets = acme.content.spaces().flatMap((space) => acme.approvalFlow.changeSets(space.id));

  it('show every rollup state and an archived set', () => {
    const states = sets.filter((set) => set.status === 'open').map((set) => set.rollupState);
    expect(new Set(states)).toEqual(new Set(['open', 'in_review', 'partially_approved', 'all_approved', 'has_rejections', 'stale']));
    expect(sets.filter((set) => set.status === 'archived')).toHaveLength(1);
  });

  it('hold a page that cannot be submitted, and pages that Ben may not see', () => {
    const ben = acme.content.person('ben');
    if (ben === null) throw new Error('Ben is missing.');
    const reasons = sets
      .filter((set) => set.status === 'open')
      .flatMap((set) => {
        const checked = acme.approvalFlow.preflightChangeSet({ person: ben, via: 'ui', clientId: null }, set.id);
        return checked.ok ? checked.value.flatMap((check) => (check.canSubmit ? [] : [check.reason])) : [];
      });
    expect(reasons).toContain('No workflow assigned to page');
    expect(reasons).toContain('You do not have permission to view this page');
  });

  it('leave the seven pages of the Auth API to tests, one of them in approval', () => {
    const titles = ['Token endpoint', 'Install guide', 'Migration guide', 'Rate limits', 'Error codes', 'SDK quickstart', 'Changelog'];
    const pages = acme.content.pages().filter((page) => titles.includes(acme.content.currentVersion(page).title));
    expect(pages).toHaveLength(7);
    const used = new Set(sets.flatMap((set) => set.pageIds));
    expect(pages.filter((page) => used.has(page.id))).toEqual([]);
    expect(pages.map((page) => acme.approvalFlow.pageApproval(page.id).status).sort()).toEqual([
      ...Array<string>(6).fill('draft'),
      'pending',
    ]);
  });

  it('happened after the versions they are about, and before now', () => {
    for (const set of sets) {
      for (const { pageId, approval } of set.pages) {
        const page = acme.content.page(pageId);
        const version = page?.versions.find((candidate) => candidate.number === approval.submittedVersion);
        if (approval.submittedAt !== null) expect(approval.submittedAt > (version?.createdAt ?? '')).toBe(true);
      }
    }
    for (const entry of acme.approvalFlow.audit()) expect(entry.at < clock.now()).toBe(true);
  });

  it('are there on the second site as well', () => {
    const globex = site('globex.atlassian.net');
    const states = globex.content.spaces().flatMap((space) => globex.approvalFlow.changeSets(space.id).map((set) => set.rollupState));
    expect(states.sort()).toEqual(['in_review', 'open']);
  });
});

describe('many change sets', () => {
  it('are spread over the rollup states, with pages of their own', () => {
    const acme = site('acme.atlassian.net');
    const before = acme.approvalFlow.changeSets('98306').length;
    const seeded = seedManyChangeSets({ ...acme, clock }, { changeSets: 60, pagesPerSet: 3 });
    expect(seeded).toEqual({ spaceId: '98306', pages: 180 });
    const sets = acme.approvalFlow.changeSets('98306').slice(0, 60);
    expect(acme.approvalFlow.changeSets('98306')).toHaveLength(before + 60);
    const counts = new Map<string, number>();
    for (const set of sets) counts.set(set.rollupState, (counts.get(set.rollupState) ?? 0) + 1);
    expect([...counts.values()]).toEqual([10, 10, 10, 10, 10, 10]);
    expect(new Set(sets.flatMap((set) => set.pageIds)).size).toBe(180);
  });
});
