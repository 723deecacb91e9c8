/** Every state of a set being made, frozen or played with, from realistic data. As `components/demo`: for tests and development builds. */
import { computed, signal } from '@preact/signals';
import {
  type Candidate,
  type ContentKind,
  changeSetId,
  connectionId,
  type Draft,
  type DraftSource,
  type DraftSummary,
  draftId,
  draftProblems,
  draftSets,
  type OperationView,
  ok,
  pageId,
  type Result,
  type SourceKind,
  type SpaceId,
  spaceId,
  withCandidate,
  withoutCandidate,
  withoutKind,
  withoutSource,
  withSource,
} from '../../../lib/domain/index.ts';
import type { DraftModel } from '../../../lib/state/index.ts';
import { demoOperations } from '../../demo/index.ts';

const origin = 'https://acme.atlassian.net';
const engineering = { spaceId: spaceId('196612'), spaceName: 'Engineering' };
const security = { spaceId: spaceId('229380'), spaceName: 'Security handbook' };

export const candidate = (id: string, title: string | null, facts: Partial<Candidate> = {}): Candidate => ({
  pageId: pageId(id),
  kind: 'page',
  title,
  ...engineering,
  url: `${origin}/wiki/spaces/ENG/pages/${id}`,
  sourceIds: ['s1'],
  isRemoved: false,
  ...facts,
});

export const source = (id: string, from: SourceKind, facts: Partial<DraftSource> = {}): DraftSource => ({
  id,
  from,
  state: 'done',
  found: 1,
  total: null,
  cursor: null,
  error: null,
  notes: [],
  ...facts,
});

const page = pageId('2457862147');

export const emptyDraft: Draft = {
  id: draftId('draft-1'),
  connectionId: connectionId('conn-acme'),
  target: null,
  title: '',
  summary: '',
  referenceUrl: '',
  sources: [],
  candidates: [],
  createdAt: new Date(Date.now() - 3_600_000).toISOString(),
  updatedAt: new Date(Date.now() - 60_000).toISOString(),
};

const filled: Draft = {
  ...emptyDraft,
  title: 'Rotate signing keys every 30 days',
  summary: 'The gateway keeps two valid keys at a time. Runbooks and the policy follow.',
  referenceUrl: 'https://github.com/acme/gateway/pull/184',
  sources: [
    source('s1', { kind: 'descendants', pageId: page, title: 'Authentication', depth: 5 }, { found: 5, total: 5 }),
    source('s2', { kind: 'label', label: 'signing-keys' }, { found: 3 }),
    source(
      's3',
      { kind: 'text', text: 'see https://acme.atlassian.net/wiki/x/phDOEg and https://github.com/acme/gateway/issues/9' },
      {
        found: 1,
        notes: [
          { text: 'https://github.com/acme/gateway/issues/9', because: 'otherSite' },
          { text: 'https://acme.atlassian.net/wiki/display/ENG/Old+key+page', because: 'notFound' },
        ],
      },
    ),
  ],
  candidates: [
    candidate('2457862147', 'Authentication', { sourceIds: ['s1', 's2'] }),
    candidate('2457862180', 'Rotating keys by hand'),
    candidate('2457862205', 'Service tokens, their scopes and how long each of them lives', { sourceIds: ['s1', 's2'] }),
    candidate('2457862219', 'Threat model of the gateway', { kind: 'liveDoc' }),
    candidate('2457862240', 'Why our keys rotate', { kind: 'blogPost', sourceIds: ['s3'] }),
  ],
};

const severalSpaces: Draft = {
  ...filled,
  candidates: [
    ...filled.candidates,
    candidate('3100000001', 'Key management policy', { ...security, sourceIds: ['s2'] }),
    candidate('3100000002', 'Exceptions to the key policy', { ...security, sourceIds: ['s2'] }),
  ],
};

const leftOut: Draft = {
  ...filled,
  candidates: [
    ...filled.candidates,
    candidate('41', 'Architecture decisions', { kind: 'folder' }),
    candidate('42', 'Meeting notes', { kind: 'folder' }),
    candidate('43', 'Key life cycle', { kind: 'whiteboard', sourceIds: ['s2'] }),
    candidate('44', null, { kind: 'notVisible', url: null, spaceId: null, spaceName: null, sourceIds: ['s3'] }),
    candidate('2457862299', 'Glossary', { isRemoved: true }),
  ],
};

const manyPages: Draft = {
  ...filled,
  sources: [source('s1', { kind: 'descendants', pageId: page, title: 'Product handbook', depth: 10 }, { found: 1_000, total: 1_000 })],
  candidates: Array.from({ length: 1_000 }, (_, index) => candidate(String(5_000_000 + index), `Chapter ${index + 1} of the handbook`)),
};

const reading: Draft = {
  ...filled,
  sources: [
    source('s1', { kind: 'descendants', pageId: page, title: 'Product handbook', depth: 10 }, { state: 'reading', found: 320, total: 500 }),
    source('s2', { kind: 'label', label: 'signing-keys' }, { state: 'reading', found: 0 }),
    source('s3', { kind: 'tabs' }, { state: 'stopped', found: 4, total: 12 }),
    source(
      's4',
      { kind: 'cql', cql: 'space = ENG and' },
      { state: 'failed', found: 0, error: { kind: 'invalid', where: 'cql:Expected a field name' } },
    ),
    source('s5', { kind: 'label', label: 'release' }, { state: 'failed', found: 25, error: { kind: 'offline' } }),
    source('s6', {
      kind: 'links',
      url: 'https://github.com/acme/gateway/pull/184',
      title: 'Rotate signing keys',
      isSelection: false,
      references: [],
    }),
  ],
};

