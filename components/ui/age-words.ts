const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/**
 * How long ago in short words; over six days the date. Times in the future (a clock put back) count as now.
 *
 * @example ageWords('2026-11-22T10:00:00Z', Date.parse('2026-11-22T10:02:10Z')) // '2 min ago'
 */
export const ageWords = (at: string, now: number): string => {
  const then = Date.parse(at);
  if (Number.isNaN(then)) return 'at an unknown time';
  const age = now - then;
  if (age < minute) return 'just now';
  if (age < hour) return `${Math.floor(age / minute)} min ago`;
  if (age < day) return `${Math.floor(age / hour)} h ago`;
  if (age < 2 * day) return 'yesterday';
  if (age < 7 * day) return `${Math.floor(age / day)} days ago`;
  const sameYear = new Date(then).getFullYear() === new Date(now).getFullYear();
  return `on ${new Date(then).toLocaleDateString('en', { day: 'numeric', month: 'short', ...(sameYear ? {} : { year: 'numeric' }) })}`;
};

/** How long until something is tried again, in short words. */
export const waitWords = (ms: number): string => {
  if (ms < minute) return `${Math.max(1, Math.ceil(ms / 1000))} s`;
  if (ms < hour) return `${Math.ceil(ms / minute)} min`;
  return `${Math.ceil(ms / hour)} h`;
};

/** @example plural(1, 'page') // '1 page' */
export const plural = (count: number, one: string, many = `${one}s`): string =>
  // Words of a locale are dear, and few counts need its comma.
  `${count < 1_000 ? count : count.toLocaleString('en')} ${count === 1 ? one : many}`;
