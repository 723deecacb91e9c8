/** A set of many long pages, each approved and edited since: as much as the comparison of a set has to bear. */
import { edited, pageOf, seeded } from '../bench/pages.ts';
import type { Sandbox } from '../sandbox/start.ts';
import { type ApiChangeSet, createStory, type PersonKey, type SandboxPage } from './story.ts';

export interface LargeSetOptions {
  readonly pageCount: number;
  /** Characters of each page. */
  readonly size: number;
  /** Share of the pieces of each page that differ since its approval. */
  readonly share: number;
}

export interface LargePage extends SandboxPage {
  readonly before: string;
  readonly after: string;
}

export interface LargeSet {
  readonly set: ApiChangeSet;
  readonly pages: readonly LargePage[];
}

/** Whoever may: of a step that is somebody else's they are refused. */
const approvers: readonly PersonKey[] = ['ben', 'chi', 'dee', 'eve', 'otto'];

export const makeLargeSet = async (sandbox: Sandbox, { pageCount, size, share }: LargeSetOptions): Promise<LargeSet> => {
  const story = createStory(sandbox);
  const parent = await story.page('Changelog');
  const { pageIds } = await sandbox.control('tree', { parentId: parent.id, count: pageCount, levels: 2 });
  const pages = pageIds.map((id, index): LargePage => {
    const random = seeded(index + 1);
    const pieces = pageOf(random, size);
    const after = edited(random, pieces, share).join('');
    return { id, spaceId: parent.spaceId, title: '', version: 1, before: pieces.join(''), after };
  });
  for (const page of pages) await story.edit(page, 'ana', page.before);
  const set = await story.createSet('dee', { title: 'Large', summary: '', referenceUrl: 'https://git.example/acme/api/pull/50', pages });
  await story.api('dee', 'POST', '/changeSets/submit', { changeSetId: set.id });
  for (const page of pages) {
    for (const user of [...approvers, ...approvers]) {
      const { status } = await sandbox.control('decide', { pageId: page.id, user, decision: 'approve' }).catch(() => ({ status: '' }));
      if (/^approved$/i.test(status)) break;
    }
    await story.edit(page, 'ana', page.after);
  }
  return { set, pages };
};
