import {
  type ChangeSetId,
  type ChangeSetPage,
  type ComparisonBasis,
  type ComparisonPage,
  type ComparisonTexts,
  type ComparisonView,
  type ConnectionId,
  fail,
  isPassing,
  ok,
  type PageId,
  type Result,
} from '../domain/index.ts';
import type { CachedChangeSet, StoredViewed } from '../store/index.ts';
import { approvedIn, currentVersionOf, freshnessShown, type Verdicts } from './freshness-shown.ts';
import { type Texts, versionTextOf } from './freshness-texts.ts';
import { isPaused } from './pause.ts';
import type { Foundation } from './ports.ts';
import { checkedAt, pageUrl } from './project.ts';

/** The comparison of all pages of a set: which versions, what they say, and what a person has seen of it. */
export interface Comparisons {
  /** From what is kept, without network; `null`: the set is not known. */
  view(connectionId: ConnectionId, id: ChangeSetId, basis: ComparisonBasis): Promise<ComparisonView | null>;
  /** Reads what pages say now, in the order of the set, so that marks can be told from changes. Within a budget; again goes on. */
  readNewest(connectionId: ConnectionId, id: ChangeSetId): Promise<void>;
  /** Both ends, as kept or read. `notFound`: one of them is not there for you. `invalid('tooLarge')`: cannot be compared. */
  texts(connectionId: ConnectionId, pageId: PageId, before: number, after: number): Promise<Result<ComparisonTexts>>;
  /** `viewed: null` takes the mark back. `conflict`: this is not what that version says. */
  markViewed(
    connectionId: ConnectionId,
    id: ChangeSetId,
    pageId: PageId,
    viewed: { readonly fingerprint: string; readonly version: number } | null,
  ): Promise<Result<null>>;
}

interface Busy {
  isRefreshing(connectionId: ConnectionId): boolean;
  isChecking(connectionId: ConnectionId): boolean;
}

/** Pages whose newest text is read while a comparison is looked at, in one go. */
const pagesPerReading = 50;
const atOnce = 4;

interface PageContext {
  readonly basis: ComparisonBasis;
  readonly siteOrigin: string;
  readonly verdicts: Verdicts;
  readonly viewed: ReadonlyMap<PageId, StoredViewed>;
  readonly fingerprints: ReadonlyMap<PageId, string>;
}

const pageOf = (record: CachedChangeSet, page: ChangeSetPage, context: PageContext): ComparisonPage => {
  const { pageId } = page;
  const facts = record.facts[pageId];
  const mark = context.viewed.get(pageId);
  const after = currentVersionOf(page, facts);
  const before = context.basis === 'approved' ? page.approvedAtVersion : (mark?.version ?? null);
  const neverThen = context.basis === 'approved' ? 'neverApproved' : 'neverLooked';
  const whyNot = facts === null ? 'notVisible' : before === null ? neverThen : after === null ? 'notRead' : null;
  const freshness = freshnessShown(record, page, context.verdicts);
  // A version never changes: the mark knows what it says.
  const marked = mark?.version === after ? mark?.fingerprint : undefined;
  const fingerprint = context.fingerprints.get(pageId) || (freshness?.fingerprintNow ?? marked ?? null);
  return {
    pageId,
    title: facts?.title ?? page.title,
    url: facts?.url ?? pageUrl(context.siteOrigin, pageId),
    isLiveDoc: facts?.isLiveDoc ?? false,
    approval: page.approval,
    statusAsSent: page.statusAsSent,
    before: whyNot === null ? before : null,
    after: facts === null ? null : after,
    whyNot,
    freshness,
    fingerprint,
    isViewed: mark !== undefined && mark.fingerprint === fingerprint,
    mark: mark === undefined ? null : { fingerprint: mark.fingerprint, version: mark.version },
  };
};

/** Pages of a set with the newest version of each that can be read. */
const newestOfPages = (record: CachedChangeSet): readonly { readonly pageId: PageId; readonly version: number }[] =>
  record.set.pages.flatMap((page) => {
    const facts = record.facts[page.pageId];
    const version = currentVersionOf(page, facts);
    return version === null || facts === null ? [] : [{ pageId: page.pageId, version }];
  });

