/** Turns plans into the records of `model.ts`: ids, dates before now, bodies and titles of every version. */
import { createHash } from 'node:crypto';
import type { Attachment, ContentState, FooterComment, OtherContent, Page, PageVersion, Space } from '../../model.ts';
import { accountIdOf } from './people.ts';
import type { PagePlan, SpacePlan } from './plan.ts';
import { bodyAt } from './plan.ts';

const dayMs = 86_400_000;

/** Ten digits, the same for a slug whatever is written around it. */
export const idOfSlug = (slug: string): string => {
  const hash = Number.parseInt(createHash('sha256').update(slug).digest('hex').slice(0, 12), 16);
  return String(2_100_000_000 + (hash % 1_800_000_000));
};

/** A moment in working hours, so many days before `nowMs`; later for a higher `order` on the same day. */
const momentOf = (nowMs: number, daysAgo: number, order: number, seed: string): string => {
  const spread = Number.parseInt(createHash('sha1').update(seed).digest('hex').slice(0, 4), 16) % 240;
  const day = Math.floor((nowMs - daysAgo * dayMs) / dayMs) * dayMs;
  return new Date(Math.min(day + (8 * 60 + spread + order * 11) * 60_000 + spread * 137, nowMs - 60_000)).toISOString();
};

interface Step {
  authorId: string;
  daysAgo: number;
  message: string;
}

const stepOf = (line: string): Step => {
  const match = /^(\w+) (\d+)(?: (.*))?$/.exec(line);
  if (match === null) throw new Error(`Not a line of history: ${line}`);
  return { authorId: accountIdOf(match[1] ?? ''), daysAgo: Number(match[2]), message: match[3] ?? '' };
};

const titleAt = (plan: PagePlan, version: number): string => {
  const former = Object.entries(plan.formerTitles ?? {})
    .map(([last, title]) => ({ last: Number(last), title }))
    .filter(({ last }) => version <= last)
    .sort((a, b) => a.last - b.last)[0];
  return former?.title ?? plan.title;
};

const stateAt = (plan: PagePlan, version: number): ContentState | null =>
  Object.entries(plan.states ?? {})
    .map(([from, state]) => ({ from: Number(from), state }))
    .filter(({ from }) => from <= version)
    .sort((a, b) => b.from - a.from)[0]?.state ?? null;

const versionsOf = (plan: PagePlan, nowMs: number): PageVersion[] =>
  plan.history.map((line, index) => {
    const step = stepOf(line);
    const number = index + 1;
    return {
      number,
      authorId: step.authorId,
      createdAt: momentOf(nowMs, step.daysAgo, index, plan.slug),
      message: step.message,
      minorEdit: step.message === '' && number > 1,
      title: titleAt(plan, number),
      storage: bodyAt(plan.body, number),
      state: stateAt(plan, number),
    };
  });

const idsOf = (people: readonly string[] | null | undefined): string[] | null =>
  people === null || people === undefined ? null : people.map(accountIdOf);

const pageOf = (plan: PagePlan, spaceId: string, parentId: string | null, nowMs: number): Page => {
  const versions = versionsOf(plan, nowMs);
  const first = versions[0];
  const last = versions.at(-1);
  if (first === undefined || last === undefined) throw new Error(`${plan.slug} has no history`);
  return {
    id: plan.id ?? idOfSlug(plan.slug),
    spaceId,
    parentId,
    type: plan.type ?? 'page',
    subtype: plan.subtype ?? null,
    status: plan.status ?? 'current',
    createdAt: first.createdAt,
    authorId: first.authorId,
    ownerId: first.authorId,
    versions,
    draft:
      plan.draft === undefined
        ? null
        : { title: plan.draft.title ?? last.title, storage: last.storage + plan.draft.extra, state: last.state },
    viewerIds: idsOf(plan.viewers),
    editorIds: idsOf(plan.editors),
    labels: [...(plan.labels ?? [])],
  };
};

