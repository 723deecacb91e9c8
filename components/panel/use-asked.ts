import { useEffect, useState } from 'preact/hooks';
import type { AppError, PreflightView } from '../../lib/domain/index.ts';
import type { Answer } from './data.ts';

export type Asked<T> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly error: AppError }
  | { readonly kind: 'ready'; readonly value: T };

export type AskedCheck = Asked<PreflightView>;

/**
 * Asks once when the component appears, unless the answer is known, and again on `again`. An answer that comes after a newer question is
 * dropped. `null`: there is nothing to ask, and the state stays `loading`.
 */
export const useAsked = <T>(ask: (() => Answer<T>) | null, known: T | null = null): readonly [Asked<T>, () => void] => {
  const [state, setState] = useState<Asked<T>>(known === null ? { kind: 'loading' } : { kind: 'ready', value: known });
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    if (ask === null || (attempt === 0 && known !== null)) return undefined;
    let isCurrent = true;
    setState({ kind: 'loading' });
    void ask().then((result) => {
      if (isCurrent) setState(result.ok ? { kind: 'ready', value: result.value } : { kind: 'failed', error: result.error });
    });
    return () => {
      isCurrent = false;
    };
  }, [attempt]);
  return [state, () => setAttempt(attempt + 1)];
};
