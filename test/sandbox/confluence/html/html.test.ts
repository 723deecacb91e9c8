import { DomUtils, parseDocument } from 'htmlparser2';
import { describe, expect, it } from 'vitest';
import { tinyCode } from '../links.ts';
import { containing, createTestSite, type TestSite, write } from '../testing.ts';

const open = async (site: TestSite, person: string | null, path: string) => {
  const response = await site.ask(person, path);
  const text = await response.text();
  const document = parseDocument(text);
  const meta = (name: string) =>
    DomUtils.findOne((element) => element.name === 'meta' && element.attribs['name'] === name, document.children, true)?.attribs[
      'content'
    ] ?? null;
  const testIds = DomUtils.findAll((element) => element.attribs['data-testid'] !== undefined, document.children).map(
    (element) => element.attribs['data-testid'],
  );
  const heading = DomUtils.findOne((element) => element.name === 'h1', document.children, true);
  return {
    response,
    text,
    document,
    meta,
    testIds,
    heading: heading === null ? null : { id: heading.attribs['id'], text: DomUtils.textContent(heading) },
  };
};

const appBase = (key: string) => `/wiki/spaces/${key}/apps/app/env`;

describe('sign-in', () => {
  it('sends strangers to the login page and brings them back', async () => {
    const site = createTestSite();
    const away = await site.ask(null, '/wiki/spaces/ENG/overview?a=1');
    expect([away.status, away.headers.get('location')]).toEqual([302, '/login?continue=%2Fwiki%2Fspaces%2FENG%2Foverview%3Fa%3D1']);
    const login = await open(site, null, '/login?continue=%2Fwiki%2Fspaces%2FENG%2Foverview');
    expect(login.text).toContain('Continue as Ana Ferreira');
    expect(login.text).not.toMatch(/Otto|ApprovalFlow/);
    const signedIn = await site.routes.request('https://acme.atlassian.net/login', {
      method: 'POST',
      body: new URLSearchParams({ user: 'ana', continue: '/wiki/spaces/ENG/overview' }),
    });
    expect(signedIn.headers.get('location')).toBe('/wiki/spaces/ENG/overview');
    expect(signedIn.headers.get('set-cookie')).toMatch(/; Secure; HttpOnly; SameSite=Lax$/);
  });

  it('never leads to another host', async () => {
    const site = createTestSite();
    for (const target of ['https://evil.example', '//evil.example', '/\\evil.example', 'javascript:alert(1)']) {
      const answer = await site.routes.request('https://acme.atlassian.net/login', {
        method: 'POST',
        body: new URLSearchParams({ user: 'ana', continue: target }),
      });
      expect(answer.headers.get('location')).toBe('/wiki/home');
    }
  });

  it('tells an outsider that the site is not theirs', async () => {
    const page = await open(createTestSite(), 'otto', '/wiki/home');
    expect(page.response.status).toBe(403);
    expect(page.heading?.text).toContain('You don’t have access');
    expect(page.text).not.toContain('Engineering');
  });
});

