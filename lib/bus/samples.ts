/**
 * For the tests of who may say what: per message who may send it, written down a second time on purpose, and one that is
 * right in form. A message added to the contract without a row here does not compile.
 */
import type { NotificationInput, NotificationName, RequestInput, RequestName, Surface, TopicName, TopicParamsInput } from './contract.ts';

interface Row<Data> {
  readonly from: readonly Surface[];
  readonly data: Data;
}

const content: readonly Surface[] = ['content'];
const inside: readonly Surface[] = ['framed', 'window'];
const window: readonly Surface[] = ['window'];
const anywhere: readonly Surface[] = ['content', 'framed', 'window'];

const set = { connectionId: 'c1', changeSetId: 's1' };
const page = { ...set, pageId: '123' };
const connection = { connectionId: 'c1' };
const fields = { title: 'T', summary: 'S', referenceUrl: null };
const query = {
  search: '',
  states: ['stale'],
  spaces: ['c1|55'],
  creators: ['a1'],
  hosts: [''],
  freshness: ['changed'],
  archived: 'open',
  sort: 'updated',
  isDescending: true,
} as const;
const draft = {
  id: 'd1',
  connectionId: 'c1',
  target: null,
  title: 'T',
  summary: '',
  referenceUrl: '',
  sources: [
    { id: 's1', from: { kind: 'label', label: 'api' }, state: 'done', found: 1, total: null, cursor: null, error: null, notes: [] },
  ],
  candidates: [
    { pageId: '123', kind: 'page', title: 'Home', spaceId: '55', spaceName: null, url: null, sourceIds: ['s1'], isRemoved: false },
  ],
  createdAt: '2026-01-01T00:00:00.000Z',
  updatedAt: '2026-01-01T00:00:00.000Z',
} as const;
const print = 'a'.repeat(64);
const states = {
  connectionId: 'c1',
  pageIds: ['123'],
  copy: 'current',
  wish: { kind: 'existing', state: { id: '0', name: 'Rough draft', color: '#ffc400' } },
} as const;
const mutableStates = structuredClone(states) as unknown as RequestInput<'state.preview'>;
const mutableDraft = structuredClone(draft) as unknown as RequestInput<'draft.save'>['draft'];
const mutableQuery = structuredClone(query) as unknown as TopicParamsInput<'board'>['query'];

