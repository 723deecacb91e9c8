/**
 * `npm test`: the whole gate, the same here and in CI. `--quick` (`npm run check`) leaves out what needs a browser.
 *
 * Every step runs even when an earlier one failed, unless it needs that one's product. The last line is `N passed, N failed`.
 */
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { findChromium, findFirefox } from '../browsers.ts';
import { installBrowsers } from '../install-browsers.ts';
import { root, runProgram } from '../programs.ts';
import { type Counts, countsOf, settle, sum } from './results.ts';
import { resultsFolder, type Step, steps } from './steps.ts';

interface Outcome extends Counts {
  readonly name: string;
  readonly seconds: number;
}

const readCounts = (step: Step): Counts | null => {
  if (step.results === undefined) return null;
  try {
    return countsOf(step.results.format, JSON.parse(readFileSync(join(root, step.results.file), 'utf8')));
  } catch (error) {
    console.error(`No test report: ${error instanceof Error ? error.message : String(error)}`);
    return { passed: 0, failed: 0 };
  }
};

const runStep = async (step: Step): Promise<Counts> => {
  if (step.results !== undefined) rmSync(join(root, step.results.file), { force: true });
  let exitCode = 0;
  for (const program of step.programs) exitCode ||= await runProgram(program.package, program.args, program.bin);
  return settle(exitCode, readCounts(step));
};

const whyNot = (step: Step, outcomes: readonly Outcome[]): string | null => {
  const broken = step.after?.find((name) => outcomes.some((outcome) => outcome.name === name && outcome.failed > 0));
  if (broken !== undefined) return `"${broken}" failed`;
  if (step.needs === 'chromium' && findChromium() === null) return 'there is no Chromium';
  if (step.needs === 'firefox' && findFirefox() === null) return 'there is no Firefox';
  return null;
};

const runAll = async (chosen: readonly Step[]): Promise<readonly Outcome[]> => {
  const outcomes: Outcome[] = [];
  for (const step of chosen) {
    console.log(`\n=== ${step.name} ===`);
    const startedAt = performance.now();
    const obstacle = whyNot(step, outcomes);
    if (obstacle !== null) console.log(`Not run: ${obstacle}.`);
    const counts = obstacle === null ? await runStep(step) : { passed: 0, failed: 1 };
    outcomes.push({ ...counts, name: step.name, seconds: (performance.now() - startedAt) / 1000 });
  }
  return outcomes;
};

const isQuick = process.argv.includes('--quick');
const chosen = isQuick ? steps.filter((step) => step.needs === undefined) : steps;

mkdirSync(join(root, resultsFolder), { recursive: true });
if (!isQuick) await installBrowsers(['chromium', 'firefox']);
const outcomes = await runAll(chosen);

console.log('\n=== summary ===');
for (const { name, seconds, passed, failed } of outcomes) {
  const mark = failed > 0 ? 'FAIL' : 'ok  ';
  console.log(`${mark} ${name.padEnd(16)} ${seconds.toFixed(1).padStart(6)} s  ${passed} passed, ${failed} failed`);
}
const total = sum(outcomes);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed > 0 ? 1 : 0;
