/** A generated section of a space, for `POST /__sandbox/tree`: many pages below one, in several levels. */
import type { Content, Page } from '../model.ts';

const resources = ['Accounts', 'Invoices', 'Orders', 'Refunds', 'Payouts', 'Customers', 'Sessions', 'Webhooks', 'Reports', 'Tokens'];
const operations = ['list', 'create', 'read', 'change', 'delete', 'search', 'export', 'import'];

const nameOf = (index: number): string => {
  const resource = resources[index % resources.length] ?? '';
  const round = Math.floor(index / resources.length);
  return `${resource}: ${operations[round % operations.length] ?? ''}${round < operations.length ? '' : ` (${Math.floor(round / operations.length) + 1})`}`;
};

/** Pages that each page has below it, so that `count` of them fill that many levels with one page at the top. */
const widthFor = (count: number, levels: number): number => {
  const held = (width: number): number => Array.from({ length: levels }, (_, level) => width ** level).reduce((sum, each) => sum + each, 0);
  let width = 1;
  while (held(width) < count) width += 1;
  return width;
};

/** Adds `count` pages, "API reference" and what is below it, `levels` deep. Ids from the top down, the section's own first. */
export function growTree(content: Content, parent: Page, authorId: string, shape: { count: number; levels: number }): string[] {
  const { count, levels } = shape;
  const titles = new Set(
    content
      .pages()
      .filter(({ spaceId }) => spaceId === parent.spaceId)
      .map((page) => content.currentVersion(page).title),
  );
  let section = 'API reference';
  for (let number = 2; titles.has(section); number += 1) section = `API reference ${number}`;
  const width = widthFor(count, levels);
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const title = index === 0 ? section : `${section} · ${nameOf(index - 1)}`;
    const parentId = index === 0 ? parent.id : ids[Math.floor((index - 1) / width)];
    const storage = `<p>${title}: parameters, answers and limits.</p>`;
    ids.push(content.addPage({ spaceId: parent.spaceId, title, storage, authorId, ...(parentId === undefined ? {} : { parentId }) }));
  }
  return ids;
}
