import { describe, expect, it } from 'vitest';
import { containing, createTestSite, write } from '../testing.ts';

type Site = ReturnType<typeof createTestSite>;
interface State {
  id: number;
  name: string;
  color: string;
}

const path = (id: string, more = '') => `/wiki/rest/api/content/${id}/state${more}`;
const put = (site: Site, person: string, id: string, body: unknown, more = '?status=current') =>
  site.json(person, path(id, more), write('PUT', body));
const newest = (site: Site, id: string) => site.content.page(id)?.versions.at(-1);
const offered = async (site: Site, person: string, id: string) =>
  (await site.json(person, path(id, '/available'))).body as { spaceContentStates?: State[] | null; customContentStates?: State[] };
const made = async (site: Site, person: string, id: string, name: string, color: string) =>
  ((await put(site, person, id, { name, color })).body as { contentState: State }).contentState;

describe('a status and the draft', () => {
  it('set on the published copy leaves the text of the draft and takes its status along', async () => {
    const site = createTestSite();
    const id = site.idOf('Cluster move plan');
    const before = site.content.page(id)?.draft?.storage;
    const version = newest(site, id);
    expect(before).not.toBe(version?.storage);
    await put(site, 'ben', id, { id: 2 });
    expect(newest(site, id)).toMatchObject({
      number: (version?.number ?? 0) + 1,
      storage: version?.storage,
      minorEdit: false,
      message: '',
    });
    expect(site.content.page(id)?.draft).toMatchObject({ storage: before, state: { id: 2 } });
    await site.ask('ben', path(id, '?status=current'), { method: 'DELETE' });
    expect(site.content.page(id)?.draft).toMatchObject({ storage: before, state: null });
    expect(newest(site, id)).toMatchObject({
      number: (version?.number ?? 0) + 2,
      storage: version?.storage,
      minorEdit: false,
      message: '',
    });
  });

  it('removed without saying where goes from the published copy, and from the draft makes no version', async () => {
    const site = createTestSite();
    const id = site.idOf('Release process');
    const number = newest(site, id)?.number ?? 0;
    await site.ask('ana', path(id, '?status=draft'), { method: 'DELETE' });
    expect(newest(site, id)).toMatchObject({ number, state: { id: 1 } });
    await site.ask('ana', path(id), { method: 'DELETE' });
    expect(newest(site, id)).toMatchObject({ number: number + 1, state: null });
  });
});

describe('which status is meant', () => {
  it('is told by the id alone when name and colour come too, and the answer says what was taken', async () => {
    const site = createTestSite();
    const id = site.idOf('Glossary');
    expect(await put(site, 'ana', id, { id: 1, name: 'Rough draft', color: '#ffc400' })).toMatchObject({
      status: 200,
      body: { contentState: { id: 1, name: 'In progress', color: '#2684ff' } },
    });
    expect((await put(site, 'ana', id, { id: 77, name: 'In progress', color: '#2684ff' })).status).toBe(404);
  });

  it('may share its name with another of another colour', async () => {
    const site = createTestSite();
    const id = site.idOf('Glossary');
    const [one, other] = [await made(site, 'ana', id, 'Legal', '#112233'), await made(site, 'ana', id, 'Legal', '#445566')];
    expect(one.id).not.toBe(other.id);
    expect((await made(site, 'ana', id, 'Legal', '#112233')).id).toBe(one.id);
  });

  it('has a name of 1 to 20 characters and a colour of six digits', async () => {
    const site = createTestSite();
    const id = site.idOf('Glossary');
    const number = newest(site, id)?.number;
    expect(await put(site, 'ana', id, { name: 'Legal' })).toMatchObject({ status: 400, body: { message: containing('6-digit hex') } });
    for (const bad of [{ name: '' }, { name: 'x'.repeat(21) }])
      expect((await put(site, 'ana', id, { ...bad, color: '#112233' })).status).toBe(400);
    expect(newest(site, id)?.number).toBe(number);
    expect((await put(site, 'ana', id, { name: 'x'.repeat(20), color: '#abcdef' })).status).toBe(200);
  });

  it('is a person’s own in every space, nobody else’s, and only the last three are offered', async () => {
    const site = createTestSite();
    const id = site.idOf('Glossary');
    const first = await made(site, 'ana', id, 'First', '#111111');
    const later = [];
    for (const name of ['Second', 'Third', 'Fourth'])
      later.unshift(await made(site, 'ana', site.idOf('Mailer templates'), name, '#222222'));
    expect((await offered(site, 'ana', id)).customContentStates).toEqual(later);
    expect((await site.json('eve', path(id))).body).toMatchObject({ contentState: first });
    expect((await offered(site, 'ana', site.idOf('Capacity plan'))).customContentStates).toEqual(later);
    expect((await offered(site, 'ben', id)).customContentStates).toEqual([]);
    expect((await put(site, 'ana', id, { id: first.id })).status).toBe(200);
    expect((await put(site, 'ben', id, { id: first.id })).status).toBe(404);
  });
});

