import type { ComponentChildren, JSX } from 'preact';
import styles from './Button.module.css';
import { classNames } from './class-names.ts';
import { Icon, type IconName } from './Icon.tsx';
import { Spinner } from './loading.tsx';

export type ButtonAppearance = 'default' | 'primary' | 'danger' | 'subtle' | 'link';

interface Look {
  readonly appearance?: ButtonAppearance | undefined;
  readonly size?: 'medium' | 'small' | undefined;
  readonly icon?: IconName | undefined;
  readonly isBlock?: boolean | undefined;
}

const look = ({ appearance = 'default', size = 'medium', isBlock = false }: Look, extra?: string): string =>
  classNames(styles['button'], styles[appearance], size === 'small' && styles['small'], isBlock && styles['block'], extra);

type Native = Omit<JSX.IntrinsicElements['button'], 'disabled' | 'class' | 'className' | 'icon' | 'size' | 'onClick'>;

export interface ButtonProps extends Look, Native {
  readonly children: ComponentChildren;
  readonly onClick?: ((event: MouseEvent) => void) | undefined;
  readonly isDisabled?: boolean | undefined;
  /** Under way: keeps focus and name, does nothing when pressed again. */
  readonly isBusy?: boolean | undefined;
  readonly class?: string | undefined;
}

/** `type="button"` unless told; disabled and busy ones stay in the tab order so that a keyboard does not lose its place. */
export const Button = ({
  appearance,
  size,
  icon,
  isBlock,
  isDisabled = false,
  isBusy = false,
  onClick,
  children,
  class: extra,
  ...rest
}: ButtonProps) => {
  const isInert = isDisabled || isBusy;
  return (
    <button
      type="button"
      {...rest}
      class={look({ appearance, size, isBlock }, extra ?? '')}
      aria-disabled={isInert ? 'true' : undefined}
      aria-busy={isBusy ? 'true' : undefined}
      onClick={(event: MouseEvent) => {
        if (isInert) event.preventDefault();
        else onClick?.(event);
      }}
    >
      {isBusy ? <Spinner /> : icon !== undefined && <Icon name={icon} />}
      <span class={styles['label']}>{children}</span>
    </button>
  );
};

type IconNative = Omit<ButtonProps, 'children' | 'icon' | 'isBlock'>;

export interface IconButtonProps extends IconNative {
  readonly icon: IconName;
  /** Read out, and shown as a tooltip. */
  readonly label: string;
}

/** A square button that shows only its icon. */
export const IconButton = ({
  icon,
  label,
  appearance = 'subtle',
  size,
  isDisabled = false,
  isBusy = false,
  onClick,
  class: extra,
  ...rest
}: IconButtonProps) => {
  const isInert = isDisabled || isBusy;
  return (
    <button
      type="button"
      title={label}
      {...rest}
      class={look({ appearance, size }, classNames(styles['square'], extra))}
      aria-label={label}
      aria-disabled={isInert ? 'true' : undefined}
      aria-busy={isBusy ? 'true' : undefined}
      onClick={(event: MouseEvent) => {
        if (isInert) event.preventDefault();
        else onClick?.(event);
      }}
    >
      {isBusy ? <Spinner /> : <Icon name={icon} />}
    </button>
  );
};

/** An http(s) address, or `null` for everything else: text from a service never becomes a `javascript:` link. */
export const safeUrl = (url: string | null): string | null => {
  if (url === null || !URL.canParse(url)) return null;
  const { protocol, href } = new URL(url);
  return protocol === 'https:' || protocol === 'http:' ? href : null;
};

export interface OutsideLinkProps {
  readonly url: string | null;
  readonly children: ComponentChildren;
  readonly class?: string | undefined;
  readonly title?: string | undefined;
  readonly 'aria-label'?: string | undefined;
}

/** Opens a new tab without telling it who opened it. Draws plain text when the address is not http(s). */
export const OutsideLink = ({ url, children, class: extra, title, 'aria-label': label }: OutsideLinkProps) => {
  const href = safeUrl(url);
  if (href === null) return <span class={extra}>{children}</span>;
  return (
    <a href={href} target="_blank" rel="noopener noreferrer" class={extra} title={title} aria-label={label}>
      {children}
    </a>
  );
};
