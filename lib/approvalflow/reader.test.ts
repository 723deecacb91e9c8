import { describe, expect, it } from 'vitest';
import { fail, ok } from '../domain/index.ts';
import { createFakeGateway, detailOf, json, listOf, newSet, page, pageOfRow, raw, row, set, setOfRow, space } from './fake-gateway.ts';

const onlySet = async (fields: object) => {
  const answer = await listOf({ success: true, changeSets: [{ ...row, ...fields }] });
  return answer.ok ? answer.value[0] : undefined;
};
const onlyPage = async (fields: object) => (await onlySet({ pageRefs: [{ pageId: '67890', ...fields }] }))?.pages[0];

describe('tolerance 1: envelopes', () => {
  const { pageRefs, ...withoutPages } = row;
  it.each([
    ['changeSet', { success: true, changeSet: row }],
    ['flat', { success: true, ...row }],
    ['detail', { success: true, detail: row }],
    ['data', { success: true, data: row }],
    ['data.changeSet', { success: true, data: { changeSet: row } }],
    ['changeSet.pages', { success: true, changeSet: { ...withoutPages, pages: pageRefs } }],
    ['pages beside changeSet', { success: true, changeSet: withoutPages, pages: pageRefs }],
    ['ids in the set, facts beside it', { success: true, changeSet: { ...row, pageRefs: ['67890'] }, pages: pageRefs }],
    ['changeSetId for id', { success: true, ...withoutPages, id: undefined, changeSetId: 'cs-1', pages: pageRefs }],
    ['without success', { changeSet: row }],
    ['serialised twice', JSON.stringify({ success: true, changeSet: row })],
  ])('detail: %s', async (_name, body) => {
    expect(await detailOf(body)).toEqual(ok(setOfRow));
  });

  it.each([
    ['changeSets', { success: true, changeSets: [row] }],
    ['data.changeSets', { success: true, data: { changeSets: [row] } }],
    ['data', { success: true, data: [row] }],
    ['a bare array', [row]],
  ])('list: %s', async (_name, body) => {
    expect(await listOf(body)).toEqual(ok([setOfRow]));
  });

  it.each([
    ['changeSet', { success: true, changeSet: { id: 'cs-9' } }],
    ['changeSetId', { success: true, changeSetId: 'cs-9' }],
    ['id', { success: true, id: 'cs-9' }],
    ['data', { success: true, data: { id: 'cs-9' } }],
    ['without success', { id: 'cs-9' }],
  ])('create: %s', async (_name, body) => {
    expect(await createFakeGateway([json(body)]).api.create(newSet)).toEqual(ok({ id: 'cs-9' }));
  });

  it('create: an answer that names no set is success with id null', async () => {
    expect(await createFakeGateway([json({ success: true })]).api.create(newSet)).toEqual(ok({ id: null }));
  });

  it.each([
    ['flat', { success: true, pageId: '67890', canSubmit: false, reason: 'Page deleted' }],
    ['result', { success: true, result: { pageId: '67890', canSubmit: false, reason: 'Page deleted' } }],
    ['results', { success: true, results: [{ pageId: '67890', canSubmit: false, reason: 'Page deleted' }] }],
    ['without the page id', { success: true, canSubmit: false, reason: 'Page deleted' }],
    ['a refusal', { success: false, reason: 'Page deleted' }],
    ['a refusal with error', { success: false, error: 'Page deleted' }],
  ])('single preflight: %s', async (_name, body) => {
    const blocked = { pageId: '67890', canSubmit: false, workflowId: null, reason: 'pageMissing', reasonText: 'Page deleted' };
    expect(await createFakeGateway([json(body)]).api.preflightPage(page)).toEqual(ok(blocked));
  });

  it.each([
    ['result', { success: true, result: { pageId: 67890, success: true, workflowId: 'wf-1' } }],
    ['results', { success: true, submittedCount: 1, results: [{ pageId: '67890', success: true, workflowId: 'wf-1' }] }],
    [
      'the answer for another page first',
      {
        results: [
          { pageId: '1', success: false },
          { pageId: '67890', success: true, workflowId: 'wf-1' },
        ],
      },
    ],
  ])('single submit: %s', async (_name, body) => {
    const done = { pageId: '67890', isSubmitted: true, workflowId: 'wf-1', reason: null, reasonText: null };
    expect(await createFakeGateway([json(body)]).api.submitPage(page)).toEqual(ok(done));
  });

  it('a page that may not be submitted is an answer, whichever code it comes with', async () => {
    for (const status of [200, 400, 404, 409, 422]) {
      const { api } = createFakeGateway([json({ success: false, error: 'Page already has a pending approval' }, status)]);
      expect(await api.submitPage(page)).toEqual(
        ok({
          pageId: '67890',
          isSubmitted: false,
          workflowId: null,
          reason: 'alreadyPending',
          reasonText: 'Page already has a pending approval',
        }),
      );
    }
  });

  it('a single preflight is read from success alone, but not from nothing', async () => {
    const { api } = createFakeGateway([json({ success: true, workflowId: 'wf-1' }), json({})]);
    expect(await api.preflightPage(page)).toMatchObject({ ok: true, value: { canSubmit: true } });
    expect(await api.preflightPage(page)).toEqual(fail({ kind: 'invalid', where: 'answer:preflightPage' }));
  });
});

