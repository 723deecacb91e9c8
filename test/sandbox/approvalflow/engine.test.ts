import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { createClock } from '../clock.ts';
import type { Actor, Content } from '../model.ts';
import { createFakeContent } from './content-fake.ts';
import { type ApprovalFlowEngine, createApprovalFlow } from './engine.ts';
import { anyOf, refusal, value, workflows } from './testing.ts';

const dayMs = 86_400_000;
let nowMs = 0;
let content: Content;
let flow: ApprovalFlowEngine;
const on = new Set<string>();

const actor = (key: string, via: Actor['via'] = 'ui'): Actor => {
  const person = content.person(key);
  if (person === null) throw new Error(`Nobody is called ${key}`);
  return { person, via, clientId: via === 'api' ? 'docs-pipeline' : null };
};

const create = (pageIds: string[], via: Actor['via'] = 'ui') =>
  value(
    flow.createChangeSet(actor('ana', via), {
      spaceId: '1',
      title: 'Auth v2 <launch>',
      summary: 'Why & how',
      referenceUrl: 'https://github.com/acme/auth/pull/184',
      pageIds,
    }),
  ).id;

const approveEng = (pageId: string): void => {
  value(flow.submitPage(actor('ana'), pageId));
  value(flow.decide(actor('ben'), pageId, 'approve', ''));
  value(flow.decide(actor('dee'), pageId, 'approve', ''));
};

const setRollup = (id: string) => flow.changeSet(id)?.rollupState;

beforeEach(() => {
  nowMs = Date.parse('2026-11-01T09:00:00Z');
  on.clear();
  const clock = createClock(() => nowMs);
  content = createFakeContent(clock);
  flow = createApprovalFlow({
    content,
    clock,
    workflows,
    siteUrl: 'https://acme.atlassian.net',
    variants: { has: (name) => on.has(name) },
  });
});

describe('workflows', () => {
  it('uses the one active workflow of a space for every page', () => {
    expect(value(flow.preflightPage(actor('ana'), 'p1'))).toEqual({ pageId: 'p1', canSubmit: true, workflowId: 'wf-eng' });
  });

  it('asks for an assignment where several are active, in the documented spelling', () => {
    expect(value(flow.preflightPage(actor('ana'), 'o1'))).toEqual({
      pageId: 'o1',
      canSubmit: false,
      reason: 'No workflow assigned to page',
    });
    expect(refusal(flow.submitPage(actor('ana'), 'o1'))).toBe('No workflow assigned to page');
    value(flow.assignWorkflow(actor('dee'), 'o1', 'wf-all'));
    expect(value(flow.submitPage(actor('ana'), 'o1'))).toEqual({ workflowId: 'wf-all' });
  });

  it('says the short spelling where a space has none', () => {
    expect(value(flow.preflightPage(actor('ana'), 'h1'))).toEqual({ pageId: 'h1', canSubmit: false, reason: 'No workflow assigned' });
  });

  it('lets the submitter of an unassigned page pick a workflow of its space, and only administrators change it', () => {
    expect(flow.assignWorkflow(actor('ana'), 'o1', 'wf-eng').ok).toBe(false);
    value(flow.assignWorkflow(actor('ana'), 'o1', 'wf-any'));
    expect(flow.assignWorkflow(actor('ana'), 'o1', 'wf-all').ok).toBe(false);
    expect(flow.assignWorkflow(actor('ana'), 'o1', null).ok).toBe(false);
    value(flow.assignWorkflow(actor('dee'), 'o1', 'wf-all'));
    value(flow.assignWorkflow(actor('dee'), 'o1', null));
    expect(value(flow.preflightPage(actor('ana'), 'o1')).canSubmit).toBe(false);
  });

  it('adopts a changed definition while no decision is made, and not after', () => {
    value(flow.submitPage(actor('ana'), 'p1'));
    value(flow.submitPage(actor('ana'), 'p2'));
    value(flow.decide(actor('ben'), 'p2', 'approve', ''));
    value(flow.changeWorkflow(actor('dee'), 'wf-eng', { steps: [anyOf('chi')] }));
    expect(value(flow.decide(actor('chi'), 'p1', 'approve', ''))).toBe('approved');
    expect(value(flow.decide(actor('dee'), 'p2', 'approve', ''))).toBe('approved');
  });
});

