import { useEffect, useState } from 'preact/hooks';
import type { AppError } from '../../lib/domain/index.ts';

/** A passing word on something that was done here, with how to take it back. */
export interface Note {
  readonly text: string;
  readonly error: AppError | null;
  readonly onUndo: (() => void) | null;
}

const shownMs = 10_000;

export interface Notes {
  readonly note: Note | null;
  say(text: string, onUndo?: () => void): void;
  fail(error: AppError): void;
  clear(): void;
}

/** The newest word only; errors stay until they are put away. */
export const useNote = (): Notes => {
  const [note, setNote] = useState<Note | null>(null);
  useEffect(() => {
    if (note === null || note.error !== null) return undefined;
    const timer = setTimeout(() => setNote(null), shownMs);
    return () => clearTimeout(timer);
  }, [note]);
  return {
    note,
    say: (text, onUndo) => setNote({ text, error: null, onUndo: onUndo ?? null }),
    fail: (error) => setNote({ text: '', error, onUndo: null }),
    clear: () => setNote(null),
  };
};
