import { describe, expect, it } from 'vitest';
import { askedIn } from './asked-in.ts';
import { mentionMark as M } from './comment-text.ts';

const people = ['ana', 'ben', 'chi', 'dee'];
const request = (marked: string) => askedIn(marked, people, true);
const reply = (marked: string) => askedIn(marked, people, false);

describe('whom a request asks', () => {
  it.each([
    ['everybody, where nothing is said', `Approval Request\n${M} ${M}`, ['ana', 'ben']],
    ['everybody, where nothing is said in a sentence', `Approval Request for ${M}`, ['ana']],
    ['approvers, and not who submitted', `Approval Request\nSubmitted by ${M}\nApprovers: ${M}, ${M}`, ['ben', 'chi']],
    ['approvers in one sentence with the submitter', `Approval Request\n${M} requested approval by ${M}`, ['ben']],
    ['nobody where only the submitter is named', `Approval Request\n${M} submitted this page`, []],
    ['a list below its label', `Approval Request\nAuthor: ${M}\nReviewers:\n${M}\n${M}`, ['ben', 'chi']],
    ['nobody twice', `Approval Request\nApprovers: ${M}`, ['ana']],
    ['who is thanked is not asked', `Approval Request\nApprovers: ${M}\ncc ${M}`, ['ana']],
  ])('%s', (_what, marked, expected) => {
    expect(request(marked).asks).toEqual(expected);
  });
});

describe('whom a reply asks', () => {
  it.each([
    ['the next step', `Approved by Ben (step: Legal).\nNext step: Board. Approvers: ${M}, ${M}`, ['ana', 'ben'], true, []],
    ['a line with nothing but people', `Approved\n${M}, ${M}`, ['ana', 'ben'], true, []],
    ['those who are left', `Approved by ${M}. Still waiting for ${M} and ${M}`, ['ben', 'chi'], true, []],
    ['a step by its number', `Step 2 of 3: ${M}`, ['ana'], true, []],
    ['all approvers once more', `Approved by ${M}\nApprovers: ${M}, ${M}`, ['ben', 'chi'], false, []],
    ['somebody else instead', `Reassigned from ${M} to ${M}`, ['ben'], true, ['ana']],
    ['somebody new, by an administrator', `Reassigned to ${M} by ${M}`, ['ana'], true, []],
    ['nobody: thanks', `Approved by ${M}. Thanks ${M}!`, [], false, []],
    ['nobody: a greeting', `Hi ${M}, your page was approved by ${M}`, [], false, []],
    ['nobody: talk', `I like it, ${M}`, [], false, []],
    ['a list below its label', `Approved by Ben\nNext approvers:\n${M}\n${M}`, ['ana', 'ben'], true, []],
  ])('%s', (_what, marked, asks, asksAnew, releases) => {
    expect(reply(marked)).toEqual({ asks, asksAnew, releases });
  });
});
