/** Rows of a long list, as indexes: `from` up to, not including, `to`. */
export interface RowRange {
  readonly from: number;
  readonly to: number;
}

export interface RowWindow {
  readonly offset: number;
  readonly limit: number;
}

/** Several screens: more would be sent anew with every change, less asked for while scrolling. */
export const windowLimit = 150;
/** Windows begin at multiples of this, so that neighbours ask for the same one and a row's height of scrolling asks for nothing. */
const step = 25;

/**
 * Which rows are in sight, with `beyond` more beyond each edge.
 *
 * @example rowsInSight({ scrollTop: 560, height: 560, rowHeight: 56, total: 10_000, beyond: 2 }) // { from: 8, to: 22 }
 */
export const rowsInSight = (list: {
  readonly scrollTop: number;
  readonly height: number;
  readonly rowHeight: number;
  readonly total: number;
  readonly beyond: number;
}): RowRange => {
  const { scrollTop, height, rowHeight, total, beyond } = list;
  const clamped = (row: number): number => Math.max(0, Math.min(total, row));
  return {
    from: clamped(Math.floor(scrollTop / rowHeight) - beyond),
    to: clamped(Math.ceil((scrollTop + height) / rowHeight) + beyond),
  };
};

/**
 * The window of the list to ask for so that these rows are in it with room on both sides; the one there is, as long as that holds them so:
 * rows are asked for before they are reached.
 *
 * @example windowAround({ from: 8, to: 22 }, { offset: 0, limit: 150 }) // { offset: 0, limit: 150 }
 */
export const windowAround = (sight: RowRange, now: RowWindow): RowWindow => {
  const room = Math.floor(step / 2);
  const hasAbove = now.offset === 0 || sight.from >= now.offset + room;
  if (hasAbove && sight.to <= now.offset + now.limit - room) return now;
  const middle = (sight.from + sight.to) / 2;
  return { offset: Math.max(0, Math.round((middle - windowLimit / 2) / step) * step), limit: windowLimit };
};