describe('decisions', () => {
  it('walks through the steps; any one approver of a step is enough', () => {
    value(flow.submitPage(actor('ana'), 'p1'));
    expect(flow.pageApproval('p1')).toMatchObject({ status: 'pending', stepIndex: 0, submittedVersion: 1 });
    expect(refusal(flow.decide(actor('dee'), 'p1', 'approve', ''))).toContain('not an approver');
    expect(value(flow.decide(actor('chi'), 'p1', 'approve', 'Good'))).toBe('pending');
    expect(flow.pageApproval('p1').stepIndex).toBe(1);
    expect(value(flow.decide(actor('dee'), 'p1', 'approve', ''))).toBe('approved');
    expect(flow.pageApproval('p1')).toMatchObject({ status: 'approved', approvedAtVersion: 1, stepIndex: null });
  });

  it('waits for all approvers where the step says so, each once', () => {
    value(flow.assignWorkflow(actor('dee'), 'o1', 'wf-all'));
    value(flow.submitPage(actor('ana'), 'o1'));
    expect(value(flow.decide(actor('ben'), 'o1', 'approve', ''))).toBe('pending');
    expect(refusal(flow.decide(actor('ben'), 'o1', 'approve', ''))).toContain('already decided');
    expect(value(flow.decide(actor('chi'), 'o1', 'approve', ''))).toBe('approved');
  });

  it('wants 20 characters for a rejection and takes at most 280', () => {
    value(flow.submitPage(actor('ana'), 'p1'));
    expect(refusal(flow.decide(actor('ben'), 'p1', 'reject', `too short${' '.repeat(30)}`))).toContain('at least 20');
    expect(refusal(flow.decide(actor('ben'), 'p1', 'approve', 'x'.repeat(281)))).toContain('at most 280');
    expect(value(flow.decide(actor('ben'), 'p1', 'reject', 'x'.repeat(20)))).toBe('rejected');
    expect(value(flow.preflightPage(actor('ana'), 'p1')).canSubmit).toBe(true);
  });

  it('lets the submitter alone cancel', () => {
    value(flow.submitPage(actor('ana'), 'p1'));
    expect(flow.decide(actor('dee'), 'p1', 'cancel', '').ok).toBe(false);
    expect(value(flow.decide(actor('ana'), 'p1', 'cancel', ''))).toBe('cancelled');
    expect(refusal(flow.decide(actor('ben'), 'p1', 'approve', ''))).toBe('Page has no pending approval');
  });

  it('approves what is on the page at the decision, or with the variant what was submitted', () => {
    value(flow.submitPage(actor('ana'), 'p1'));
    content.publish('p1', { authorId: 'account-ana', storage: '<p>New</p>' });
    value(flow.decide(actor('ben'), 'p1', 'approve', ''));
    value(flow.decide(actor('dee'), 'p1', 'approve', ''));
    expect(flow.pageApproval('p1').approvedAtVersion).toBe(2);
    on.add('approve.submittedVersion');
    value(flow.submitPage(actor('ana'), 'p2'));
    content.publish('p2', { authorId: 'account-ana', storage: '<p>New</p>' });
    value(flow.decide(actor('ben'), 'p2', 'approve', ''));
    value(flow.decide(actor('dee'), 'p2', 'approve', ''));
    expect(flow.pageApproval('p2').approvedAtVersion).toBe(1);
  });

  it('asks for recertification when the time comes', () => {
    value(flow.assignWorkflow(actor('dee'), 'o1', 'wf-all'));
    value(flow.submitPage(actor('ana'), 'o1'));
    value(flow.decide(actor('ben'), 'o1', 'approve', ''));
    value(flow.decide(actor('chi'), 'o1', 'approve', ''));
    nowMs += 75 * dayMs;
    expect(flow.pageApproval('o1').status).toBe('approved');
    nowMs += 2 * dayMs;
    expect(flow.pageApproval('o1').status).toBe('due_for_review');
    nowMs += 14 * dayMs;
    expect(flow.pageApproval('o1').status).toBe('expired');
    expect(value(flow.preflightPage(actor('ana'), 'o1')).canSubmit).toBe(true);
  });
});

describe('preflight', () => {
  it('names each obstacle and writes nothing', () => {
    value(flow.submitPage(actor('ana'), 'p2'));
    approveEng('p3');
    content.trash('p4');
    const restricted = content.page('p5');
    const id = create(['p1', 'p2', 'p3', 'p5']);
    if (restricted !== null) restricted.viewerIds = ['account-dee'];
    const before = flow.audit().length;
    expect(value(flow.preflightChangeSet(actor('ana'), id))).toEqual([
      { pageId: 'p1', canSubmit: true, workflowId: 'wf-eng' },
      { pageId: 'p2', canSubmit: false, reason: 'Page already has a pending approval' },
      { pageId: 'p3', canSubmit: false, reason: 'Page is already approved at its current version' },
      { pageId: 'p5', canSubmit: false, reason: 'You do not have permission to view this page' },
    ]);
    expect(value(flow.preflightPage(actor('ana'), 'p4'))).toMatchObject({ reason: 'Page deleted' });
    expect(value(flow.preflightPage(actor('ana'), 'nowhere'))).toMatchObject({ reason: 'Page not found' });
    expect(flow.audit()).toHaveLength(before);
  });
});

