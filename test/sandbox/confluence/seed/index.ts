/**
 * What each site holds at start. Made new for every `reset`, so nobody can spoil another test's data; the same for the same
 * moment. Hides the prose and the builders; promises valid storage format and ids that do not move when pages are added.
 */
import type { BuiltSpace } from './build.ts';
import { buildSpace } from './build.ts';
import { engineering } from './eng.ts';
import { delivery } from './globex.ts';
import { peopleOperations } from './hr.ts';
import { operations } from './ops.ts';
import type { SiteHost } from './people.ts';

const plans = {
  'acme.atlassian.net': [engineering, operations, peopleOperations],
  'globex.atlassian.net': [delivery],
} as const;

export const seedOf = (host: SiteHost, nowMs: number): BuiltSpace[] => plans[host].map((plan) => buildSpace(plan, nowMs));
