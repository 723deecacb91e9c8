/** Frozen states of the window, for people, tests and pictures. */
import {
  type ContentState,
  connectionId,
  pageId,
  type StateOffer,
  type StatePreview,
  type StateRun,
  type StateStep,
  stateRunId,
} from '../../lib/domain/index.ts';
import type { StateActions } from './data.ts';

const connection = connectionId('conn-acme');
export const verified: ContentState = { id: '3', name: 'Verified', color: '#1d7afc' };
const roughDraft: ContentState = { id: '0', name: 'Rough draft', color: '#ffc400' };
const ready: ContentState = { id: '2', name: 'Ready for review', color: '#57d9a3' };
const own: ContentState = { id: '38240113', name: 'With legal', color: '#8777d9' };

export const demoOffer: StateOffer = {
  pageId: pageId('2457862147'),
  current: own,
  draft: null,
  hasDraft: true,
  spaceStates: [roughDraft, ready, verified],
  customStates: [{ id: '38256500', name: 'To translate', color: '#ff7452' }],
  canEdit: true,
  settings: { isAllowed: true, isSpaceAllowed: true, isCustomAllowed: true, spaceStates: [roughDraft, ready, verified] },
};

const step = (id: string, title: string, outcome: StateStep['outcome'], more: Partial<StateStep> = {}): StateStep => ({
  pageId: pageId(id),
  title,
  from: null,
  outcome,
  error: null,
  makesVersion: outcome === 'write',
  movesApproval: false,
  hasDraft: false,
  makesState: false,
  ...more,
});

export const demoPreview: StatePreview = {
  connectionId: connection,
  copy: 'current',
  wish: { kind: 'existing', state: verified },
  hasTab: true,
  steps: [
    step('2457862147', 'Authentication', 'write', { from: ready, movesApproval: true, hasDraft: true }),
    step('2457862148', 'Token endpoint', 'write'),
    step('2457862152', 'Release notes of the gateway and of everything that is built upon it', 'write', {
      movesApproval: null,
      hasDraft: null,
    }),
    step('2457862149', 'Key rotation runbook', 'alreadySo', { from: verified }),
    step('2457862150', 'Salary bands', 'notPermitted'),
    step('2457862151', 'Webhooks', 'notOffered', { from: roughDraft }),
  ],
};

export const demoRun: StateRun = {
  id: stateRunId('run-1'),
  connectionId: connection,
  siteOrigin: 'https://acme.atlassian.net',
  copy: 'current',
  wish: { kind: 'existing', state: verified },
  startedAt: '2026-11-20T10:00:00.000Z',
  state: 'running',
  items: [
    {
      pageId: pageId('2457862147'),
      title: 'Authentication',
      state: 'done',
      error: null,
      makesVersion: true,
      version: 15,
      isSameContent: true,
    },
    {
      pageId: pageId('2457862148'),
      title: 'Token endpoint',
      state: 'writing',
      error: null,
      makesVersion: true,
      version: null,
      isSameContent: null,
    },
    {
      pageId: pageId('2457862149'),
      title: 'Key rotation runbook',
      state: 'skipped',
      error: null,
      makesVersion: false,
      version: null,
      isSameContent: null,
    },
    {
      pageId: pageId('2457862150'),
      title: 'Salary bands',
      state: 'failed',
      error: { kind: 'forbidden', service: 'confluence', because: 'role' },
      makesVersion: true,
      version: null,
      isSameContent: null,
    },
  ],
};

/** Answers as the background would, and tells what was asked. */
export const demoStateActions = (
  tell: (name: keyof StateActions, input: unknown) => void = () => undefined,
  answers: { readonly offer?: StateOffer; readonly preview?: StatePreview } = {},
): StateActions => {
  const answer =
    <T>(name: keyof StateActions, value: T) =>
    async (input: unknown) => {
      tell(name, input);
      return { ok: true as const, value };
    };
  return {
    offer: answer('offer', answers.offer ?? demoOffer),
    preview: answer('preview', answers.preview ?? demoPreview),
    start: answer('start', { runId: demoRun.id }),
    stop: answer('stop', null),
    goOn: answer('goOn', null),
    dismiss: answer('dismiss', null),
    openTab: answer('openTab', null),
  };
};
