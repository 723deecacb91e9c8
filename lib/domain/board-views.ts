import { type BoardQuery, type SavedView, spaceKeyOf } from './board.ts';
import { addressOf, placeAt } from './board-address.ts';
import type { ConnectionId, SpaceId } from './ids.ts';

/** As many as are kept. */
export const mostSavedViews = 100;
const longestName = 200;

/** A space as this browser knows it, and as any other does: by its site and key. */
export interface SpacePlace {
  readonly connectionId: ConnectionId;
  readonly siteOrigin: string;
  readonly spaceId: SpaceId;
  readonly key: string;
}

const anywhere = ({ siteOrigin, key }: SpacePlace): string => `${siteOrigin}|${key}`;
const here = ({ connectionId, spaceId }: SpacePlace): string => spaceKeyOf(connectionId, spaceId);

/**
 * A file of saved views: each query as the dashboard's own address, which people can read and which is checked like any address. Spaces
 * stand in it by site and key: the ids of connections are this browser's own.
 */
interface ViewFile {
  readonly sheafViews: 1;
  readonly views: readonly { readonly name: string; readonly address: string }[];
}

/** The person's views as a file (JSON), for another browser or for safe keeping. `places`: the spaces that are followed here. */
export const viewsFile = (views: readonly SavedView[], places: readonly SpacePlace[]): string => {
  const names = new Map(places.map((place) => [here(place), anywhere(place)]));
  const file: ViewFile = {
    sheafViews: 1,
    views: views.map(({ name, query }) => {
      const portable = { ...query, spaces: query.spaces.map((space) => names.get(space) ?? space) };
      return { name, address: addressOf({ kind: 'list', query: portable, open: null }) };
    }),
  };
  return `${JSON.stringify(file, null, 2)}\n`;
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null; // Not JSON: not a file of ours.
  }
};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;

const queryIn = (address: string): BoardQuery | null => {
  const place = placeAt(address);
  return place.kind === 'list' ? place.query : null;
};

/** What became of a file of saved views. */
export interface ViewsRead {
  readonly views: readonly SavedView[];
  readonly read: number;
  /** Views that could not be read, or are only of spaces that are not followed here. */
  readonly skipped: number;
  /** Spaces that the file names and that are not followed here, as `https://site|KEY`. */
  readonly unknownSpaces: readonly string[];
}

/**
 * The views of a file added to those there are; `null` when it is no file of saved views. A view of the same name is replaced, one that
 * cannot be read is left out, and so is a space that is not followed here. Ids are made by `newId`.
 */
export const viewsFromFile = (
  text: string,
  existing: readonly SavedView[],
  places: readonly SpacePlace[],
  newId: () => string,
): ViewsRead | null => {
  const file = parsed(text);
  if (!isRecord(file) || file['sheafViews'] !== 1 || !Array.isArray(file['views'])) return null;
  const entries: readonly unknown[] = file['views'];
  const views = new Map(existing.map((view) => [view.name, view]));
  const spaces = new Map(places.flatMap((place) => [anywhere(place), here(place)].map((name) => [name, here(place)] as const)));
  const unknown = new Set<string>();
  let read = 0;
  for (const entry of entries) {
    if (!isRecord(entry) || typeof entry['name'] !== 'string' || typeof entry['address'] !== 'string') continue;
    const name = entry['name'].trim().slice(0, longestName);
    const query = queryIn(entry['address']);
    if (name === '' || query === null) continue;
    for (const space of query.spaces) if (!spaces.has(space)) unknown.add(space);
    const known = query.spaces.map((space) => spaces.get(space)).filter((space) => space !== undefined);
    // Without the only spaces it is about, it would show everything.
    if (known.length === 0 && query.spaces.length > 0) continue;
    const before = views.get(name);
    if (before === undefined && views.size >= mostSavedViews) continue;
    views.set(name, { id: before?.id ?? newId(), name, query: { ...query, spaces: [...new Set(known)] } });
    read += 1;
  }
  return { views: [...views.values()], read, skipped: entries.length - read, unknownSpaces: [...unknown] };
};
