/**
 * Puts the browsers that tests and the tour need on a machine that has none: the distribution's own on Debian and Ubuntu
 * (as root, or where sudo asks no password), else Playwright's Chromium. What cannot be installed is said in one line.
 */
import { spawnSync } from 'node:child_process';
import { findChromium, findFirefox } from './browsers.ts';
import { run, runProgram } from './programs.ts';

type Browser = 'chromium' | 'firefox';

const aptNames: Record<Browser, readonly string[]> = { chromium: ['chromium', 'chromium-browser'], firefox: ['firefox-esr', 'firefox'] };
/** Of the same widths as Arial, which pages are drawn for. A bare system has one wide font only. */
const fonts = 'fonts-liberation';
const find: Record<Browser, () => string | null> = { chromium: findChromium, firefox: findFirefox };
const advice: Record<Browser, string> = {
  chromium:
    'No Chromium could be installed: install Chromium (not Google Chrome, which loads no unpacked extensions) or set SHEAF_CHROMIUM to its path.',
  firefox: 'No Firefox could be installed: install Firefox 142 or newer, or set SHEAF_FIREFOX to its path.',
};

const succeeds = (command: string, ...args: string[]): boolean => spawnSync(command, args, { stdio: 'ignore' }).status === 0;

/** The words before `apt-get` that let us install, or `null` where we may not or there is no apt. */
const aptPrefix = (): readonly string[] | null => {
  if (process.platform !== 'linux' || !succeeds('apt-get', '--version')) return null;
  if (process.getuid?.() === 0) return [];
  return succeeds('sudo', '-n', 'true') ? ['sudo', '-n'] : null;
};

const installWithApt = async (browsers: readonly Browser[]): Promise<void> => {
  const prefix = aptPrefix();
  if (prefix === null) return;
  const apt = (...args: string[]): Promise<number> => {
    const [command = '', ...rest] = [...prefix, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-qq', ...args];
    return run(command, rest);
  };
  await apt('update');
  for (const browser of browsers) {
    for (const name of aptNames[browser]) {
      if (find[browser]() === null && succeeds('apt-cache', 'show', name)) {
        await apt('install', '-y', '--no-install-recommends', name, fonts);
      }
    }
  }
};

/** Returns when everything that can be done was done; callers look with `findChromium` and `findFirefox`. */
export const installBrowsers = async (wanted: readonly Browser[]): Promise<void> => {
  const missing = wanted.filter((browser) => find[browser]() === null);
  if (missing.length === 0) return;
  console.log(`Installing what is missing: ${missing.join(', ')}.`);
  await installWithApt(missing);
  if (missing.includes('chromium') && findChromium() === null) await runProgram('playwright', ['install', 'chromium', '--no-shell']);
  for (const browser of missing) if (find[browser]() === null) console.error(advice[browser]);
};