/** Pictures that the page shows came with the version that shows them first; other files, and newer versions, as the plan says. */
const attachmentsOf = (plan: PagePlan, page: Page, nowMs: number): Attachment[] => {
  const shown = page.versions.flatMap((version) =>
    [...version.storage.matchAll(/ri:filename="([^"]+)"/g)].map((match) => ({ name: match[1] ?? '', version })),
  );
  const planned = plan.attachments ?? {};
  return [...new Set([...shown.map(({ name }) => name), ...Object.keys(planned)])].map((name) => {
    const first = shown.find((file) => file.name === name)?.version;
    const versions = (planned[name] ?? []).map((line, index) => {
      const { authorId, daysAgo, message } = stepOf(line);
      return { authorId, message, createdAt: momentOf(nowMs, daysAgo, index, `${plan.slug}/${name}`) };
    });
    const uploaded = first === undefined ? [] : [{ authorId: first.authorId, message: '', createdAt: first.createdAt }];
    return {
      id: `att${idOfSlug(`${plan.slug}/${name}`)}`,
      pageId: page.id,
      name,
      versions: [...uploaded, ...versions].map((version, index) => ({ ...version, number: index + 1, content: null })),
    };
  });
};

const commentsOf = (plan: PagePlan, page: Page, nowMs: number): FooterComment[] =>
  (plan.comments ?? []).flatMap((entry, index) => {
    const make = (
      slug: string,
      parentCommentId: string | null,
      source: { author: string; daysAgo: number; body: string },
    ): FooterComment => {
      const createdAt = momentOf(nowMs, source.daysAgo, 20 + index, slug);
      return {
        id: idOfSlug(slug),
        pageId: page.id,
        parentCommentId,
        authorId: accountIdOf(source.author),
        createdAt,
        versionNumber: 1,
        storage: source.body,
      };
    };
    const top = make(`${plan.slug}#${index}`, null, entry);
    return [top, ...(entry.replies ?? []).map((reply, place) => make(`${plan.slug}#${index}.${place}`, top.id, reply))];
  });

export interface BuiltSpace {
  space: Space;
  customStates: boolean;
  states: readonly ContentState[];
  pages: Page[];
  comments: FooterComment[];
  attachments: Attachment[];
  others: OtherContent[];
}

export function buildSpace(plan: SpacePlan, nowMs: number): BuiltSpace {
  const slugIds = new Map<string, string>();
  for (const entry of [plan.home, ...plan.pages]) slugIds.set(entry.slug, entry.id ?? idOfSlug(entry.slug));
  for (const other of plan.others) slugIds.set(other.slug, idOfSlug(other.slug));
  const home = pageOf(plan.home, plan.id, null, nowMs);
  const parentOf = (entry: PagePlan): string | null => {
    if (entry.type === 'blogpost') return null;
    const parentId = entry.parent === undefined ? home.id : slugIds.get(entry.parent);
    if (parentId === undefined) throw new Error(`${entry.slug} hangs below ${entry.parent}, which is not in ${plan.key}`);
    return parentId;
  };
  const pages = [home, ...plan.pages.map((entry) => pageOf(entry, plan.id, parentOf(entry), nowMs))];
  const plans = [plan.home, ...plan.pages];
  return {
    space: {
      id: plan.id,
      key: plan.key,
      name: plan.name,
      description: plan.description,
      homepageId: home.id,
      adminIds: plan.admins.map(accountIdOf),
      viewerIds: idsOf(plan.viewers),
      editorIds: idsOf(plan.editors),
    },
    customStates: plan.customStates,
    states: plan.states,
    pages,
    comments: pages.flatMap((page, index) => {
      const source = plans[index];
      return source === undefined ? [] : commentsOf(source, page, nowMs);
    }),
    attachments: pages.flatMap((page, index) => {
      const source = plans[index];
      return source === undefined ? [] : attachmentsOf(source, page, nowMs);
    }),
    others: plan.others.map((other) => ({
      id: idOfSlug(other.slug),
      type: other.type,
      title: other.title,
      spaceId: plan.id,
      parentId: slugIds.get(other.parent ?? plan.home.slug) ?? home.id,
      authorId: home.authorId,
      createdAt: momentOf(nowMs, 45, 0, other.slug),
      labels: other.labels ?? [],
      embedUrl: other.embedUrl ?? null,
    })),
  };
}
