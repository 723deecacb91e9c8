import type { ComponentChildren } from 'preact';
import styles from './EmptyState.module.css';
import { Icon, type IconName } from './Icon.tsx';

export interface EmptyStateProps {
  readonly title: string;
  readonly children?: ComponentChildren;
  readonly action?: ComponentChildren;
  readonly icon?: IconName | undefined;
}

/** Nothing to show, said calmly, with what a person may do. */
export const EmptyState = ({ title, children, action, icon }: EmptyStateProps) => (
  <div class={styles['empty']}>
    {icon !== undefined && (
      <span class={styles['icon']}>
        <Icon name={icon} />
      </span>
    )}
    <p class={styles['title']}>{title}</p>
    {children !== undefined && <div class={styles['text']}>{children}</div>}
    {action !== undefined && <div class={styles['action']}>{action}</div>}
  </div>
);
