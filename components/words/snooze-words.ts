const hourMs = 60 * 60_000;
/** When a day begins for whoever put something aside. */
const morning = 9;
const laterMs = 3 * hourMs;

export interface SnoozeChoice {
  readonly words: string;
  /** ISO time. */
  readonly until: string;
}

const morningIn = (now: Date, days: number): Date => new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, morning);

/** Until when a set can be put aside, in the person's own time; "later today" is left out when three hours on it is tomorrow. */
export const snoozeChoices = (now: number): readonly SnoozeChoice[] => {
  const today = new Date(now);
  const later = new Date(now + laterMs);
  const toMonday = (8 - today.getDay()) % 7 || 7;
  return [
    ...(later.getDate() === today.getDate() ? [{ words: 'Snooze for today: 3 hours', until: later }] : []),
    { words: 'Snooze until tomorrow', until: morningIn(today, 1) },
    { words: 'Snooze until next week', until: morningIn(today, toMonday) },
  ].map(({ words, until }) => ({ words, until: until.toISOString() }));
};

/** "15:30" today, "Tue, 09:00" within a week, else with the date. */
export const momentWords = (at: string, now: number): string => {
  const then = new Date(at);
  const time = then.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
  if (then.toDateString() === new Date(now).toDateString()) return time;
  const isNear = Math.abs(then.getTime() - now) < 6.5 * 24 * hourMs;
  const day = then.toLocaleDateString('en-GB', isNear ? { weekday: 'short' } : { weekday: 'short', day: 'numeric', month: 'short' });
  return `${day}, ${time}`;
};
