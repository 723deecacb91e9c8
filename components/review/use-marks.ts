import { useEffect, useState } from 'preact/hooks';
import type { AppError, ComparisonBasis } from '../../lib/domain/index.ts';
import { plural } from '../ui/index.ts';
import { type ComparedPage, type Mark, markableOf, type ReviewActs, titleOf, unmarkedOf } from './data.ts';

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
export const useMarks = (acts: Pick<ReviewActs, 'mark'>, basis: ComparisonBasis): Marks => {
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
  const undoOf = (pages: readonly ComparedPage[]) => () => {
    setNote(null);
    void send(
      pages.map((one) => ({ pageId: one.page.pageId, viewed: unmarkedOf(one, basis) })),
      null,
    );
  };
  const marksOf = (pages: readonly ComparedPage[]): readonly Mark[] =>
    pages.map((one) => ({ pageId: one.page.pageId, viewed: markableOf(one) })).filter(({ viewed }) => viewed !== null);

  return {
    note,
    mark: (compared, isViewed) => {
      const { pageId } = compared.page;
      if (!isViewed) void send([{ pageId, viewed: unmarkedOf(compared, basis) }], null);
      else if (markableOf(compared) === null) setNote({ text: `“${titleOf(compared.page)}” was not read yet`, error: null, onUndo: null });
      else void send(marksOf([compared]), null);
    },
    markAll: (pages) =>
      void send(marksOf(pages), {
        text: `${plural(pages.length, 'page')} marked as viewed`,
        error: null,
        onUndo: undoOf(pages),
      }),
    say: (text) => setNote({ text, error: null, onUndo: null }),
    clear: () => setNote(null),
  };
};
