import { type ContentReader, fail, ok, type Result } from '../domain/index.ts';
import { excerptIn } from './excerpt.ts';
import { contentFingerprint } from './fingerprint.ts';
import { pageCause } from './page-cause.ts';
import { type PageReading, readPage } from './read-page.ts';
import { inSlices } from './slices.ts';

/** Characters of storage format. Confluence itself refuses more than 5 MB. */
const longest = 5_000_000;

/**
 * Reads versions for the services, in slices: `pause` is called between them and lets others run. Keeps nothing.
 * Failure kinds: `invalid('tooLarge')`.
 */
export const createContentReader = (pause: () => Promise<void>): ContentReader => {
  const read = async (storage: string): Promise<Result<PageReading>> =>
    storage.length > longest ? fail({ kind: 'invalid', where: 'tooLarge' }) : ok(await inSlices(readPage(storage), { pause }));
  return {
    async read({ title, storage }) {
      const reading = await read(storage);
      if (!reading.ok) return reading;
      const { blocks, includes } = reading.value;
      return ok({ fingerprint: await contentFingerprint(title, blocks), includes });
    },
    async cause(before, after) {
      const older = await read(before.storage);
      if (!older.ok) return older;
      const newer = await read(after.storage);
      if (!newer.ok) return newer;
      const work = pageCause({ title: before.title, blocks: older.value.blocks }, { title: after.title, blocks: newer.value.blocks });
      return ok(await inSlices(work, { pause }));
    },
    excerpt: excerptIn,
  };
};
