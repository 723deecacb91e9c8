import { useRef } from 'preact/hooks';
import type { ReviewPlace } from '../../lib/domain/index.ts';
import { plural } from '../ui/index.ts';
import { type Note, useNote } from '../words/index.ts';
import { type ComparedPage, earlierMarkOf, type Mark, markableOf, type ReviewActs, titleOf, unmarkedOf } from './data.ts';

export interface Marks {
  readonly note: Note | null;
  mark(compared: ComparedPage, isViewed: boolean): void;
  markAll(pages: readonly ComparedPage[]): void;
  say(text: string): void;
  clear(): void;
}

/** Marks pages as viewed with what was drawn of them, and takes marks back. The newest word only; errors stay until they are put away. */
export const useMarks = (acts: Pick<ReviewActs, 'mark'>, place: Pick<ReviewPlace, 'connectionId' | 'changeSetId' | 'basis'>): Marks => {
  /** What each mark that was set here took the place of, so that taking it back returns there. */
  const earlier = useRef(new Map<string, Mark['viewed']>());
  const { note, say, fail, clear } = useNote();

  const send = async (marks: readonly Mark[], done?: () => void): Promise<void> => {
    const answer = await acts.mark(marks);
    if (!answer.ok) fail(answer.error);
    else done?.();
  };
  const keyOf = ({ page }: ComparedPage): string => `${place.connectionId}|${place.changeSetId}|${page.pageId}`;
  const unmark = (pages: readonly ComparedPage[]): void =>
    void send(pages.map((one) => ({ pageId: one.page.pageId, viewed: earlier.current.get(keyOf(one)) ?? unmarkedOf(one, place.basis) })));
  const markedNow = (pages: readonly ComparedPage[]): readonly Mark[] => {
    for (const one of pages) earlier.current.set(keyOf(one), earlierMarkOf(one));
    return pages.map((one) => ({ pageId: one.page.pageId, viewed: markableOf(one) })).filter(({ viewed }) => viewed !== null);
  };

  return {
    note,
    mark: (compared, isViewed) => {
      if (!isViewed) unmark([compared]);
      else if (markableOf(compared) === null) say(`“${titleOf(compared.page)}” was not read yet`);
      else void send(markedNow([compared]));
    },
    markAll: (pages) =>
      void send(markedNow(pages), () =>
        say(`${plural(pages.length, 'page')} marked as viewed`, () => {
          clear();
          unmark(pages);
        }),
      ),
    say: (text) => say(text),
    clear,
  };
};