describe('tolerance 2: page lists', () => {
  it('may lack every version field', async () => {
    const found = await onlySet({ pageRefs: [{ pageId: '67890' }] });
    expect(found?.hasPageFacts).toBe(false);
    expect(found?.pages).toEqual([
      { ...pageOfRow, approval: 'unknown', currentVersion: null, approvedAtVersion: null, isStale: null, versionDelta: null },
    ]);
  });

  it('may be bare ids', async () => {
    expect((await onlySet({ pageRefs: ['1', 2] }))?.pages.map((each) => each.pageId)).toEqual(['1', '2']);
  });

  it('may carry ids as numbers, of any length', async () => {
    const answer = await createFakeGateway([
      raw('{"success":true,"changeSets":[{"id":7,"spaceId":12345678901234567890,"pageRefs":[{"pageId":98765432109876543210}]}]}'),
    ]).api.list(space);
    expect(answer).toMatchObject(ok([{ id: '7', spaceId: '12345678901234567890', pages: [{ pageId: '98765432109876543210' }] }]));
  });

  it('may carry numbers as strings', async () => {
    expect(await onlyPage({ currentPageVersion: '14', approvedAtVersion: ' 12 ', versionDelta: '2', isStale: 'true' })).toEqual(pageOfRow);
  });

  it('may carry nulls and nonsense, which count as absent', async () => {
    const nonsense = {
      currentPageVersion: 'v14',
      approvedAtVersion: null,
      versionDelta: 1.5,
      isStale: 'maybe',
      submittedAt: 'yesterday',
      title: 7,
    };
    expect(await onlyPage(nonsense)).toEqual({
      ...pageOfRow,
      approval: 'unknown',
      currentVersion: null,
      approvedAtVersion: null,
      isStale: null,
      versionDelta: null,
    });
  });

  it('name a page once', async () => {
    expect((await onlySet({ pageRefs: ['67890', { pageId: '67890', currentPageVersion: 3 }] }))?.pages).toMatchObject([
      { currentVersion: 3 },
    ]);
  });

  it('missing, null and empty are alike in the list', async () => {
    for (const pageRefs of [undefined, null, []]) {
      expect(await onlySet({ pageRefs })).toMatchObject({ pages: [], hasPageFacts: false });
    }
  });

  it('in the detail tell a list sent empty from none sent, because a write replaces what was read', async () => {
    expect(await detailOf({ changeSet: { ...row, pageRefs: [] } })).toMatchObject({ value: { pages: [], hasPageFacts: true } });
    expect(await detailOf({ changeSet: { ...row, pageRefs: undefined } })).toMatchObject({ value: { pages: [], hasPageFacts: false } });
  });

  it('in the detail must be readable whole, because a write replaces what was read', async () => {
    expect(await detailOf({ changeSet: { ...row, pageRefs: [{ pageId: '1' }, { page: '2' }] } })).toEqual(
      fail({ kind: 'invalid', where: 'answer:detail' }),
    );
  });
});

