import { describe, expect, it } from 'vitest';
import { type AppError, changeSetId, connectionId, fail, ok, type PreflightView, type Result } from '../domain/index.ts';
import { createBulkCheck, type SetToCheck } from './index.ts';

const sets = (count: number): readonly SetToCheck[] =>
  Array.from({ length: count }, (_, index) => ({
    connectionId: connectionId('c'),
    changeSetId: changeSetId(`s${index}`),
    title: `Set ${index}`,
  }));

const preflight = (id: string): PreflightView => ({ changeSetId: changeSetId(id), title: id, checkedAt: '', pages: [] });

/** Each question waits until the test answers it. */
const bench = () => {
  const asked: string[] = [];
  const answers = new Map<string, (answer: Result<PreflightView>) => void>();
  const check = createBulkCheck(({ changeSetId: id }) => {
    asked.push(id);
    return new Promise((resolve) => answers.set(id, resolve));
  });
  const settle = async (id: string, error: AppError | null = null): Promise<void> => {
    answers.get(id)?.(error === null ? ok(preflight(id)) : fail(error));
    for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
  };
  const states = () => check.view.value?.sets.map(({ state }) => state);
  return { check, asked, settle, states };
};

describe('checking many sets', () => {
  it('asks about two at a time, and keeps what was found of each', async () => {
    const { check, asked, settle, states } = bench();
    check.start(sets(4));
    expect(asked).toEqual(['s0', 's1']);
    await settle('s1');
    expect(asked).toEqual(['s0', 's1', 's2']);
    expect(states()).toEqual(['checking', 'done', 'checking', 'waiting']);
    await settle('s0', { kind: 'notFound' });
    await settle('s2');
    await settle('s3');
    expect(states()).toEqual(['failed', 'done', 'done', 'done']);
    expect(check.view.value).toMatchObject({ isRunning: false });
    expect(check.view.value?.sets[1]?.result).toEqual(preflight('s1'));
  });

  it('stops after those that are being asked about, and goes on with the rest', async () => {
    const { check, asked, settle, states } = bench();
    check.start(sets(4));
    check.stop();
    await settle('s0');
    await settle('s1');
    expect(asked).toEqual(['s0', 's1']);
    expect(check.view.value?.isRunning).toBe(false);
    check.goOn();
    expect(states()).toEqual(['done', 'done', 'checking', 'checking']);
  });

  it('does not run into the same wall four times', async () => {
    const { check, asked, settle, states } = bench();
    check.start(sets(4));
    await settle('s0', { kind: 'offline' });
    await settle('s1', { kind: 'offline' });
    expect(asked).toEqual(['s0', 's1']);
    expect(states()).toEqual(['failed', 'failed', 'waiting', 'waiting']);
    check.goOn();
    expect(asked).toEqual(['s0', 's1', 's0', 's1']);
  });

  it('drops answers to a check that was put away or begun anew', async () => {
    const { check, settle, states } = bench();
    check.start(sets(2));
    check.dismiss();
    await settle('s0');
    expect(check.view.value).toBeNull();
    check.start(sets(3).slice(2));
    await settle('s1');
    expect(states()).toEqual(['checking']);
  });
});
