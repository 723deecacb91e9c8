/** Ids are int64 in Confluence's parameters: anything else would make it refuse the whole batch, and exists nowhere. */
export const isNumericId = (value: string): boolean =>
  /^[1-9]\d{0,18}$/.test(value) && (value.length < 19 || value <= '9223372036854775807');
