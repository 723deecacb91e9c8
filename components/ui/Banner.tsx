import type { ComponentChildren } from 'preact';
import styles from './Banner.module.css';
import { IconButton } from './Button.tsx';
import { classNames } from './class-names.ts';
import { Icon, type IconName } from './Icon.tsx';
import type { Tone } from './Lozenge.tsx';
import { Spinner } from './loading.tsx';

const toneIcon: Readonly<Record<Tone, IconName>> = {
  neutral: 'information',
  information: 'information',
  success: 'checkCircle',
  warning: 'warning',
  danger: 'warning',
  discovery: 'information',
};

export interface BannerProps {
  readonly tone: Tone;
  readonly title: ComponentChildren;
  readonly children?: ComponentChildren;
  readonly actions?: ComponentChildren;
  readonly onDismiss?: (() => void) | undefined;
  readonly dismissLabel?: string | undefined;
  readonly icon?: IconName | undefined;
  /** Under way: turns instead of the icon. */
  readonly isBusy?: boolean | undefined;
  /** `alert` interrupts a screen reader: for what a person must hear now. */
  readonly role?: 'status' | 'alert' | 'note' | undefined;
}

/** Something a person should know about the view below: a title, why, and what to do. */
export const Banner = ({
  tone,
  title,
  children,
  actions,
  onDismiss,
  dismissLabel = 'Dismiss',
  icon,
  isBusy = false,
  role = 'note',
}: BannerProps) => (
  <div class={classNames(styles['banner'], styles[tone])} role={role}>
    {isBusy ? <Spinner /> : <Icon name={icon ?? toneIcon[tone]} class={styles['icon']} />}
    <div class={styles['body']}>
      <p class={styles['title']}>{title}</p>
      {children !== undefined && children !== null && children !== false && <div class={styles['text']}>{children}</div>}
      {actions !== undefined && actions !== null && actions !== false && <div class={styles['actions']}>{actions}</div>}
    </div>
    {onDismiss !== undefined && <IconButton icon="close" label={dismissLabel} size="small" onClick={onDismiss} />}
  </div>
);