export interface DraftFixture {
  readonly draft: Draft;
  readonly isSaved?: boolean;
  readonly saveError?: DraftModel['saveError']['value'];
  readonly elsewhere?: DraftModel['elsewhere']['value'];
  readonly isDiscarded?: boolean;
  readonly stage?: DraftModel['stage']['value'];
  readonly createError?: DraftModel['createError']['value'];
  /** What became of each set, by space. */
  readonly operations?: ReadonlyMap<SpaceId, OperationView>;
}

const creating = (facts: Partial<OperationView>): OperationView =>
  demoOperations.operation({ kind: 'create', pageId: null, pageTitle: null, changeSetTitle: filled.title, draftId: filled.id, ...facts });

const created = (first: Partial<OperationView>, second: Partial<OperationView>): ReadonlyMap<SpaceId, OperationView> =>
  new Map([
    [engineering.spaceId, creating(first)],
    [security.spaceId, creating(second)],
  ]);

/** Every state of the editor, by name. */
export const draftFixtures: Readonly<Record<string, DraftFixture>> = {
  empty: { draft: emptyDraft },
  filled: { draft: filled },
  severalSpaces: { draft: severalSpaces },
  leftOut: { draft: leftOut },
  reading: { draft: reading, isSaved: false },
  many: { draft: manyPages },
  target: {
    draft: {
      ...leftOut,
      title: '',
      target: { changeSetId: changeSetId('cs-184'), title: filled.title, spaceId: security.spaceId },
      candidates: severalSpaces.candidates,
    },
  },
  notSaved: { draft: filled, saveError: { kind: 'unavailable' } },
  changedElsewhere: { draft: filled, elsewhere: 'changed' },
  gone: { draft: filled, elsewhere: 'gone' },
  discarded: { draft: filled, isDiscarded: true },
  refused: { draft: filled, createError: { kind: 'signedOut', service: 'approvalFlow' } },
  sending: { draft: severalSpaces, stage: 'sending' },
  sent: { draft: severalSpaces, stage: 'sent', operations: created({ state: 'confirming' }, { state: 'waiting', needsNotice: true }) },
  partly: {
    draft: severalSpaces,
    stage: 'partly',
    operations: created(
      { state: 'failed', error: { kind: 'forbidden', service: 'approvalFlow', because: 'role' } },
      { state: 'unconfirmed' },
    ),
  },
  done: { draft: severalSpaces, stage: 'done', operations: created({ state: 'done' }, { state: 'done' }) },
};

/** A draft that can be played with: what is typed and pressed changes it, nothing is read or sent. `told` hears each verb. */
export const demoDraft = (fixture: DraftFixture, told: (verb: string, input?: unknown) => void = () => undefined): DraftModel => {
  const draft = signal(fixture.draft);
  const isDiscarded = signal(fixture.isDiscarded ?? false);
  const change = (apply: (before: Draft) => Draft): void => {
    draft.value = apply(draft.peek());
  };
  const done = (verb: string): Promise<Result<null>> => {
    told(verb);
    return Promise.resolve(ok(null));
  };
  return {
    draft,
    isSaved: signal(fixture.isSaved ?? true),
    saveError: signal(fixture.saveError ?? null),
    elsewhere: signal(fixture.elsewhere ?? null),
    isDiscarded,
    sets: computed(() => draftSets(draft.value).map((set) => ({ ...set, operation: fixture.operations?.get(set.spaceId) ?? null }))),
    problems: computed(() => draftProblems(draft.value)),
    stage: signal(fixture.stage ?? 'editing'),
    createError: signal(fixture.createError ?? null),
    setTitle: (title) => change((before) => ({ ...before, title })),
    setSummary: (summary) => change((before) => ({ ...before, summary })),
    setReferenceUrl: (referenceUrl) => change((before) => ({ ...before, referenceUrl })),
    setTarget: (target) => change((before) => ({ ...before, target })),
    addSource: (from) => {
      told('addSource', from);
      const id = `s${draft.peek().sources.length + 1}`;
      change((before) => withSource(before, id, from));
      return ok(id);
    },
    stopSource: (id) => told('stopSource', id),
    resumeSource: (id) => told('resumeSource', id),
    removeSource: (id) => {
      told('removeSource', id);
      change((before) => withoutSource(before, id));
    },
    removeCandidate: (id) => change((before) => withoutCandidate(before, id)),
    restoreCandidate: (id) => change((before) => withCandidate(before, id)),
    removeAllOf: (kind: ContentKind) => change((before) => withoutKind(before, kind)),
    create: () => done('create'),
    discard: () => {
      isDiscarded.value = true;
      return done('discard');
    },
    undoDiscard: () => {
      isDiscarded.value = false;
      return done('undoDiscard');
    },
    keepMine: () => told('keepMine'),
    takeTheirs: () => told('takeTheirs'),
    save: () => done('save'),
    close: () => told('close'),
  };
};

export const draftSummaries: readonly DraftSummary[] = [
  {
    id: filled.id,
    connectionId: filled.connectionId,
    siteName: 'acme',
    siteOrigin: origin,
    title: filled.title,
    pageCount: 5,
    updatedAt: new Date(Date.now() - 120_000).toISOString(),
  },
  {
    id: draftId('draft-2'),
    connectionId: connectionId('conn-globex'),
    siteName: 'globex',
    siteOrigin: 'https://globex.atlassian.net',
    title: '',
    pageCount: 0,
    updatedAt: new Date(Date.now() - 3 * 86_400_000).toISOString(),
  },
];
