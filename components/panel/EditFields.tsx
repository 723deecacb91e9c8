import { useEffect, useRef, useState } from 'preact/hooks';
import type { ChangeSetView, OperationId, SetFields } from '../../lib/domain/index.ts';
import { Button, safeUrl, TextField } from '../ui/index.ts';
import { ErrorNotice } from '../words/index.ts';
import type { ReviewActions, SetTarget } from './data.ts';
import styles from './EditFields.module.css';
import { changedFields, type FieldName, fieldLabels, fieldsIn, hasChanges, plainField, valueWords } from './set-fields.ts';
import { useAnswer } from './use-answer.ts';
import { useKeptFields } from './use-kept-fields.ts';

export interface Saved {
  readonly operationId: OperationId;
  readonly fields: Partial<SetFields>;
}

export interface EditFieldsProps {
  readonly set: ChangeSetView;
  readonly target: SetTarget;
  readonly actions: Pick<ReviewActions, 'editSet' | 'keepFields'>;
  readonly onSaved: (saved: Saved) => void;
  readonly onClose: () => void;
}

const problems: Readonly<Partial<Record<FieldName, (value: string) => string | null>>> = {
  title: (value) => (value.trim() === '' ? 'Give the set a title' : null),
  referenceUrl: (value) =>
    value.trim() === '' || safeUrl(value.trim()) !== null ? null : 'Must be a web address that begins with https:// or http://',
};

/** Title, source and summary in place. What is typed is kept until it is saved or discarded. */
export const EditFields = ({ set, target, actions, onSaved, onClose }: EditFieldsProps) => {
  const now = fieldsIn(set);
  /** What was typed an earlier time: where the set stood then is not known, so what it is now stands beside it. */
  const [isReopened] = useState(set.editDraft !== null && hasChanges(now, set.editDraft));
  const [base] = useState(now);
  const [fields, setFields] = useState<SetFields>(isReopened ? (set.editDraft ?? now) : now);
  const [isSourceLeft, setSourceLeft] = useState(false);
  const [saving, run] = useAnswer();
  const kept = useKeptFields((typed) => void actions.keepFields({ ...target, fields: typed }));
  const isDirty = hasChanges(base, fields);
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);

  const change = (name: FieldName, value: string): void => {
    const typed = { ...fields, [name]: value };
    setFields(typed);
    kept.change(hasChanges(base, typed) ? typed : null);
  };
  const problemOf = (name: FieldName): string | null => problems[name]?.(fields[name] ?? '') ?? null;
  const close = (): void => {
    kept.stop();
    if (isDirty || set.editDraft !== null) void actions.keepFields({ ...target, fields: null });
    onClose();
  };
  const save = (): void => {
    setSourceLeft(true);
    if (problemOf('title') !== null || problemOf('referenceUrl') !== null) return;
    const changed = changedFields(base, fields);
    if (Object.keys(changed).length === 0) {
      close();
      return;
    }
    kept.stop();
    run(async () => {
      // Until it is written what was typed stays kept; the service forgets it then.
      await actions.keepFields({ ...target, fields });
      const result = await actions.editSet({ ...target, base, fields: changed });
      if (result.ok) onSaved({ operationId: result.value.operationId, fields: changed });
      return result;
    });
  };

  /** What the set holds now, where that is neither what is typed nor what a person would expect. */
  const elsewhere = (name: FieldName) => {
    const theirs = plainField(now, name);
    if (theirs === plainField(fields, name)) return null;
    const isChanged = theirs !== plainField(base, name);
    if (!isChanged && !isReopened) return null;
    return (
      <p class={styles['elsewhere']} role="status">
        <span>
          {isChanged ? 'Somebody changed it meanwhile to ' : 'In the set now: '}
          {valueWords(theirs)}
        </span>
        <Button appearance="link" size="small" aria-label={`Use that: ${fieldLabels[name]}`} onClick={() => change(name, theirs)}>
          Use that
        </Button>
      </p>
    );
  };

  return (
    <form
      class={styles['form']}
      aria-label="Edit this change set"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      {isReopened && <p role="status">You have unsaved changes. They are in the fields below.</p>}
      <div>
        <TextField
          label={fieldLabels.title}
          value={fields.title}
          onInput={(value) => change('title', value)}
          isRequired
          inputRef={first}
          maxLength={500}
          error={problemOf('title')}
        />
        {elsewhere('title')}
      </div>
      <div>
        <TextField
          label={fieldLabels.referenceUrl}
          type="url"
          value={fields.referenceUrl ?? ''}
          onInput={(value) => change('referenceUrl', value)}
          onBlur={() => setSourceLeft(true)}
          maxLength={2000}
          hint="The pull request, issue or document this change comes from"
          error={isSourceLeft ? problemOf('referenceUrl') : null}
        />
        {elsewhere('referenceUrl')}
      </div>
      <div>
        <TextField
          label={fieldLabels.summary}
          value={fields.summary}
          onInput={(value) => change('summary', value)}
          rows={5}
          maxLength={10_000}
          hint="ApprovalFlow puts it into its comment on each page submitted from now on"
        />
        {elsewhere('summary')}
      </div>
      {saving.error !== null && <ErrorNotice error={saving.error} />}
      <div class={styles['actions']}>
        <Button appearance="primary" type="submit" isBusy={saving.isBusy}>
          Save changes
        </Button>
        <Button appearance="subtle" onClick={close}>
          {isDirty ? 'Discard changes' : 'Cancel'}
        </Button>
      </div>
    </form>
  );
};
