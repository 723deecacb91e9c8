import type { FunctionComponent } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { LoadingRows } from '../ui/index.ts';
import { ErrorNotice } from '../words/index.ts';

export interface DraftSlotProps {
  /** Answers the same view each time; rejects when its module cannot be had. */
  readonly load: () => Promise<FunctionComponent>;
}

type Loaded = { readonly kind: 'loading' } | { readonly kind: 'failed' } | { readonly kind: 'ready'; readonly View: FunctionComponent };

/** Where a set is made, once its module is there: it is fetched when it is first needed, since most views are opened to look. */
export const DraftSlot = ({ load }: DraftSlotProps) => {
  const [loaded, setLoaded] = useState<Loaded>({ kind: 'loading' });
  useEffect(() => {
    let isCurrent = true;
    const show = (next: Loaded): void => {
      if (isCurrent) setLoaded(next);
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
  if (loaded.kind === 'loading') return <LoadingRows label="Loading the draft" rows={2} />;
  if (loaded.kind === 'failed') return <ErrorNotice size="view" error={{ kind: 'invalid', where: 'surface:draft' }} />;
  return <loaded.View />;
};