describe('a page', () => {
  it('carries the metas and hooks of Confluence Cloud', async () => {
    const site = createTestSite();
    const id = site.idOf('Token endpoint');
    const page = await open(site, 'ana', `/wiki/spaces/ENG/pages/${id}/Token+endpoint`);
    expect(page.heading).toEqual({ id: 'heading-title-text', text: 'Token endpoint' });
    expect(page.meta('ajs-page-id')).toBe(id);
    expect(page.meta('ajs-space-key')).toBe('ENG');
    expect(page.meta('ajs-cloud-id')).toBe('11111111-2222-4333-8444-555555555555');
    expect(page.meta('ajs-atlassian-account-id')).toBe(site.content.person('ana')?.accountId);
    expect(Number.parseFloat(page.meta('ajs-version-number') ?? '')).toBeGreaterThanOrEqual(1000);
    expect(page.testIds).toEqual(
      expect.arrayContaining([
        'title-text',
        'content-title-and-byline',
        'byline-single-line',
        'owner-with-contributors-dropdown-trigger',
        'object-header-container',
        'object-header-actions-container',
        'pageContentRendererTestId',
        'renderer-document',
        'grid-topNav',
        'grid-left-sidebar',
        'space-navigation',
        'object-sidebar-container',
        'object-comment-wrapper',
      ]),
    );
    expect(page.text).toContain('<body id="com-atlassian-confluence"');
    expect(page.text).toContain('data-color-mode="light"');
  });

  it('lets no inline script run, whatever a page is called', async () => {
    const site = createTestSite();
    for (const path of [
      `/wiki/spaces/ENG/pages/${site.idOf('<script>alert(1)</script> & "quotes"')}`,
      '/wiki/spaces/ENG/overview',
      '/wiki/search?text=%3Cscript%3Ealert(1)%3C%2Fscript%3E',
    ]) {
      const page = await open(site, 'ana', path);
      expect(page.response.headers.get('content-security-policy')).toMatch(/script-src 'self'(;|$)/);
      const scripts = DomUtils.findAll((element) => element.name === 'script', page.document.children);
      expect(scripts.map((script) => script.attribs['src'] ?? script.attribs['type'])).toEqual(['/wiki/s/site.js', 'application/json']);
      expect(page.text).not.toContain('<script>alert');
    }
  });

  it('shows the old title hook on the overview, text areas in editor and live doc', async () => {
    const site = createTestSite();
    expect((await open(site, 'ana', '/wiki/spaces/ENG/overview')).heading).toEqual({ id: 'title-text', text: 'Engineering' });
    const editor = await open(site, 'ana', `/wiki/spaces/ENG/pages/edit-v2/${site.idOf('Rate limits')}`);
    expect(editor.testIds).toEqual(expect.arrayContaining(['editor-title-container', 'ak-editor-container', 'ak-editor-main-toolbar']));
    expect(editor.text).toContain('name="editpages-title"');
    expect(editor.testIds).not.toContain('renderer-document');
    const liveId = site.idOf('Launch checklist (live)');
    expect((await open(site, 'ana', `/wiki/spaces/ENG/pages/${liveId}`)).text).toContain(`id="livepages-title-${liveId}"`);
  });

  it('is 404 without a trace of the title for those who may not see it', async () => {
    const site = createTestSite();
    const title = 'Incident 2026-31: leaked signing key';
    const page = await open(site, 'ben', `/wiki/spaces/ENG/pages/${site.idOf(title)}`);
    expect(page.response.status).toBe(404);
    expect(page.text).not.toContain('leaked signing key');
    expect(page.meta('ajs-page-id')).toBeNull();
    expect((await open(site, 'ana', `/wiki/spaces/ENG/pages/${site.idOf(title)}`)).response.status).toBe(200);
  });

  it('shows an earlier version when a link asks for it, and says so', async () => {
    const site = createTestSite();
    const id = site.idOf('Migration guide');
    const early = await open(site, 'ana', `/wiki/spaces/ENG/pages/${id}?pageVersion=1`);
    expect(early.text).toContain('You are viewing v1');
    expect(early.text).not.toContain('Last day of v1');
    const now = await open(site, 'ana', `/wiki/spaces/ENG/pages/${id}`);
    expect(now.text).not.toContain('You are viewing');
    expect(now.text).toContain('Last day of v1');
  });

  it('is not edited by readers, who are led back to it', async () => {
    const site = createTestSite();
    const id = site.idOf('Rate limits');
    const answer = await site.ask('eve', `/wiki/spaces/ENG/pages/edit-v2/${id}`);
    expect(answer.headers.get('location')).toBe(`/wiki/spaces/ENG/pages/${id}/Rate%20limits`.replace('%20', '+'));
    expect((await open(site, 'eve', `/wiki/spaces/ENG/pages/${id}`)).text).not.toContain('edit-v2');
  });
});

