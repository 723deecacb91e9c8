/** The people of the sandbox. Account ids have the two shapes that real ones have. */
import type { Person } from '../../model.ts';

export type SiteHost = 'acme.atlassian.net' | 'globex.atlassian.net';

const acme: SiteHost = 'acme.atlassian.net';
const globex: SiteHost = 'globex.atlassian.net';

export const everybody: readonly Person[] = [
  {
    key: 'ana',
    accountId: '712020:6f0c2f3e-8a41-4c57-9d0e-2b7a5c1e94d3',
    displayName: 'Ana Ferreira',
    email: 'ana@acme.example',
    accountType: 'atlassian',
    sites: [acme],
  },
  {
    key: 'ben',
    accountId: '712020:b1d97c40-55f2-4e0b-8c6a-f3e2087d61aa',
    displayName: 'Ben Okafor',
    email: 'ben@acme.example',
    accountType: 'atlassian',
    sites: [acme],
  },
  {
    key: 'chi',
    accountId: '5f8e4d2c9b3a7100682f41d7',
    displayName: 'Chi Nguyễn',
    email: 'chi@acme.example',
    accountType: 'atlassian',
    sites: [acme],
  },
  {
    key: 'dee',
    accountId: '712020:0a94e7b5-13cd-4f68-a2b9-7c50d8e6f412',
    displayName: 'Dee Lindqvist',
    email: 'dee@acme.example',
    accountType: 'atlassian',
    sites: [acme, globex],
  },
  {
    key: 'eve',
    accountId: '62c1a09f4be8d75d3390ce18',
    displayName: 'Eve Tanaka',
    email: 'eve@acme.example',
    accountType: 'atlassian',
    sites: [acme],
  },
  {
    key: 'otto',
    accountId: '712020:e85b3d16-f7a0-4b92-9e14-46c8a2d07f5b',
    displayName: 'Otto Brandt',
    email: 'otto@globex.example',
    accountType: 'atlassian',
    sites: [globex],
  },
  {
    key: 'approvalflow',
    accountId: '712020:3c7e19d8-42b6-4d0f-b5a1-90f4e6d27c83',
    displayName: 'ApprovalFlow for Confluence',
    email: '',
    accountType: 'app',
    sites: [acme, globex],
  },
];

export const accountIdOf = (key: string): string => {
  const person = everybody.find((candidate) => candidate.key === key);
  if (person === undefined) throw new Error(`Nobody is called ${key}`);
  return person.accountId;
};
