/**
 * What the built extension makes a browser load, per surface, with the budget of each. The one place that knows them:
 * size-limit (`.size-limit.ts`) refuses what is over, `npm run bench` prints it.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { root } from '../programs.ts';

const buildFolder = join(root, '.output/chrome-mv3');

interface Bundle {
  readonly name: string;
  /** Absolute paths. */
  readonly files: readonly string[];
  readonly measure: 'raw' | 'brotli';
  /** In kilobytes of 1,000 bytes. */
  readonly budgetKb: number;
}

const read = (file: string): string => readFileSync(join(buildFolder, file), 'utf8');

/** Scripts and styles that an HTML page names, and all that those scripts import statically. */
const filesOfPage = (page: string): readonly string[] => {
  const html = read(page);
  const named = [...html.matchAll(/<(?:script|link)\b[^>]*?\b(?:src|href)="\/?([^"]+\.(?:js|css))"/g)].map((match) => match[1] ?? '');
  return withImports(named);
};

/** The files and what they import statically, without doubles. Dynamic imports load later, and are not counted. */
const withImports = (files: readonly string[]): readonly string[] => {
  const found = new Set<string>();
  const visit = (file: string): void => {
    if (found.has(file)) return;
    found.add(file);
    if (file.endsWith('.js')) for (const imported of staticImports(read(file))) visit(posix.join(posix.dirname(file), imported));
  };
  for (const file of files) visit(file);
  return [...found];
};

/** Relative specifiers of the static imports and re-exports of a built script. */
export const staticImports = (script: string): readonly string[] =>
  [...script.matchAll(/(?:^|[;}\s])(?:import|export)\b(?:[\w*{}\s,$]*?\bfrom)?\s*["'](\.[^"']+\.js)["']/g)].map((match) => match[1] ?? '');

const inFolder = (folder: string): readonly string[] => {
  const path = join(buildFolder, folder);
  return existsSync(path) ? readdirSync(path).map((file) => `${folder}/${file}`) : [];
};

const storePackage = (): string => {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  return join(dirname(buildFolder), `sheaf-${version}-chrome.zip`);
};

const inBuild = (files: readonly string[]): readonly string[] => files.map((file) => join(buildFolder, file));

/** Throws when the build is not there. */
export const bundles = (): readonly Bundle[] => [
  { name: 'content script', files: inBuild(inFolder('content-scripts')), measure: 'raw', budgetKb: 10 },
  // Fetched on pages of a connected site, where there is something to draw.
  { name: 'launcher', files: inBuild(['launcher.js']), measure: 'raw', budgetKb: 25 },
  { name: 'panel', files: inBuild(filesOfPage('panel.html')), measure: 'brotli', budgetKb: 60 },
  { name: 'popup', files: inBuild(filesOfPage('popup.html')), measure: 'brotli', budgetKb: 60 },
  { name: 'dashboard', files: inBuild(filesOfPage('dashboard.html')), measure: 'brotli', budgetKb: 75 },
  { name: 'review', files: inBuild(filesOfPage('review.html')), measure: 'brotli', budgetKb: 75 },
  { name: 'comparison worker', files: inBuild(inFolder('assets').filter((file) => file.endsWith('.js'))), measure: 'brotli', budgetKb: 31 },
  // 90 and 250 were planned: docs/adr/013 says what they hold, and why it is more.
  { name: 'background', files: inBuild(withImports(['background.js'])), measure: 'brotli', budgetKb: 107 },
  { name: 'store package', files: [storePackage()], measure: 'raw', budgetKb: 358 },
];
