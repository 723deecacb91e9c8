/** The workflows of each site: one active in ENG and DEL, two in OPS (so pages need an assignment), none in HR. */
import type { Content, Workflow } from '../model.ts';

interface Plan {
  id: string;
  spaceKey: string;
  name: string;
  enabled?: false;
  steps: readonly { name: string; mode: 'any' | 'all'; approvers: readonly string[] }[];
  recertifyAfterDays?: 90 | 180 | 365;
}

const plans: readonly Plan[] = [
  {
    id: 'wf-eng-docs',
    spaceKey: 'ENG',
    name: 'Documentation review',
    steps: [
      { name: 'Technical review', mode: 'any', approvers: ['ben', 'chi'] },
      { name: 'Sign-off', mode: 'any', approvers: ['ben', 'chi', 'dee'] },
    ],
    recertifyAfterDays: 180,
  },
  {
    id: 'wf-eng-board',
    spaceKey: 'ENG',
    name: 'Architecture board',
    enabled: false,
    steps: [{ name: 'Board', mode: 'all', approvers: ['ben', 'chi', 'dee'] }],
  },
  { id: 'wf-ops-runbook', spaceKey: 'OPS', name: 'Runbook review', steps: [{ name: 'Review', mode: 'any', approvers: ['ben', 'chi'] }] },
  {
    id: 'wf-ops-board',
    spaceKey: 'OPS',
    name: 'Change board',
    steps: [{ name: 'Board', mode: 'all', approvers: ['ben', 'dee'] }],
    recertifyAfterDays: 90,
  },
  {
    id: 'wf-hr-policy',
    spaceKey: 'HR',
    name: 'Policy approval',
    enabled: false,
    steps: [{ name: 'Approval', mode: 'any', approvers: ['dee'] }],
    recertifyAfterDays: 365,
  },
  { id: 'wf-del-contract', spaceKey: 'DEL', name: 'Contract review', steps: [{ name: 'Review', mode: 'any', approvers: ['dee', 'otto'] }] },
];

/** Workflows of the spaces that this content has. */
export const workflowsFor = (content: Content): Workflow[] =>
  plans.flatMap(({ spaceKey, steps, enabled, recertifyAfterDays, ...rest }) => {
    const space = content.space(spaceKey);
    if (space === null) return [];
    const accountIdOf = (key: string): string => {
      const person = content.person(key);
      if (person === null) throw new Error(`Workflow ${rest.id} needs a person ${key}.`);
      return person.accountId;
    };
    return [
      {
        ...rest,
        spaceId: space.id,
        enabled: enabled ?? true,
        recertifyAfterDays: recertifyAfterDays ?? null,
        steps: steps.map((step) => ({ name: step.name, mode: step.mode, approverIds: step.approvers.map(accountIdOf) })),
      },
    ];
  });
