/** The edits that a test can ask for: visible ones, and those that make a new version of the same page. */

import { type Body, badInput, count, oneOf, optionalText } from './control-fields.ts';
import type { ContentState, Page, PageVersion, SiteContent } from './model.ts';

const kinds = ['content', 'whitespace', 'state', 'republish', 'restore'] as const;

const statuses: readonly ContentState[] = [
  { id: 1, name: 'In progress', color: '#2684ff' },
  { id: 2, name: 'Ready for review', color: '#57d9a3' },
];

/** White space between blocks and at the end, where it shows nowhere; CDATA is left alone, since there it does show. */
const spacedOut = (storage: string): string =>
  `${storage
    .split(/(<!\[CDATA\[[\s\S]*?\]\]>)/)
    .map((part) =>
      part.startsWith('<![CDATA[') ? part : part.replace(/(<\/(?:p|h[1-6]|ul|ol|table)>)(?=<(?:p|h[1-6]|ul|ol|table)[\s>])/g, '$1\n'),
    )
    .join('')}\n`;

const versionNamed = (page: Page, number: number): PageVersion => {
  const version = page.versions.find((candidate) => candidate.number === number);
  if (version === undefined) throw badInput(`version: page ${page.id} has no version ${number}.`);
  return version;
};

/** Publishes a version as `body` asks (design.md section 7, `edit`) and returns its number. */
export function editPage(content: SiteContent, page: Page, authorId: string, body: Body): number {
  const storage = optionalText(body, 'storage');
  const title = optionalText(body, 'title');
  const message = optionalText(body, 'message');
  const current = content.currentVersion(page);
  const kind = body['kind'] === undefined ? null : oneOf(body, 'kind', kinds);
  const given = { authorId, ...(title === undefined ? {} : { title }), ...(message === undefined ? {} : { message }) };

  if (kind === null || kind === 'content') {
    if (storage !== undefined) return content.publish(page.id, { ...given, storage });
    if (kind === null && title === undefined) throw badInput('storage: is missing (or give a title, or a kind).');
    if (kind === null) return content.publish(page.id, given);
    return content.publish(page.id, { ...given, storage: `${current.storage}<p>Edited after version ${current.number}.</p>` });
  }
  if (storage !== undefined) throw badInput(`storage: has no meaning with kind "${kind}".`);
  // What a pipeline does that publishes all its pages whether they changed or not.
  if (kind === 'republish') return content.publish(page.id, { message: 'Published by docs-pipeline', ...given });
  if (kind === 'whitespace') return content.publish(page.id, { ...given, storage: spacedOut(current.storage) });
  if (kind === 'state') {
    const state = statuses.find((candidate) => candidate.name !== current.state?.name) ?? null;
    return content.publish(page.id, { ...given, state });
  }
  const restored = versionNamed(page, count(body, 'version', { from: 1, to: Number.MAX_SAFE_INTEGER }));
  return content.publish(page.id, {
    message: `Reverted from v. ${restored.number}`,
    ...given,
    title: title ?? restored.title,
    storage: restored.storage,
  });
}
