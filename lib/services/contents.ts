import {
  type ConnectionId,
  type ContentBatch,
  type ContentFacts,
  type FoundBatch,
  fail,
  ok,
  type PageId,
  type Result,
  type SpaceId,
} from '../domain/index.ts';
import { explained, type Foundation } from './ports.ts';

/** A question for one answer of a source. */
export type ContentQuestion =
  | { readonly kind: 'ids'; readonly ids: readonly PageId[] }
  /** `title: null`: the home page of the space. */
  | { readonly kind: 'titles'; readonly titles: readonly { readonly spaceKey: string; readonly title: string | null }[] }
  | { readonly kind: 'descendants'; readonly pageId: PageId; readonly depth: number; readonly cursor: string | null }
  | { readonly kind: 'label'; readonly label: string; readonly cursor: string | null }
  | { readonly kind: 'cql'; readonly cql: string; readonly cursor: string | null };

/** What sources of pages hold, read now; nothing of it is kept. */
export interface Contents {
  find(connectionId: ConnectionId, question: ContentQuestion): Promise<Result<FoundBatch>>;
}

const whole = (items: readonly ContentFacts[]): ContentBatch => ({ items, next: null, total: items.length });

export const createContents = ({ vault, clientsFor, hasAccess }: Foundation): Contents => ({
  async find(connectionId, question) {
    const connection = await vault.connection(connectionId);
    if (connection === null) return fail({ kind: 'notFound' });
    if (connection.isPaused) return fail({ kind: 'paused' });
    const { confluence } = clientsFor(connection);
    const missing: number[] = [];
    const names = new Map<SpaceId, string>(connection.spaces.map((space) => [space.spaceId, space.name]));

    const byTitle = async (titles: Extract<ContentQuestion, { kind: 'titles' }>['titles']): Promise<Result<ContentBatch>> => {
      const items: ContentFacts[] = [];
      const isHome = titles.some(({ title }) => title === null);
      const spaces = isHome ? await confluence.spacesByKeys(titles.map(({ spaceKey }) => spaceKey)) : ok([]);
      if (!spaces.ok) return spaces;
      for (const [index, { spaceKey, title }] of titles.entries()) {
        const home = spaces.value.find(({ key }) => key.toLowerCase() === spaceKey.toLowerCase())?.homepageId;
        const found: Result<ContentFacts | null | undefined> =
          title !== null
            ? await confluence.pageByTitle(spaceKey, title)
            : ok(home ? { id: home, kind: 'notVisible', title: null, spaceId: null, url: null } : null);
        if (!found.ok) return found;
        if (found.value) items.push(found.value);
        else missing.push(index);
      }
      const homes = items.filter(({ kind }) => kind === 'notVisible').map(({ id }) => id);
      const facts = homes.length === 0 ? ok([]) : await confluence.contents(homes);
      return facts.ok ? ok(whole(items.map((item) => facts.value.find(({ id }) => id === item.id) ?? item))) : facts;
    };

    const ask = async (): Promise<Result<ContentBatch>> => {
      switch (question.kind) {
        case 'ids': {
          const facts = await confluence.contents(question.ids);
          return facts.ok ? ok(whole(facts.value)) : facts;
        }
        case 'titles':
          return byTitle(question.titles);
        case 'descendants':
          return confluence.descendants(question.pageId, question.depth, question.cursor);
        case 'label':
          return confluence.labelled(question.label, question.cursor);
        case 'cql':
          return confluence.search(question.cql, question.cursor);
      }
    };

    const answer = await explained(await ask(), connection.siteOrigin, hasAccess);
    if (!answer.ok) return answer;
    const unnamed = answer.value.items.flatMap(({ spaceId }) => (spaceId === null || names.has(spaceId) ? [] : [spaceId]));
    // Without its name a space is still shown: its pages say where they are.
    const spaces = unnamed.length === 0 ? ok([]) : await confluence.spacesByIds([...new Set(unnamed)]);
    for (const { id, name } of spaces.ok ? spaces.value : []) names.set(id, name);
    const items = answer.value.items.map((item) => ({ ...item, spaceName: names.get(item.spaceId ?? ('' as SpaceId)) ?? null }));
    return ok({ ...answer.value, items, missing });
  },
});
