/** The control contract, `/__sandbox/*` (design.md section 7): how tests act on the sandbox behind Sheaf's back. */

import type { SandboxClock } from './clock.ts';
import { sessionCookie } from './confluence/index.ts';
import { type Body, badInput, count, id, isBadInput, oneOf, optionalFlag, optionalText, optionalTexts, text } from './control-fields.ts';
import { editPage } from './edits.ts';
import type { Faults } from './faults.ts';
import type { RequestLog } from './log.ts';
import type { Outcome, Page, Person } from './model.ts';
import { accountCookie, clientOrSheaf, oauthClients, registeredScopes } from './oauth/index.ts';
import { seedManyChangeSets } from './seed/change-sets.ts';
import { seedFreshness } from './seed/freshness.ts';
import { growTree } from './seed/tree.ts';
import { appIdentity, mainHost, type SandboxSite, type World } from './world.ts';

export const controlPrefix = '/__sandbox/';

const dayMs = 86_400_000;
const mostSeededPages = 1_000_000;
const defaultRejection = 'Please revise this page before it can be approved.';
const authHost = 'auth.atlassian.com';

export interface ControlParts {
  world: () => World;
  reset: () => void;
  clock: SandboxClock;
  faults: Faults;
  log: RequestLog;
}

interface Answer {
  body: unknown;
  cookies?: readonly string[];
}