describe('change sets', () => {
  it('refuses an empty title, foreign pages and unknown pages', () => {
    const input = { spaceId: '1', title: 'Title', pageIds: ['p1'] };
    expect(refusal(flow.createChangeSet(actor('ana'), { ...input, title: '  ' }))).toBe('title is required');
    expect(refusal(flow.createChangeSet(actor('ana'), { ...input, pageIds: ['o1'] }))).toContain('does not belong');
    expect(refusal(flow.createChangeSet(actor('ana'), { ...input, pageIds: ['p9'] }))).toContain('p9 not found');
    expect(refusal(flow.createChangeSet(actor('ana'), { ...input, spaceId: '9' }))).toBe('Space not found');
  });

  it('replaces the page list and keeps what is left out, also with a page deleted meanwhile', () => {
    const id = create(['p1', 'p2']);
    content.trash('p2');
    const after = value(flow.updateChangeSet(actor('ben'), id, { pageIds: ['p2', 'p3', 'p3'] }));
    expect(after).toMatchObject({ title: 'Auth v2 <launch>', summary: 'Why & how', pageIds: ['p2', 'p3'] });
    expect(after.pages[0]).toMatchObject({ pageId: 'p2', currentPageVersion: null, versionDelta: null, isStale: false });
    on.add('update.clearsOmitted');
    expect(value(flow.updateChangeSet(actor('ben'), id, { title: 'Other' }))).toMatchObject({ summary: '', referenceUrl: null });
  });

  it('is read-only once archived', () => {
    const id = create(['p1']);
    expect(value(flow.archiveChangeSet(actor('ana'), id))).toMatchObject({ status: 'archived' });
    const attempts = [
      flow.updateChangeSet(actor('ana'), id, { title: 'No' }),
      flow.archiveChangeSet(actor('ana'), id),
      flow.submitChangeSet(actor('ana'), id),
      flow.preflightChangeSet(actor('ana'), id),
      flow.submitPage(actor('ana'), 'p1', id),
    ];
    for (const attempt of attempts) expect(refusal(attempt)).toContain('archived');
    expect(flow.pageApproval('p1').status).toBe('draft');
  });

  it('can be kept to space administrators', () => {
    on.add('nonAdmin.forbidden');
    expect(flow.createChangeSet(actor('ana'), { spaceId: '1', title: 'T', pageIds: ['p1'] }).ok).toBe(false);
    expect(flow.createChangeSet(actor('dee'), { spaceId: '1', title: 'T', pageIds: ['p1'] }).ok).toBe(true);
  });

  it('goes through the six rollup states', () => {
    const id = create(['p1', 'p2']);
    expect(setRollup(id)).toBe('open');
    value(flow.submitPage(actor('ana'), 'p1'));
    expect(setRollup(id)).toBe('in_review');
    value(flow.decide(actor('ben'), 'p1', 'approve', ''));
    value(flow.decide(actor('dee'), 'p1', 'approve', ''));
    expect(setRollup(id)).toBe('partially_approved');
    approveEng('p2');
    expect(setRollup(id)).toBe('all_approved');
    content.publish('p1', { authorId: 'account-ana' });
    expect(setRollup(id)).toBe('stale');
    expect(flow.changeSet(id)?.pages[0]).toMatchObject({ currentPageVersion: 2, approvedAtVersion: 1, versionDelta: 1, isStale: true });
    value(flow.submitPage(actor('ana'), 'p1'));
    value(flow.decide(actor('ben'), 'p1', 'reject', 'This needs another paragraph.'));
    expect(setRollup(id)).toBe('has_rejections');
    content.publish('p2', { authorId: 'account-ana' });
    on.add('rollup.stalePrecedesRejections');
    expect(setRollup(id)).toBe('stale');
  });

  it('lists the newest of a space first', () => {
    const first = create(['p1']);
    const second = create(['p2']);
    expect(flow.changeSets('1').map((set) => set.id)).toEqual([second, first]);
    expect(flow.changeSets('2')).toEqual([]);
  });
});

