import { describe, expect, it } from 'vitest';
import { type AppError, knownRollupStates, type LauncherView, type OperationView, pageId } from '../../lib/domain/index.ts';
import { operation } from './launcher-fixtures.ts';
import { faceOf, refusedToast, toastOf } from './words.ts';

const view = (part: Partial<LauncherView>): LauncherView => ({
  kind: 'inNone',
  pageId: pageId('123'),
  rollup: null,
  setCount: 0,
  targetTitle: null,
  reopensApproved: false,
  canWrite: true,
  problem: null,
  position: 'title',
  ...part,
});

describe('the chip', () => {
  it('draws nothing where it is hidden', () => {
    expect(faceOf(view({ kind: 'hidden' }))).toBeNull();
  });

  it.each([
    ['open', 'Not submitted', 'neutral'],
    ['in_review', 'In review', 'info'],
    ['partially_approved', 'Partly approved', 'progress'],
    ['all_approved', 'Approved', 'success'],
    ['has_rejections', 'Changes requested', 'danger'],
    ['stale', 'Edited since approval', 'warning'],
    ['needs_legal', 'needs legal', 'neutral'],
    [null, 'State not given', 'neutral'],
  ])('%s is %s, %s', (rollup, text, tone) => {
    expect(faceOf(view({ kind: 'inSets', rollup, setCount: 1 }))).toMatchObject({ text, tone, act: 'panel' });
  });

  it('has a colour of its own for each state', () => {
    const tones = knownRollupStates.map((rollup) => faceOf(view({ kind: 'inSets', rollup, setCount: 1 }))?.tone);
    expect(new Set(tones).size).toBe(knownRollupStates.length);
  });

  it('counts several sets', () => {
    expect(faceOf(view({ kind: 'inSets', rollup: 'stale', setCount: 3 }))?.text).toBe('Edited since approval · 3 sets');
  });

  it('names the set that one press adds to, and opens the chooser where there is none', () => {
    expect(faceOf(view({ targetTitle: 'Payments v2' }))).toMatchObject({ text: 'Add to “Payments v2”', note: null, act: 'add' });
    expect(faceOf(view({}))).toMatchObject({ text: 'Add to change set', act: 'choose' });
  });

  it('says before that adding reopens an approved set', () => {
    expect(faceOf(view({ targetTitle: 'Payments v2', reopensApproved: true }))?.note).toBe('Reopens an approved set');
  });

  it('offers no writing to somebody who cannot write', () => {
    expect(faceOf(view({ targetTitle: 'Payments v2', canWrite: false }))).toMatchObject({ act: 'panel', canChoose: false });
    expect(faceOf(view({ kind: 'inSets', setCount: 1, canWrite: false }))?.canChoose).toBe(false);
  });

  it('keeps what was known beside a problem', () => {
    const problem: AppError = { kind: 'signedOut', service: 'atlassianSignIn' };
    expect(faceOf(view({ kind: 'problem', problem }))).toMatchObject({ text: 'Sign in', tone: 'warning', act: 'panel' });
    expect(faceOf(view({ kind: 'problem', problem, rollup: 'all_approved', setCount: 1 }))).toMatchObject({
      text: 'Approved',
      note: 'Sign in',
      canChoose: false,
    });
  });
});

describe('the toast', () => {
  it.each<[Partial<OperationView>, string]>([
    [{ state: 'sending' }, 'Adding to “Payments v2”…'],
    [{ state: 'confirming', kind: 'removePage' }, 'Removing from “Payments v2”…'],
    [{ state: 'waiting' }, 'Adding to “Payments v2” as soon as possible…'],
    [{}, 'Added to “Payments v2”'],
    [{ isUndone: true }, 'Undone in “Payments v2”'],
    [{ raced: true }, 'Added to “Payments v2”. Someone else changed it at the same time'],
    [{ wasAlreadySo: true }, 'Already in “Payments v2”'],
    [{ wasAlreadySo: true, kind: 'removePage' }, 'Not in “Payments v2” any more'],
    [{ state: 'failed', error: { kind: 'offline' } }, 'Could not add to “Payments v2”: offline'],
    [{ state: 'unconfirmed' }, 'Could not confirm whether “Payments v2” changed'],
    [{ state: 'waiting', needsNotice: true }, 'Before the first change to “Payments v2”, one thing to know'],
  ])('%j: %s', (part, text) => {
    expect(toastOf(operation(part)).text).toBe(text);
  });

  it('offers undo and another set once it is done, where there is an undo', () => {
    expect(toastOf(operation({}))).toMatchObject({ canUndo: true, canChooseOther: true });
    expect(toastOf(operation({ state: 'sending' }))).toMatchObject({ canUndo: false, canChooseOther: false });
    expect(toastOf(operation({ isUndone: true }))).toMatchObject({ canUndo: false, canChooseOther: false });
    expect(toastOf(operation({ wasAlreadySo: true }))).toMatchObject({ canUndo: false, canChooseOther: true });
    expect(toastOf(operation({ kind: 'create', undo: null }))).toMatchObject({ canUndo: false, canChooseOther: false });
  });

  it('stays until closed when a person has to do something', () => {
    expect(toastOf(operation({})).staysMs).not.toBeNull();
    const waiting = [{ state: 'failed' }, { state: 'unconfirmed' }, { state: 'waiting', needsNotice: true }] as const;
    expect(waiting.map((part) => toastOf(operation(part)).staysMs)).toEqual([null, null, null]);
    expect(waiting.map((part) => toastOf(operation(part)).panelWords)).toEqual(['Open panel', 'Look and decide', 'Read and go on']);
  });

  it('does not say that nothing happened when that is not known', () => {
    expect(refusedToast('add', { kind: 'unavailable' }).text).toContain('look whether it happened');
    expect(refusedToast('add', { kind: 'wrongAccount' }).text).toBe('Could not add: two accounts');
  });
});