describe('switched off', () => {
  it.each([
    ['custom ones in one space', 'Leave policy', null],
    ['custom ones everywhere', 'Glossary', 'states.customOff'],
  ])('%s: not listed, not made, and not to be had by id', async (_what, title, variant) => {
    const site = createTestSite();
    const own = await made(site, 'ana', site.idOf('Glossary'), 'Own', '#111111');
    if (variant !== null) site.variants.add(variant);
    const id = site.idOf(title);
    expect(await offered(site, 'ana', id)).not.toHaveProperty('customContentStates');
    expect((await put(site, 'ana', id, { name: 'New', color: '#111111' })).status).toBe(403);
    expect((await put(site, 'ana', id, { id: own.id })).status).toBe(404);
  });

  it('those of the space: an empty list, and their ids are disabled', async () => {
    const site = createTestSite();
    site.variants.add('states.spaceOff');
    const id = site.idOf('Glossary');
    expect((await offered(site, 'ana', id)).spaceContentStates).toEqual([]);
    expect(await put(site, 'ana', id, { id: 1 })).toMatchObject({ status: 404, body: { message: containing('is disabled') } });
    expect((await site.json('dee', '/wiki/rest/api/space/ENG/state/settings')).body).toMatchObject({ spaceContentStatesAllowed: false });
  });

  it.each([
    ['states.noSpaceList', undefined],
    ['states.nullSpaceList', null],
  ])('%s', async (variant, list) => {
    const site = createTestSite();
    site.variants.add(variant);
    expect((await offered(site, 'ana', site.idOf('Glossary'))).spaceContentStates).toBe(list);
  });
});

describe('a write', () => {
  it('from another site is a forgery, whatever it carries', async () => {
    const site = createTestSite();
    const id = site.idOf('Glossary');
    const from = (origin: string, method: 'PUT' | 'DELETE') =>
      site.ask('ana', path(id, '?status=current'), {
        ...write(method, { id: 1 }),
        headers: { origin, 'x-atlassian-token': 'no-check' },
      });
    for (const method of ['PUT', 'DELETE'] as const) {
      const refused = await from('chrome-extension://abcdefghijklmnopabcdefghijklmnop', method);
      expect([refused.status, await refused.text()]).toEqual([403, 'XSRF check failed']);
    }
    expect(newest(site, id)?.number).toBe(4);
    expect((await from('https://acme.atlassian.net', 'PUT')).status).toBe(200);
  });

  it('may need a header that says so, and reads never', async () => {
    const site = createTestSite();
    site.variants.add('states.needsToken');
    const id = site.idOf('Glossary');
    const send = (headers: Record<string, string>) => site.ask('ana', path(id, '?status=current'), { ...write('PUT', { id: 1 }), headers });
    expect((await send({})).status).toBe(403);
    expect((await site.ask('ana', path(id))).status).toBe(200);
    expect((await send({ 'x-atlassian-token': 'no-check' })).status).toBe(200);
  });

  it('with an id that a number cannot hold goes by its digits', async () => {
    const site = createTestSite();
    site.variants.add('states.hugeIds');
    const id = site.idOf('Runbook: DNS');
    const text = await (await site.ask('ana', path(id, '/available'))).text();
    const digits = /"id":(\d+),"name":"Rehearsed"/.exec(text)?.[1] ?? '';
    expect([digits.length, String(Number(digits)) === digits]).toEqual([19, false]);
    const send = (body: string) => site.ask('ana', path(id, '?status=current'), { method: 'PUT', body });
    expect((await send(JSON.stringify({ id: Number(digits) }))).status).toBe(404);
    const answer = await send(`{"id":${digits}}`);
    expect([answer.status, await answer.text()]).toEqual([200, containing(`"id":${digits}`)]);
  });
});

describe('lists', () => {
  it('of a person’s own may be refused', async () => {
    const site = createTestSite();
    expect((await site.json('ana', '/wiki/rest/api/content-states')).body).toEqual([]);
    site.variants.add('states.ownRefused');
    expect((await site.ask('ana', '/wiki/rest/api/content-states')).status).toBe(401);
  });

  it('of pages that carry one are read in parts, whatever a row holds', async () => {
    const site = createTestSite();
    const all = (more: string) => site.json('eve', `/wiki/rest/api/space/OPS/state/content?state-id=27819522${more}`);
    const first = await all('&limit=1');
    expect(first.body).toMatchObject({ size: 1, limit: 1, start: 0, _links: { next: containing('start=1') } });
    expect((await all('&limit=1&start=1')).body).toMatchObject({ results: [{ title: 'Backup and restore' }], size: 1 });
    expect((await all('&limit=101')).status).toBe(400);
    expect((await site.ask('eve', '/wiki/rest/api/space/OPS/state/content?state-id=2147483648')).status).toBe(400);
    site.variants.add('states.bareRows');
    expect((await all('')).body).toMatchObject({ results: [{ id: site.idOf('Runbook: order store'), type: 'page' }, {}] });
    expect(JSON.stringify((await all('')).body)).not.toContain('version');
    site.variants.add('states.nestedRows');
    expect((await all('')).body).toMatchObject({ results: [{ content: { id: site.idOf('Runbook: order store') } }, {}] });
  });

  it('of properties may leave the mirror of the status out', async () => {
    const site = createTestSite();
    const all = `/wiki/api/v2/pages/${site.idOf('Release process')}/properties`;
    const [mirror] = ((await site.json('ana', all)).body as { results: { id: string; key: string }[] }).results;
    expect(mirror?.key).toBe('content-state-published');
    site.variants.add('properties.noStateMirror');
    expect((await site.json('ana', all)).body).toMatchObject({ results: [] });
    expect((await site.ask('ana', `${all}/${mirror?.id}`)).status).toBe(404);
  });
});
