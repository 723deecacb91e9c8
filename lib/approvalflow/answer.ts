/** What came back over HTTP, whoever sent it. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed JSON; a string when the body is something else (HTML, cut off JSON); `null` when there is none. */
  readonly body: unknown;
}

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Ids may be JSON numbers too long for a number: their digits are taken from the source, where the engine offers it. */
const keepDigits = (_key: string, value: unknown, context?: { source?: string }): unknown =>
  typeof value === 'number' && !Number.isSafeInteger(value) && context?.source !== undefined && /^\d+$/.test(context.source)
    ? context.source
    : value;

/**
 * Reads a body by trying: the content type of an app's answer may be missing or wrong. A JSON string that holds JSON (a handler that
 * serialised twice) is opened once more.
 */
export const parseBody = (text: string): unknown => {
  const trimmed = text.trim();
  if (trimmed === '') return null;
  const value = tryJson(trimmed);
  if (typeof value === 'string' && /^\s*[[{]/.test(value)) return tryJson(value) ?? value;
  return value === undefined ? trimmed : value;
};

const tryJson = (text: string): unknown => {
  try {
    return /\d{16}/.test(text) ? JSON.parse(text, keepDigits) : JSON.parse(text);
  } catch {
    return undefined;
  }
};
