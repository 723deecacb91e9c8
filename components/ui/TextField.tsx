import type { ComponentChildren, JSX, Ref, TargetedEvent } from 'preact';
import { useId } from 'preact/hooks';
import { classNames } from './class-names.ts';
import { Icon } from './Icon.tsx';
import styles from './TextField.module.css';

export interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly onBlur?: (() => void) | undefined;
  /** Said below the field, always. */
  readonly hint?: ComponentChildren;
  /** Said instead of the hint, and marks the field as invalid. */
  readonly error?: string | null | undefined;
  readonly type?: 'text' | 'url' | 'password' | 'search' | undefined;
  /** More than one makes it a box of that many lines. */
  readonly rows?: number | undefined;
  readonly isRequired?: boolean | undefined;
  readonly isReadOnly?: boolean | undefined;
  readonly isDisabled?: boolean | undefined;
  /** The label is read out but not drawn, for a field whose purpose is plain to see. */
  readonly isLabelHidden?: boolean | undefined;
  readonly placeholder?: string | undefined;
  readonly maxLength?: number | undefined;
  readonly autoFocus?: boolean | undefined;
  readonly autocomplete?: string | undefined;
  readonly inputRef?: Ref<HTMLInputElement> | undefined;
  readonly onKeyDown?: ((event: KeyboardEvent) => void) | undefined;
  /** A control at the end of the field's line, such as *Copy*. */
  readonly action?: ComponentChildren;
}

type InputType = NonNullable<TextFieldProps['type']>;
type NativeInputProps = Omit<JSX.IntrinsicElements['input'], 'type' | 'role' | 'list'> & { readonly type: InputType };

/** One element per type, because the types of `<input>` are a union by its `type`. */
const NativeInput = ({ type, ...rest }: NativeInputProps) => {
  if (type === 'search') return <input {...rest} type="search" />;
  if (type === 'password') return <input {...rest} type="password" />;
  if (type === 'url') return <input {...rest} type="url" />;
  return <input {...rest} type="text" />;
};

/** A field with its label, hint and error tied together for assistive tools. */
export const TextField = (props: TextFieldProps) => {
  const id = useId();
  const { label, error = null, hint, rows = 1, isLabelHidden = false, isRequired = false } = props;
  const isInvalid = error !== null && error !== '';
  const hasNote = isInvalid || (hint !== undefined && hint !== null);
  const shared = {
    id,
    value: props.value,
    placeholder: props.placeholder,
    maxLength: props.maxLength,
    readOnly: props.isReadOnly,
    disabled: props.isDisabled,
    required: isRequired,
    spellcheck: false,
    autofocus: props.autoFocus,
    autocomplete: props.autocomplete ?? 'off',
    'aria-invalid': isInvalid ? ('true' as const) : undefined,
    'aria-describedby': hasNote ? `${id}-note` : undefined,
    onInput: (event: TargetedEvent<HTMLInputElement | HTMLTextAreaElement>) => props.onInput(event.currentTarget.value),
    onBlur: props.onBlur,
    onKeyDown: props.onKeyDown,
  };
  return (
    <div class={styles['field']}>
      <label for={id} class={isLabelHidden ? styles['spoken'] : styles['label']}>
        {label}
        {isRequired && (
          <span class={styles['required']} aria-hidden="true">
            *
          </span>
        )}
      </label>
      <div class={styles['line']}>
        {props.type === 'search' && <Icon name="search" class={styles['glass']} />}
        {rows > 1 ? (
          <textarea {...shared} rows={rows} class={styles['input']} />
        ) : (
          <NativeInput
            {...shared}
            type={props.type ?? 'text'}
            ref={props.inputRef ?? null}
            class={classNames(styles['input'], props.type === 'search' && styles['search'])}
          />
        )}
        {props.action}
      </div>
      {hasNote && (
        <p id={`${id}-note`} class={isInvalid ? styles['error'] : styles['hint']}>
          {isInvalid && <Icon name="warning" class={styles['mark']} />}
          <span>{isInvalid ? error : hint}</span>
        </p>
      )}
    </div>
  );
};

export interface CheckboxProps {
  readonly label: ComponentChildren;
  readonly isChecked: boolean;
  readonly onChange: (isChecked: boolean) => void;
  readonly isDisabled?: boolean | undefined;
}

export const Checkbox = ({ label, isChecked, onChange, isDisabled }: CheckboxProps) => (
  <label class={styles['check']}>
    <input
      type="checkbox"
      checked={isChecked}
      disabled={isDisabled}
      onChange={(event: TargetedEvent<HTMLInputElement>) => onChange(event.currentTarget.checked)}
    />
    <span>{label}</span>
  </label>
);
