/**
 * The pages a change comes from: pull requests on a host of their own, issues on the site's own host under `/browse`.
 *
 * Hides what is written there. Promises that the references of seeded change sets lead somewhere, that the two pages of
 * `referencePages` link pages of ENG in every form people paste, one of OPS, a whiteboard and a page of another site. Must never
 * answer for anything of Confluence.
 */
import type { Person, Site } from '../model.ts';
import { changeAt } from './changes.ts';
import { issueDocument, missingDocument, pullRequestDocument } from './documents.ts';

export const gitHost = 'git.acme.example';
export const issuePrefix = '/browse/';

/** Pages to start a change set from. */
export const referencePages = {
  pullRequest: `https://${gitHost}/acme/api/pull/184`,
  issue: 'https://acme.atlassian.net/browse/SEC-42',
} as const;

const html = (text: string, status = 200): Response =>
  new Response(text, {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; img-src data:",
      'cache-control': 'no-store',
    },
  });

export const pullRequestAnswer = (request: Request, sites: readonly Site[]): Response => {
  const url = new URL(request.url);
  const [, repository = '', number = ''] = /^\/([\w.-]+\/[\w.-]+)\/pull\/(\d+)(?:\/(?:files|commits))?\/?$/.exec(url.pathname) ?? [];
  const address = new URL(`/${repository}/pull/${number}`, url);
  for (const site of sites) {
    const change = changeAt(address, sites, site);
    if (change !== null) return html(pullRequestDocument(repository, number, change));
  }
  return html(missingDocument(gitHost), 404);
};

/** `person`: who is signed in to the site. */
export const issueAnswer = (request: Request, site: Site, person: Person | null, sites: readonly Site[]): Response => {
  const url = new URL(request.url);
  const target = encodeURIComponent(url.pathname);
  if (person === null) return new Response(null, { status: 302, headers: { location: `/login?continue=${target}` } });
  const key = /^\/browse\/([A-Z][A-Z0-9]*-\d+)$/.exec(url.pathname)?.[1];
  const change = key === undefined ? null : changeAt(url, sites, site);
  return key === undefined || change === null ? html(missingDocument('Jira'), 404) : html(issueDocument(key, change));
};
