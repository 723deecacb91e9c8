import { describe, expect, it } from 'vitest';
import { createContent } from './index.ts';
import { createTestClock } from './testing.ts';

const acme = () => createContent({ site: 'acme.atlassian.net', clock: createTestClock() });

const titled = (content: ReturnType<typeof acme>, title: string) => {
  const page = content.pages().find((candidate) => content.currentVersion(candidate).title === title);
  if (page === undefined) throw new Error(`No page ${title}`);
  return page;
};
const person = (content: ReturnType<typeof acme>, key: string) => {
  const found = content.person(key);
  if (found === null) throw new Error(`Nobody is called ${key}`);
  return found;
};

describe('the seed', () => {
  it('has three spaces of about sixty pages on acme and five pages on globex', () => {
    const content = acme();
    expect(content.spaces().map((space) => space.key)).toEqual(['ENG', 'OPS', 'HR']);
    expect(content.pages().length).toBeGreaterThanOrEqual(58);
    expect(createContent({ site: 'globex.atlassian.net', clock: createTestClock() }).pages()).toHaveLength(5);
  });

  it('gives every page versions numbered from 1, in order of time, all in the past', () => {
    const clock = createTestClock();
    for (const page of createContent({ site: 'acme.atlassian.net', clock }).pages()) {
      expect(page.versions.map((version) => version.number)).toEqual(page.versions.map((_, index) => index + 1));
      const times = page.versions.map((version) => version.createdAt);
      expect(times).toEqual([...times].sort());
      expect(Date.parse(times.at(-1) ?? '')).toBeLessThan(clock.nowMs());
      expect(page.id).toMatch(/^\d{10,19}$/);
    }
  });

  it('has histories of 1 to 15 versions whose bodies really differ', () => {
    const content = acme();
    expect(titled(content, 'Changelog').versions).toHaveLength(15);
    const bodies = titled(content, 'Token endpoint').versions.map((version) => version.storage);
    expect(new Set(bodies).size).toBeGreaterThan(4);
  });

  it('is the same again when made again, and a change in one does not show in the other', () => {
    const first = acme();
    const second = acme();
    const page = titled(first, 'Rate limits');
    first.publish(page.id, { authorId: person(first, 'ana').accountId, storage: '<p>New</p>' });
    expect(second.page(page.id)?.versions).toHaveLength(4);
    expect(first.page(page.id)?.versions).toHaveLength(5);
  });

  it('has the seven pages of the story in one space', () => {
    const content = acme();
    const titles = ['Token endpoint', 'Install guide', 'Migration guide', 'Rate limits', 'Error codes', 'SDK quickstart', 'Changelog'];
    expect(new Set(titles.map((title) => titled(content, title).spaceId))).toEqual(new Set([content.space('ENG')?.id]));
  });
});

describe('permissions', () => {
  it('lets a reader see but not edit, and an outsider see nothing', () => {
    const content = acme();
    const page = titled(content, 'Token endpoint');
    expect([content.canView(person(content, 'eve'), page), content.canEdit(person(content, 'eve'), page)]).toEqual([true, false]);
    expect(content.pages().some((each) => content.canView(person(content, 'otto'), each))).toBe(false);
    expect(content.canEdit(person(content, 'ana'), page)).toBe(true);
  });

  it('holds a restriction for the pages below as well', () => {
    const content = acme();
    const below = titled(content, 'Incident 2026-31: list of affected clients');
    expect(below.viewerIds).toBeNull();
    expect(content.canView(person(content, 'ben'), below)).toBe(false);
    expect(content.canView(person(content, 'chi'), below)).toBe(true);
  });

  it('lets nobody edit what is archived or in the trash', () => {
    const content = acme();
    for (const title of ['Auth API v1 keys', 'Webhook retries (old)']) {
      expect(content.canEdit(person(content, 'ana'), titled(content, title))).toBe(false);
    }
  });

  it('makes Dee alone a space administrator', () => {
    const content = acme();
    const admins = content.people().filter((each) => content.isSpaceAdmin(each, '98306'));
    expect(admins.map((each) => each.key)).toEqual(['dee']);
  });
});

describe('changing content', () => {
  it('publishes a version that keeps what was not given', () => {
    const content = acme();
    const page = titled(content, 'Release process');
    const before = content.currentVersion(page);
    const number = content.publish(page.id, { authorId: person(content, 'ben').accountId, storage: '<p>Short</p>', message: 'Cut' });
    const after = content.currentVersion(page);
    expect(after).toMatchObject({ number, title: before.title, storage: '<p>Short</p>', state: before.state, message: 'Cut' });
    expect(number).toBe(before.number + 1);
  });

  it('adds pages below the home page, and comments that can be answered', () => {
    const content = acme();
    const ana = person(content, 'ana').accountId;
    const id = content.addPage({ spaceId: '98306', title: 'New', storage: '<p>x</p>', authorId: ana });
    expect(content.page(id)?.parentId).toBe(content.space('ENG')?.homepageId);
    const top = content.addComment({ pageId: id, authorId: ana, storage: '<p>a</p>' });
    content.addComment({ pageId: id, authorId: ana, storage: '<p>b</p>', parentCommentId: top.id });
    expect(content.comments(id).map((comment) => comment.parentCommentId)).toEqual([null, top.id]);
  });

  it('keeps labels lower case and once', () => {
    const content = acme();
    const { id } = titled(content, 'Glossary');
    content.addLabels(id, ['Approval-Pending', 'approval-pending']);
    expect(content.page(id)?.labels).toEqual(['approval-pending']);
    expect(content.labelName(content.labelId('approval-pending'))).toBe('approval-pending');
    expect(content.removeLabel(id, 'approval-pending')).toBe(true);
    expect(content.removeLabel(id, 'approval-pending')).toBe(false);
  });
});
