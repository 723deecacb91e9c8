import { type ChangeSetView, type SetFields, sourceOf } from '../../lib/domain/index.ts';

export type FieldName = keyof SetFields;

export const fieldLabels: Readonly<Record<FieldName, string>> = {
  title: 'Title',
  referenceUrl: 'Source',
  summary: 'Why these pages changed together',
};

/** A set's fields as it shows them. */
export const fieldsIn = (set: Pick<ChangeSetView, 'title' | 'summary' | 'source'>): SetFields => ({
  title: set.title,
  summary: set.summary,
  referenceUrl: set.source?.url ?? null,
});

/** A field without what does not count as a change. */
export const plainField = (fields: SetFields, name: FieldName): string => (fields[name] ?? '').trim();

/** The fields that differ, as `fields` has them; an emptied source is `null`. */
export const changedFields = (base: SetFields, fields: SetFields): Partial<SetFields> => ({
  ...(plainField(base, 'title') === plainField(fields, 'title') ? {} : { title: fields.title.trim() }),
  ...(plainField(base, 'summary') === plainField(fields, 'summary') ? {} : { summary: fields.summary.trim() }),
  ...(plainField(base, 'referenceUrl') === plainField(fields, 'referenceUrl')
    ? {}
    : { referenceUrl: plainField(fields, 'referenceUrl') === '' ? null : plainField(fields, 'referenceUrl') }),
});

export const hasChanges = (base: SetFields, fields: SetFields): boolean => Object.keys(changedFields(base, fields)).length > 0;

/** "“Keys”", or "nothing". */
export const valueWords = (value: string | null): string => (value === null || value.trim() === '' ? 'nothing' : `“${value.trim()}”`);

/** A set as it will be when these fields are saved. */
export const withFields = (set: ChangeSetView, { title, summary, referenceUrl }: Partial<SetFields>): ChangeSetView => ({
  ...set,
  title: title ?? set.title,
  summary: summary ?? set.summary,
  source: referenceUrl === undefined ? set.source : sourceOf(referenceUrl),
});
