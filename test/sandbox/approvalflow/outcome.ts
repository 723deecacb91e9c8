/** Short ways to write an `Outcome`. */
import type { Outcome, Refusal } from '../model.ts';

export const done = <T>(value: T): Outcome<T> => ({ ok: true, value });

export const refused = (kind: Refusal['kind'], message: string): { ok: false; refusal: Refusal } => ({
  ok: false,
  refusal: { kind, message },
});