export const createComparisons = ({ cache, vault, changes, clock }: Foundation, texts: Texts, busy: Busy): Comparisons => {
  const tell = (connectionId: ConnectionId, id: ChangeSetId): void =>
    changes.emit({ kind: 'changeSets', connectionId, changeSetIds: [id], pageIds: [] });
  /** Pages that could not be read: not again until something about them changes. */
  const given = new Set<string>();

  return {
    async view(connectionId, id, basis) {
      const [connection, record] = await Promise.all([vault.connection(connectionId), cache.changeSet(connectionId, id)]);
      if (connection === null || record === null) return null;
      const [verdicts, viewed, fingerprints, reading] = await Promise.all([
        cache.verdicts(connectionId, approvedIn([record])),
        vault.viewed(connectionId, id),
        cache.fingerprints(connectionId, newestOfPages(record)),
        cache.spaceReading(connectionId, record.set.spaceId),
      ]);
      const marks = new Map(viewed.map((mark) => [mark.pageId, mark]));
      const context = { basis, siteOrigin: connection.siteOrigin, verdicts, viewed: marks, fingerprints };
      return {
        connectionId,
        changeSetId: id,
        siteOrigin: connection.siteOrigin,
        title: record.set.title,
        basis,
        pages: record.set.pages.map((page) => pageOf(record, page, context)),
        isRefreshing: busy.isRefreshing(connectionId) || busy.isChecking(connectionId),
        error: reading?.error ?? null,
        checkedAt: checkedAt(record, reading),
      };
    },
    async readNewest(connectionId, id) {
      const [connection, record] = await Promise.all([vault.connection(connectionId), cache.changeSet(connectionId, id)]);
      if (connection === null || record === null || isPaused(connection, record.set.spaceId)) return;
      const versions = newestOfPages(record);
      const known = await cache.fingerprints(connectionId, versions);
      const keyOf = (pageId: PageId, version: number): string => `${connectionId}|${pageId}|${version}`;
      const lacking = versions
        .filter(({ pageId, version }) => !known.has(pageId) && !given.has(keyOf(pageId, version)))
        .slice(0, pagesPerReading);
      for (let start = 0; start < lacking.length; start += atOnce) {
        const read = await Promise.all(
          lacking.slice(start, start + atOnce).map(async ({ pageId, version }) => {
            const text = await texts.read(connection, pageId, version);
            if (!text.ok && !isPassing(text.error)) given.add(keyOf(pageId, version));
            return text;
          }),
        );
        tell(connectionId, id);
        if (read.some((text) => !text.ok && (isPassing(text.error) || text.error.kind === 'signedOut'))) return;
      }
    },
    async texts(connectionId, pageId, before, after) {
      const connection = await vault.connection(connectionId);
      if (connection === null) return fail({ kind: 'notFound' });
      if (isPaused(connection)) return fail({ kind: 'paused' });
      const one = await texts.read(connection, pageId, before);
      if (!one.ok) return one;
      const other = await texts.read(connection, pageId, after);
      if (!other.ok) return other;
      const people = await texts.people(connection, [one.value.authorId, other.value.authorId]);
      return ok({ before: versionTextOf(one.value, people), after: versionTextOf(other.value, people) });
    },
    async markViewed(connectionId, id, pageId, viewed) {
      if ((await vault.connection(connectionId)) === null) return fail({ kind: 'notFound' });
      if (viewed === null) await vault.dropViewed(connectionId, id, pageId);
      else {
        const known = (await cache.fingerprints(connectionId, [{ pageId, version: viewed.version }])).get(pageId);
        if (known !== undefined && known !== viewed.fingerprint) return fail({ kind: 'conflict' });
        await vault.putViewed({ connectionId, changeSetId: id, pageId, ...viewed, atMs: clock.nowMs() });
      }
      tell(connectionId, id);
      return ok(null);
    },
  };
};
