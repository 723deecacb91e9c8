import { defineConfig } from 'playwright/test';

export default defineConfig({
  testDir: '.',
  outputDir: '../../.output/e2e',
  // Each worker has its own sandbox; each test its own browsers and fresh data. A retry would hide a fault.
  fullyParallel: true,
  workers: 2,
  retries: 0,
  forbidOnly: true,
  timeout: 90_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['json', { outputFile: '../../.output/gate/e2e.json' }]],
});
