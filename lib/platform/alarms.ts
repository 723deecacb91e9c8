import type { Browser } from 'webextension-polyfill';

/** Waits over 20 s: they outlive the background. Browsers round them up to about 30 s. */
export interface Alarms {
  /** Once, at this time in milliseconds. Replaces one of the same name. */
  at(name: string, whenMs: number): Promise<void>;
  /** Again and again. One that already runs at this pace is left alone: setting it anew at each wake would put it off for ever. */
  every(name: string, minutes: number): Promise<void>;
  clear(name: string): Promise<void>;
  onAlarm(listener: (name: string) => void): void;
}

export const createAlarms = (browser: Pick<Browser, 'alarms'>): Alarms => ({
  // Chrome answers a promise here, Firefox nothing; the types know the second only.
  at: async (name, whenMs) => await (browser.alarms.create(name, { when: whenMs }) as void | Promise<void>),
  every: async (name, minutes) => {
    const running = await browser.alarms.get(name);
    if (running?.periodInMinutes === minutes) return;
    await (browser.alarms.create(name, { periodInMinutes: minutes }) as void | Promise<void>);
  },
  clear: async (name) => {
    await browser.alarms.clear(name);
  },
  onAlarm: (listener) => browser.alarms.onAlarm.addListener(({ name }) => listener(name)),
});
