import type { Draft } from './draft.ts';
import {
  type ChangeSetId,
  type ConnectionId,
  changeSetId,
  connectionId,
  type DraftId,
  draftId,
  type OperationId,
  operationId,
} from './ids.ts';

/** What the panel shows. */
export type PanelPlace =
  /** The sets of the page in front, perhaps with their chooser open; `instead`: the add that the choice replaces. */
  | { readonly kind: 'page'; readonly choosing: { readonly instead: OperationId | null } | null }
  /** One set, whatever page is in front. `connectionId: null`: that of the page in front. */
  | { readonly kind: 'set'; readonly connectionId: ConnectionId | null; readonly changeSetId: ChangeSetId }
  /** A change set being put together. `draftId: null`: a new one, begun at the page in front or, with a `target`, for that set. */
  | {
      readonly kind: 'draft';
      readonly draftId: DraftId | null;
      readonly target: ({ readonly connectionId: ConnectionId } & NonNullable<Draft['target']>) | null;
    };

/** Addresses are claims: a page that frames the panel writes them. */
const idPattern = /^[\w:~.-]{1,128}$/;

/**
 * The place that an address names after `#`; `null`: none, so that what is shown stays.
 *
 * @example panelPlaceIn('#theme=dark&set=cs-1&at=acme') // { kind: 'set', connectionId: 'acme', changeSetId: 'cs-1' }
 */
export const panelPlaceIn = (hash: string): PanelPlace | null => {
  const params = new URLSearchParams(hash.replace(/^#/, ''));
  const idAt = <Id>(name: string, make: (value: string) => Id): Id | null => {
    const value = params.get(name);
    return value !== null && idPattern.test(value) ? make(value) : null;
  };
  if (params.has('choose')) return { kind: 'page', choosing: { instead: idAt('instead', operationId) } };
  if (params.has('new')) return { kind: 'draft', draftId: idAt('new', draftId), target: null };
  const set = idAt('set', changeSetId);
  return set === null ? null : { kind: 'set', connectionId: idAt('at', connectionId), changeSetId: set };
};

/**
 * The address of one set in the panel, after `#`.
 *
 * @example setPlace(connectionId('acme'), changeSetId('cs-1')) // 'set=cs-1&at=acme'
 */
export const setPlace = (connection: ConnectionId, changeSet: ChangeSetId): string =>
  new URLSearchParams({ set: changeSet, at: connection }).toString();

/** What stands after `#` in the address of a Confluence page for those who have Sheaf; nothing else of it is ours. */
const linkPattern = /(?:^#|&)sheaf=([^&]*)/;

/**
 * The set that the address of a Confluence page names, as *Copy link* writes it.
 *
 * @example linkedSetIn('#sheaf=cs-184') // 'cs-184'
 */
export const linkedSetIn = (hash: string): ChangeSetId | null => {
  const written = linkPattern.exec(hash)?.[1]?.replaceAll(/%3a/gi, ':').replaceAll(/%7e/gi, '~') ?? '';
  return idPattern.test(written) ? changeSetId(written) : null;
};
