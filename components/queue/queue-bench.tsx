/** What the tests of the queue share. Never imported by anything but tests. */
import { type Mock, vi } from 'vitest';
import { page } from 'vitest/browser';
import { demoActions, type QueueFixture, queueFixtures, watchAmong } from '../demo/index.ts';
import { DraftList } from '../draft/index.ts';
import { draw } from '../testing/index.ts';
import { Queue } from './Queue.tsx';

export type Told = Mock<(name: string, input?: unknown) => void>;

const fixture = (name: string): QueueFixture => {
  const found = queueFixtures[name];
  if (found === undefined) throw new Error(`no fixture ${name}`);
  return found;
};

export const show = async (name: string, colorMode: 'light' | 'dark' = 'light'): Promise<{ readonly told: Told }> => {
  const { sets, drafts, ...given } = fixture(name);
  const told: Told = vi.fn<(name: string, input?: unknown) => void>();
  const answer = (what: string, input?: unknown) => {
    told(what, input);
    return Promise.resolve({ ok: true, value: null } as const);
  };
  await draw(
    <Queue
      {...given}
      actions={demoActions(told)}
      watchChangeSet={watchAmong(sets)}
      onShortcuts={(has) => answer('shortcuts', has)}
      onSearch={(search) => told('search', search)}
      onShowMore={() => told('more')}
      onRefresh={() => answer('refreshQueue')}
      onOpen={(item) => answer('open', item.title)}
      onReviewing={() => told('reviewing')}
      onSidePanel={() => told('sidePanel')}
      onNew={() => told('new')}
      onNewWithPage={({ page: front }) => told('newWithPage', front.id)}
      onNewForTab={() => answer('newForTab')}
      drafts={<DraftList drafts={drafts} now={Date.now()} onOpen={(id) => told('goOn', id)} />}
    />,
    colorMode,
  );
  return { told };
};

export const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true });
export const group = (name: RegExp) => page.getByRole('region', { name });
