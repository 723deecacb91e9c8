/** The content of one site: plain state behind the face of `model.ts`, seeded as at start. */
import { noVariants, type Variants } from '../faults.ts';
import type { Clock, FooterComment, OtherContent, Page, PageProperty, PageVersion, Person, SiteContent } from '../model.ts';
import { createAttachments } from './attachments.ts';
import { createPageStates } from './page-states.ts';
import { seedOf } from './seed/index.ts';
import type { SiteHost } from './seed/people.ts';
import { everybody } from './seed/people.ts';

/** Ids given at run time lie above every seeded one. */
const firstRunTimeId = 4_100_000_000;

const folded = (name: string): string => name.trim().toLowerCase();

export function createContent(options: { site: SiteHost; clock: Clock; variants?: Variants }): SiteContent {
  const { site: host, clock, variants = noVariants } = options;
  const seed = seedOf(host, clock.nowMs());
  const spaces = seed.map((built) => built.space);
  const pages = new Map<string, Page>(seed.flatMap((built) => built.pages.map((page) => [page.id, page] as const)));
  const comments = new Map<string, FooterComment>(seed.flatMap((built) => built.comments.map((comment) => [comment.id, comment] as const)));
  const commentsByPage = new Map<string, FooterComment[]>();
  const others = new Map<string, OtherContent>(seed.flatMap((built) => built.others.map((other) => [other.id, other] as const)));
  const children = new Map<string, Page[]>();
  const labelIds = new Map<string, string>();
  let lastId = firstRunTimeId;

  const nextId = (): string => String((lastId += 32_771));
  const index = <T>(into: Map<string, T[]>, key: string, value: T): void => {
    const list = into.get(key);
    if (list === undefined) into.set(key, [value]);
    else list.push(value);
  };
  for (const comment of comments.values()) index(commentsByPage, comment.pageId, comment);
  for (const page of pages.values()) if (page.parentId !== null) index(children, page.parentId, page);

  const othersBelow = (id: string): OtherContent[] => [...others.values()].filter((other) => other.parentId === id);
  const pageOrThrow = (id: string): Page => {
    const page = pages.get(id);
    if (page === undefined) throw new Error(`No page ${id} on ${host}`);
    return page;
  };
  const spaceOf = (idOrKey: string) =>
    spaces.find((space) => space.id === idOrKey || space.key.toLowerCase() === idOrKey.toLowerCase()) ?? null;
  const currentVersion = (page: Page): PageVersion => {
    const version = page.versions.at(-1);
    if (version === undefined) throw new Error(`Page ${page.id} has no version`);
    return version;
  };

  const isMember = (person: Person): boolean => person.sites.includes(host);
  const isListed = (list: readonly string[] | null, person: Person): boolean => list === null || list.includes(person.accountId);

  /** A view restriction holds for everything below the page that carries it, folders or not in between. */
  const isVisible = (person: Person, thing: Page | OtherContent): boolean => {
    if (!isMember(person)) return false;
    if (person.accountType === 'app') return true;
    const space = spaceOf(thing.spaceId);
    if (space === null || !isListed(space.viewerIds, person)) return false;
    for (let at: Page | OtherContent | undefined = thing; at !== undefined; ) {
      if ('viewerIds' in at && !isListed(at.viewerIds, person)) return false;
      at = at.parentId === null ? undefined : (pages.get(at.parentId) ?? others.get(at.parentId));
    }
    return true;
  };
  const canView = (person: Person, page: Page): boolean => isVisible(person, page);
  const canEdit = (person: Person, page: Page): boolean => {
    if (!canView(person, page) || page.status !== 'current') return false;
    if (person.accountType === 'app') return true;
    return isListed(spaceOf(page.spaceId)?.editorIds ?? null, person) && isListed(page.editorIds, person);
  };

  const publish: SiteContent['publish'] = (pageId, change) => {
    const page = pageOrThrow(pageId);
    const last = currentVersion(page);
    const number = last.number + 1;
    page.versions.push({
      number,
      authorId: change.authorId,
      createdAt: clock.now(),
      message: change.message ?? '',
      minorEdit: change.minorEdit ?? false,
      title: change.title ?? last.title,
      storage: change.storage ?? last.storage,
      state: change.state === undefined ? last.state : change.state,
    });
    return number;
  };

  const saveDraft: SiteContent['saveDraft'] = (pageId, draft) => {
    const page = pageOrThrow(pageId);
    page.draft = { ...draft, state: page.draft === null ? currentVersion(page).state : page.draft.state };
  };

  const labelId = (name: string): string => {
    const known = labelIds.get(folded(name));
    if (known !== undefined) return known;
    const id = String(524_301 + labelIds.size * 32_768);
    labelIds.set(folded(name), id);
    return id;
  };
  for (const thing of [...pages.values(), ...others.values()]) for (const label of thing.labels) labelId(label);

  const ownProperties = new Map<string, PageProperty[]>();

  /** Confluence mirrors the page status in an internal property. */
  const stateProperty = (page: Page): PageProperty[] => {
    const version = currentVersion(page);
    if (version.state === null) return [];
    return [
      {
        id: String(BigInt(page.id) + 7n),
        key: 'content-state-published',
        value: JSON.stringify({
          contentState: { ...version.state, restrictionLevel: 'NONE' },
          version: version.number,
          setterAAID: version.authorId,
        }),
        versionNumber: page.versions.filter((candidate) => candidate.state !== null).length,
        createdAt: version.createdAt,
        authorId: version.authorId,
      },
    ];
  };

  const properties = (pageId: string): PageProperty[] => [...stateProperty(pageOrThrow(pageId)), ...(ownProperties.get(pageId) ?? [])];

  const saveProperty: SiteContent['saveProperty'] = (pageId, { key, value, authorId }) => {
    const others = ownProperties.get(pageId) ?? [];
    const before = others.find((property) => property.key === key);
    const saved = {
      id: before?.id ?? nextId(),
      key,
      value,
      versionNumber: (before?.versionNumber ?? 0) + 1,
      createdAt: clock.now(),
      authorId,
    };
    ownProperties.set(pageId, [...others.filter((property) => property !== before), saved]);
    return saved;
  };

  return {
    host,
    clock,
    people: () => everybody,
    person: (keyOrAccountId) => everybody.find((person) => person.key === keyOrAccountId || person.accountId === keyOrAccountId) ?? null,
    spaces: () => spaces,
    space: spaceOf,
    pages: () => [...pages.values()],
    page: (id) => pages.get(id) ?? null,
    currentVersion,
    canView,
    canViewOther: isVisible,
    canEdit,
    isSpaceAdmin: (person, spaceId) => isMember(person) && (spaceOf(spaceId)?.adminIds.includes(person.accountId) ?? false),
    publish,
    trash: (pageId) => {
      pageOrThrow(pageId).status = 'trashed';
    },
    move: (pageId, spaceId) => {
      const page = pageOrThrow(pageId);
      const siblings = page.parentId === null ? undefined : children.get(page.parentId);
      if (siblings !== undefined && page.parentId !== null)
        children.set(
          page.parentId,
          siblings.filter((sibling) => sibling !== page),
        );
      page.parentId = spaceOf(spaceId)?.homepageId ?? null;
      if (page.parentId !== null) index(children, page.parentId, page);
      const takeAlong = (moved: Page): void => {
        moved.spaceId = spaceId;
        for (const child of children.get(moved.id) ?? []) takeAlong(child);
        for (const other of othersBelow(moved.id)) {
          other.spaceId = spaceId;
          for (const child of children.get(other.id) ?? []) takeAlong(child);
        }
      };
      takeAlong(page);
    },
    comments: (pageId) => commentsByPage.get(pageId) ?? [],
    comment: (id) => comments.get(id) ?? null,
    addComment: ({ pageId, authorId, storage, parentCommentId }) => {
      pageOrThrow(pageId);
      const comment: FooterComment = {
        id: nextId(),
        pageId,
        parentCommentId: parentCommentId ?? null,
        authorId,
        createdAt: clock.now(),
        versionNumber: 1,
        storage,
      };
      comments.set(comment.id, comment);
      index(commentsByPage, pageId, comment);
      return comment;
    },
    editComment: (id, storage) => {
      const comment = comments.get(id);
      if (comment === undefined) throw new Error(`No comment ${id} on ${host}`);
      comment.storage = storage;
      comment.versionNumber += 1;
      return comment;
    },
    addPage: ({ spaceId, title, storage, authorId, parentId }) => {
      const createdAt = clock.now();
      const page: Page = {
        id: nextId(),
        spaceId,
        parentId: parentId ?? spaceOf(spaceId)?.homepageId ?? null,
        type: 'page',
        subtype: null,
        status: 'current',
        createdAt,
        authorId,
        ownerId: authorId,
        versions: [{ number: 1, authorId, createdAt, message: '', minorEdit: false, title, storage, state: null }],
        draft: null,
        viewerIds: null,
        editorIds: null,
        labels: [],
      };
      pages.set(page.id, page);
      if (page.parentId !== null) index(children, page.parentId, page);
      return page.id;
    },
    saveDraft,
    discardDraft: (pageId) => {
      pageOrThrow(pageId).draft = null;
    },
    addLabels: (pageId, names) => {
      const page = pageOrThrow(pageId);
      for (const name of names.map(folded)) {
        labelId(name);
        if (name !== '' && !page.labels.includes(name)) page.labels.push(name);
      }
    },
    removeLabel: (pageId, name) => {
      const page = pageOrThrow(pageId);
      const had = page.labels.includes(folded(name));
      page.labels = page.labels.filter((label) => label !== folded(name));
      return had;
    },
    labelId,
    labelName: (id) => [...labelIds].find(([, known]) => known === id)?.[0] ?? null,
    properties,
    saveProperty,
    removeProperty: (pageId, key) => {
      ownProperties.set(
        pageId,
        (ownProperties.get(pageId) ?? []).filter((property) => property.key !== key),
      );
    },
    ...createAttachments({ clock, seeded: seed.flatMap((built) => built.attachments), nextId }),
    otherContent: (id) => others.get(id) ?? null,
    otherContents: (spaceId) => [...others.values()].filter((other) => other.spaceId === spaceId),
    childrenOf: (id) => children.get(id) ?? [],
    othersBelow,
    states: createPageStates({
      clock,
      settings: new Map(seed.map((built) => [built.space.id, { customStates: built.customStates, states: built.states }])),
      currentVersion,
      publish,
      saveDraft,
      variants,
    }),
  };
}
