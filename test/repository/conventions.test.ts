import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../programs.ts';
import { emptyName, headerProblem, lengthProblem, machinePaths, openPromises, ruleEscapes, weakTests } from './conventions.ts';

const files = (pattern: string): readonly string[] =>
  globSync(pattern, { cwd: root, exclude: ['node_modules/**', '.output/**', '.wxt/**', 'test/repository/**'] });
const sources = files('{entrypoints,components,lib,test}/**/*.{ts,tsx}');
const textOf = (path: string): string => readFileSync(join(root, path), 'utf8');

/** Every problem in the repository, each with its file. */
const problemsIn = (paths: readonly string[], check: (text: string, path: string) => readonly string[]): readonly string[] =>
  paths.flatMap((path) => check(textOf(path), path).map((problem) => `${path}: ${problem}`));

describe('the repository', () => {
  it('has sources to look at', () => {
    expect(sources.length).toBeGreaterThan(50);
  });

  it('dates what it puts off, and does it by then', () => {
    const today = new Date().toISOString().slice(0, 10);
    expect(problemsIn(sources, (text) => openPromises(text, today))).toEqual([]);
  });

  it('names no path of one machine', () => {
    expect(problemsIn([...sources, ...files('{*.md,docs/**/*.md,*.ts,.ci/run}')], machinePaths)).toEqual([]);
  });

  it('skips no test and mocks no module', () => {
    expect(problemsIn(sources, weakTests)).toEqual([]);
  });

  it('switches no check off', () => {
    expect(problemsIn(sources, ruleEscapes)).toEqual([]);
  });

  it('has names that say something, and files one can read', () => {
    expect(problemsIn(sources, (text, path) => [...emptyName(path), ...lengthProblem(text)])).toEqual([]);
  });

  it('says at the top of each part of lib what it hides and promises', () => {
    expect(problemsIn(files('lib/*/index.ts'), headerProblem)).toEqual([]);
  });

  it('tells users what is coming, under Unreleased', () => {
    expect(textOf('CHANGELOG.md')).toMatch(/^## Unreleased\n+(?:### \w+\n+)?- /m);
  });
});

describe('each convention', () => {
  it('refuses an undated or overdue promise', () => {
    const later = ['TO', 'DO'].join('');
    expect(openPromises(`// ${later}: later`, '2026-11-22')).toEqual([`line 1: ${later} without a date, as in TODO [2027-01-31]`]);
    expect(openPromises(`\n// ${later} [2026-11-21] now`, '2026-11-22')).toEqual([`line 2: ${later} [2026-11-21] is overdue`]);
    expect(openPromises(`// ${later} [2026-11-22] now`, '2026-11-22')).toEqual([]);
  });

  it('refuses the path of one machine, and no address', () => {
    expect(machinePaths("'/home/ana/sheaf/'")).toHaveLength(1);
    expect(machinePaths("'https://x.example/home/ana/'")).toEqual([]);
  });

  it('refuses tests that do not run, module mocks and escapes', () => {
    expect(weakTests("it.only('x')\nvi.mock('./x')")).toHaveLength(2);
    expect(ruleEscapes('// @ts-ignore\n// oxlint-disable-next-line')).toHaveLength(2);
  });

  it('refuses empty names and long files', () => {
    expect(emptyName('lib/domain/utils.ts')).toHaveLength(1);
    expect(emptyName('lib/domain/queue.ts')).toEqual([]);
    expect(lengthProblem('x\n'.repeat(401))).toHaveLength(1);
    expect(lengthProblem('x\n'.repeat(400))).toEqual([]);
  });

  it('refuses a folder that does not introduce itself', () => {
    expect(headerProblem('export {};')).toEqual(['does not open with a comment']);
    expect(headerProblem('/**\n * One line.\n */')).toHaveLength(1);
    expect(headerProblem('/**\n * One.\n * Two.\n *\n * Three.\n * Four.\n * Five.\n */\nexport {};')).toEqual([]);
  });
});
