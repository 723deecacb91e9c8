import type { FunctionComponent } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { LoadingRows } from '../../components/ui/index.ts';
import { ErrorNotice } from '../../components/words/index.ts';

export interface PanelDraftProps {
  /** Answers the same view each time; rejects when its module cannot be had. */
  readonly load: () => Promise<FunctionComponent>;
}

type Fetched = { readonly kind: 'loading' } | { readonly kind: 'failed' } | { readonly kind: 'ready'; readonly View: FunctionComponent };

/** The change set being made, once its module is there. */
export const PanelDraft = ({ load }: PanelDraftProps) => {
  const [fetched, setFetched] = useState<Fetched>({ kind: 'loading' });
  useEffect(() => {
    let isCurrent = true;
    const show = (next: Fetched) => {
      if (isCurrent) setFetched(next);
    };
    load().then(
      (View) => show({ kind: 'ready', View }),
      // An update took the module away: this view is older than the rest.
      () => show({ kind: 'failed' }),
    );
    return () => {
      isCurrent = false;
    };
  }, [load]);
  if (fetched.kind === 'loading') return <LoadingRows label="Loading the draft" rows={2} />;
  if (fetched.kind === 'failed') return <ErrorNotice size="view" error={{ kind: 'invalid', where: 'surface:draft' }} />;
  return <fetched.View />;
};
