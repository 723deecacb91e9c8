/**
 * What the pages outside Confluence tell: the change that a reference URL of a seeded change set leads to, and which documents
 * its author linked. People paste links as they find them, so each comes in another of Confluence's forms.
 */
import { otherWebui, tinyCode, webuiOf } from '../confluence/links.ts';
import type { ChangeSetView, Page, Site, SiteContent } from '../model.ts';

export interface LinkedDocument {
  text: string;
  href: string;
}

export interface OutsideChange {
  title: string;
  /** Paragraphs. */
  description: readonly string[];
  author: string;
  documents: readonly LinkedDocument[];
  /** A comment below, which links something again. */
  comment: { author: string; text: string; document: LinkedDocument } | null;
}

type Form = 'full' | 'tiny' | 'viewpage' | 'display' | 'bare';
const forms: readonly Form[] = ['full', 'tiny', 'viewpage', 'display'];

const titleOf = (content: SiteContent, page: Page): string => content.currentVersion(page).title;

const linkTo = (content: SiteContent, page: Page, form: Form): LinkedDocument => {
  const wiki = `https://${content.host}/wiki`;
  const key = content.space(page.spaceId)?.key ?? '';
  const title = titleOf(content, page);
  const addresses: Readonly<Record<Form, string>> = {
    full: webuiOf(content, page),
    tiny: `/x/${tinyCode(page.id)}`,
    viewpage: `/pages/viewpage.action?pageId=${page.id}`,
    display: `/display/${key}/${encodeURIComponent(title).replaceAll('%20', '+')}`,
    bare: `/spaces/${key}/pages/${page.id}`,
  };
  return { text: title, href: wiki + addresses[form] };
};

const pageCalled = (content: SiteContent, spaceKey: string, title: string): Page => {
  const space = content.space(spaceKey);
  const found = content.pages().find((page) => page.spaceId === space?.id && titleOf(content, page).startsWith(title));
  if (found === undefined) throw new Error(`The pages outside Confluence need “${title}” in ${spaceKey}.`);
  return found;
};

/** Two changes told in full, by the path of their page: pages of ENG in every form, one of OPS, a whiteboard, one of another site. */
const told: Readonly<
  Record<
    string,
    {
      title: string;
      description: readonly string[];
      author: string;
      pages: readonly (readonly [string, Form])[];
      operations: string;
      again: string;
    }
  >
> = {
  '/acme/api/pull/184': {
    title: 'Auth API v2: short-lived tokens',
    description: [
      'Every client gets a token for an hour instead of a key for ever. Old keys go on until March; nothing breaks on the day.',
      'The limits are per token now, and two error codes are new. Fixes SEC-42 on the way.',
    ],
    author: 'ana',
    pages: [
      ['Token endpoint', 'full'],
      ['Install guide', 'tiny'],
      ['Migration guide', 'viewpage'],
      ['Rate limits', 'display'],
      ['Error codes', 'bare'],
      ['Launch checklist (live)', 'full'],
    ],
    operations: 'Runbook: token service',
    again: 'Token endpoint',
  },
  '/browse/SEC-42': {
    title: 'Titles of pages are not escaped in exports',
    description: [
      'A page whose title holds markup breaks the export: the angle brackets come out as a tag. Found by the penetration test in spring.',
      'The rules for escaping stand in several pages, and they do not agree. They have to change together.',
    ],
    author: 'chi',
    pages: [
      ['<script>alert(1)</script>', 'viewpage'],
      ['Post-incident review', 'tiny'],
      ['Error codes', 'full'],
      ['Service catalogue', 'display'],
    ],
    operations: 'Runbook: certificates',
    again: 'Post-incident review',
  },
};

const toldInFull = (path: string, sites: readonly Site[], site: Site): OutsideChange | null => {
  const plan = Object.hasOwn(told, path) ? told[path] : undefined;
  if (plan === undefined) return null;
  const { content } = site;
  const whiteboard = content
    .spaces()
    .flatMap((space) => content.otherContents(space.id))
    .find(({ type }) => type === 'whiteboard');
  const partner = sites.find((candidate) => candidate !== site)?.content;
  return {
    title: plan.title,
    description: plan.description,
    author: content.person(plan.author)?.displayName ?? plan.author,
    documents: [
      ...plan.pages.map(([title, form]) => linkTo(content, pageCalled(content, 'ENG', title), form)),
      linkTo(content, pageCalled(content, 'OPS', plan.operations), 'full'),
      ...(whiteboard === undefined
        ? []
        : [{ text: whiteboard.title, href: `https://${content.host}/wiki${otherWebui(content, whiteboard)}` }]),
      ...(partner === undefined ? [] : [linkTo(partner, pageCalled(partner, 'DEL', 'Integration notes'), 'full')]),
    ],
    comment: {
      author: content.person('ben')?.displayName ?? 'ben',
      text: 'The first one still shows the old example:',
      document: linkTo(content, pageCalled(content, 'ENG', plan.again), 'tiny'),
    },
  };
};

const ofChangeSet = ({ content }: Site, set: ChangeSetView): OutsideChange => ({
  title: set.title,
  description: set.summary.split('\n'),
  author: content.person(set.createdBy)?.displayName ?? 'Somebody',
  documents: set.pageIds.flatMap((id, index) => {
    const page = content.page(id);
    return page === null ? [] : [linkTo(content, page, forms[index % forms.length] ?? 'full')];
  }),
  comment: null,
});

/** The change behind an address, `null` when there is none: told in full, or by the change set that names it as its reference. */
export const changeAt = (address: URL, sites: readonly Site[], site: Site): OutsideChange | null => {
  const inFull = toldInFull(address.pathname, sites, site);
  if (inFull !== null) return inFull;
  const reference = `https://${address.hostname}${address.pathname}`;
  for (const space of site.content.spaces()) {
    const set = site.approvalFlow.changeSets(space.id).find(({ referenceUrl }) => referenceUrl === reference);
    if (set !== undefined) return ofChangeSet(site, set);
  }
  return null;
};
