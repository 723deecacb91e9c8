/** The worker's script, as a page of ours starts it. */
import { createComparisonWorker, type ToWorker } from './worker.ts';

const hear = createComparisonWorker((message) => self.postMessage(message));
self.addEventListener('message', (event: MessageEvent<ToWorker>) => hear(event.data));
