/** Runs programs of installed packages, and nothing else, with the Node that runs us first on PATH. */
import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';

export const root = fileURLToPath(new URL('..', import.meta.url));

export const binOf = (packageName: string, bin?: string): string => {
  const folder = join(root, 'node_modules', packageName);
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { bin: string | Record<string, string> };
  const path = typeof manifest.bin === 'string' ? manifest.bin : manifest.bin[bin ?? packageName];
  if (path === undefined) throw new Error(`${packageName} has no program ${bin ?? packageName}`);
  return join(folder, path);
};

/** Ours, as a machine that nobody watches would have it. */
export const environment = (): NodeJS.ProcessEnv => {
  const { FORCE_COLOR: _colour, NODE_ENV: _mode, ...rest } = process.env;
  return { ...rest, CI: '1', PATH: `${dirname(process.execPath)}${delimiter}${process.env['PATH'] ?? ''}` };
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

/** A line as a file can keep it: without colours, and of a spinner's frames only what follows the last. */
export const plainLine = (line: string): string => stripVTControlCharacters(line).replace(/^.*[⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏][^✔✖]*/, '');

const writePlainly = (output: Readable): void => {
  createInterface({ input: output }).on('line', (line) => process.stdout.write(`${plainLine(line)}\n`));
};

/** Runs a command to its end, with its output in ours: as it is on a terminal, else plainly. */
export const run = (command: string, args: readonly string[]): Promise<number> => {
  const output = process.stdout.isTTY ? 'inherit' : 'pipe';
  const child = spawn(command, args, { cwd: root, env: environment(), stdio: ['ignore', output, output] });
  for (const stream of [child.stdout, child.stderr]) if (stream !== null) writePlainly(stream);
  return exitCodeOf(child);
};

/** Runs a program of a package to its end. */
export const runProgram = (packageName: string, args: readonly string[], bin?: string): Promise<number> =>
  run(process.execPath, [binOf(packageName, bin), ...args]);
