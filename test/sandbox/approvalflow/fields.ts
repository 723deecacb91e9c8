/** Reading the fields of a call, with refusals that name the field as ApprovalFlow does. */
import type { Outcome } from '../model.ts';
import { done, refused } from './outcome.ts';

export type Fields = Readonly<Record<string, unknown>>;

/** A required id or text. */
export const requiredText = (fields: Fields, name: string): Outcome<string> => {
  const value = fields[name];
  if (value === undefined || value === null || value === '') return refused('invalid', `${name} is required`);
  return typeof value === 'string' ? done(value) : refused('invalid', `${name} must be a string`);
};

/** `undefined` when left out. */
export const optionalText = (fields: Fields, name: string): Outcome<string | undefined> => {
  const value = fields[name];
  return value === undefined || typeof value === 'string' ? done(value) : refused('invalid', `${name} must be a string`);
};

/** As `optionalText`; `null` or an empty string clears. */
export const clearableText = (fields: Fields, name: string): Outcome<string | null | undefined> => {
  const value = fields[name];
  return value === null || value === '' ? done(null) : optionalText(fields, name);
};

/** `pageRefs`: objects with a `pageId`. */
export const pageRefs = (fields: Fields): Outcome<string[] | undefined> => {
  const value = fields['pageRefs'];
  if (value === undefined) return done(undefined);
  if (!Array.isArray(value)) return refused('invalid', 'pageRefs must be an array');
  const ids: string[] = [];
  for (const entry of value as readonly unknown[]) {
    const pageId = typeof entry === 'object' && entry !== null && 'pageId' in entry ? entry.pageId : undefined;
    if (typeof pageId !== 'string' || pageId === '') return refused('invalid', 'Each entry of pageRefs must have a pageId');
    ids.push(pageId);
  }
  return done(ids);
};
