/**
 * Where this machine's browsers are, and the flags every headless run needs.
 *
 * @see docs/adr for why the distribution's own Chromium is used: Playwright's download is not reachable everywhere.
 */
import { existsSync } from 'node:fs';
import { chromium } from 'playwright';

const chromiumCandidates = [
  process.env['SHEAF_CHROMIUM'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/snap/bin/chromium',
  chromium.executablePath(),
];

const firefoxCandidates = [
  process.env['SHEAF_FIREFOX'],
  '/usr/bin/firefox-esr',
  '/usr/bin/firefox',
  '/Applications/Firefox.app/Contents/MacOS/firefox',
];

const firstExisting = (candidates: readonly (string | undefined)[]): string | null =>
  candidates.find((path): path is string => path !== undefined && path !== '' && existsSync(path)) ?? null;

/** Path of a Chromium that can load unpacked extensions, or `null` when none is installed. Branded Chrome refuses `--load-extension`. */
export const findChromium = (): string | null => firstExisting(chromiumCandidates);

/** Path of a Firefox that speaks WebDriver BiDi, or `null`. */
export const findFirefox = (): string | null => firstExisting(firefoxCandidates);

/** As `findChromium`, for callers that cannot go on without one. */
export const chromiumPath = (): string => {
  const path = findChromium();
  if (path === null)
    throw new Error('No Chromium found. Run `npm test` or `npm start`, which install it, or set SHEAF_CHROMIUM to its path.');
  return path;
};

/** Keeps Chromium from calling home and from needing a sandbox, a GPU or QUIC. */
export const chromiumArgs = [
  '--no-sandbox',
  '--disable-quic',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
