/** A whole number of more digits than a JavaScript number is sure to keep, as far as a glance tells. */
const mayHoldLongNumber = /[:[,]\s*-?\d{16}/;
/** Texts are stepped over, so that only numbers that stand by themselves are seen. */
const textOrNumber = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/**
 * Reads JSON; `undefined`, which no schema here accepts, for what is none. Ids are int64, and v1 sends some of them as numbers: those
 * that a number would round come back as texts of the same digits.
 */
export const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(mayHoldLongNumber.test(text) ? text.replace(textOrNumber, quoteLong) : text);
  } catch {
    return undefined;
  }
};

const quoteLong = (token: string): string => (/^-?\d{16,}$/.test(token) ? `"${token}"` : token);
