import type { ComponentChildren } from 'preact';
import { classNames } from './class-names.ts';
import { Icon, type IconName } from './Icon.tsx';
import styles from './Lozenge.module.css';

export type Tone = 'neutral' | 'information' | 'success' | 'warning' | 'danger' | 'discovery';

export interface LozengeProps {
  readonly tone: Tone;
  readonly children: ComponentChildren;
  /** A shape for those who do not see the colour. */
  readonly icon?: IconName | undefined;
  readonly title?: string | undefined;
  readonly isSmall?: boolean | undefined;
}

/** A state in words, colour and shape. */
export const Lozenge = ({ tone, children, icon, title, isSmall = false }: LozengeProps) => (
  <span class={classNames(styles['lozenge'], styles[tone], isSmall && styles['small'])} title={title}>
    {icon !== undefined && <Icon name={icon} class={styles['shape']} />}
    <span class={styles['words']}>{children}</span>
  </span>
);
