import preact from '@preact/preset-vite';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { chromiumArgs, chromiumPath } from './test/browsers.ts';

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
            provider: playwright({ launchOptions: { executablePath: chromiumPath(), args: chromiumArgs } }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
});
