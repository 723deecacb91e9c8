import type { AppError } from './app-error.ts';

/** An expected outcome at a seam: a value, or one `AppError`. What cannot happen throws instead. */
export type Result<T, E = AppError> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: E };

/** @example ok(3) // { ok: true, value: 3 } */
export const ok = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value });

/** @example fail({ kind: 'offline' }) // { ok: false, error: { kind: 'offline' } } */
export const fail = <E>(error: E): { readonly ok: false; readonly error: E } => ({ ok: false, error });

/** Throws when an internal promise is broken; never used for what a service or a person may send. */
export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(`Broken assumption: ${message}`);
}

/** Makes the compiler prove that a union was handled whole. */
export const assertNever = (value: never): never => {
  throw new Error(`Broken assumption: unhandled case ${JSON.stringify(value)}`);
};
