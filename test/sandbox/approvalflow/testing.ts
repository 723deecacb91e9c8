/** What this folder's tests share: workflows of the fake content's spaces, outcomes opened, and seeded things by title. */
import type { Outcome, Site, Workflow } from '../model.ts';

const workflow = (id: string, spaceId: string, steps: Workflow['steps'], rest: Partial<Workflow> = {}): Workflow => ({
  id,
  spaceId,
  name: id,
  enabled: true,
  steps,
  recertifyAfterDays: null,
  ...rest,
});
export const anyOf = (...keys: string[]): Workflow['steps'][number] => ({
  name: 'Review',
  mode: 'any',
  approverIds: keys.map((key) => `account-${key}`),
});
export const allOf = (...keys: string[]): Workflow['steps'][number] => ({
  name: 'Board',
  mode: 'all',
  approverIds: keys.map((key) => `account-${key}`),
});

const engWorkflow = workflow('wf-eng', '1', [anyOf('ben', 'chi'), anyOf('dee')]);
export const workflows = [
  engWorkflow,
  workflow('wf-off', '1', [anyOf('dee')], { enabled: false }),
  workflow('wf-any', '2', [anyOf('ben')]),
  workflow('wf-all', '2', [allOf('ben', 'chi')], { recertifyAfterDays: 90 }),
];

export const value = <T>(outcome: Outcome<T>): T => {
  if (!outcome.ok) throw new Error(outcome.refusal.message);
  return outcome.value;
};

export const refusal = (outcome: Outcome<unknown>): string => {
  if (outcome.ok) throw new Error('It was not refused.');
  return outcome.refusal.message;
};

export const pageIdOf = ({ content }: Site, title: string): string => {
  const found = content.pages().find((page) => content.currentVersion(page).title === title);
  if (found === undefined) throw new Error(`No page ${title}`);
  return found.id;
};

export const setIdOf = ({ content, approvalFlow }: Site, title: string): string => {
  const sets = content.spaces().flatMap((space) => approvalFlow.changeSets(space.id));
  const found = sets.find((set) => set.title === title);
  if (found === undefined) throw new Error(`No set ${title}`);
  return found.id;
};