interface Verb {
  method: 'GET' | 'POST';
  run(body: Body, host: string): Answer;
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

const json = (body: unknown, status = 200): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', 'cache-control': 'no-store' } });

const valueOf = <T>(outcome: Outcome<T>): T => {
  if (!outcome.ok) throw badInput(outcome.refusal.message);
  return outcome.value;
};

export function createControl(parts: ControlParts): (request: Request, host: string, bodyText: string) => Response {
  const { world, reset, clock, faults, log } = parts;

  /** The site named in the body or by the host; on the hosts that belong to no site, acme. */
  const siteFor = (body: Body, host: string): SandboxSite => {
    const named = optionalText(body, 'site');
    const wanted = named ?? host;
    const { sites } = world();
    const site =
      sites.find((candidate) => candidate.host === wanted) ??
      (named === undefined ? sites.find((candidate) => candidate.host === mainHost) : undefined);
    if (site === undefined) throw badInput(`site: must be one of ${sites.map((candidate) => candidate.host).join(', ')}.`);
    return site;
  };

  const personOf = (body: Body, site: SandboxSite): Person => {
    const key = text(body, 'user');
    const people = site.content.people().filter((person) => person.accountType === 'atlassian');
    const person = people.find((candidate) => candidate.key === key || candidate.accountId === key);
    if (person === undefined) throw badInput(`user: must be one of ${people.map((candidate) => candidate.key).join(', ')}.`);
    return person;
  };

  /** Page ids are looked up on the site of the host first, then on the others. */
  const pageOf = (body: Body, host: string): { site: SandboxSite; page: Page } => {
    const pageId = id(body, 'pageId');
    const first = siteFor(body, host);
    for (const site of [first, ...world().sites.filter((candidate) => candidate !== first)]) {
      const page = site.content.page(pageId);
      if (page !== null) return { site, page };
    }
    throw badInput(`pageId: there is no page ${pageId}.`);
  };

  const session: Verb['run'] = (body, host) => {
    const site = siteFor(body, host);
    const person = personOf(body, site);
    const cookie = host === authHost ? accountCookie(person) : sessionCookie(person, site);
    return { body: { user: person.key, accountId: person.accountId }, cookies: [cookie] };
  };

  const token: Verb['run'] = (body, host) => {
    const person = personOf(body, siteFor(body, host));
    const client = clientOrSheaf(optionalText(body, 'clientId'));
    if (client === null) throw badInput(`clientId: must be one of ${oauthClients.map((candidate) => candidate.id).join(', ')}.`);
    const prefix = `${appIdentity.appId}.${appIdentity.envId}:`;
    const scopes = (optionalTexts(body, 'scopes') ?? Object.keys(registeredScopes)).map((scope) =>
      scope.startsWith(prefix) ? scope.slice(prefix.length) : scope,
    );
    const siteHost = optionalText(body, 'site') ?? null;
    return {
      body: { accessToken: world().tokens.issueAccessToken({ accountId: person.accountId, clientId: client.id, scopes, siteHost }) },
    };
  };

  const seed: Verb['run'] = (body, host) => {
    const changeSets = count(body, 'changeSets', { from: 1, to: 50_000 });
    const pagesPerSet = count(body, 'pagesPerSet', { from: 1, to: 1000 });
    if (changeSets * pagesPerSet > mostSeededPages) throw badInput(`changeSets, pagesPerSet: at most ${mostSeededPages} pages in all.`);
    const seeded = seedManyChangeSets({ ...siteFor(body, host), clock }, { changeSets, pagesPerSet });
    if (seeded === null) throw badInput('site: no space has exactly one active workflow.');
    return { body: { changeSets, ...seeded } };
  };

  const edit: Verb['run'] = (body, host) => {
    const { site, page } = pageOf(body, host);
    return { body: { version: editPage(site.content, page, personOf(body, site).accountId, body) } };
  };

  const restore: Verb['run'] = (body, host) => edit({ ...body, kind: 'restore' }, host);

  const attach: Verb['run'] = (body, host) => {
    const { site, page } = pageOf(body, host);
    const content = optionalText(body, 'content');
    const message = optionalText(body, 'message');
    const file = { name: text(body, 'name'), authorId: personOf(body, site).accountId };
    const version = site.content.attach(page.id, {
      ...file,
      ...(content === undefined ? {} : { content }),
      ...(message === undefined ? {} : { message }),
    });
    return { body: { version } };
  };

  const freshness: Verb['run'] = (_body, host) => {
    const seeded = seedFreshness({ ...siteFor({}, host), clock });
    if (seeded === null) throw badInput('The set is there already (reset first), or this site has no space for it.');
    return { body: seeded };
  };

  const decide: Verb['run'] = (body, host) => {
    const { site, page } = pageOf(body, host);
    const decision = oneOf(body, 'decision', ['approve', 'reject', 'cancel']);
    const comment = optionalText(body, 'comment') ?? (decision === 'reject' ? defaultRejection : '');
    const actor = { person: personOf(body, site), via: 'ui', clientId: null } as const;
    return { body: { status: valueOf(site.approvalFlow.decide(actor, page.id, decision, comment)) } };
  };

  const switchApp: Verb['run'] = (body, host) => {
    const { app } = siteFor(body, host);
    app.restApiEnabled = optionalFlag(body, 'restApiEnabled') ?? app.restApiEnabled;
    app.licensed = optionalFlag(body, 'licensed') ?? app.licensed;
    return { body: { ...app } };
  };

  const revoke: Verb['run'] = (body, host) => {
    const accountId = body['user'] === undefined ? null : personOf(body, siteFor(body, host)).accountId;
    const access = optionalFlag(body, 'revokeAccess') ?? false;
    const refresh = optionalFlag(body, 'revokeRefresh') ?? false;
    if (!access && !refresh) throw badInput('revokeAccess, revokeRefresh: one of them must be true.');
    return { body: world().tokens.revoke({ accountId, access, refresh }) };
  };

  const addFault: Verb['run'] = (body) => {
    const added = faults.add(body);
    if (!added.ok) throw badInput(added.error);
    return { body: added.fault };
  };

  const advance: Verb['run'] = (body) => {
    const days = body['advanceDays'] === undefined ? 0 : count(body, 'advanceDays', { from: 0, to: 10_000 });
    const ms = body['advanceMs'] === undefined ? 0 : count(body, 'advanceMs', { from: 0, to: 10_000 * dayMs });
    clock.advance(days * dayMs + ms);
    return { body: { now: new Date(clock.nowMs()).toISOString() } };
  };

  const workflow: Verb['run'] = (body, host) => {
    const site = siteFor(body, host);
    const actor = { person: personOf({ user: 'dee', ...body }, site), via: 'ui', clientId: null } as const;
    if (body['pageId'] !== undefined) {
      const { page } = pageOf(body, host);
      valueOf(site.approvalFlow.assignWorkflow(actor, page.id, body['workflowId'] === null ? null : text(body, 'workflowId')));
      return { body: { workflow: site.approvalFlow.pageApproval(page.id).workflow?.id ?? null } };
    }
    const enabled = optionalFlag(body, 'enabled');
    return { body: valueOf(site.approvalFlow.changeWorkflow(actor, text(body, 'workflowId'), enabled === undefined ? {} : { enabled })) };
  };

  const trash: Verb['run'] = (body, host) => {
    const { site, page } = pageOf(body, host);
    site.content.trash(page.id);
    return { body: { status: page.status } };
  };

  const move: Verb['run'] = (body, host) => {
    const { site, page } = pageOf(body, host);
    const space = site.content.space(text(body, 'space'));
    if (space === null) throw badInput('space: there is no such space; give its key or id.');
    if (site.content.space(page.spaceId)?.homepageId === page.id) throw badInput('pageId: the home page stays in its space.');
    site.content.move(page.id, space.id);
    return { body: { spaceId: space.id } };
  };

  const restrict: Verb['run'] = (body, host) => {
    const { site, page } = pageOf(body, host);
    const named = (key: 'viewers' | 'editors') => (body[key] === null ? null : optionalTexts(body, key));
    const [viewers, editors] = [named('viewers'), named('editors')];
    if (viewers === undefined && editors === undefined)
      throw badInput('viewers: is missing, and so is editors; null lifts the restriction.');
    const idsOf = (users: readonly string[] | null) => users?.map((user) => personOf({ user }, site).accountId) ?? null;
    if (viewers !== undefined) page.viewerIds = idsOf(viewers);
    if (editors !== undefined) page.editorIds = idsOf(editors);
    return { body: { viewers: viewers ?? null, editors: editors ?? null } };
  };

  const pages: Verb['run'] = (body, host) => {
    const { content } = siteFor(body, host);
    const space = content.space(optionalText(body, 'space') ?? 'ENG') ?? content.spaces()[0];
    const listed = content.pages().filter((page) => page.spaceId === space?.id);
    return {
      body: listed.map((page) => {
        const { title, number } = content.currentVersion(page);
        return { id: page.id, spaceId: page.spaceId, title, version: number, status: page.status, type: page.subtype ?? page.type };
      }),
    };
  };

  const tree: Verb['run'] = (body, host) => {
    const pageId = id(body, 'parentId');
    const { site, page } = pageOf({ ...body, pageId }, host);
    const levels = body['levels'] === undefined ? 3 : count(body, 'levels', { from: 1, to: 20 });
    const pageIds = growTree(site.content, page, page.authorId, { count: count(body, 'count', { from: 1, to: 20_000 }), levels });
    return { body: { id: pageIds[0] ?? '', pages: pageIds.length, pageIds } };
  };

  const label: Verb['run'] = (body, host) => {
    const { site, page } = pageOf(body, host);
    site.content.addLabels(page.id, [text(body, 'label')]);
    return { body: { labels: page.labels } };
  };

  const verbs: Readonly<Record<string, readonly Verb[]>> = {
    session: [{ method: 'POST', run: session }],
    token: [{ method: 'POST', run: token }],
    reset: [{ method: 'POST', run: () => (reset(), { body: { ok: true } }) }],
    seed: [{ method: 'POST', run: seed }],
    edit: [{ method: 'POST', run: edit }],
    restore: [{ method: 'POST', run: restore }],
    attach: [{ method: 'POST', run: attach }],
    freshness: [{ method: 'POST', run: freshness }],
    decide: [{ method: 'POST', run: decide }],
    faults: [
      { method: 'POST', run: addFault },
      { method: 'GET', run: () => ({ body: faults.list() }) },
    ],
    app: [{ method: 'POST', run: switchApp }],
    audit: [{ method: 'GET', run: (body, host) => ({ body: siteFor(body, host).approvalFlow.audit() }) }],
    log: [{ method: 'GET', run: () => ({ body: log.entries() }) }],
    oauth: [{ method: 'POST', run: revoke }],
    clock: [{ method: 'POST', run: advance }],
    workflow: [{ method: 'POST', run: workflow }],
    trash: [{ method: 'POST', run: trash }],
    move: [{ method: 'POST', run: move }],
    restrict: [{ method: 'POST', run: restrict }],
    pages: [{ method: 'GET', run: pages }],
    tree: [{ method: 'POST', run: tree }],
    label: [{ method: 'POST', run: label }],
    variants: [{ method: 'GET', run: () => ({ body: faults.known() }) }],
  };

  const bodyOf = (request: Request, bodyText: string): Body => {
    if (request.method === 'GET') return Object.fromEntries(new URL(request.url).searchParams);
    try {
      const parsed: unknown = bodyText.trim() === '' ? {} : JSON.parse(bodyText);
      if (isRecord(parsed)) return parsed;
    } catch {
      throw badInput('The body is not valid JSON.');
    }
    throw badInput('The body must be a JSON object.');
  };

  return (request, host, bodyText) => {
    const name = new URL(request.url).pathname.slice(controlPrefix.length);
    const named = Object.hasOwn(verbs, name) ? verbs[name] : undefined;
    if (named === undefined)
      return json({ error: `There is no ${controlPrefix}${name}; known are ${Object.keys(verbs).join(', ')}.` }, 404);
    const verb = named.find((candidate) => candidate.method === request.method);
    if (verb === undefined)
      return json({ error: `${controlPrefix}${name} takes ${named.map((candidate) => candidate.method).join(' and ')}.` }, 405);
    try {
      const answer = verb.run(bodyOf(request, bodyText), host);
      const response = json(answer.body);
      for (const cookie of answer.cookies ?? []) response.headers.append('set-cookie', cookie);
      return response;
    } catch (error) {
      if (isBadInput(error)) return json({ error: error.message }, 400);
      throw error;
    }
  };
}
