import preact from '@preact/preset-vite';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { chromiumArgs, findChromium } from './test/browsers.ts';

const chromium = findChromium();

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          environment: 'node',
          include: ['{lib,entrypoints,test}/**/*.test.ts'],
          exclude: ['test/e2e/**', 'test/firefox/**', '**/*.dom.test.*'],
        },
      },
      {
        plugins: [preact()],
        test: {
          name: 'dom',
          include: ['{lib,components,entrypoints}/**/*.dom.test.{ts,tsx}', 'components/**/*.test.tsx'],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: { args: [...chromiumArgs], ...(chromium === null ? {} : { executablePath: chromium }) },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
      {
        // The built extension in a real Firefox: slow to start, so one file at a time and no hurry.
        test: {
          name: 'firefox',
          environment: 'node',
          include: ['test/firefox/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
