import type { FunctionComponent } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { LoadingRows } from '../ui/index.ts';
import { ErrorNotice } from './ErrorNotice.tsx';

export interface LaterProps<Props> {
  /** Answers the same view each time; rejects when its module cannot be had. */
  readonly load: () => Promise<FunctionComponent<Props>>;
  readonly label: string;
  readonly props: Props;
  /** All of what is looked at, or a part of it. */
  readonly size?: 'view' | 'banner';
}

type Loaded<Props> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed' }
  | { readonly kind: 'ready'; readonly View: FunctionComponent<Props> };

/** What was fetched once is drawn at once from then on. */
const fetched = new WeakMap<object, unknown>();
const viewOf = <Props,>(load: LaterProps<Props>['load']): Loaded<Props> => {
  const View = fetched.get(load) as FunctionComponent<Props> | undefined;
  return View === undefined ? { kind: 'loading' } : { kind: 'ready', View };
};

/** What not every view begins with: its module is fetched when it is first drawn. */
export const Later = <Props extends object>({ load, label, props, size = 'banner' }: LaterProps<Props>) => {
  const [loaded, setLoaded] = useState(() => viewOf(load));
  useEffect(() => {
    if (fetched.has(load)) return undefined;
    let isCurrent = true;
    const show = (next: Loaded<Props>): void => {
      if (isCurrent) setLoaded(next);
    };
    void load().then(
      (View) => {
        fetched.set(load, View);
        show({ kind: 'ready', View });
      },
      // An update took the module away: this view is older than the rest.
      () => show({ kind: 'failed' }),
    );
    return () => {
      isCurrent = false;
    };
  }, [load]);
  if (loaded.kind === 'loading') return <LoadingRows label={label} rows={size === 'view' ? 2 : 1} />;
  if (loaded.kind === 'failed') return <ErrorNotice size={size} error={{ kind: 'invalid', where: 'surface:part' }} />;
  return <loaded.View {...props} />;
};
