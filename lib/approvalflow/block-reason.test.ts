import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classifyReason } from './block-reason.ts';

describe('classifyReason', () => {
  it.each([
    ['noWorkflow', 'No workflow assigned'],
    ['noWorkflow', 'No workflow assigned to page'],
    ['noWorkflow', 'Page has no active workflow.'],
    ['noWorkflow', 'Workflow not assigned'],
    ['noWorkflow', 'Workflow not found'],
    ['severalWorkflows', 'Multiple active workflows: assign one to the page'],
    ['severalWorkflows', 'No workflow assigned and more than one workflow is active'],
    ['alreadyPending', 'Page already has a pending approval'],
    ['alreadyPending', 'Already submitted'],
    ['alreadyPending', 'Workflow step is in progress'],
    ['alreadyApproved', 'Page is already approved at its current version'],
    ['pageMissing', 'Page deleted'],
    ['pageMissing', 'PAGE NOT FOUND'],
    ['pageMissing', 'The page no longer exists'],
    ['noPermission', 'You do not have permission to view this page'],
    ['noPermission', 'You do not have permission to start a workflow'],
    ['noPermission', 'Page is restricted'],
    ['archived', 'Page is archived'],
    ['archived', 'Change set has been archived'],
    ['other', 'The moon is full'],
    ['other', 'Not approved yet'],
    ['other', ''],
  ])('%s: %s', (expected, text) => {
    expect(classifyReason(text)).toBe(expected);
  });

  it('answers for any text, soon', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 5000 }), (text) => classifyReason(text).length > 0));
    expect(classifyReason(`${'no '.repeat(20_000)}`)).toBe('other');
  });
});
