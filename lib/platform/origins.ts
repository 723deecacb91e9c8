/** Match patterns know no port in Firefox, so a pattern is a host's; anything but an https origin has none. */
export const patternOf = (origin: string): string | null => {
  const url = URL.parse(origin);
  return url?.protocol === 'https:' ? `https://${url.hostname}/*` : null;
};

export const patternsOf = (origins: readonly string[]): string[] => [
  ...new Set(origins.map(patternOf).filter((pattern) => pattern !== null)),
];

/** Whether a `https://host/*` pattern is covered by another, which may begin with a wildcard. */
export const isCoveredBy = (pattern: string, wider: string): boolean => {
  if (pattern === wider) return true;
  const wildcard = /^(?:https|\*):\/\/\*\.?([^/*]*)\/\*$/.exec(wider)?.[1];
  if (wildcard === undefined) return wider === '<all_urls>';
  const host = pattern.slice('https://'.length, -'/*'.length);
  return wildcard === '' || host === wildcard || host.endsWith(`.${wildcard}`);
};
