import { useEffect, useState } from 'preact/hooks';
import type { AppError, PreflightView } from '../../lib/domain/index.ts';
import type { Answer } from './data.ts';

export type PreflightState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly error: AppError }
  | { readonly kind: 'ready'; readonly view: PreflightView };

/**
 * Asks once when the component appears, and again on `again`. An answer that comes after a newer question is dropped. `null`: there is nothing
 * to ask, and the state stays `loading`.
 */
export const usePreflight = (ask: (() => Answer<PreflightView>) | null): readonly [PreflightState, () => void] => {
  const [state, setState] = useState<PreflightState>({ kind: 'loading' });
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    if (ask === null) return undefined;
    let isCurrent = true;
    setState({ kind: 'loading' });
    void ask().then((result) => {
      if (isCurrent) setState(result.ok ? { kind: 'ready', view: result.value } : { kind: 'failed', error: result.error });
    });
    return () => {
      isCurrent = false;
    };
  }, [attempt]);
  return [state, () => setAttempt(attempt + 1)];
};
