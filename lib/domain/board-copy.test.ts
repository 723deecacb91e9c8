import { describe, expect, it } from 'vitest';
import {
  type ChangeSetPageView,
  type ChangeSetView,
  type CopyWords,
  changeSetId,
  connectionId,
  countPages,
  explainRollup,
  linkToSet,
  pageId,
  spaceId,
  summaryText,
} from './index.ts';

const words: CopyWords = {
  rollup: (rollup) => `state ${rollup ?? 'none'}`,
  page: ({ approval, freshness }) => [approval, freshness?.kind].filter(Boolean).join(', '),
  counts: ({ counts, freshness }) => `${counts.total} pages${freshness.changed > 0 ? `, ${freshness.changed} changed` : ''}`,
};

const page = (id: string, facts: Partial<ChangeSetPageView> = {}): ChangeSetPageView => ({
  pageId: pageId(id),
  title: `Page ${id}`,
  url: `https://acme.atlassian.net/wiki/spaces/ENG/pages/${id}`,
  isVisible: true,
  isLiveDoc: false,
  approval: 'approved',
  statusAsSent: null,
  isStale: false,
  currentVersion: 1,
  approvedAtVersion: 1,
  versionDelta: null,
  workflowId: null,
  workflowName: null,
  submittedAt: null,
  submittedBy: null,
  sentBy: null,
  resolvedAt: null,
  blocked: null,
  pending: null,
  askedPeople: [],
  askedOthers: 0,
  freshness: null,
  ...facts,
});

const set = (facts: Partial<ChangeSetView> = {}): ChangeSetView => {
  const pages = facts.pages ?? [page('1'), page('2', { title: null, isVisible: false, approval: 'unknown' })];
  return {
    connectionId: connectionId('c'),
    id: changeSetId('cs-184'),
    spaceId: spaceId('9'),
    spaceName: 'Engineering',
    siteOrigin: 'https://acme.atlassian.net',
    title: 'Rotate keys',
    summary: 'Keys rotate every 30 days.\nRunbooks follow.',
    source: { url: 'https://github.com/acme/gateway/pull/184', label: 'acme/gateway #184', kind: 'pullRequest' },
    isArchived: false,
    rollup: 'stale',
    counts: countPages(pages),
    freshness: { sameContent: 0, changed: 0, unknown: 0 },
    createdBy: null,
    createdAt: null,
    updatedAt: null,
    snoozedUntil: null,
    isMuted: false,
    checkedAt: '2026-11-22T10:00:00.000Z',
    explanation: explainRollup({ rollup: 'stale', pages, hasPageFacts: true }),
    left: null,
    readOnly: null,
    isRefreshing: false,
    error: null,
    vanished: [],
    editDraft: null,
    bundle: [],
    appLinks: { approvalQueue: null, audit: null },
    ...facts,
    pages,
  };
};

describe('a link to a set', () => {
  it('is the address of one of its pages, with the set after the #', () => {
    const item = { siteOrigin: 'https://acme.atlassian.net', changeSetId: changeSetId('cs 1'), pageId: pageId('42') };
    expect(linkToSet(item)).toBe('https://acme.atlassian.net/wiki/pages/viewpage.action?pageId=42#sheaf=cs%201');
    expect(linkToSet(set())).toBe('https://acme.atlassian.net/wiki/spaces/ENG/pages/1#sheaf=cs-184');
    expect(linkToSet(set({ pages: [page('3', { url: 'https://acme.atlassian.net/wiki/spaces/ENG/pages/3#heading' })] }))).toBe(
      'https://acme.atlassian.net/wiki/spaces/ENG/pages/3#sheaf=cs-184',
    );
  });

  it('is not there without a page that can be opened', () => {
    expect(linkToSet(set({ pages: [] }))).toBeNull();
    expect(linkToSet(set({ pages: [page('1', { isVisible: false })] }))).toBeNull();
    expect(linkToSet(set({ pages: [page('1', { url: 'javascript:alert(1)' })] }))).toBeNull();
    expect(linkToSet({ siteOrigin: 'https://acme.atlassian.net', changeSetId: changeSetId('1'), pageId: null })).toBeNull();
  });
});

describe('a summary for chat and mail', () => {
  it('says title, state, why, source, pages and where the set is', () => {
    expect(summaryText(set(), words).text).toBe(
      [
        'Rotate keys\nstate stale · 2 pages',
        'Keys rotate every 30 days.\nRunbooks follow.',
        'Source: acme/gateway #184 https://github.com/acme/gateway/pull/184',
        '- Page 1: approved\n  https://acme.atlassian.net/wiki/spaces/ENG/pages/1\n- Page 2 (not visible to me): unknown',
        'Change set: https://acme.atlassian.net/wiki/spaces/ENG/pages/1#sheaf=cs-184',
      ].join('\n\n'),
    );
  });

  it('is the same as HTML, with links', () => {
    expect(summaryText(set(), words).html).toBe(
      '<p><strong><a href="https://acme.atlassian.net/wiki/spaces/ENG/pages/1#sheaf=cs-184">Rotate keys</a></strong><br>state stale · 2 pages</p>' +
        '<p>Keys rotate every 30 days.<br>Runbooks follow.</p>' +
        '<p>Source: <a href="https://github.com/acme/gateway/pull/184">acme/gateway #184</a></p>' +
        '<ul><li><a href="https://acme.atlassian.net/wiki/spaces/ENG/pages/1">Page 1</a>: approved</li><li>Page 2 (not visible to me): unknown</li></ul>',
    );
  });

  it('leaves nothing of what people typed as markup, and no link that is not http(s)', () => {
    const evil = '<img src=x onerror="alert(1)">\'&';
    const { html } = summaryText(
      set({
        title: evil,
        summary: evil,
        source: { url: 'javascript:alert(1)', label: evil, kind: 'link' },
        pages: [page('1', { title: evil, url: 'data:text/html,x' })],
      }),
      { ...words, rollup: () => evil, page: () => evil },
    );
    expect(html.replaceAll(/<\/?(?:p|strong|ul|li|br)>/g, '')).not.toMatch(/[<>"']/);
    expect(html).not.toContain('href');
  });

  it('leaves out what is not there, and counts what is too much', () => {
    const bare = summaryText(set({ summary: ' ', source: null, pages: [], isArchived: true }), words);
    expect(bare.text).toBe('Rotate keys\nstate stale · 0 pages · archived');
    expect(bare.html).toBe('<p><strong>Rotate keys</strong><br>state stale · 0 pages · archived</p>');
    const many = set({ pages: Array.from({ length: 130 }, (_, index) => page(String(index + 1))) });
    expect(summaryText(many, words).text).toContain('- and 30 more');
    expect(summaryText(many, words).html).toContain('<li>and 30 more</li>');
  });
});
