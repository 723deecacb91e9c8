import type { FunctionComponent } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { LoadingRows } from '../../components/ui/index.ts';
import { ErrorNotice } from '../../components/words/index.ts';

export interface RecordSlotProps {
  /** Answers the same view each time; rejects when its module cannot be had. */
  readonly load: () => Promise<FunctionComponent>;
}

type Loaded = { readonly kind: 'loading' } | { readonly kind: 'failed' } | { readonly kind: 'ready'; readonly View: FunctionComponent };

/** The review record, once its module is there: most who open this page want the changes. */
export const RecordSlot = ({ load }: RecordSlotProps) => {
  const [loaded, setLoaded] = useState<Loaded>({ kind: 'loading' });
  useEffect(() => {
    let isCurrent = true;
    const show = (next: Loaded): void => {
      if (isCurrent) setLoaded(next);
    };
    void load().then(
      (View) => show({ kind: 'ready', View }),
      // An update took the module away: this page is older than the rest.
      () => show({ kind: 'failed' }),
    );
    return () => {
      isCurrent = false;
    };
  }, [load]);
  if (loaded.kind === 'loading') return <LoadingRows label="Loading the record" rows={2} />;
  if (loaded.kind === 'failed') return <ErrorNotice size="view" error={{ kind: 'invalid', where: 'surface:record' }} />;
  return <loaded.View />;
};
