/** Files on pages, with every version: replacing one makes no version of the page. */
import type { Attachment, Clock, SiteContent } from '../model.ts';

export function createAttachments(parts: {
  clock: Clock;
  seeded: readonly Attachment[];
  nextId: () => string;
}): Pick<SiteContent, 'attachments' | 'attachment' | 'attach'> {
  const files = new Map(parts.seeded.map((file) => [file.id, file] as const));
  const onPage = (pageId: string): Attachment[] => [...files.values()].filter((file) => file.pageId === pageId);
  return {
    attachments: onPage,
    attachment: (id) => files.get(id) ?? null,
    attach: (pageId, { name, content, message, authorId }) => {
      const known = onPage(pageId).find((file) => file.name === name);
      const file = known ?? { id: `att${parts.nextId()}`, pageId, name, versions: [] };
      const number = file.versions.length + 1;
      file.versions.push({ number, authorId, createdAt: parts.clock.now(), message: message ?? '', content: content ?? null });
      files.set(file.id, file);
      return number;
    },
  };
}
