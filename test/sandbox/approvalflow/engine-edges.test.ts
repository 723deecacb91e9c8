import { beforeEach, describe, expect, it } from 'vitest';
import { createClock } from '../clock.ts';
import type { Actor, Content } from '../model.ts';
import { createFakeContent } from './content-fake.ts';
import { type ApprovalFlowEngine, createApprovalFlow } from './engine.ts';
import { allOf, anyOf, refusal, value, workflows } from './testing.ts';

let content: Content;
let flow: ApprovalFlowEngine;

beforeEach(() => {
  const clock = createClock();
  content = createFakeContent(clock);
  flow = createApprovalFlow({ content, clock, workflows, siteUrl: 'https://acme.atlassian.net' });
});

const actor = (key: string): Actor => {
  const person = content.person(key);
  if (person === null) throw new Error(`Nobody is called ${key}`);
  return { person, via: 'ui', clientId: null };
};
const create = (pageIds: string[]): string => value(flow.createChangeSet(actor('ana'), { spaceId: '1', title: 'Auth v2', pageIds })).id;
const approveEng = (pageId: string): void => {
  value(flow.submitPage(actor('ana'), pageId));
  value(flow.decide(actor('ben'), pageId, 'approve', ''));
  value(flow.decide(actor('dee'), pageId, 'approve', ''));
};
const setRollup = (id: string) => flow.changeSet(id)?.rollupState;

describe('people and pages at the edges', () => {
  it('asks one person again in the next step, and not twice in the same', () => {
    value(flow.changeWorkflow(actor('dee'), 'wf-eng', { steps: [allOf('ben', 'chi'), anyOf('ben')] }));
    value(flow.submitPage(actor('ana'), 'p1'));
    expect(value(flow.decide(actor('ben'), 'p1', 'approve', ''))).toBe('pending');
    expect(refusal(flow.decide(actor('ben'), 'p1', 'approve', ''))).toContain('already decided');
    expect(value(flow.decide(actor('chi'), 'p1', 'approve', ''))).toBe('pending');
    expect(value(flow.decide(actor('ben'), 'p1', 'approve', ''))).toBe('approved');
  });

  it('takes no decision from an approver who may not see the page, nor from one of another step', () => {
    value(flow.submitPage(actor('ana'), 'p1'));
    const page = content.page('p1');
    if (page !== null) page.viewerIds = ['account-ana', 'account-chi', 'account-dee'];
    expect(refusal(flow.decide(actor('ben'), 'p1', 'approve', ''))).toContain('not an approver');
    expect(refusal(flow.decide(actor('dee'), 'p1', 'approve', ''))).toContain('not an approver');
    expect(value(flow.decide(actor('chi'), 'p1', 'approve', ''))).toBe('pending');
  });

  it('takes no decision on a page in the trash, whose set stays in review and editable', () => {
    const id = create(['p1', 'p2']);
    value(flow.submitChangeSet(actor('ana'), id));
    content.trash('p1');
    for (const decision of ['approve', 'cancel'] as const)
      expect(refusal(flow.decide(actor('ben'), 'p1', decision, ''))).toBe('Page deleted');
    expect(setRollup(id)).toBe('in_review');
    expect(value(flow.updateChangeSet(actor('ana'), id, { pageIds: ['p2'] })).pages).toHaveLength(1);
  });

  it('counts a page once however often it is named, and an empty set as open', () => {
    const id = create(['p1', 'p1', 'p2', 'p1']);
    expect(flow.changeSet(id)?.pages.map((page) => page.pageId)).toEqual(['p1', 'p2']);
    expect(value(flow.updateChangeSet(actor('ana'), id, { pageIds: [] })).rollupState).toBe('open');
    expect(value(flow.submitChangeSet(actor('ana'), id))).toEqual([]);
  });

  it('goes by the version number alone: a status and a restored text make an approved page stale', () => {
    const id = create(['p1']);
    approveEng('p1');
    expect(setRollup(id)).toBe('all_approved');
    content.publish('p1', { authorId: 'account-ana' });
    expect(flow.changeSet(id)).toMatchObject({ rollupState: 'stale', pages: [{ approvedAtVersion: 1, versionDelta: 1, isStale: true }] });
    approveEng('p1');
    expect(flow.changeSet(id)).toMatchObject({ rollupState: 'all_approved', pages: [{ approvedAtVersion: 2, versionDelta: 0 }] });
  });

  it('submits a page that moved with the workflow of the space it is in now', () => {
    const id = create(['p1']);
    const page = content.page('p1');
    if (page !== null) page.spaceId = '3';
    expect(value(flow.preflightChangeSet(actor('ana'), id))).toEqual([{ pageId: 'p1', canSubmit: false, reason: 'No workflow assigned' }]);
    expect(refusal(flow.updateChangeSet(actor('ana'), create(['p2']), { pageIds: ['p1'] }))).toContain('does not belong');
    expect(value(flow.updateChangeSet(actor('ana'), id, { pageIds: ['p1', 'p2'] })).pages).toHaveLength(2);
  });

  it('refuses titles and addresses that are too long, and keeps an odd address as text', () => {
    const input = { spaceId: '1', title: 'T', pageIds: ['p1'] };
    expect(refusal(flow.createChangeSet(actor('ana'), { ...input, title: 'x'.repeat(256) }))).toContain('at most 255');
    expect(refusal(flow.createChangeSet(actor('ana'), { ...input, referenceUrl: `https://a/${'x'.repeat(2048)}` }))).toContain('2048');
    expect(value(flow.createChangeSet(actor('ana'), { ...input, referenceUrl: 'javascript:alert(1)' })).referenceUrl).toBe(
      'javascript:alert(1)',
    );
  });
});
