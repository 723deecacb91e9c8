import { type ChangeSetId, type ConnectionId, changeSetId, connectionId, type PageId, pageId } from './ids.ts';
import type { ComparisonBasis } from './version-views.ts';

/** Where the review page is: everything that a bookmark, a reload and the browser's back button bring back. */
export interface ReviewPlace {
  /** `changes`: what changed on the pages of a set. `record`: the review record of the set, or of one page. */
  readonly what: 'changes' | 'record';
  readonly connectionId: ConnectionId;
  readonly changeSetId: ChangeSetId;
  readonly basis: ComparisonBasis;
  /** The page to begin at, or the one page that a record is of; `null`: the whole set. */
  readonly pageId: PageId | null;
  /** Both versions beside each other instead of one text. */
  readonly isSideBySide: boolean;
  readonly hidesViewed: boolean;
}

/** What names a place; how it is drawn may be left out. */
export type ReviewTarget = Omit<ReviewPlace, 'isSideBySide' | 'hidesViewed'> & Partial<Pick<ReviewPlace, 'isSideBySide' | 'hidesViewed'>>;

/** An address is a claim like any other: nothing goes on from it that the bus would refuse. */
const isId = (value: string): boolean => /^[\w:~.-]{1,128}$/.test(value);

/**
 * Reads the address of the review page after `#`; `null`: it names no set.
 *
 * @example reviewPlaceAt('#changes=c1|cs-184&basis=looked')?.basis // 'looked'
 */
export const reviewPlaceAt = (address: string): ReviewPlace | null => {
  const params = new URLSearchParams(address.replace(/^#/, ''));
  const what = params.has('record') ? 'record' : 'changes';
  const [connection = '', set = '', ...rest] = (params.get(what) ?? '').split('|');
  if (rest.length > 0 || !isId(connection) || !isId(set)) return null;
  const page = params.get('page') ?? '';
  return {
    what,
    connectionId: connectionId(connection),
    changeSetId: changeSetId(set),
    basis: params.get('basis') === 'looked' ? 'looked' : 'approved',
    pageId: isId(page) ? pageId(page) : null,
    isSideBySide: params.get('view') === 'sides',
    hidesViewed: params.get('viewed') === 'hidden',
  };
};

/**
 * The address of a place, without `#`; what is as usual is left out. `reviewPlaceAt` reads it back.
 *
 * @example reviewAddressOf({ what: 'changes', connectionId: connectionId('c1'), changeSetId: changeSetId('cs-184'), basis: 'approved', pageId: null }) // 'changes=c1%7Ccs-184'
 */
export const reviewAddressOf = (place: ReviewTarget): string => {
  const params = new URLSearchParams([[place.what, `${place.connectionId}|${place.changeSetId}`]]);
  if (place.basis !== 'approved') params.set('basis', place.basis);
  if (place.pageId !== null) params.set('page', place.pageId);
  if (place.isSideBySide === true) params.set('view', 'sides');
  if (place.hidesViewed === true) params.set('viewed', 'hidden');
  return params.toString();
};
