/** A small `Content` for the engine's tests: two spaces, four people, pages by name. */
import type { Clock, Content, FooterComment, Page, PageVersion, Person, Space } from '../model.ts';

const person = (key: string, accountType: Person['accountType'] = 'atlassian'): Person => ({
  key,
  accountId: `account-${key}`,
  displayName: `${key.charAt(0).toUpperCase()}${key.slice(1)}`,
  email: `${key}@acme.example`,
  accountType,
  sites: ['acme.atlassian.net'],
});

const space = (id: string, key: string): Space => ({
  id,
  key,
  name: key,
  description: '',
  homepageId: `${id}0`,
  adminIds: ['account-dee'],
  viewerIds: null,
  editorIds: null,
});

/** Pages `p1` … `p7` in ENG (id 1), `o1` and `o2` in OPS (id 2), `h1` in HR (id 3); ana, ben, chi, dee and the app. */
export function createFakeContent(clock: Clock): Content {
  const people = [person('ana'), person('ben'), person('chi'), person('dee'), person('approvalflow', 'app')];
  const spaces = [space('1', 'ENG'), space('2', 'OPS'), space('3', 'HR')];
  const pages = new Map<string, Page>();
  const comments: FooterComment[] = [];
  let added = 0;

  const addPage = (id: string, spaceId: string, title: string, storage: string, authorId: string): string => {
    const createdAt = clock.now();
    const version: PageVersion = { number: 1, authorId, createdAt, message: '', minorEdit: false, title, storage, state: null };
    pages.set(id, {
      id,
      spaceId,
      parentId: null,
      type: 'page',
      subtype: null,
      status: 'current',
      createdAt,
      authorId,
      ownerId: authorId,
      versions: [version],
      draft: null,
      viewerIds: null,
      editorIds: null,
      labels: [],
    });
    return id;
  };
  for (const id of ['p1', 'p2', 'p3', 'p4', 'p5', 'p6', 'p7']) addPage(id, '1', `Page ${id}`, '<p>Text</p>', 'account-ana');
  for (const id of ['o1', 'o2']) addPage(id, '2', `Page ${id}`, '<p>Text</p>', 'account-ana');
  addPage('h1', '3', 'Page h1', '<p>Text</p>', 'account-ana');

  const currentVersion = (page: Page): PageVersion => {
    const version = page.versions.at(-1);
    if (version === undefined) throw new Error('A page without versions.');
    return version;
  };
  const canView = (viewer: Person, page: Page): boolean => page.viewerIds === null || page.viewerIds.includes(viewer.accountId);

  return {
    people: () => people,
    person: (key) => people.find((candidate) => candidate.key === key || candidate.accountId === key) ?? null,
    spaces: () => spaces,
    space: (key) => spaces.find((candidate) => candidate.id === key || candidate.key === key) ?? null,
    pages: () => [...pages.values()],
    page: (id) => pages.get(id) ?? null,
    currentVersion,
    canView,
    canEdit: canView,
    isSpaceAdmin: (candidate) => candidate.key === 'dee',
    publish: (pageId, change) => {
      const page = pages.get(pageId);
      if (page === undefined) throw new Error(`No page ${pageId}`);
      const before = currentVersion(page);
      const after: PageVersion = {
        ...before,
        number: before.number + 1,
        authorId: change.authorId,
        createdAt: clock.now(),
        storage: change.storage ?? before.storage,
        title: change.title ?? before.title,
      };
      page.versions.push(after);
      return after.number;
    },
    trash: (pageId) => {
      const page = pages.get(pageId);
      if (page !== undefined) page.status = 'trashed';
    },
    comments: (pageId) => comments.filter((comment) => comment.pageId === pageId),
    addComment: ({ pageId, authorId, storage, parentCommentId }) => {
      const comment: FooterComment = {
        id: `comment-${comments.length + 1}`,
        pageId,
        parentCommentId: parentCommentId ?? null,
        authorId,
        createdAt: clock.now(),
        versionNumber: 1,
        storage,
      };
      comments.push(comment);
      return comment;
    },
    addPage: ({ spaceId, title, storage, authorId }) => {
      added += 1;
      return addPage(`added-${added}`, spaceId, title, storage, authorId);
    },
  };
}
