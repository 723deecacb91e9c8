/** Everything that `reset` makes anew: both sites with their content and ApprovalFlow, and the tokens. */
import { type ApprovalFlowEngine, createApprovalFlow } from './approvalflow/index.ts';
import type { SandboxClock } from './clock.ts';
import { createContent } from './confluence/index.ts';
import type { Variants } from './faults.ts';
import type { AppIdentity, Site } from './model.ts';
import { createTokens, type Tokens } from './oauth/index.ts';
import { seedChangeSets } from './seed/change-sets.ts';
import { workflowsFor } from './seed/workflows.ts';

/** A site whose engine can also be driven by the control contract. */
export interface SandboxSite extends Site {
  approvalFlow: ApprovalFlowEngine;
}

export interface World {
  sites: readonly SandboxSite[];
  tokens: Tokens;
}

export const appIdentity: AppIdentity = {
  appId: '7e1f0c52-9a3b-4d68-b0c7-5f2a8e94d31b',
  envId: '2b6d9a10-4c8e-4f35-8a71-e0d3c5b7f946',
};

export const mainHost = 'acme.atlassian.net';

const siteFacts = [
  { host: mainHost, name: 'Acme', cloudId: '4d0c6a3e-27f1-4b95-8e3d-90ab1f6c7e52' },
  { host: 'globex.atlassian.net', name: 'Globex', cloudId: 'c81e5b77-6f02-4a3d-9b1c-2e7d40f95a68' },
] as const;

export const siteHosts: readonly string[] = siteFacts.map((site) => site.host);

export function createWorld(parts: { clock: SandboxClock; variants: Variants }): World {
  const { clock, variants } = parts;
  const sites = siteFacts.map(({ host, name, cloudId }): SandboxSite => {
    const content = createContent({ site: host, clock, variants });
    const approvalFlow = createApprovalFlow({ content, clock, workflows: workflowsFor(content), siteUrl: `https://${host}`, variants });
    seedChangeSets(host, { content, approvalFlow, clock });
    return { host, name, cloudId, content, approvalFlow, app: { restApiEnabled: true, licensed: true } };
  });
  return { sites, tokens: createTokens({ clock, variants, app: appIdentity }) };
}
