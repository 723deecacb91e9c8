import { type ContentReader, fail, ok, type Result } from '../domain/index.ts';
import { diffPages } from './diff.ts';
import { excerptIn } from './excerpt.ts';
import { contentFingerprint } from './fingerprint.ts';
import { pageCause } from './page-cause.ts';
import type { Compared, ComparedText, ComparedTexts } from './questions.ts';
import { type PageReading, readPage } from './read-page.ts';
import { inSlices, type SliceOptions } from './slices.ts';

/** Characters of storage format on one side. Confluence itself refuses more than 5 MB. */
const longest = 5_000_000;

interface Comparison extends ContentReader {
  /** All that differs, and both fingerprints. */
  compare(texts: ComparedTexts): Promise<Result<Compared>>;
}

/**
 * Reads and compares versions in slices: `pause` is called between them and lets others run. Keeps nothing. Rejects with the signal's reason
 * when it is given up. Failure kinds: `invalid('tooLarge')`.
 */
export const createContentReader = (slices: SliceOptions): Comparison => {
  const read = async ({ storage }: ComparedText): Promise<Result<PageReading>> =>
    storage.length > longest ? fail({ kind: 'invalid', where: 'tooLarge' }) : ok(await inSlices(readPage(storage), slices));
  const readBoth = async ({ before, after }: ComparedTexts) => {
    const older = await read(before);
    if (!older.ok) return older;
    const newer = await read(after);
    if (!newer.ok) return newer;
    return ok([
      { title: before.title, blocks: older.value.blocks },
      { title: after.title, blocks: newer.value.blocks },
    ] as const);
  };
  return {
    async read(version) {
      const reading = await read(version);
      if (!reading.ok) return reading;
      const { blocks, includes } = reading.value;
      return ok({ fingerprint: await contentFingerprint(version.title, blocks), includes });
    },
    async cause(before, after) {
      const both = await readBoth({ before, after });
      return both.ok ? ok(await inSlices(pageCause(...both.value), slices)) : both;
    },
    excerpt: (storage, name) => Promise.resolve(ok(excerptIn(storage, name))),
    async compare(texts) {
      const both = await readBoth(texts);
      if (!both.ok) return both;
      const [older, newer] = both.value;
      const fingerprints = {
        before: await contentFingerprint(older.title, older.blocks),
        after: await contentFingerprint(newer.title, newer.blocks),
      };
      return ok({ diff: await inSlices(diffPages(older, newer), slices), fingerprints });
    },
  };
};
