import { classNames } from './class-names.ts';
import styles from './loading.module.css';

/** Decoration: what is going on is said in words or by `aria-busy` beside it. */
export const Spinner = ({ size = 16 }: { readonly size?: 16 | 24 }) => (
  <svg
    class={classNames(styles['spinner'], size === 24 && styles['large'])}
    viewBox="0 0 16 16"
    width={size}
    height={size}
    aria-hidden="true"
    focusable="false"
  >
    <circle cx="8" cy="8" r="6" />
  </svg>
);

/** A grey bar as wide as the text that will come. */
export const Skeleton = ({
  width = 'full',
  height = 'text',
}: {
  readonly width?: 'full' | 'wide' | 'half' | 'short';
  readonly height?: 'text' | 'title';
}) => <span class={classNames(styles['skeleton'], styles[width], height === 'title' && styles['title'])} aria-hidden="true" />;

/** The loading state of a whole view: rows of grey bars, and the one sentence that is read out. */
export const LoadingRows = ({ label, rows = 3 }: { readonly label: string; readonly rows?: number }) => (
  <div role="status" class={styles['rows']}>
    <span class={styles['spoken']}>{label}</span>
    {Array.from({ length: rows }, (_, index) => (
      <div key={index} class={styles['row']}>
        <Skeleton width={index % 2 === 0 ? 'wide' : 'half'} height="title" />
        <Skeleton width="full" />
        <Skeleton width="short" />
      </div>
    ))}
  </div>
);
