import { accountId, changeSetId, connectionId, operationId, pageId, spaceId } from '../../lib/domain/index.ts';

/** One fictitious company. Ids have the size that Confluence's have. */
export const site = { id: connectionId('conn-acme'), origin: 'https://acme.atlassian.net', name: 'acme' } as const;
export const secondSite = { id: connectionId('conn-globex'), origin: 'https://globex.atlassian.net', name: 'globex' } as const;
export const engineering = { id: spaceId('196612'), key: 'ENG', name: 'Engineering' } as const;
export const ana = { id: accountId('557058:ana'), name: 'Ana Ruiz' } as const;
export const ben = { id: accountId('557058:ben'), name: 'Ben Ito' } as const;
export const chloe = { id: accountId('557058:chloe'), name: 'Chloé Marchand' } as const;
export const pipeline = { id: accountId('557058:bot'), name: 'docs-pipeline' } as const;

export const minutesAgo = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString();

export const pageUrl = (id: string): string => `${site.origin}/wiki/spaces/ENG/pages/${id}`;

export { changeSetId, operationId, pageId };
