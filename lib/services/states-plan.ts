/** What a write to one page would be, found out by reading alone. */
import {
  type AppError,
  type AvailableStates,
  type ConfluenceApi,
  type ContentState,
  fail,
  ok,
  type PageFacts,
  type PageId,
  type Result,
  type StateCopy,
  type StateStep,
  type StateWish,
  type StateWrite,
} from '../domain/index.ts';

export interface StatePlan {
  readonly outcome: StateStep['outcome'];
  readonly from: ContentState | null;
  /** `null`: could not be read. */
  readonly hasDraft: boolean | null;
  readonly makesState: boolean;
  /** `null`: nothing is to be sent, or nothing can be. */
  readonly write: StateWrite | null;
}

/** Names are told apart by case, colours are not (reference/confluence.md 1.2). */
const isAlike = (state: ContentState, wish: { readonly name: string; readonly color: string }): boolean =>
  state.name === wish.name && state.color.toLowerCase() === wish.color.toLowerCase();

/** Whether a page with this status has what is wanted. */
export const isSo = (state: ContentState | null, wish: StateWish): boolean => {
  if (wish.kind === 'remove') return state === null;
  if (state === null) return false;
  return wish.kind === 'existing' ? state.id === wish.state.id : isAlike(state, wish);
};

type Wanted = Extract<StateWrite, { kind: 'set' }>['state'];

/** By id wherever the page's own list has one: a name that misses makes a status that nothing can delete. */
const choose = (wish: Exclude<StateWish, { kind: 'remove' }>, offered: AvailableStates): Wanted | 'notOffered' | 'customOff' => {
  const listed = [...offered.spaceStates, ...(offered.customStates ?? [])];
  const found = listed.find((state) => isSo(state, wish));
  if (found !== undefined) return { id: found.id };
  if (wish.kind === 'existing') return 'notOffered';
  return offered.customStates === null ? 'customOff' : { name: wish.name, color: wish.color };
};

const refusalOf = (error: AppError): Result<'notVisible' | 'notPermitted'> => {
  if (error.kind === 'notFound') return ok('notVisible');
  return error.kind === 'forbidden' ? ok('notPermitted') : fail(error);
};

/**
 * Up to four reads. Fails where the page could not be read now; whether it may be written at all is an outcome. `isOwn`: whether the
 * person has a status of that name and colour, which a page's list of the last three may leave out.
 */
export const planState = async (
  confluence: ConfluenceApi,
  pageId: PageId,
  { copy, wish, isOwn }: { readonly copy: StateCopy; readonly wish: StateWish; readonly isOwn: () => Promise<boolean> },
): Promise<Result<StatePlan>> => {
  const plan = (outcome: StatePlan['outcome'], more: Partial<StatePlan> = {}): Result<StatePlan> =>
    ok({ outcome, from: null, hasDraft: false, makesState: false, write: null, ...more });
  const ended = (error: AppError, from: ContentState | null): Result<StatePlan> => {
    const refusal = refusalOf(error);
    return refusal.ok ? plan(refusal.value, { from }) : refusal;
  };

  // A status put on a draft that is not there would make one: unpublished changes that nobody asked for.
  const ofDraft = copy === 'draft' ? await confluence.hasDraft(pageId) : ok(true);
  if (!ofDraft.ok) return ended(ofDraft.error, null);
  if (!ofDraft.value) return plan('noDraft');

  const read = await confluence.contentState(pageId, copy);
  if (!read.ok) return ended(read.error, null);
  const from = read.value.state;
  if (isSo(from, wish)) return plan('alreadySo', { from });

  // Also tells who may edit the page (reference/confluence.md 1.4).
  const offered = await confluence.availableStates(pageId);
  if (!offered.ok) return ended(offered.error, from);
  const wanted = wish.kind === 'remove' ? null : choose(wish, offered.value);
  if (typeof wanted === 'string') return plan(wanted, { from });

  const draft = copy === 'draft' ? ofDraft : await confluence.hasDraft(pageId);
  return plan('write', {
    from,
    hasDraft: draft.ok ? draft.value : null,
    makesState: wanted !== null && 'name' in wanted && !(await isOwn()),
    write: wanted === null ? { kind: 'remove', pageId, copy } : { kind: 'set', pageId, copy, state: wanted },
  });
};

/** Whether these statuses have one of the wish's name and colour. */
export const isAmong = (states: readonly ContentState[] | null, wish: StateWish): boolean =>
  wish.kind === 'new' && (states ?? []).some((state) => isAlike(state, wish));

/** The facts of these pages by id; those missing are not visible or deleted. */
export const factsOf = async (confluence: ConfluenceApi, pageIds: readonly PageId[]): Promise<Result<ReadonlyMap<PageId, PageFacts>>> => {
  const facts = await confluence.pages(pageIds);
  return facts.ok ? ok(new Map(facts.value.map((page) => [page.id, page]))) : facts;
};
