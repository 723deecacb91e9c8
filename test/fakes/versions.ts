/** The history of pages and their files, and their statuses, in a Confluence in memory. */
import {
  type Account,
  type AttachmentFacts,
  type ConfluenceApi,
  type ContentReader,
  type ContentState,
  fail,
  type Include,
  ok,
  type PageId,
  type PageVersionText,
  pageId,
  type Result,
  type StateCopy,
} from '../../lib/domain/index.ts';

type FakeAnswer = <T>(name: string, value: () => T | Result<never>) => Promise<Result<T>>;
type VersionReads = Pick<
  ConfluenceApi,
  | 'versions'
  | 'versionText'
  | 'versionAt'
  | 'attachments'
  | 'attachmentAt'
  | 'contentState'
  | 'availableStates'
  | 'ownStates'
  | 'spaceStateSettings'
  | 'pagesWithState'
  | 'hasDraft'
>;

const notThere: Result<never> = fail({ kind: 'notFound' });

export const createFakeHistory = (answer: FakeAnswer) => {
  const state = {
    /** Oldest first; a page without an entry has one version of its own. */
    versions: new Map<string, readonly PageVersionText[]>(),
    attachments: new Map<string, readonly AttachmentFacts[]>(),
    /** Versions of one file, oldest first. */
    attachmentVersions: new Map<string, readonly { readonly version: number; readonly createdAt: string }[]>(),
    /** By `<page>|<copy>`. */
    states: new Map<string, { readonly state: ContentState | null; readonly changedAt: string | null }>(),
    spaceStates: [] as readonly ContentState[],
    customStates: [] as readonly ContentState[] | null,
    drafts: new Set<string>(),
  };
  const first = (id: string): PageVersionText => ({
    number: 1,
    title: `Page ${id}`,
    storage: `<p>Page ${id}</p>`,
    authorId: null,
    createdAt: '2026-01-01T00:00:00.000Z',
    message: '',
    isMinor: false,
  });
  const historyOf = (id: string): readonly PageVersionText[] => state.versions.get(id) ?? [first(id)];
  const stateOf = (id: PageId, copy: StateCopy) => state.states.get(`${id}|${copy}`) ?? { state: null, changedAt: null };

  const api: VersionReads = {
    versions: (id, { fromVersion, limit, withText }) =>
      answer(`versions ${id} ${fromVersion}`, () => {
        const found = historyOf(id).filter(({ number }) => number >= fromVersion);
        return {
          versions: found
            .toReversed()
            .slice(0, limit)
            .map((version) => (withText ? version : { ...version, title: null, storage: null })),
          isComplete: found.length <= limit,
        };
      }),
    versionText: (id, version) =>
      answer(`versionText ${id} ${version ?? 'newest'}`, () => {
        const history = historyOf(id);
        return (version === null ? history.at(-1) : history.find(({ number }) => number === version)) ?? notThere;
      }),
    versionAt: (id, at) => answer(`versionAt ${id}`, () => historyOf(id).findLast(({ createdAt }) => (createdAt ?? '') <= at) ?? null),
    attachments: (id) => answer(`attachments ${id}`, () => state.attachments.get(id) ?? []),
    attachmentAt: (id, at) =>
      answer(`attachmentAt ${id}`, () => state.attachmentVersions.get(id)?.findLast(({ createdAt }) => createdAt <= at) ?? null),
    contentState: (id, copy) => answer(`contentState ${id} ${copy}`, () => stateOf(id, copy)),
    availableStates: (id) => answer(`availableStates ${id}`, () => ({ spaceStates: state.spaceStates, customStates: state.customStates })),
    ownStates: () => answer('ownStates', () => state.customStates),
    spaceStateSettings: (key) => answer(`spaceStateSettings ${key}`, () => null),
    pagesWithState: (key, stateId) =>
      answer(`pagesWithState ${key} ${stateId}`, () =>
        [...state.states].filter(([, at]) => at.state?.id === stateId).map(([id]) => pageId(id.split('|')[0] ?? '')),
      ),
    hasDraft: (id) => answer(`hasDraft ${id}`, () => state.drafts.has(id)),
  };

  return {
    api,
    state,
    /** The next version of a page; what is not said stays as it was. Its first call makes version 2. */
    publish: (
      id: string,
      storage: string,
      more: Partial<Omit<PageVersionText, 'storage'>> & { readonly by?: Account } = {},
    ): PageVersionText => {
      const before = historyOf(id);
      const last = before.at(-1) ?? first(id);
      const { by, ...rest } = more;
      const version: PageVersionText = {
        ...last,
        number: last.number + 1,
        message: '',
        authorId: by?.id ?? null,
        createdAt: '2026-11-20T09:00:00.000Z',
        ...rest,
        storage,
      };
      state.versions.set(id, [...before, version]);
      return version;
    },
  };
};

/** Longer texts are too large to be compared. */
const readableLength = 10_000;
const folded = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

/**
 * Reads what a page says as far as services care: white space is no content, and `{page:Title}`, `{excerpt:Title}`, `{file:name}`
 * show something from elsewhere, `{page:#7}` a page by its id.
 */
export const fakeReader: ContentReader = {
  async read({ title, storage }) {
    if (storage.length > readableLength) return fail({ kind: 'invalid', where: 'tooLarge' });
    const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`${title}\n${folded(storage)}`));
    const fingerprint = [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    const includes = [...storage.matchAll(/\{(page|excerpt|file):([^}]*)\}/g)].map(
      ([, kind, name = '']): Include => ({
        kind: kind === 'file' ? 'attachment' : kind === 'page' ? 'page' : 'excerpt',
        name: name.startsWith('#') ? '' : name,
        pageId: name.startsWith('#') ? pageId(name.slice(1)) : null,
        ofPage: null,
        spaceKey: null,
        excerptName: null,
      }),
    );
    return ok({ fingerprint, includes });
  },
  async cause(before, after) {
    if (Math.max(before.storage.length, after.storage.length) > readableLength) return fail({ kind: 'invalid', where: 'tooLarge' });
    if (before.title !== after.title) return ok('title');
    const [one, other] = [folded(before.storage), folded(after.storage)];
    if (one === other) return ok('none');
    return ok(one.replaceAll(/\d+/g, '0') === other.replaceAll(/\d+/g, '0') ? 'facts' : 'wording');
  },
  excerpt: async (storage) => ok(/\[excerpt\](.*?)\[\/excerpt\]/s.exec(storage)?.[1] ?? null),
};
