import type { ChangeSet, SetFields } from './change-set.ts';
import { fail, ok, type Result } from './result.ts';
import type { FieldConflict } from './views.ts';

/** http(s) only, in its canonical spelling; `null` for an empty one, `undefined` for one that cannot be taken. */
export const checkedReference = (referenceUrl: string | null): string | null | undefined => {
  const text = referenceUrl?.trim() ?? '';
  if (text === '') return null;
  const url = URL.parse(text);
  return url !== null && (url.protocol === 'https:' || url.protocol === 'http:') ? url.href : undefined;
};

/** Fields as a person gave them; what is missing stays as it is. */
export type GivenFields = { readonly [Field in keyof SetFields]?: SetFields[Field] | undefined };

/**
 * What a person wrote about a set, ready to be sent: trimmed, with a title that is not empty and a reference that is an
 * http(s) address. Fields left out stay out. Fails with `invalid`, `where` being `title.empty` or `referenceUrl`.
 *
 * @example checkedFields({ title: ' Keys ' }) // ok({ title: 'Keys' })
 */
export const checkedFields = ({ title, summary, referenceUrl }: GivenFields): Result<Partial<SetFields>> => {
  if (title?.trim() === '') return fail({ kind: 'invalid', where: 'title.empty' });
  const reference = referenceUrl === undefined ? null : checkedReference(referenceUrl);
  if (reference === undefined) return fail({ kind: 'invalid', where: 'referenceUrl' });
  return ok({
    ...(title === undefined ? {} : { title: title.trim() }),
    ...(summary === undefined ? {} : { summary: summary.trim() }),
    ...(referenceUrl === undefined ? {} : { referenceUrl: reference }),
  });
};

/** The fields of a set as the service has them. */
export const fieldsOf = ({ title, summary, referenceUrl }: ChangeSet): SetFields => ({ title, summary, referenceUrl });

const names = ['title', 'summary', 'referenceUrl'] as const;
/** A reference that the service spells in another way is no change. */
const plain = (name: (typeof names)[number], value: string | null): string =>
  (name === 'referenceUrl' ? (checkedReference(value) ?? value) : value)?.trim() ?? '';

/**
 * Three versions of a set's fields in one: `patch` is what has to be written, `conflicts` what somebody else changed into
 * something else since `base`. A field that we left as it was, or that already is as we want it, is in neither.
 *
 * @example mergeFields(base, { title: 'B' }, base).patch // { title: 'B' }
 */
export const mergeFields = (
  base: SetFields,
  ours: Partial<SetFields>,
  theirs: SetFields,
): { readonly patch: Partial<SetFields>; readonly conflicts: readonly FieldConflict[] } => {
  const patch: Record<string, string | null> = {};
  const conflicts: FieldConflict[] = [];
  for (const field of names) {
    const wanted = ours[field];
    if (wanted === undefined) continue;
    const [from, to, found] = [base[field], wanted, theirs[field]].map((value) => plain(field, value));
    if (to === from || to === found) continue;
    if (found === from) patch[field] = wanted;
    else conflicts.push({ field, ours: wanted, theirs: theirs[field] });
  }
  return { patch, conflicts };
};

/**
 * An edit after a person decided about its conflicts: ours are to be written over what is there now, or are dropped. Fields
 * without a conflict stay.
 *
 * @example settleConflicts({ base, fields: { title: 'B' } }, [{ field: 'title', ours: 'B', theirs: 'C' }], 'theirs').fields // {}
 */
export const settleConflicts = (
  edit: { readonly base: SetFields; readonly fields: Partial<SetFields> },
  conflicts: readonly FieldConflict[],
  keep: 'ours' | 'theirs',
): { readonly base: SetFields; readonly fields: Partial<SetFields> } => {
  const contested = new Set<string>(conflicts.map(({ field }) => field));
  return {
    base: { ...edit.base, ...Object.fromEntries(conflicts.map(({ field, theirs }) => [field, theirs])) },
    fields: Object.fromEntries(Object.entries(edit.fields).filter(([field]) => keep === 'ours' || !contested.has(field))),
  };
};

/**
 * The edit that takes an edit back: what it wrote becomes as it was, and counts as changed by somebody else where it no longer is.
 *
 * @example reversedEdit({ base: { title: 'A', … }, fields: { title: 'B' } }).fields // { title: 'A' }
 */
export const reversedEdit = ({
  base,
  fields,
}: {
  readonly base: SetFields;
  readonly fields: Partial<SetFields>;
}): { readonly base: SetFields; readonly fields: Partial<SetFields> } => ({
  base: { ...base, ...fields },
  fields: Object.fromEntries(names.flatMap((field) => (field in fields ? [[field, base[field]]] : []))),
});