describe('tolerance 3: unknown states', () => {
  it('are kept as they came', async () => {
    expect(await onlySet({ rollupState: 'Awaiting Legal', status: 'frozen' })).toMatchObject({
      rollup: 'Awaiting Legal',
      status: 'frozen',
    });
  });

  it('known ones in another spelling are recognised', async () => {
    expect(await onlySet({ rollupState: 'ALL APPROVED', status: 'Archived' })).toMatchObject({
      rollup: 'all_approved',
      status: 'archived',
    });
  });

  it('missing ones are null, and the set counts as open', async () => {
    expect(await onlySet({ rollupState: undefined, status: undefined })).toMatchObject({ rollup: null, status: 'open' });
  });

  it('never hide the set, nor does any other odd field', async () => {
    const odd = {
      title: null,
      summary: 7,
      referenceUrl: {},
      createdAt: 'soon',
      createdBy: [],
      updatedAt: 1_774_605_600_000,
      spaceId: null,
    };
    expect(await onlySet(odd)).toMatchObject({
      title: '',
      summary: '',
      referenceUrl: null,
      createdAt: null,
      createdBy: null,
      updatedAt: '2026-03-27T10:00:00.000Z',
      spaceId: '12345',
    });
  });
});

describe('tolerance 4: rollup precedence', () => {
  it('both the state and the facts to count by are handed on, even when they disagree', async () => {
    expect(await onlySet({ rollupState: 'all_approved' })).toMatchObject({
      rollup: 'all_approved',
      pages: [{ approval: 'approved', isStale: true }],
    });
  });
});

describe('tolerance 5: page status', () => {
  it.each([
    [{ status: 'pending' }, 'inApproval', 'pending'],
    [{ approvalStatus: 'Changes Requested' }, 'changesRequested', 'Changes Requested'],
    [{ status: 'current', approvalStatus: 'rejected' }, 'changesRequested', 'rejected'],
    [{ status: 'awaiting legal' }, 'unknown', 'awaiting legal'],
    [{ approvedAtVersion: 3 }, 'approved', null],
    [{ isStale: true }, 'approved', null],
    [{}, 'unknown', null],
  ])('%j means %s', async (fields, approval, statusAsSent) => {
    expect(await onlyPage(fields)).toMatchObject({ approval, statusAsSent });
  });

  it('"Approved (Stale)" also says that the page is stale', async () => {
    expect(await onlyPage({ status: 'Approved (Stale)' })).toMatchObject({ approval: 'approved', isStale: true });
  });
});

describe('tolerance 6: reasons are prose', () => {
  it('an unknown one is shown in the service’s words', async () => {
    const { api } = createFakeGateway([
      json({ success: false, results: [{ pageId: '1', success: false, error: 'The moon is full' }] }),
      json({ success: false, error: 'The moon is full' }),
    ]);
    const blocked = { isSubmitted: false, workflowId: null, reason: 'other', reasonText: 'The moon is full' };
    expect(await api.submit(set)).toEqual(ok([{ pageId: '1', ...blocked }]));
    expect(await api.submitPage(page)).toEqual(ok({ pageId: '67890', ...blocked }));
  });
});

describe('tolerance 15: a cursor tomorrow', () => {
  it('unknown keys are dropped', async () => {
    expect(
      await listOf({ success: true, nextCursor: 'abc', changeSets: [{ ...row, colour: 'red', __proto__: { polluted: true } }] }),
    ).toEqual(ok([setOfRow]));
  });
});

describe('tolerance 16: archived sets in the list', () => {
  it.each([
    [{ status: 'archived' }],
    [{ status: undefined, archivedAt: '2026-04-01T00:00:00Z' }],
    [{ status: 'open', archivedAt: '2026-04-01T00:00:00Z' }],
  ])('are told by %j', async (fields) => {
    expect(await onlySet(fields)).toMatchObject({ status: 'archived' });
  });
});
