/**
 * Who may import what: the tree of docs/architecture.md as one table, checked by the linter (`lint-plugin.ts`) on every import.
 *
 * A module is a folder of `lib/`, a folder of `components/`, or one entrypoint. Arrows point downwards only, and a `lib/` folder
 * is entered by its `index.ts` (or `content.ts`, the small face that the content script uses).
 */
import { posix } from 'node:path';

interface Layer {
  readonly name: string;
  readonly matches: RegExp;
  readonly mayImport: readonly RegExp[];
  /** What it may name in types only: it is handed the thing itself. */
  readonly mayName?: readonly RegExp[];
}

const domain = /^lib\/domain$/;
const pageParts = /^components\//;
const anything = /./;
/** The content script, and the launcher that it fetches where there is something to draw. */
const onThePage = /^entrypoints\/(confluence\.content|launcher)$/;

/** First match wins. */
const layers: readonly Layer[] = [
  { name: 'the content script', matches: onThePage, mayImport: [domain, /^lib\/(page|bus|platform)$/, onThePage] },
  {
    name: 'the background',
    matches: /^entrypoints\/background$/,
    mayImport: [domain, /^lib\/(services|store|oauth|approvalflow|confluence|comparison|bus|platform)$/],
  },
  {
    name: 'the review page',
    matches: /^entrypoints\/review$/,
    mayImport: [domain, pageParts, /^lib\/(state|bus|platform|comparison)$/],
  },
  {
    name: 'the page that nobody sees',
    matches: /^entrypoints\/comparer$/,
    mayImport: [domain, /^lib\/(platform|comparison)$/],
  },
  { name: 'a page of the extension', matches: /^entrypoints\//, mayImport: [domain, pageParts, /^lib\/(state|bus|platform)$/] },
  { name: 'components/ui', matches: /^components\/ui$/, mayImport: [] },
  { name: 'components', matches: /^components(\/|$)/, mayImport: [domain, pageParts, /^lib\/state$/] },
  { name: 'lib/state', matches: /^lib\/state$/, mayImport: [domain, /^lib\/bus$/] },
  { name: 'lib/bus', matches: /^lib\/bus$/, mayImport: [domain, /^lib\/platform$/] },
  { name: 'lib/domain', matches: domain, mayImport: [] },
  { name: 'lib/services', matches: /^lib\/services$/, mayImport: [domain], mayName: [/^lib\/store$/] },
  { name: 'a client', matches: /^lib\/(approvalflow|confluence|oauth)$/, mayImport: [domain, /^lib\/http$/] },
  { name: 'a part of lib', matches: /^lib\//, mayImport: [domain] },
  { name: 'test and configuration', matches: anything, mayImport: [anything] },
];

/** Packages that one place owns. Everything not named here is free. */
const packageOwners: readonly { readonly name: RegExp; readonly owner: RegExp; readonly because: string }[] = [
  { name: /^zod$/, owner: /^$/, because: "import 'zod/mini': the whole of zod is twenty times its size" },
  { name: /^webextension-polyfill$|^wxt\/browser$/, owner: /^lib\/platform$/, because: 'browser APIs are touched in lib/platform only' },
  { name: /^dexie$/, owner: /^lib\/store$/, because: 'lib/store alone knows the databases' },
  { name: /^htmlparser2$/, owner: /^lib\/comparison$/, because: 'lib/comparison alone reads storage format' },
  { name: /^preact(\/|$)/, owner: /^(entrypoints|components)(\/|$)/, because: 'views live in components and are mounted by entrypoints' },
  {
    name: /^@preact\/signals/,
    owner: /^(entrypoints|components)(\/|$)|^lib\/state$/,
    because: 'signals are made in lib/state and read in components',
  },
  { name: /^node:/, owner: /^$/, because: 'the product runs in browsers' },
];

/** The content script is small: nothing of these may come with it, whatever else may use them. */
const neverInContentScript = /^(preact|@preact\/|zod|webextension-polyfill|dexie)/;

const isTest = (path: string): boolean => /\.(test|spec)\.tsx?$/.test(path);
const isProduct = (path: string): boolean => /^(entrypoints|components|lib)\//.test(path);

/** The module a repository path belongs to: `lib/store`, `components/ui`, `entrypoints/popup`, `test/sandbox`. */
const moduleOf = (path: string): string => {
  const [area = '', part] = path.split('/');
  if (part === undefined) return '';
  const isFile = path.split('/').length === 2;
  if (area === 'components' && isFile) return 'components';
  return `${area}/${isFile ? part.replace(/\.[^.]+$/, '') : part}`;
};

/** Same-folder faces by which another module may enter `lib/<x>`; of a worker's script only the address may be asked for. */
const isFace = (path: string): boolean => /^lib\/[^/]+\/((index|content)\.tsx?|[^/]+\.worker\.ts\?worker&url)$/.test(path);

/**
 * Why `importer` may not import `specifier`, or `null` when it may.
 *
 * @param importer path of the file in the repository, with `/`
 * @param specifier as written in the import
 * @param isTypeOnly `import type`
 */
export const importProblem = (importer: string, specifier: string, isTypeOnly = false): string | null => {
  const from = moduleOf(importer);
  if (!specifier.startsWith('.')) return isTypeOnly ? null : packageProblem(importer, from, specifier);

  const target = posix.normalize(posix.join(posix.dirname(importer), specifier));
  const to = moduleOf(target);
  if (from === to) return null;
  if (isProduct(importer) && !isTest(importer) && !isProduct(target)) return `the product imports nothing from ${target}`;
  if (target.startsWith('lib/') && !isFace(target)) return `${target} is inside ${to}: import its index.ts`;
  if (isTest(importer)) return null;
  const layer = layers.find((candidate) => candidate.matches.test(from));
  const allowed = [...(layer?.mayImport ?? [anything]), ...(isTypeOnly ? (layer?.mayName ?? []) : [])];
  if (allowed.some((module) => module.test(to))) {
    const isTooLarge = isContentScript(from) && !isTypeOnly && /^lib\/(bus|platform)\/index/.test(target);
    return isTooLarge ? `the content script uses ${to}/content.ts, which is free of zod and polyfill` : null;
  }
  return `${layer?.name} may not import ${to} (see docs/architecture.md)`;
};

const isContentScript = (module: string): boolean => onThePage.test(module);

const packageProblem = (importer: string, from: string, specifier: string): string | null => {
  if (/^zod$/.test(specifier)) return "import 'zod/mini': the whole of zod is twenty times its size";
  if (!isProduct(importer) || isTest(importer)) return null;
  if (isContentScript(from) && neverInContentScript.test(specifier)) return `${specifier} is too large for the content script`;
  const rule = packageOwners.find((candidate) => candidate.name.test(specifier));
  return rule === undefined || rule.owner.test(from) ? null : rule.because;
};
