import type { FunctionComponent } from 'preact';
import { useEffect, useState } from 'preact/hooks';

export type Later<Props> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed' }
  | { readonly kind: 'ready'; readonly View: FunctionComponent<Props> };

/** A view whose module is fetched when it is first drawn; `load` answers the same one each time. */
export const useLater = <Props>(load: () => Promise<FunctionComponent<Props>>): Later<Props> => {
  const [later, setLater] = useState<Later<Props>>({ kind: 'loading' });
  useEffect(() => {
    let isCurrent = true;
    const show = (next: Later<Props>): void => {
      if (isCurrent) setLater(next);
    };
    void load().then(
      (View) => show({ kind: 'ready', View }),
      // An update took the module away: this view is older than the rest.
      () => show({ kind: 'failed' }),
    );
    return () => {
      isCurrent = false;
    };
  }, [load]);
  return later;
};
