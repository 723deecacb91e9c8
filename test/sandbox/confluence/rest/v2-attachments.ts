/** REST v2: the files of pages and blog posts, and their versions. Nothing here uploads: tests replace files by the control contract. */
import type { Hono } from 'hono';
import type { Attachment, AttachmentVersion } from '../../model.ts';
import { baseOf, webuiOf } from '../links.ts';
import { listParameter, v2Error, v2List } from './answers.ts';
import type { Handle, Opened } from './v2-pages.ts';
import { notFound, visiblePage } from './v2-pages.ts';

const mediaTypes: Readonly<Record<string, readonly [type: string, description: string]>> = {
  png: ['image/png', 'PNG Image'],
  svg: ['image/svg+xml', 'SVG Image'],
  pdf: ['application/pdf', 'PDF Document'],
  csv: ['text/csv', 'Text File'],
  yaml: ['application/yaml', 'Text File'],
};

const typeOf = (name: string): readonly [type: string, description: string] =>
  mediaTypes[/\.(\w+)$/.exec(name)?.[1]?.toLowerCase() ?? ''] ?? ['application/octet-stream', 'File'];

const defaultLimit = 50;

const versionShape = ({ number, message, authorId, createdAt }: AttachmentVersion) => ({
  number,
  message,
  minorEdit: number > 1,
  authorId,
  createdAt,
});

const newestOf = (file: Attachment): AttachmentVersion => {
  const version = file.versions.at(-1);
  if (version === undefined) throw new Error(`${file.id} has no version`);
  return version;
};

/** Not the bytes of anything: a size that differs from version to version. */
const sizeOf = (name: string, version: AttachmentVersion): number => 18_400 + name.length * 311 + version.number * 1_270;

const attachmentShape = (door: Opened, file: Attachment, version = newestOf(file)) => {
  const { content } = door;
  const page = content.page(file.pageId);
  const [mediaType, mediaTypeDescription] = typeOf(file.name);
  const name = encodeURIComponent(file.name);
  const webui = page === null ? '' : `${webuiOf(content, page)}?preview=/${file.pageId}/${file.id.slice(3)}/${name}`;
  const download = `/download/attachments/${file.pageId}/${name}?version=${version.number}`;
  return {
    id: file.id,
    status: 'current',
    title: file.name,
    createdAt: file.versions[0]?.createdAt ?? version.createdAt,
    ...(page?.type === 'blogpost' ? { blogPostId: file.pageId } : { pageId: file.pageId }),
    mediaType,
    mediaTypeDescription,
    comment: version.message,
    fileId: `${file.id.slice(3).padStart(12, '0')}-file`,
    fileSize: sizeOf(file.name, version),
    webuiLink: webui,
    downloadLink: download,
    version: versionShape(version),
    _links: { webui, download },
  };
};

const sorted = <T>(items: readonly T[], sort: string, dateOf: (item: T) => string): T[] => {
  const sign = sort.startsWith('-') ? -1 : 1;
  return [...items].sort((a, b) => sign * dateOf(a).localeCompare(dateOf(b)));
};

const listOnPage = (door: Opened, files: readonly Attachment[]): Response => {
  const { c, url } = door;
  const statuses = listParameter(url, 'status');
  const unknown = statuses.find((status) => !['current', 'archived', 'trashed'].includes(status));
  if (unknown !== undefined) return v2Error(c, 400, `Provided value {${unknown}} for 'status' is not the correct type`);
  const sort = url.searchParams.get('sort') ?? 'created-date';
  if (!/^-?(?:created|modified)-date$/.test(sort)) return v2Error(c, 400, "Provided value for 'sort' is not supported");
  const [name, type] = [url.searchParams.get('filename'), url.searchParams.get('mediaType')];
  const shown = files
    .filter(() => statuses.length === 0 || statuses.includes('current'))
    .filter((file) => (name === null || file.name === name) && (type === null || typeOf(file.name)[0] === type));
  const dateOf = (file: Attachment): string => (sort.endsWith('modified-date') ? newestOf(file) : file.versions[0])?.createdAt ?? '';
  return v2List(door, sorted(shown, sort, dateOf), (file) => attachmentShape(door, file), defaultLimit);
};

export function attachmentRoutes(app: Hono, single: Handle): void {
  for (const type of ['page', 'blogpost'] as const)
    app.get(
      `/${type}s/:id/attachments`,
      single((door) => {
        const id = door.c.req.param('id') ?? '';
        const page = visiblePage(door, id, type);
        return page === null ? notFound(door, type, id) : listOnPage(door, door.content.attachments(id));
      }),
    );
  const onFile = (answer: (door: Opened, file: Attachment) => Response) =>
    single((door) => {
      const id = `att${(door.c.req.param('file') ?? '').replace(/^att/, '')}`;
      const file = door.content.attachment(id);
      const page = file === null ? null : door.content.page(file.pageId);
      const isVisible = file !== null && page !== null && door.content.canView(door.person, page);
      return isVisible ? answer(door, file) : notFound(door, 'attachment', id);
    });
  app.get(
    '/attachments/:file',
    onFile((door, file) => {
      const asked = door.url.searchParams.get('version');
      const version = asked === null ? newestOf(file) : file.versions.find(({ number }) => String(number) === asked);
      if (version === undefined) return notFound(door, `version ${asked} of attachment`, file.id);
      const shape = attachmentShape(door, file, version);
      return door.c.json({ ...shape, _links: { ...shape._links, base: baseOf(door.content) } });
    }),
  );
  app.get(
    '/attachments/:file/versions',
    onFile((door, file) => {
      const sort = door.url.searchParams.get('sort') ?? '-modified-date';
      if (!/^-?modified-date$/.test(sort)) return v2Error(door.c, 400, "Provided value for 'sort' is not supported");
      const versions = sorted(file.versions, sort, ({ createdAt }) => createdAt);
      return v2List(door, versions, (version) => ({ ...versionShape(version), attachment: { id: file.id, title: file.name } }));
    }),
  );
}