export const requestRows: { readonly [Name in RequestName]: Row<RequestInput<Name>> } = {
  'page.opened': { from: content, data: { route: { kind: 'page', pageId: '123', isBlogPost: false }, isNavigation: true } },
  'launcher.add': { from: content, data: { pageId: '123', targetTitle: 'Docs for 184' } },
  'launcher.undo': { from: content, data: { operationId: 'o1' } },
  'launcher.place': { from: anywhere, data: { siteOrigin: 'https://acme.atlassian.net', position: 'docked', isHidden: false } },
  'changeSet.addPage': { from: inside, data: page },
  'changeSet.removePage': { from: inside, data: page },
  'changeSet.create': {
    from: inside,
    data: { connectionId: 'c1', spaceId: '55', title: 'T', summary: 'S', referenceUrl: 'https://example.com/1', pageIds: ['123'] },
  },
  'changeSet.addPages': { from: inside, data: { ...set, pageIds: ['123', '124'] } },
  'changeSet.edit': { from: inside, data: { ...set, base: fields, fields: { title: 'U' } } },
  'fieldDraft.save': { from: inside, data: { ...set, fields } },
  'changeSet.snooze': { from: inside, data: { ...set, until: '2026-12-01T08:00:00.000Z' } },
  'changeSet.mute': { from: inside, data: { ...set, isMuted: true } },
  'changeSet.preflight': { from: inside, data: set },
  'page.preflight': { from: inside, data: { connectionId: 'c1', pageId: '123' } },
  'changeSet.submit': { from: window, data: set },
  'page.submit': { from: window, data: page },
  'changeSet.archive': { from: window, data: set },
  'confirm.open': { from: inside, data: { ...set, action: 'submit', pageId: '123' } },
  'changeSet.targets': { from: inside, data: { connectionId: 'c1', spaceId: '55', pageId: '123', search: 'api' } },
  'operation.undo': { from: inside, data: { operationId: 'o1' } },
  'operation.retry': { from: inside, data: { operationId: 'o1' } },
  'operation.dismiss': { from: inside, data: { operationId: 'o1' } },
  'operation.resolve': { from: inside, data: { operationId: 'o1', keep: 'ours' } },
  'bulk.start': { from: window, data: { action: 'submit', targets: [set] } },
  'bulk.stop': { from: window, data: { bulkId: 'b1' } },
  'bulk.dismiss': { from: window, data: { bulkId: 'b1' } },
  'content.find': { from: inside, data: { connectionId: 'c1', source: { kind: 'ids', ids: ['123'] } } },
  'tab.read': { from: inside, data: { tabId: 7 } },
  'draft.save': { from: inside, data: { draft: mutableDraft, base: null } },
  'draft.read': { from: inside, data: { draftId: 'd1' } },
  'draft.drop': { from: inside, data: { draftId: 'd1' } },
  'page.thread': { from: inside, data: { connectionId: 'c1', pageId: '123' } },
  'version.texts': { from: inside, data: { connectionId: 'c1', pageId: '123', before: 12, after: 14 } },
  'version.check': { from: inside, data: { connectionId: 'c1', pageId: '123' } },
  'viewed.mark': { from: inside, data: { ...page, viewed: { fingerprint: print, version: 14 } } },
  'record.read': { from: inside, data: set },
  'review.open': { from: inside, data: { ...set, what: 'changes', basis: 'approved', pageId: null } },
  'state.offer': { from: inside, data: { connectionId: 'c1', pageId: '123' } },
  'state.preview': { from: inside, data: mutableStates },
  'state.start': { from: window, data: mutableStates },
  'state.stop': { from: window, data: { runId: 'r1' } },
  'state.goOn': { from: window, data: { runId: 'r1' } },
  'state.dismiss': { from: window, data: { runId: 'r1' } },
  'state.openTab': { from: inside, data: connection },
  'state.open': { from: inside, data: { connectionId: 'c1', changeSetId: null, pageId: '123' } },
  'review.next': { from: inside, data: { after: { connectionId: 'c1', pageId: '123' } } },
  'dashboard.open': { from: inside, data: { place: 'new=d1' } },
  'preferences.change': { from: inside, data: { hasShortcuts: false, savedViews: [{ id: 'v1', name: 'Stale', query: mutableQuery }] } },
  'connection.pause': { from: inside, data: { connectionId: 'c1', isPaused: true } },
  'space.pause': { from: inside, data: { connectionId: 'c1', spaceId: '55', isPaused: true } },
  'notice.accept': { from: inside, data: connection },
  'refresh.queue': { from: inside, data: {} },
  'refresh.changeSet': { from: inside, data: set },
  'refresh.tab': { from: inside, data: { tabId: 7 } },
  'byline.open': { from: inside, data: { connectionId: 'c1', pageId: '123', tabId: 7 } },
  'page.open': { from: inside, data: { connectionId: 'c1', pageId: '123' } },
  'options.open': { from: anywhere, data: {} },
  'panel.close': { from: inside, data: {} },
  'connection.save': {
    from: window,
    data: {
      connectionId: 'c1',
      input: { siteUrl: 'acme', apiBaseUrl: 'api', clientId: 'id', credential: { kind: 'secret', secret: 'hush' } },
    },
  },
  'connection.import': { from: window, data: { file: '{}' } },
  'connection.signIn': { from: window, data: connection },
  'connection.check': { from: window, data: connection },
  'connection.signOut': { from: window, data: connection },
  'connection.remove': { from: window, data: connection },
  'space.pin': { from: inside, data: { connectionId: 'c1', spaceId: '55', isPinned: true } },
  'space.offer': { from: window, data: { connectionId: 'c1', search: '' } },
  'space.follow': { from: window, data: { connectionId: 'c1', spaceIds: ['55'] } },
  'access.changed': { from: window, data: {} },
};

export const notificationRows: { readonly [Name in NotificationName]: Row<NotificationInput<Name>> } = {
  'page.mayHaveChanged': { from: content, data: { pageId: '123' } },
  'page.left': { from: content, data: {} },
};

export const topicRows: { readonly [Topic in TopicName]: Row<TopicParamsInput<Topic>> } = {
  tab: { from: inside, data: { tabId: 7 } },
  changeSet: { from: inside, data: set },
  queue: { from: window, data: { search: 'x', limit: 20 } },
  board: { from: window, data: { query: mutableQuery, offset: 0, limit: 50 } },
  activity: { from: inside, data: set },
  bulk: { from: window, data: {} },
  drafts: { from: inside, data: {} },
  preferences: { from: inside, data: {} },
  operations: { from: inside, data: {} },
  comparison: { from: inside, data: { ...set, basis: 'approved' } },
  pageStates: { from: inside, data: { connectionId: 'c1', pageIds: ['123'] } },
  stateRun: { from: inside, data: {} },
  settings: { from: window, data: {} },
};
