/** `npm run images`: the pictures of docs/images, each surface in light and dark, taken from the production build against the sandbox. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright';
import { type Desk, sitDownAt } from '../e2e/desk.ts';
import { installBrowsers } from '../install-browsers.ts';
import { root, runProgram } from '../programs.ts';
import { type Sandbox, startSandbox } from '../sandbox/start.ts';

const folder = join(root, 'docs/images');
const page = { width: 1280, height: 860 };
const narrow = { width: 400, height: 600 };

type Scheme = 'light' | 'dark';

const takeAll = async (sandbox: Sandbox, scheme: Scheme): Promise<void> => {
  await sandbox.control('reset', {});
  const ana = await sitDownAt(sandbox, 'ana', { colorScheme: scheme, viewport: page });
  const take = async (of: Page | Locator, surface: string): Promise<void> => {
    await of.screenshot({ path: join(folder, `${surface}-${scheme}.png`), animations: 'disabled' });
  };
  try {
    await ana.chooseTheme(scheme);
    await pictures(ana, take);
  } finally {
    await ana.leave();
  }
};

const pictures = async (ana: Desk, take: (of: Page | Locator, surface: string) => Promise<void>): Promise<void> => {
  const settings = await ana.options();
  await settings.page.getByLabel('Confluence address').waitFor();
  await take(settings.page, 'connect');
  await ana.connect();
  await settings.page.getByText('All checks passed').waitFor();
  await take(settings.page, 'settings');

  const reviewed = await ana.visitTitled('Partner sandbox access');
  await reviewed.launcher.chip.filter({ hasText: 'Edited since approval' }).waitFor();
  await take(reviewed.page, 'launcher');
  const panel = await reviewed.launcher.openPanel();
  // The verdict on the other page comes behind its row.
  await panel.root
    .getByText(/Text (un)?changed since approval/)
    .first()
    .waitFor();
  await take(reviewed.page, 'panel');

  const queue = await ana.popup();
  await queue.page.setViewportSize(narrow);
  await queue.item('One order store').waitFor();
  await take(queue.page, 'queue');
  await queue.page.setViewportSize({ width: 320, height: 600 });
  await queue.unfold('One order store');
  await queue.page.getByRole('button', { name: 'Submit all eligible' }).waitFor();
  await take(queue.page, 'queue-narrow');
  await queue.page.close();

  const unlisted = await ana.visitTitled('Error codes');
  const chooser = await unlisted.launcher.openPanel();
  await chooser.root.getByRole('button', { name: /^Add this page to a change set/ }).click();
  await chooser.root.getByRole('list', { name: 'Change sets' }).waitFor();
  await take(unlisted.page, 'chooser');
  await chooser.addToSet('One order store');
  await chooser.root.getByRole('alertdialog').waitFor();
  await take(unlisted.page, 'notice');
  await chooser.acceptNotice();
  await chooser.toast('Added to').waitFor();

  const open = await ana.visitTitled('Order store design');
  const asking = await open.launcher.openPanel();
  const [question] = await Promise.all([
    ana.context.waitForEvent('page'),
    asking.root.getByRole('button', { name: 'Submit all eligible' }).click(),
  ]);
  await question.setViewportSize(narrow);
  // It arms a moment after the window came up.
  await question.locator('button:enabled:not([aria-disabled="true"])', { hasText: /^Submit \d+ pages/ }).waitFor();
  await take(question, 'confirm');
  await question.close();
};

await installBrowsers(['chromium']);
if ((await runProgram('wxt', ['build'])) === 0) {
  mkdirSync(folder, { recursive: true });
  const sandbox = await startSandbox();
  for (const scheme of ['light', 'dark'] as const) await takeAll(sandbox, scheme);
  await sandbox.close();
  console.log(`Pictures are in docs/images/. Look at each before keeping it.`);
} else {
  process.exitCode = 1;
}
