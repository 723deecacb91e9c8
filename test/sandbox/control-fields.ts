/** Reading what a test asked of the control contract. A wrong field ends in a 400 that names it. */

/** The words of the 400. Thrown, since no path of a control verb goes on after it. */
export const badInput = (message: string): Error => Object.assign(new Error(message), { name: 'BadInput' });

export const isBadInput = (error: unknown): error is Error => error instanceof Error && error.name === 'BadInput';

export type Body = Readonly<Record<string, unknown>>;

/** Left out and `null` are alike. */
const given = (body: Body, name: string): unknown => body[name] ?? undefined;

export const text = (body: Body, name: string): string => {
  const value = given(body, name);
  if (typeof value === 'string' && value !== '') return value;
  throw badInput(value === undefined ? `${name}: is missing.` : `${name}: must be a text that is not empty.`);
};

/** Ids are texts; a number that is exact may stand for one. */
export const id = (body: Body, name: string): string => {
  const value = given(body, name);
  return typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : text(body, name);
};

export const optionalText = (body: Body, name: string): string | undefined => {
  const value = given(body, name);
  if (value === undefined) return undefined;
  if (typeof value !== 'string') throw badInput(`${name}: must be a text.`);
  return value;
};

export const optionalFlag = (body: Body, name: string): boolean | undefined => {
  const value = given(body, name);
  if (value === undefined) return undefined;
  if (typeof value !== 'boolean') throw badInput(`${name}: must be true or false.`);
  return value;
};

export const count = (body: Body, name: string, range: { from: number; to: number }): number => {
  const value = given(body, name);
  if (typeof value === 'number' && Number.isInteger(value) && value >= range.from && value <= range.to) return value;
  throw badInput(`${name}: ${value === undefined ? 'is missing' : `must be a whole number from ${range.from} to ${range.to}`}.`);
};

export const oneOf = <T extends string>(body: Body, name: string, choices: readonly T[]): T => {
  const found = choices.find((choice) => choice === body[name]);
  if (found === undefined) throw badInput(`${name}: must be one of ${choices.join(', ')}.`);
  return found;
};

export const optionalTexts = (body: Body, name: string): string[] | undefined => {
  const value = given(body, name);
  if (value === undefined) return undefined;
  if (!Array.isArray(value) || !value.every((item) => typeof item === 'string')) throw badInput(`${name}: must be a list of texts.`);
  return value;
};
