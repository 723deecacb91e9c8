/** Each rule of `.oxlintrc.json` that guards this repository's own conventions, seen failing on a planted violation. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { binOf, environment, root } from '../programs.ts';

const planted: readonly { readonly file: string; readonly code: string; readonly rule: string }[] = [
  { file: 'lib/services/one.ts', code: "import { x } from '../store/inner.ts';\nexport const one = x;", rule: 'sheaf(import-direction)' },
  { file: 'lib/services/two.ts', code: "export * from '../approvalflow/index.ts';", rule: 'sheaf(import-direction)' },
  { file: 'lib/domain/three.ts', code: "export const three = import('dexie');", rule: 'sheaf(import-direction)' },
  { file: 'components/ui/four.ts', code: "export const four = (e: Element): void => { e.innerHTML = ''; };", rule: 'sheaf(no-html-sink)' },
  {
    file: 'components/ui/five.tsx',
    code: "export const Five = () => <p dangerouslySetInnerHTML={{ __html: '' }} />;",
    rule: 'sheaf(no-html-sink)',
  },
  { file: 'lib/page/six.ts', code: "import { b } from './six-b.ts';\nexport const a = (): number => b;", rule: 'import(no-cycle)' },
  { file: 'lib/page/six-b.ts', code: "import { a } from './six.ts';\nexport const b = a();", rule: 'import(no-cycle)' },
  { file: 'lib/page/seven.ts', code: 'export const seven: any = 1;', rule: 'typescript(no-explicit-any)' },
  { file: 'lib/page/eight.ts', code: 'export const eight = (x: string | null): string => x!;', rule: 'typescript(no-non-null-assertion)' },
  { file: 'lib/page/nine.ts', code: 'export const nine = (): void => { fetch("/"); };', rule: 'typescript(no-floating-promises)' },
  { file: 'lib/page/ten.ts', code: 'export default 1;', rule: 'import(no-default-export)' },
  { file: 'lib/page/eleven.ts', code: 'try { globalThis.stop(); } catch {}', rule: 'eslint(no-empty)' },
  { file: 'lib/page/twelve.ts', code: 'export const twelve = chrome.runtime.id;', rule: 'eslint(no-restricted-globals)' },
];

const folder = mkdtempSync(join(tmpdir(), 'sheaf-lint-'));
const found = new Set<string>();

const plant = (file: string, code: string): void => {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), code);
};

beforeAll(() => {
  for (const path of ['.oxlintrc.json', 'test/repository/lint-plugin.ts', 'test/repository/import-rules.ts']) {
    cpSync(join(root, path), join(folder, path));
  }
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'dir');
  plant('package.json', '{ "type": "module" }');
  plant('tsconfig.json', '{ "compilerOptions": { "strict": true, "module": "esnext", "jsx": "react-jsx", "jsxImportSource": "preact" } }');
  for (const { file, code } of planted) plant(file, code);

  const { stdout } = spawnSync(process.execPath, [binOf('oxlint'), '--format', 'json'], {
    cwd: folder,
    env: environment(),
    encoding: 'utf8',
  });
  const report = JSON.parse(stdout) as { diagnostics: { filename: string; code: string }[] };
  for (const { filename, code } of report.diagnostics) found.add(`${filename.replaceAll('\\', '/')} ${code}`);
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the linter refuses', () => {
  it.each(planted)('$rule in $file', ({ file, rule }) => {
    expect([...found]).toContain(`${file} ${rule}`);
  });
});
