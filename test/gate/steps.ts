/** What the gate runs, in order. The first part needs no browser: `npm run check` stops there. */

/** A program of an installed package, run with the Node that runs us: shells and PATH differ, this does not. */
export interface PackageProgram {
  readonly package: string;
  /** Name in the package's `bin`, when it is not the package's own name. */
  readonly bin?: string;
  readonly args: readonly string[];
}

export interface Step {
  readonly name: string;
  readonly programs: readonly PackageProgram[];
  /** Where the step leaves its test counts; without, the step itself counts as one test. */
  readonly results?: { readonly format: 'vitest' | 'playwright'; readonly file: string };
  /** Steps whose product this one needs: when one of them failed, this one is not run and counts as one failure. */
  readonly after?: readonly string[];
  readonly needs?: 'chromium' | 'firefox';
}

export const resultsFolder = '.output/gate';

const vitest = (project: string, file: string): PackageProgram => ({
  package: 'vitest',
  args: ['run', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`],
});

const vitestStep = (name: string, project: string, rest: Partial<Step> = {}): Step => {
  const file = `${resultsFolder}/${project}.json`;
  return { name, programs: [vitest(project, file)], results: { format: 'vitest', file }, ...rest };
};

const wxt = (...args: string[]): PackageProgram => ({ package: 'wxt', args });
const firefox = ['-b', 'firefox', '--mv3'];
const store = ['-c', 'wxt.store.config.ts'];

export const steps: readonly Step[] = [
  { name: 'format', programs: [{ package: '@biomejs/biome', bin: 'biome', args: ['check', '.'] }] },
  { name: 'lint', programs: [{ package: 'oxlint', args: ['--deny-warnings'] }] },
  { name: 'types', programs: [{ package: 'typescript', bin: 'tsc', args: ['--noEmit', '-p', 'tsconfig.json'] }] },
  { name: 'unused code', programs: [{ package: 'knip', args: ['--no-progress'] }] },
  {
    name: 'build',
    programs: [wxt('build'), wxt('build', ...firefox), wxt('zip', ...store), wxt('zip', ...firefox, ...store)],
  },
  // After the build: the repository's own tests compare it with the documents.
  vitestStep('unit', 'unit', { after: ['build'] }),
  {
    name: 'firefox lint',
    programs: [
      {
        package: 'web-ext',
        args: ['lint', '--source-dir', '.output/firefox-mv3', '--no-config-discovery', '--no-input', '--boring'],
      },
    ],
    after: ['build'],
  },
  { name: 'sizes', programs: [{ package: 'size-limit', args: [] }], after: ['build'] },
  vitestStep('components', 'dom', { needs: 'chromium' }),
  {
    name: 'end to end',
    programs: [{ package: 'playwright', args: ['test', '--config', 'test/e2e/playwright.config.ts'] }],
    results: { format: 'playwright', file: `${resultsFolder}/e2e.json` },
    after: ['build'],
    needs: 'chromium',
  },
  vitestStep('firefox', 'firefox', { after: ['build'], needs: 'firefox' }),
];
