import type { ComponentChildren } from 'preact';
import { safeUrl } from './Button.tsx';
import { classNames } from './class-names.ts';
import { Icon, type IconName } from './Icon.tsx';
import styles from './Menu.module.css';
import { Popover } from './Popover.tsx';

export interface MenuItem {
  readonly label: string;
  readonly icon?: IconName | undefined;
  readonly hint?: string | undefined;
  /** Left out: a link, or something that cannot be done now. */
  readonly onChoose?: (() => void) | undefined;
  /** Opens in a new tab; http(s) only. */
  readonly url?: string | undefined;
  readonly isCurrent?: boolean | undefined;
  /** Begins a group. */
  readonly isFirst?: boolean | undefined;
}

export interface MenuProps {
  readonly anchor: HTMLElement;
  readonly label: string;
  readonly items: readonly MenuItem[];
  readonly onClose: () => void;
}

/** Things to choose from; closed by the choice. */
export const Menu = ({ anchor, label, items, onClose }: MenuProps) => (
  <Popover anchor={anchor} label={label} role="menu" onClose={onClose}>
    {items.map((item) => (
      <Item key={item.label} item={item} onClose={onClose} />
    ))}
  </Popover>
);

const Item = ({ item, onClose }: { readonly item: MenuItem; readonly onClose: () => void }) => {
  const look = classNames(styles['item'], item.isFirst === true && styles['first']);
  const href = safeUrl(item.url ?? null);
  const inside: ComponentChildren = (
    <>
      <span class={styles['icon']}>{item.icon !== undefined && <Icon name={item.icon} />}</span>
      <span class={styles['label']}>{item.label}</span>
      {item.hint !== undefined && <span class={styles['hint']}>{item.hint}</span>}
    </>
  );
  if (href !== null)
    return (
      <a role="menuitem" href={href} target="_blank" rel="noopener noreferrer" class={look} onClick={onClose}>
        {inside}
      </a>
    );
  return (
    <button
      type="button"
      role="menuitem"
      class={look}
      aria-current={item.isCurrent === true ? 'true' : undefined}
      aria-disabled={item.onChoose === undefined ? 'true' : undefined}
      onClick={() => {
        if (item.onChoose === undefined) return;
        onClose();
        item.onChoose();
      }}
    >
      {inside}
    </button>
  );
};
