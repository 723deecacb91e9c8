import { type ReadonlySignal, signal } from '@preact/signals';
import type { Mark } from '../../components/review/index.ts';
import { type ComparisonPage, type ComparisonView, ok, type PageId, type Result } from '../../lib/domain/index.ts';

export interface ViewedOptions {
  readonly send: (mark: Mark) => Promise<Result<null>>;
  /** As the background told it last. */
  readonly view: () => ComparisonView | null;
}

export interface Viewed {
  /** The snapshot as a person sees it who has just pressed something. */
  shown(view: ComparisonView): ComparisonView;
  readonly changes: ReadonlySignal<number>;
  mark(marks: readonly Mark[]): Promise<Result<null>>;
  /** A newer snapshot is there: it knows of every mark that was answered. */
  settle(): void;
  /** Something else is looked at. */
  forget(): void;
}

/** A snapshot follows a mark at once; without one, what was pressed is not believed for longer. */
const believedMs = 5000;

interface Pressed {
  readonly isViewed: boolean;
  isAnswered: boolean;
}

/**
 * Marks show at once, before the background has kept them. Since a person last looked, a page that is marked would lose its comparison with
 * the mark: it stays as it is being read until the page or the basis changes.
 */
export const createViewed = ({ send, view }: ViewedOptions): Viewed => {
  const pressed = new Map<PageId, Pressed>();
  const read = new Map<PageId, { readonly before: number; readonly after: number }>();
  const changes = signal(0);
  const changed = (): void => {
    changes.value = changes.peek() + 1;
  };
  const settle = (): void => {
    for (const [pageId, { isAnswered }] of pressed) if (isAnswered) pressed.delete(pageId);
  };

  const press = async (mark: Mark): Promise<Result<null>> => {
    const { pageId, viewed } = mark;
    const page = view()?.pages.find((one) => one.pageId === pageId);
    const entry: Pressed = { isViewed: viewed !== null && page?.after === viewed.version, isAnswered: false };
    pressed.set(pageId, entry);
    if (view()?.basis === 'looked' && page !== undefined && page.before !== null && page.after !== null && !read.has(pageId))
      read.set(pageId, { before: page.before, after: page.after });
    const result = await send(mark);
    if (!result.ok && pressed.get(pageId) === entry) pressed.delete(pageId);
    entry.isAnswered = true;
    setTimeout(() => {
      if (pressed.get(pageId) !== entry) return;
      pressed.delete(pageId);
      changed();
    }, believedMs);
    return result;
  };

  const shownPage = (page: ComparisonPage): ComparisonPage => {
    const kept = read.get(page.pageId);
    const isStillThat = kept !== undefined && kept.after === page.after;
    return {
      ...page,
      ...(isStillThat ? { before: kept.before, whyNot: null } : {}),
      isViewed: pressed.get(page.pageId)?.isViewed ?? page.isViewed,
    };
  };

  return {
    changes,
    shown: (snapshot) => (pressed.size === 0 && read.size === 0 ? snapshot : { ...snapshot, pages: snapshot.pages.map(shownPage) }),
    mark: async (marks) => {
      const answers = marks.map(press);
      changed();
      const results = await Promise.all(answers);
      changed();
      return results.find((result) => !result.ok) ?? ok(null);
    },
    settle,
    forget: () => {
      pressed.clear();
      read.clear();
    },
  };
};
