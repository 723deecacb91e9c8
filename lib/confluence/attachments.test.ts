import { describe, expect, it } from 'vitest';
import { pageId } from '../domain/index.ts';
import { fakeSite, site, status } from './fake-site.ts';
import { createConfluenceApi } from './index.ts';

const asking = (answer: Parameters<typeof fakeSite>[0]) => {
  const fake = fakeSite(answer);
  return { api: createConfluenceApi({ siteOrigin: site, fetch: fake.fetch }), fake };
};
const file = (id: string, change: object = {}) => ({
  id,
  status: 'current',
  title: `${id}.png`,
  createdAt: '2026-10-01T08:00:00.000Z',
  mediaType: 'image/png',
  fileSize: 1200,
  pageId: '7',
  version: { number: 2, authorId: 'acc-ana', createdAt: '2026-11-01T08:00:00.000Z', message: '', minorEdit: true },
  ...change,
});

describe('attachments', () => {
  it('are read to the end, at their newest version', async () => {
    const { api, fake } = asking((url) =>
      url.searchParams.has('cursor')
        ? { results: [file('att2', { version: { number: 1 }, fileSize: null }), file('att1')] }
        : { results: [file('att1')], _links: { next: '/wiki/api/v2/pages/7/attachments?cursor=x' } },
    );
    expect(await api.attachments(pageId('7'))).toEqual({
      ok: true,
      value: [
        { id: 'att1', name: 'att1.png', version: 2, createdAt: '2026-11-01T08:00:00.000Z', size: 1200 },
        { id: 'att2', name: 'att2.png', version: 1, createdAt: '2026-10-01T08:00:00.000Z', size: null },
      ],
    });
    expect(fake.asked[0]?.search).toBe('?status=current&limit=250');
  });

  it('have no time where none is told of a replaced file', async () => {
    const { api } = asking(() => ({ results: [file('att1', { version: { number: 3 } })] }));
    expect(await api.attachments(pageId('7'))).toMatchObject({ ok: true, value: [{ id: 'att1', version: 3, createdAt: null }] });
  });

  it('of blog posts are found too', async () => {
    const { api } = asking((url) => (url.pathname === '/wiki/api/v2/blogposts/7/attachments' ? { results: [file('att1')] } : status(404)));
    expect(await api.attachments(pageId('7'))).toMatchObject({ ok: true, value: [{ id: 'att1' }] });
  });

  it('fail as everything does', async () => {
    expect(await asking(() => status(404)).api.attachments(pageId('7'))).toEqual({ ok: false, error: { kind: 'notFound' } });
    expect(await asking(() => ({ results: [{ id: 'att1' }] })).api.attachments(pageId('7'))).toEqual({
      ok: false,
      error: { kind: 'invalid', where: 'answer:attachments' },
    });
  });
});

describe('attachmentAt', () => {
  const versions = {
    results: [3, 2, 1].map((number) => ({ number, createdAt: `2026-11-0${number}T08:00:00.000Z`, attachment: { id: 'att5' } })),
  };

  it.each([
    ['2026-11-02T12:00:00Z', { version: 2 }],
    ['2026-12-01T00:00:00Z', { version: 3 }],
    ['2026-10-01T00:00:00Z', null],
  ])('%s', async (iso, value) => {
    const { api, fake } = asking(() => versions);
    expect(await api.attachmentAt('att5', iso)).toEqual({ ok: true, value });
    expect(fake.asked[0]?.pathname).toBe('/wiki/api/v2/attachments/att5/versions');
  });

  it('is not known where a version around that time has no time', async () => {
    const results = versions.results.map(({ createdAt, ...row }) => (row.number === 3 ? row : { ...row, createdAt }));
    const { api } = asking(() => ({ results }));
    expect(await api.attachmentAt('att5', '2026-12-01T00:00:00Z')).toEqual({ ok: false, error: { kind: 'notFound' } });
    expect(await api.attachmentAt('att5', '2026-11-01T12:00:00Z')).toEqual({ ok: true, value: { version: 1 } });
  });

  it('asks nothing for what is no id', async () => {
    const { api, fake } = asking(() => versions);
    expect(await api.attachmentAt('../pages/5', '2026-12-01T00:00:00Z')).toEqual({ ok: false, error: { kind: 'notFound' } });
    expect(fake.asked).toEqual([]);
  });
});
