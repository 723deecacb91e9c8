import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { Button, IconButton } from './Button.tsx';
import styles from './Dialog.module.css';

export interface DialogProps {
  readonly title: string;
  readonly children: ComponentChildren;
  readonly actions?: ComponentChildren;
  /** Asked for by Escape, the cross or a click beside the dialog; the owner takes it away. */
  readonly onClose: () => void;
  readonly role?: 'dialog' | 'alertdialog' | undefined;
}

/** The browser's own modal dialog: it keeps focus inside and gives it back to where it was. */
export const Dialog = ({ title, children, actions, onClose, role = 'dialog' }: DialogProps) => {
  const id = useId();
  const element = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const dialog = element.current;
    const before = document.activeElement;
    dialog?.showModal();
    return () => {
      dialog?.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={element}
      class={styles['dialog']}
      role={role}
      aria-labelledby={`${id}-title`}
      onCancel={(event: Event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event: MouseEvent) => {
        if (event.target === element.current) onClose();
      }}
    >
      <div class={styles['sheet']}>
        <header class={styles['header']}>
          <h2 id={`${id}-title`} class={styles['title']}>
            {title}
          </h2>
          <IconButton icon="close" label="Close" size="small" onClick={onClose} />
        </header>
        <div class={styles['body']}>{children}</div>
        {actions !== undefined && <footer class={styles['actions']}>{actions}</footer>}
      </div>
    </dialog>
  );
};

export interface ConfirmProps {
  readonly title: string;
  readonly children: ComponentChildren;
  /** Names the act: "Submit 6 pages", never "OK". */
  readonly confirmLabel: string;
  readonly cancelLabel?: string | undefined;
  readonly tone?: 'primary' | 'danger' | undefined;
  readonly isBusy?: boolean | undefined;
  readonly isDisabled?: boolean | undefined;
  /** Where focus begins; on *Cancel* unless the act harms nobody. */
  readonly focus?: 'cancel' | 'confirm' | undefined;
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
}

/** Asks before something that cannot be taken back. */
export const Confirm = ({
  title,
  children,
  confirmLabel,
  cancelLabel = 'Cancel',
  tone = 'primary',
  isBusy,
  isDisabled,
  focus = 'cancel',
  onConfirm,
  onCancel,
}: ConfirmProps) => (
  <Dialog
    title={title}
    role="alertdialog"
    onClose={onCancel}
    actions={
      <>
        <Button appearance="subtle" autofocus={focus === 'cancel'} onClick={onCancel}>
          {cancelLabel}
        </Button>
        <Button appearance={tone} autofocus={focus === 'confirm'} isBusy={isBusy} isDisabled={isDisabled} onClick={onConfirm}>
          {confirmLabel}
        </Button>
      </>
    }
  >
    {children}
  </Dialog>
);
