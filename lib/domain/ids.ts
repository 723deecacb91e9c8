declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

/** One Confluence site with its API base URL, OAuth client and the two accounts signed in. Made by us. */
export type ConnectionId = Branded<'ConnectionId'>;
/** Numeric space id as a string, never the key. */
export type SpaceId = Branded<'SpaceId'>;
/** Numeric page id as a string. */
export type PageId = Branded<'PageId'>;
export type ChangeSetId = Branded<'ChangeSetId'>;
export type AccountId = Branded<'AccountId'>;
/** One write a person asked for, from click to settled. Made by us. */
export type OperationId = Branded<'OperationId'>;
/** A change set being put together. Made by us. */
export type DraftId = Branded<'DraftId'>;
/** Several writes asked for at once. Made by us. */
export type BulkId = Branded<'BulkId'>;
/** Page statuses written one after the other. Made by us. */
export type StateRunId = Branded<'StateRunId'>;

/** Call these only at a door, where a string has just been checked. Ids are strings: large ones do not fit a number. */
export const connectionId = (value: string): ConnectionId => value as ConnectionId;
export const spaceId = (value: string): SpaceId => value as SpaceId;
export const pageId = (value: string): PageId => value as PageId;
export const changeSetId = (value: string): ChangeSetId => value as ChangeSetId;
export const accountId = (value: string): AccountId => value as AccountId;
export const operationId = (value: string): OperationId => value as OperationId;
export const draftId = (value: string): DraftId => value as DraftId;
export const bulkId = (value: string): BulkId => value as BulkId;
export const stateRunId = (value: string): StateRunId => value as StateRunId;
