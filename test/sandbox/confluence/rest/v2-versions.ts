/** REST v2: the versions of pages and blog posts, with what is not known about them as variants. */
import type { Hono } from 'hono';
import type { Page, PageVersion } from '../../model.ts';
import { v2Error, v2List } from './answers.ts';
import { bodyFormatOf, type Handle, notFound, type Opened, visiblePage } from './v2-pages.ts';
import { bodyShape, keptVersions, versionShape } from './v2-shapes.ts';

/** What the cut size of an answer is, where there is one. */
const cutLimit = 2;

const listVersions = (type: Page['type']) => (door: Opened) => {
  const { c, content, url, variants } = door;
  const id = c.req.param('id') ?? '';
  const page = visiblePage(door, id, type);
  if (page === null) return notFound(door, 'page', id);
  const asked = bodyFormatOf(door);
  if (typeof asked === 'string') return v2Error(c, 400, asked);
  const sort = url.searchParams.get('sort') ?? '-modified-date';
  if (!/^-?modified-date$/.test(sort)) return v2Error(c, 400, "Provided value for 'sort' is not supported");
  const kept = keptVersions(page, door.variants);
  const format = variants.has('versions.noBodies') ? null : asked.format;
  const hasTitles = !variants.has('versions.noTitles');
  const most = asked.format !== null && variants.has('versions.cutWithBodies') ? cutLimit : Number.POSITIVE_INFINITY;
  const show = (version: PageVersion) => ({
    ...versionShape(version),
    [type]: {
      ...(hasTitles ? { title: version.title } : {}),
      id: page.id,
      body: bodyShape(content, version.storage, format, page, null),
    },
  });
  return v2List(door, sort.startsWith('-') ? kept.toReversed() : kept, show, 25, most);
};

const readVersion = (type: Page['type']) => (door: Opened) => {
  const { c } = door;
  const id = c.req.param('id') ?? '';
  const number = c.req.param('number') ?? '';
  if (!/^\d{1,9}$/.test(number)) return v2Error(c, 400, "Provided value for 'version-number' is not the correct type");
  const page = visiblePage(door, id, type);
  const version = page === null ? undefined : keptVersions(page, door.variants).find((candidate) => String(candidate.number) === number);
  if (page === null || version === undefined) return notFound(door, 'page', id);
  return c.json({
    ...versionShape(version),
    contentTypeModified: false,
    collaborators: [version.authorId],
    ...(version.number > 1 ? { prevVersion: version.number - 1 } : {}),
    ...(version.number < page.versions.length ? { nextVersion: version.number + 1 } : {}),
  });
};

export function versionRoutes(app: Hono, single: Handle): void {
  for (const type of ['page', 'blogpost'] as const) {
    app.get(`/${type}s/:id/versions`, single(listVersions(type)));
    app.get(`/${type}s/:id/versions/:number`, single(readVersion(type)));
  }
}
