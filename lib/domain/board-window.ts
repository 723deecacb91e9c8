/** Which rows of a long list are drawn, and which window of it is asked for. */
export interface Sight {
  readonly from: number;
  /** Past the last one. */
  readonly to: number;
}

/** Rows asked for at once: several screens, so that scrolling is rarely ahead of the answer. */
export const windowLimit = 150;

/**
 * The rows between the edges of the visible part, and `beyond` more on each side.
 *
 * @example rowsInSight({ scrollTop: 0, height: 700, rowHeight: 56, total: 10_000, beyond: 6 }) // { from: 0, to: 19 }
 */
export const rowsInSight = (list: {
  readonly scrollTop: number;
  readonly height: number;
  readonly rowHeight: number;
  readonly total: number;
  readonly beyond: number;
}): Sight => {
  const { scrollTop, height, rowHeight, total, beyond } = list;
  const clamped = (row: number): number => Math.max(0, Math.min(total, row));
  return {
    from: clamped(Math.floor(scrollTop / rowHeight) - beyond),
    to: clamped(Math.ceil((scrollTop + height) / rowHeight) + beyond),
  };
};

/** The window to ask for: the one there is, as long as it holds what is in sight, else one around that. */
export const windowAround = (sight: Sight, now: { readonly offset: number; readonly limit: number }): { offset: number; limit: number } => {
  if (now.offset <= sight.from && sight.to <= now.offset + now.limit) return now;
  const spare = Math.max(0, windowLimit - (sight.to - sight.from));
  return { offset: Math.max(0, sight.from - Math.floor(spare / 2)), limit: windowLimit };
};
