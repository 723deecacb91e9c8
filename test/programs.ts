/** Runs programs of installed packages, and nothing else, with the Node that runs us first on PATH. */
import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

export const binOf = (packageName: string, bin?: string): string => {
  const folder = join(root, 'node_modules', packageName);
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { bin: string | Record<string, string> };
  const path = typeof manifest.bin === 'string' ? manifest.bin : manifest.bin[bin ?? packageName];
  if (path === undefined) throw new Error(`${packageName} has no program ${bin ?? packageName}`);
  return join(folder, path);
};

/** Output goes where ours goes, without colours: people and files read it alike. */
export const environment = (): NodeJS.ProcessEnv => {
  const { FORCE_COLOR: _colour, NODE_ENV: _mode, ...rest } = process.env;
  return { ...rest, NO_COLOR: '1', CI: '1', PATH: `${dirname(process.execPath)}${delimiter}${process.env['PATH'] ?? ''}` };
};

/** The exit code; 1 when the program was ended by a signal or could not start. */
export const exitCodeOf = (child: ChildProcess): Promise<number> =>
  new Promise((resolve) => {
    child.once('error', (error) => {
      console.error(error.message);
      resolve(1);
    });
    child.once('close', (code) => resolve(code ?? 1));
  });

/** Runs a command to its end, with its output in ours. */
export const run = (command: string, args: readonly string[]): Promise<number> =>
  exitCodeOf(spawn(command, args, { cwd: root, env: environment(), stdio: ['ignore', 'inherit', 'inherit'] }));

/** Runs a program of a package to its end. */
export const runProgram = (packageName: string, args: readonly string[], bin?: string): Promise<number> =>
  run(process.execPath, [binOf(packageName, bin), ...args]);
