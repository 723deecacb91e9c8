/**
 * How much one tab's content script may say: a page can make it speak by navigating without end. A burst, then a steady
 * pace; a person reading pages stays far below both.
 */
const burst = 40;
const perSecond = 10;
const maxTabs = 1000;

export interface TabLimit {
  /** 0: go on. Else how many milliseconds to wait. */
  take(tabId: number): number;
}

export const createTabLimit = (now: () => number): TabLimit => {
  const buckets = new Map<number, { tokens: number; at: number }>();

  const forgetIdle = (at: number) => {
    for (const [tabId, bucket] of buckets) if (bucket.tokens + ((at - bucket.at) / 1000) * perSecond >= burst) buckets.delete(tabId);
  };

  return {
    take: (tabId) => {
      const at = now();
      if (buckets.size >= maxTabs) forgetIdle(at);
      const bucket = buckets.get(tabId) ?? { tokens: burst, at };
      const tokens = Math.min(burst, bucket.tokens + (Math.max(0, at - bucket.at) / 1000) * perSecond);
      const isAllowed = tokens >= 1;
      buckets.set(tabId, { tokens: isAllowed ? tokens - 1 : tokens, at });
      return isAllowed ? 0 : Math.ceil(((1 - tokens) / perSecond) * 1000);
    },
  };
};
