import { describe, expect, it } from 'vitest';
import { linksSource, siteLinkedMost, startDraft, titleOfTab } from './draft-start.ts';
import { changeSetId, connectionId, draftId, pageId, spaceId } from './ids.ts';
import type { TabContents } from './review-views.ts';

const acme = { connectionId: connectionId('acme'), siteOrigin: 'https://acme.atlassian.net' };
const globex = { connectionId: connectionId('globex'), siteOrigin: 'https://globex.atlassian.net' };
const now = '2026-11-23T10:00:00.000Z';
const page = (id: string, origin = acme.siteOrigin) => `${origin}/wiki/spaces/ENG/pages/${id}/T`;
const tab = (more: Partial<TabContents> = {}): TabContents => ({
  url: 'https://github.com/acme/api/pull/184',
  title: 'Rotate signing keys by ana · Pull Request #184 · acme/api · GitHub',
  selection: '',
  links: [page('11'), 'https://acme.atlassian.net/wiki/home', page('12'), page('90', globex.siteOrigin)],
  selectedLinks: [],
  ...more,
});
const start = (how: Parameters<typeof startDraft>[0]) => startDraft(how, acme, draftId('d1'), now);

describe('startDraft', () => {
  it('begins empty, on one page, or for a set that is there', () => {
    expect(start({ kind: 'empty' })).toMatchObject({
      id: 'd1',
      connectionId: 'acme',
      target: null,
      title: '',
      sources: [],
      candidates: [],
    });
    expect(start({ kind: 'page', pageId: pageId('11') }).sources).toMatchObject([
      { from: { kind: 'page', pageId: '11' }, state: 'reading' },
    ]);
    const target = { changeSetId: changeSetId('cs'), title: 'There', spaceId: spaceId('1') };
    expect(start({ kind: 'target', target }).target).toEqual(target);
  });

  it('takes title, address and links of a pull request', () => {
    const draft = start({ kind: 'tab', contents: tab() });
    expect(draft).toMatchObject({ title: 'Rotate signing keys', referenceUrl: 'https://github.com/acme/api/pull/184' });
    expect(draft.sources).toMatchObject([
      { from: { kind: 'links', isSelection: false, references: [{ id: '11' }, { id: '12' }] }, state: 'reading' },
    ]);
  });

  it('names linked pages of other sites, and nothing else that is linked', () => {
    const others = [page('90', globex.siteOrigin), 'https://globex.atlassian.net/wiki/x/phDOEg'];
    const links = [
      ...others,
      'https://github.com/acme/api',
      'https://en.wikipedia.org/wiki/Key',
      'https://globex.atlassian.net/browse/A-1',
    ];
    const notes = others.map((text) => ({ text, because: 'otherSite' }));
    expect(linksSource(tab({ links: [page('11'), ...links] }), acme.siteOrigin)).toMatchObject({ references: [{ id: '11' }], notes });
    expect(linksSource(tab({ links }), acme.siteOrigin)).toMatchObject({ references: [], notes });
    expect(linksSource(tab({ links: links.slice(2) }), acme.siteOrigin)).toBeNull();
  });

  it('takes the selected links alone when there are any', () => {
    const inLinks = linksSource(tab({ selection: 'this page', selectedLinks: [page('12')] }), acme.siteOrigin);
    expect(inLinks).toMatchObject({ isSelection: true, references: [{ id: '12' }] });
    const inText = linksSource(tab({ selection: `see ${page('13')}` }), acme.siteOrigin);
    expect(inText).toMatchObject({ isSelection: true, references: [{ id: '13' }] });
    expect(linksSource(tab({ selection: 'only words' }), acme.siteOrigin)).toMatchObject({ isSelection: false });
  });

  it('has no source where nothing is linked, and no reference that is not a web address', () => {
    const draft = start({ kind: 'tab', contents: tab({ url: 'about:blank', links: [] }) });
    expect(draft).toMatchObject({ sources: [], referenceUrl: '' });
  });

  it('takes a Confluence page for what it is: a page, not where the change comes from', () => {
    const draft = start({ kind: 'tab', contents: tab({ url: page('11'), title: 'Key rotation - Engineering - Confluence' }) });
    expect(draft).toMatchObject({ title: '', referenceUrl: '', sources: [{ from: { kind: 'page', pageId: '11' } }] });
    const home = `${acme.siteOrigin}/wiki/spaces/ENG/overview`;
    expect(start({ kind: 'tab', contents: tab({ url: home }) }).sources).toMatchObject([{ from: { kind: 'text', text: home } }]);
    const issue = start({
      kind: 'tab',
      contents: tab({ url: 'https://acme.atlassian.net/browse/SEC-42', title: '[SEC-42] Rotate - Jira' }),
    });
    expect(issue).toMatchObject({ title: '[SEC-42] Rotate', referenceUrl: 'https://acme.atlassian.net/browse/SEC-42' });
  });
});

it.each([
  ['Rotate keys by ana · Pull Request #184 · acme/api · GitHub', 'Rotate keys'],
  ['Rotate keys · Issue #12 · acme/api', 'Rotate keys'],
  ['Rotate keys (!12) · Merge requests · acme / api · GitLab', 'Rotate keys'],
  ['[SEC-42] Rotate keys - Jira', '[SEC-42] Rotate keys'],
  ['  Rotate\n keys ', 'Rotate keys'],
  ['x'.repeat(600), 'x'.repeat(500)],
])('titleOfTab: %s', (title, expected) => {
  expect(titleOfTab(title)).toBe(expected);
});

it('chooses the site that a tab links to most', () => {
  expect(siteLinkedMost(tab(), [globex, acme])).toBe(acme);
  expect(siteLinkedMost(tab({ links: [] }), [globex, acme])).toBe(globex);
  expect(siteLinkedMost(tab(), [])).toBeNull();
});