describe('addresses', () => {
  it.each([
    ['/', '/wiki/home'],
    ['/wiki', '/wiki/home'],
    ['/wiki/spaces/eng', '/wiki/spaces/ENG/overview'],
    ['/wiki/display/ENG/Rate+limits', '/wiki/spaces/ENG/pages/{Rate limits}/Rate+limits'],
    ['/wiki/pages/viewpage.action?pageId={Rate limits}', '/wiki/spaces/ENG/pages/{Rate limits}/Rate+limits'],
    ['/wiki/pages/viewpage.action?spaceKey=ENG&title=Rate+limits', '/wiki/spaces/ENG/pages/{Rate limits}/Rate+limits'],
    ['/wiki/pages/resumedraft.action?draftId={Rate limits}', '/wiki/spaces/ENG/pages/edit-v2/{Rate limits}'],
  ])('%s leads to %s', async (from, to) => {
    const site = createTestSite();
    const filled = (path: string) => path.replace(/\{([^}]+)\}/, (_, title: string) => site.idOf(title));
    expect((await site.ask('ana', filled(from))).headers.get('location')).toBe(filled(to));
  });

  it('leaves the second half of a tiny link to the script', async () => {
    const site = createTestSite();
    const id = site.idOf('Rate limits');
    const first = await site.ask('ana', `/wiki/x/${tinyCode(id)}`);
    expect(first.headers.get('location')).toBe(`/wiki/pages/tinyurl.action?urlIdentifier=${tinyCode(id)}`);
    const second = await open(site, 'ana', first.headers.get('location') ?? '');
    expect(second.response.status).toBe(200);
    expect(second.text).toContain(`"redirect":"/wiki/spaces/ENG/pages/${id}/Rate+limits"`);
  });

  it.each([
    '/wiki/home',
    '/wiki/spaces/ENG/blog',
    '/wiki/search?text=token',
    `${appBase('ENG')}/change-sets`,
    `${appBase('OPS')}/approval-queue`,
    `${appBase('ENG')}/audit`,
  ])('%s is there', async (path) => {
    expect((await open(createTestSite(), 'ana', path)).response.status).toBe(200);
  });

  it('shows a folder, a whiteboard, a blog post, a history and a comparison', async () => {
    const site = createTestSite();
    for (const other of site.content.otherContents('98306')) {
      expect((await open(site, 'ana', `/wiki/spaces/ENG/${other.type}/${other.id}`)).heading?.text).toBe(other.title);
    }
    const post = site.content.page(site.idOf('Auth v2 is coming'));
    const day = post?.createdAt.slice(0, 10).replaceAll('-', '/');
    expect((await open(site, 'ana', `/wiki/spaces/ENG/blog/${day}/${post?.id}/x`)).heading?.text).toBe('Auth v2 is coming');
    const id = site.idOf('Rate limits');
    expect((await open(site, 'ana', `/wiki/pages/viewpreviousversions.action?pageId=${id}`)).text).toContain('with v3');
    const compared = await open(
      site,
      'ana',
      `/wiki/pages/diffpagesbyversion.action?pageId=${id}&selectedPageVersions=1&selectedPageVersions=4`,
    );
    expect(compared.text).toContain('aria-label="Version 4"');
  });
});

