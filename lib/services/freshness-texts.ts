/** Versions with their texts: from what is kept, else read once and kept; and who made them. */
import {
  type Account,
  type AccountId,
  type ContentReader,
  fail,
  ok,
  type PageId,
  type PageVersionText,
  type Result,
  type VersionText,
} from '../domain/index.ts';
import type { CachedText, StoredConnection } from '../store/index.ts';
import { explained, type Foundation } from './ports.ts';

export interface Texts {
  /** One version. `notFound`: it or the page is not there for you. `invalid('tooLarge')`: it cannot be compared. */
  read(connection: StoredConnection, pageId: PageId, version: number): Promise<Result<CachedText>>;
  /** What was read elsewhere, with its fingerprint; kept only when asked. */
  keep(connection: StoredConnection, pageId: PageId, version: PageVersionText, isKept: boolean): Promise<Result<CachedText>>;
  /** Accounts by id, those whose names are known or can be learnt. */
  people(connection: StoredConnection, ids: readonly (AccountId | null)[]): Promise<ReadonlyMap<AccountId, Account>>;
}

const tooLarge: Result<never> = fail({ kind: 'invalid', where: 'tooLarge' });
/** The mark of a text that is too large stays, so that it is not read again and again. */
const usable = (text: CachedText): Result<CachedText> => (text.fingerprint === '' ? tooLarge : ok(text));

export const createTexts = ({ cache, clientsFor, hasAccess }: Foundation, reader: ContentReader): Texts => {
  const keep: Texts['keep'] = async (connection, pageId, { number, title, storage, authorId, createdAt }, isKept) => {
    const said = await reader.read({ title, storage });
    if (!said.ok && (said.error.kind !== 'invalid' || said.error.where !== 'tooLarge')) return said;
    const common = { connectionId: connection.id, pageId, version: number, title, authorId, at: createdAt };
    const text: CachedText = said.ok ? { ...common, storage, ...said.value } : { ...common, storage: '', fingerprint: '', includes: [] };
    if (isKept) await cache.putTexts([text]);
    return usable(text);
  };
  return {
    keep,
    async read(connection, pageId, version) {
      const kept = await cache.text(connection.id, pageId, version);
      if (kept !== null) return usable(kept);
      const read = await explained(await clientsFor(connection).confluence.versionText(pageId, version), connection.siteOrigin, hasAccess);
      return read.ok ? keep(connection, pageId, read.value, true) : read;
    },
    async people(connection, ids) {
      const wanted = [...new Set(ids)].filter((id) => id !== null);
      let known = await cache.people(connection.id);
      const unknown = wanted.filter((id) => !known.has(id));
      if (unknown.length > 0) {
        const found = await clientsFor(connection).confluence.people(unknown.slice(0, 200));
        if (found.ok) await cache.putPeople(connection.id, found.value);
        known = await cache.people(connection.id);
      }
      return new Map(
        wanted.flatMap((id) => {
          const name = known.get(id);
          return name === undefined ? [] : [[id, { id, name }] as const];
        }),
      );
    },
  };
};

/** A version as those who compare it need it. */
export const versionTextOf = (text: CachedText, people: ReadonlyMap<AccountId, Account>): VersionText => ({
  number: text.version,
  title: text.title,
  storage: text.storage,
  at: text.at,
  by: text.authorId === null ? null : (people.get(text.authorId) ?? null),
  fingerprint: text.fingerprint,
});
