/**
 * One sandbox per worker, reset before each test; people sit down at browsers of their own with `sitDown`, and everything is
 * closed at the end. What every page of every browser showed is kept when a test fails.
 */
import { test as base, expect } from 'playwright/test';
import { type Sandbox, startSandbox } from '../sandbox/start.ts';
import { type Desk, type DeskOptions, sitDownAt } from './desk.ts';
import { createStory, type PersonKey, type Story } from './story.ts';

interface WorkerFixtures {
  readonly sandbox: Sandbox;
}

interface TestFixtures {
  readonly fresh: null;
  readonly story: Story;
  /** A browser with Sheaf in which this person is signed in to Confluence; connected unless told otherwise. */
  readonly sitDown: (person: PersonKey, options?: DeskOptions) => Promise<Desk>;
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  sandbox: [
    // Playwright reads the names of fixtures from the first argument's pattern, which may not be empty here.
    async ({ browserName: _unused }, use) => {
      const sandbox = await startSandbox();
      await use(sandbox);
      await sandbox.close();
    },
    { scope: 'worker' },
  ],
  fresh: [
    async ({ sandbox }, use) => {
      await sandbox.control('reset', {});
      await use(null);
    },
    { auto: true },
  ],
  story: async ({ sandbox }, use) => {
    await use(createStory(sandbox));
  },
  sitDown: async ({ sandbox }, use, info) => {
    const desks: Desk[] = [];
    await use(async (person, options = {}) => {
      const desk = await sitDownAt(sandbox, person, options);
      desks.push(desk);
      if (options.connected !== false) await desk.connect();
      return desk;
    });
    for (const desk of desks) {
      if (info.status !== info.expectedStatus) {
        for (const [index, page] of desk.context.pages().entries()) {
          const path = info.outputPath(`${desk.person}-${index}.png`);
          await page.screenshot({ path }).catch((error: unknown) => console.error(`No picture of ${page.url()}: ${String(error)}`));
        }
      }
      await desk.leave();
    }
  },
});

export { expect };
