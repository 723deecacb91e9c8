import { createComparisonWorker, type ToWorker } from '../../lib/comparison/index.ts';

const hear = createComparisonWorker((message) => self.postMessage(message));
self.addEventListener('message', (event: MessageEvent<ToWorker>) => hear(event.data));
