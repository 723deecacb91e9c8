import { describe, expect, it } from 'vitest';
import { importProblem } from './import-rules.ts';

const refused: readonly [importer: string, specifier: string, because: string][] = [
  ['lib/services/submit.ts', '../approvalflow/index.ts', 'lib/services may not import lib/approvalflow'],
  ['lib/services/submit.ts', '../store/index.ts', 'may not import lib/store'],
  ['lib/domain/queue.ts', '../bus/index.ts', 'lib/domain may not import lib/bus'],
  ['lib/state/signals.ts', '../store/index.ts', 'may not import lib/store'],
  ['lib/store/cache.ts', '../domain/result.ts', 'is inside lib/domain'],
  ['lib/approvalflow/client.test.ts', '../domain/result.ts', 'is inside lib/domain'],
  ['components/panel/Panel.tsx', '../../lib/bus/index.ts', 'components may not import lib/bus'],
  ['components/ui/Button.tsx', '../panel/Panel.tsx', 'components/ui may not import components/panel'],
  ['entrypoints/popup/main.tsx', '../../lib/store/index.ts', 'may not import lib/store'],
  ['entrypoints/popup/main.tsx', '../panel/main.tsx', 'may not import entrypoints/panel'],
  ['entrypoints/background.ts', '../components/panel/Panel.tsx', 'the background may not import components/panel'],
  ['entrypoints/confluence.content/index.ts', '../../lib/services/index.ts', 'the content script may not import'],
  ['entrypoints/confluence.content/index.ts', '../../lib/bus/index.ts', 'content.ts'],
  ['entrypoints/confluence.content/index.ts', 'preact', 'too large for the content script'],
  ['entrypoints/review/main.tsx', '../../lib/comparison/compare.worker.ts', 'is inside lib/comparison'],
  ['entrypoints/comparer/main.ts', '../../lib/bus/index.ts', 'the page that nobody sees may not import lib/bus'],
  ['lib/platform/index.ts', '../../test/extension-identity.ts', 'the product imports nothing from test'],
  ['lib/bus/contract.ts', 'zod', 'zod/mini'],
  ['test/sandbox/main.ts', 'zod', 'zod/mini'],
  ['lib/bus/server.ts', 'webextension-polyfill', 'lib/platform only'],
  ['lib/services/refresh.ts', 'dexie', 'lib/store alone'],
  ['lib/confluence/reader.ts', 'htmlparser2', 'lib/comparison alone'],
  ['lib/services/refresh.ts', '@preact/signals', 'signals are made in lib/state'],
  ['lib/store/cache.ts', 'node:fs', 'runs in browsers'],
];

const allowed: readonly [importer: string, specifier: string][] = [
  ['lib/services/submit.ts', '../domain/index.ts'],
  ['lib/services/submit.ts', './outbox.ts'],
  ['lib/services/submit.test.ts', '../store/index.ts'],
  ['entrypoints/background.ts', '../lib/services/index.ts'],
  ['entrypoints/confluence.content/index.ts', '../../lib/bus/content.ts'],
  ['entrypoints/popup/main.tsx', '../../components/queue/Queue.tsx'],
  ['components/panel/Panel.tsx', '../ui/Button.tsx'],
  ['components/ui/Button.tsx', './Button.module.css'],
  ['lib/bus/contract.ts', 'zod/mini'],
  ['lib/platform/index.ts', 'webextension-polyfill'],
  ['lib/store/cache.ts', 'dexie'],
  ['lib/comparison/tree.ts', 'htmlparser2'],
  ['lib/store/cache.test.ts', 'node:fs'],
  ['entrypoints/review/main.tsx', '../../lib/comparison/compare.worker.ts?worker&url'],
  ['test/sandbox/main.ts', '../../lib/domain/index.ts'],
  ['wxt.config.ts', './test/extension-identity.ts'],
];

describe('importProblem', () => {
  it.each(refused)('%s may not import %s', (importer, specifier, because) => {
    expect(importProblem(importer, specifier)).toContain(because);
  });

  it.each(allowed)('%s may import %s', (importer, specifier) => {
    expect(importProblem(importer, specifier)).toBeNull();
  });

  it('lets services name the types of the store they are handed', () => {
    expect(importProblem('lib/services/ports.ts', '../store/index.ts', true)).toBeNull();
    expect(importProblem('lib/services/ports.ts', '../oauth/index.ts', true)).toContain('may not import');
  });
});
