import { useRef, useState } from 'preact/hooks';
import type { OperationView, SetFields } from '../../lib/domain/index.ts';
import type { Saved } from './EditFields.tsx';
import { isUnderWay } from './operation-words.ts';

export interface SavedFields {
  /** Saved and on their way; `null` once their write has ended, or was taken back. */
  readonly fields: Partial<SetFields> | null;
  /** Saved here, and the write is not among the operations yet. */
  readonly isJustSaved: boolean;
  save(saved: Saved): void;
}

/** Follows what was saved here, so that it shows before it is written. */
export const useSaved = (operations: readonly OperationView[]): SavedFields => {
  const [saved, setSaved] = useState<Saved | null>(null);
  const wasSeen = useRef(false);
  const operation = saved === null ? undefined : operations.find(({ id }) => id === saved.operationId);
  if (operation !== undefined) wasSeen.current = true;
  const isOver = operation === undefined ? wasSeen.current || operations.length === 0 : !isUnderWay(operation);
  const save = (next: Saved): void => {
    wasSeen.current = false;
    setSaved(next);
  };
  return { fields: saved === null || isOver ? null : saved.fields, isJustSaved: saved !== null && !wasSeen.current, save };
};
