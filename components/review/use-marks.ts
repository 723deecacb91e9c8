import { useEffect, useRef, useState } from 'preact/hooks';
import type { AppError, ReviewPlace } from '../../lib/domain/index.ts';
import { plural } from '../ui/index.ts';
import { type ComparedPage, earlierMarkOf, type Mark, markableOf, type ReviewActs, titleOf, unmarkedOf } from './data.ts';

/** A passing word on something done here, with how to take it back. */
export interface Note {
  readonly text: string;
  readonly error: AppError | null;
  readonly onUndo: (() => void) | null;
}

export interface Marks {
  readonly note: Note | null;
  mark(compared: ComparedPage, isViewed: boolean): void;
  markAll(pages: readonly ComparedPage[]): void;
  say(text: string): void;
  clear(): void;
}

const shownMs = 10_000;

/** Marks pages as viewed with what was drawn of them, and takes marks back. The newest word only; errors stay until they are put away. */
export const useMarks = (acts: Pick<ReviewActs, 'mark'>, place: Pick<ReviewPlace, 'connectionId' | 'changeSetId' | 'basis'>): Marks => {
  /** What each mark that was set here took the place of, so that taking it back returns there. */
  const earlier = useRef(new Map<string, Mark['viewed']>());
  const [note, setNote] = useState<Note | null>(null);
  useEffect(() => {
    if (note === null || note.error !== null) return undefined;
    const timer = setTimeout(() => setNote(null), shownMs);
    return () => clearTimeout(timer);
  }, [note]);

  const send = async (marks: readonly Mark[], done: Note | null): Promise<void> => {
    const answer = await acts.mark(marks);
    if (!answer.ok) setNote({ text: '', error: answer.error, onUndo: null });
    else if (done !== null) setNote(done);
  };
  const keyOf = ({ page }: ComparedPage): string => `${place.connectionId}|${place.changeSetId}|${page.pageId}`;
  const unmark = (pages: readonly ComparedPage[]): void =>
    void send(
      pages.map((one) => ({ pageId: one.page.pageId, viewed: earlier.current.get(keyOf(one)) ?? unmarkedOf(one, place.basis) })),
      null,
    );
  const markedNow = (pages: readonly ComparedPage[]): readonly Mark[] => {
    for (const one of pages) earlier.current.set(keyOf(one), earlierMarkOf(one));
    return pages.map((one) => ({ pageId: one.page.pageId, viewed: markableOf(one) })).filter(({ viewed }) => viewed !== null);
  };

  return {
    note,
    mark: (compared, isViewed) => {
      if (!isViewed) unmark([compared]);
      else if (markableOf(compared) === null) setNote({ text: `“${titleOf(compared.page)}” was not read yet`, error: null, onUndo: null });
      else void send(markedNow([compared]), null);
    },
    markAll: (pages) =>
      void send(markedNow(pages), {
        text: `${plural(pages.length, 'page')} marked as viewed`,
        error: null,
        onUndo: () => {
          setNote(null);
          unmark(pages);
        },
      }),
    say: (text) => setNote({ text, error: null, onUndo: null }),
    clear: () => setNote(null),
  };
};
