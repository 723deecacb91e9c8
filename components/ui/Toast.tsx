import type { ComponentChildren } from 'preact';
import { Banner, type BannerProps } from './Banner.tsx';
import styles from './Toast.module.css';

/** The corner where toasts appear; always in the page, so that what comes into it is read out. */
export const ToastRegion = ({ children, label = 'What happened' }: { readonly children?: ComponentChildren; readonly label?: string }) => (
  <div class={styles['region']} role="log" aria-live="polite" aria-relevant="additions text" aria-label={label}>
    {children}
  </div>
);

/** A passing word on something a person did, with what can still be done about it. */
export const Toast = (props: Omit<BannerProps, 'role'>) => (
  <div class={styles['toast']}>
    <Banner {...props} />
  </div>
);
