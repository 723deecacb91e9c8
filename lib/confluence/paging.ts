import type { Result } from '../domain/index.ts';
import { fail, ok } from '../domain/index.ts';
import type { Collection, Schema } from './answers.ts';
import { siteLink } from './links.ts';
import type { Reader } from './reader.ts';

export interface PagedRow<Row> {
  readonly row: Row;
  /** `_links.base` of the answer this row came in. */
  readonly base: string | null;
}

interface PagedRead<Row> {
  readonly reader: Reader;
  readonly siteOrigin: string;
  readonly first: URL;
  readonly schema: Schema<Collection<Row>>;
  readonly name: string;
  readonly signal?: AbortSignal | undefined;
  /** Answers read at most: a service whose links go round in circles must not keep us. */
  readonly maxAnswers: number;
  /** Stops early once enough was seen. */
  readonly isEnough?: (rows: readonly PagedRow<Row>[]) => boolean;
}

/**
 * Follows `_links.next`: a short answer is not the end, a missing link is. A link that leaves the site is refused as
 * `invalid` rather than taken for the end, because a list cut short would read as "those pages are gone".
 */
export const readAll = async <Row>(read: PagedRead<Row>): Promise<Result<readonly PagedRow<Row>[]>> => {
  const rows: PagedRow<Row>[] = [];
  let address = read.first;
  for (let answers = 0; answers < read.maxAnswers; answers += 1) {
    const answer = await read.reader.read(address, read.schema, read.name, read.signal);
    if (!answer.ok) return answer;
    const base = answer.value._links?.base ?? null;
    for (const row of answer.value.results) rows.push({ row, base });
    const next = answer.value._links?.next;
    if (!next || read.isEnough?.(rows)) return ok(rows);
    const nextAddress = siteLink(read.siteOrigin, next);
    if (nextAddress === null) return fail({ kind: 'invalid', where: `answer:${read.name}` });
    address = nextAddress;
  }
  return ok(rows);
};

export const chunksOf = <T>(items: readonly T[], size: number): T[][] => {
  const chunks: T[][] = [];
  for (let start = 0; start < items.length; start += size) chunks.push(items.slice(start, start + size));
  return chunks;
};

/** Runs at most four at a time, keeps the order of the answers, starts nothing new after a failure. */
export const inOrder = async <Item, Value>(
  items: readonly Item[],
  run: (item: Item) => Promise<Result<Value>>,
): Promise<Result<readonly Value[]>> => {
  const values: Value[] = [];
  for (const group of chunksOf(items, 4)) {
    const results = await Promise.all(group.map(run));
    for (const result of results) {
      if (!result.ok) return result;
      values.push(result.value);
    }
  }
  return ok(values);
};

/** Of rows with the same key the first stands. */
export const uniqueBy = <T>(items: readonly T[], keyOf: (item: T) => string): T[] => {
  const seen = new Map<string, T>();
  for (const item of items) if (!seen.has(keyOf(item))) seen.set(keyOf(item), item);
  return [...seen.values()];
};
