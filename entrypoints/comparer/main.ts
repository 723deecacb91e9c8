/** The page that nobody sees: Chrome's background asks it what a version says and what changed, and a thread of it answers. */

import comparisonWorker from '../../lib/comparison/compare.worker.ts?worker&url';
import { createComparer, isQuestion } from '../../lib/comparison/index.ts';
import { fail } from '../../lib/domain/index.ts';
import { createHiddenPagePlatform, workerStarter } from '../../lib/platform/index.ts';

/** Comparing comes in bursts, one for each round of refreshing. */
const idleMs = 30_000;

const comparer = createComparer(workerStarter(comparisonWorker));
createHiddenPagePlatform().serve(
  (question, signal) =>
    isQuestion(question)
      ? comparer.ask(question.kind, question.asked, signal)
      : Promise.resolve(fail({ kind: 'invalid', where: 'comparison' })),
  idleMs,
);