describe('comments', () => {
  it('asks the approvers on the page, with title, summary and a clickable link of the set', () => {
    const id = create(['p1'], 'api');
    value(flow.submitChangeSet(actor('ana', 'api'), id));
    const [request] = content.comments('p1');
    expect(request?.authorId).toBe('account-approvalflow');
    expect(request?.storage).toContain('<strong>Approval Request</strong>');
    expect(request?.storage).toContain('<a href="https://acme.atlassian.net/wiki/spaces/ENG/pages/p1?pageVersion=1">version 1</a>');
    expect(request?.storage).toContain('<ac:link><ri:user ri:account-id="account-ben" /></ac:link>');
    expect(request?.storage).toContain('Auth v2 &lt;launch&gt;');
    expect(request?.storage).toContain('Why &amp; how');
    expect(request?.storage).toContain('<a href="https://github.com/acme/auth/pull/184">');
    expect(request?.storage).not.toContain('account-ana');
  });

  it('never makes a link of another scheme', () => {
    const input = { spaceId: '1', title: 'T', pageIds: ['p1'], referenceUrl: 'javascript:alert(1)' };
    value(flow.submitChangeSet(actor('ana'), value(flow.createChangeSet(actor('ana'), input)).id));
    expect(content.comments('p1')[0]?.storage).not.toContain('href="javascript');
  });

  it('answers each decision below the request, and calls the next approvers', () => {
    approveEng('p1');
    const [request, first, last] = content.comments('p1');
    expect(first).toMatchObject({ parentCommentId: request?.id });
    expect(first?.storage).toContain('<strong>Approved</strong> by Ben');
    expect(first?.storage).toContain('account-dee');
    expect(last?.storage).toContain('Approved</strong> by Dee');
  });

  it('labels the page as far as the request goes', () => {
    value(flow.submitPage(actor('ana'), 'p1'));
    expect(content.page('p1')?.labels).toEqual(['approval-pending']);
    value(flow.decide(actor('ben'), 'p1', 'reject', 'This needs another paragraph.'));
    expect(content.page('p1')?.labels).toEqual(['approval-rejected']);
  });
});

describe('audit', () => {
  it('tells what came through the API, from which client, with the set and the counts', () => {
    value(flow.submitPage(actor('ben'), 'p2'));
    const id = create(['p1', 'p2'], 'api');
    value(flow.submitChangeSet(actor('ana', 'api'), id));
    const entries = flow.audit();
    expect(entries.map((entry) => entry.action)).toEqual([
      'approval.submitted',
      'changeSet.created',
      'approval.submitted',
      'changeSet.submitted',
    ]);
    expect(entries[0]).toMatchObject({ via: 'ui', clientId: null, user: 'ben', pageId: 'p2', changeSetId: null });
    expect(entries[0]?.text).not.toContain('via API');
    const bulk = entries.at(-1);
    expect(bulk).toMatchObject({ via: 'api', clientId: 'docs-pipeline', changeSetId: id, user: 'ana' });
    for (const part of [
      'Auth v2',
      'Why & how',
      'https://github.com/acme/auth/pull/184',
      '1 submitted, 1 skipped',
      '(via API)',
      'docs-pipeline',
    ]) {
      expect(bulk?.text).toContain(part);
    }
    expect(new Set(entries.map((entry) => entry.at)).size).toBe(entries.length);
  });
});

describe('invariants', () => {
  it('hold after any run of actions', () => {
    const action = fc.record({
      what: fc.constantFrom('submit', 'approve', 'reject', 'cancel', 'edit', 'trash'),
      who: fc.constantFrom('ana', 'ben', 'chi', 'dee'),
      pageId: fc.constantFrom('p1', 'p2', 'p3'),
    });
    fc.assert(
      fc.property(fc.array(action, { maxLength: 40 }), (actions) => {
        const clock = createClock(() => nowMs);
        content = createFakeContent(clock);
        flow = createApprovalFlow({ content, clock, workflows, siteUrl: 'https://acme.atlassian.net' });
        const id = create(['p1', 'p2', 'p3']);
        for (const { what, who, pageId } of actions) {
          if (what === 'edit') content.publish(pageId, { authorId: `account-${who}` });
          else if (what === 'trash') content.trash(pageId);
          else if (what === 'submit') flow.submitPage(actor(who), pageId);
          else
            flow.decide(
              actor(who),
              pageId,
              what === 'approve' ? 'approve' : what === 'reject' ? 'reject' : 'cancel',
              'A comment that is long enough.',
            );
        }
        const set = flow.changeSet(id);
        if (set === null) throw new Error('The set is gone.');
        for (const { approval, isStale, currentPageVersion, approvedAtVersion, versionDelta } of set.pages) {
          expect(approval.status === 'approved').toBe(approvedAtVersion !== null);
          expect(approval.status === 'pending').toBe(approval.stepIndex !== null);
          expect(isStale).toBe(currentPageVersion !== null && approvedAtVersion !== null && currentPageVersion > approvedAtVersion);
          if (versionDelta !== null) expect(versionDelta).toBeGreaterThanOrEqual(0);
          if (isStale) expect(['stale', 'has_rejections']).toContain(set.rollupState);
        }
      }),
    );
  });
});
