/** Match patterns know no port in Firefox, so a pattern is a host's; anything but an https origin has none. */
export const patternOf = (origin: string): string | null => {
  const url = URL.parse(origin);
  return url?.protocol === 'https:' ? `https://${url.hostname}/*` : null;
};

export const patternsOf = (origins: readonly string[]): string[] => [
  ...new Set(origins.map(patternOf).filter((pattern) => pattern !== null)),
];

/** Scheme, host (perhaps with a wildcard) and path of a match pattern. */
const patternParts = /^(https|\*):\/\/(\*\.|\*(?=\/))?([^/*]*)(\/.*)$/;

/** Whether a match pattern is for this site among others. */
export const isForSite = (pattern: string, origin: string): boolean => {
  const url = URL.parse(origin);
  const parts = patternParts.exec(pattern);
  if (url?.protocol !== 'https:' || parts === null) return false;
  const [, , wildcard, host = ''] = parts;
  if (wildcard === undefined) return url.hostname === host;
  return host === '' || url.hostname === host || url.hostname.endsWith(`.${host}`);
};

/** The path of a match pattern: `/wiki/*`. */
export const pathOf = (pattern: string): string => patternParts.exec(pattern)?.[4] ?? '/*';
