import comparisonWorker from '../../lib/comparison/compare.worker.ts?worker&url';
import { type Ask, createComparer, type Questions, readerThatAsks } from '../../lib/comparison/index.ts';
import { type ContentReader, fail, type Result } from '../../lib/domain/index.ts';
import { type HiddenPage, workerStarter } from '../../lib/platform/index.ts';

/**
 * Reads and compares versions in another thread: the parser is not in the background, and no long text keeps it from answering. A service
 * worker cannot start a thread, so there the hidden page does.
 */
export const createRemoteReader = (hiddenPage: HiddenPage | null): ContentReader => {
  if (hiddenPage === null) return readerThatAsks(createComparer(workerStarter(comparisonWorker)).ask);
  const ask: Ask = async <Kind extends keyof Questions>(kind: Kind, asked: Questions[Kind]['asked']) => {
    const answer = await hiddenPage.ask({ kind, asked });
    // Our own page answers what it was asked; the compiler cannot follow that through a message.
    return answer === null ? fail({ kind: 'unavailable' }) : (answer as Result<Questions[Kind]['answer']>);
  };
  return readerThatAsks(ask);
};