describe('ApprovalFlow on a page', () => {
  const byline = async (site: TestSite, person: string, id: string) =>
    (await site.json(person, `/__app/byline/${id}`)).body as { words: string; panel: string };
  const act = (site: TestSite, person: string, id: string, action: string, body: unknown) =>
    site.json(person, `/__app/byline/${id}/${action}`, write('POST', body));

  it('goes from request to approval, by the person who is signed in', async () => {
    const site = createTestSite();
    const id = site.idOf('Rate limits');
    expect((await byline(site, 'ana', id)).words).toBe('Approval: Draft');
    const asked = await act(site, 'ana', id, 'request', { workflowId: 'wf-1' });
    expect(asked.body).toMatchObject({ ok: true, words: 'Approval: In Approval' });
    expect((await byline(site, 'ana', id)).panel).toContain('Cancel request');
    expect((await byline(site, 'ana', id)).panel).not.toContain('value="approve"');
    expect((await byline(site, 'ben', id)).panel).toContain('value="approve"');
    expect((await open(site, 'ben', `/wiki/spaces/ENG/pages/${id}`)).text).toContain('Approval: In Approval');
    expect((await act(site, 'ben', id, 'decide', { decision: 'approve', comment: '' })).body).toMatchObject({
      words: 'Approval: Approved',
    });
    expect((await byline(site, 'eve', id)).panel).toContain('v4 (approved at v4)');
  });

  it('wants twenty characters for a rejection, and says what was refused', async () => {
    const site = createTestSite();
    const id = site.idOf('Rate limits');
    await act(site, 'ana', id, 'request', { workflowId: 'wf-1' });
    expect(await act(site, 'ben', id, 'decide', { decision: 'reject', comment: 'too short' })).toMatchObject({
      status: 400,
      body: { ok: false, message: containing('20') },
    });
    expect(await act(site, 'ben', id, 'decide', { decision: 'reject', comment: 'The burst figures are of last year.' })).toMatchObject({
      body: { words: 'Approval: Changes Requested' },
    });
    expect(await act(site, 'ben', id, 'decide', { decision: 'approve', comment: '' })).toMatchObject({
      status: 400,
      body: { ok: false, message: 'Nothing to decide' },
    });
  });

  it('shows old words for a while in the variant, and the truth in the panel', async () => {
    const site = createTestSite();
    const id = site.idOf('Rate limits');
    site.variants.add('byline.lags');
    const asked = await act(site, 'ana', id, 'request', { workflowId: 'wf-1' });
    expect(asked.body).toMatchObject({ words: 'Approval: Draft', panel: containing('In Approval') });
    site.advance(3100);
    expect((await byline(site, 'ana', id)).words).toBe('Approval: In Approval');
  });

  it('is closed to strangers, outsiders, other sites and those who cannot see the page', async () => {
    const site = createTestSite();
    const secret = site.idOf('Incident 2026-31: leaked signing key');
    expect((await site.ask(null, `/__app/byline/${secret}`)).status).toBe(401);
    expect((await site.ask('ben', `/__app/byline/${secret}`)).status).toBe(404);
    expect((await site.ask('otto', `/__app/byline/${site.idOf('Rate limits')}`)).status).toBe(404);
    const foreign = { ...write('POST', { workflowId: 'wf-1' }), headers: { origin: 'chrome-extension://abc' } };
    expect((await site.ask('ana', `/__app/byline/${site.idOf('Rate limits')}/request`, foreign)).status).toBe(403);
  });
});

describe('writing on the site', () => {
  it('adds a comment as text', async () => {
    const site = createTestSite();
    const id = site.idOf('Glossary');
    await site.ask('eve', `/__app/comments/${id}`, write('POST', { text: '<b>not bold</b>\n\nsecond' }));
    expect(site.content.comments(id)[0]?.storage).toBe('<p>&lt;b&gt;not bold&lt;/b&gt;</p><p>second</p>');
    expect((await open(site, 'ana', `/wiki/spaces/ENG/pages/${id}`)).text).toContain('&lt;b&gt;not bold&lt;/b&gt;');
  });

  it('previews without trusting, and discards drafts', async () => {
    const site = createTestSite();
    const id = site.idOf('Cluster move plan');
    const { body } = await site.json('ana', `/__app/preview/${id}`, write('POST', { storage: '<p onclick="x">a</p><script>1</script>' }));
    expect(body).toEqual({ ok: true, html: '<p dir="auto">a</p>' });
    expect((await site.ask('eve', `/__app/drafts/${id}/discard`, { method: 'POST' })).status).toBe(403);
    await site.ask('ana', `/__app/drafts/${id}/discard`, { method: 'POST' });
    expect(site.content.page(id)?.draft).toBeNull();
  });
});

describe('pictures and files', () => {
  it('serves its own files and nothing else', async () => {
    const site = createTestSite();
    expect((await site.ask(null, '/wiki/s/site.js')).headers.get('content-type')).toContain('javascript');
    expect((await site.ask(null, '/wiki/s/..%2Froutes.ts')).status).toBe(404);
    expect((await site.ask(null, '/wiki/s/none.js')).status).toBe(404);
  });

  it('draws attachments for those who see the page', async () => {
    const site = createTestSite();
    const path = `/wiki/download/attachments/${site.idOf('Token endpoint')}/token-flow.png`;
    expect((await site.ask('eve', path)).headers.get('content-type')).toBe('image/svg+xml');
    expect((await site.ask(null, path)).status).toBe(404);
    const ana = encodeURIComponent(site.content.person('ana')?.accountId ?? '');
    expect(await (await site.ask('eve', `/wiki/aa-avatar/${ana}`)).text()).toContain('>AF<');
  });
});
