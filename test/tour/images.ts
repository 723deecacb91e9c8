/** `npm run images`: the pictures of docs/images, each surface in light and dark, taken from the production build against the sandbox. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright';
import { type Desk, sitDownAt } from '../e2e/desk.ts';
import { openStates } from '../e2e/pages/states-window.ts';
import { installBrowsers } from '../install-browsers.ts';
import { root, runProgram } from '../programs.ts';
import type { FreshnessSeed } from '../sandbox/seed/freshness.ts';
import { type Sandbox, startSandbox } from '../sandbox/start.ts';

const folder = join(root, 'docs/images');
const page = { width: 1280, height: 860 };
const narrow = { width: 400, height: 600 };
const statesWindow = { width: 560, height: 720 };

type Scheme = 'light' | 'dark';
type Take = (of: Page | Locator, surface: string) => Promise<void>;

/** One person at one browser, from fresh data on. */
const takeAll = async (sandbox: Sandbox, scheme: Scheme, pictures: (ana: Desk, take: Take) => Promise<void>): Promise<void> => {
  const ana = await sitDownAt(sandbox, 'ana', { colorScheme: scheme, viewport: page });
  const take: Take = async (of, surface) => {
    await of.screenshot({ path: join(folder, `${surface}-${scheme}.png`), animations: 'disabled' });
  };
  try {
    await ana.chooseTheme(scheme);
    await pictures(ana, take);
  } finally {
    await ana.leave();
  }
};

const ofEverySurface = async (ana: Desk, take: Take): Promise<void> => {
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

/** What became of approved texts: a set in which each kind of change happened. */
const ofApprovedTexts = async (ana: Desk, take: Take, { changeSetId, pages }: FreshnessSeed): Promise<void> => {
  await ana.connect();
  const changed = await ana.visit(`/wiki/pages/viewpage.action?pageId=${pages.digitChanged}`);
  const panel = await changed.launcher.openPanel();
  const changes = await panel.openReview('Show all changes');
  await changes.getByRole('progressbar', { name: 'Pages compared' }).waitFor({ state: 'detached' });
  await changes.locator('ins').first().waitFor();
  // Compared with what the pages show from elsewhere too.
  await changes
    .getByText(/which changed since approval/)
    .nth(1)
    .waitFor();
  await take(changes, 'review');
  await changes.setViewportSize(narrow);
  await changes.locator('section', { has: changes.locator('ins') }).evaluate((section) => section.scrollIntoView());
  await take(changes, 'review-narrow');

  await changes.setViewportSize(page);
  await changes.getByRole('button', { name: 'More', exact: true }).click();
  await changes.getByRole('menuitem', { name: 'Review record' }).click();
  const record = changes;
  await record.getByText('What this record does not prove').waitFor();
  await take(record, 'record');
  await record.setViewportSize(narrow);
  await take(record, 'record-narrow');
  await record.close();

  const { page: states } = await openStates(ana, { changeSet: changeSetId });
  await states.setViewportSize(statesWindow);
  await states.getByRole('radio', { name: /Ready for review/ }).click();
  await take(states, 'statuses');
  await states.getByRole('button', { name: 'Preview' }).click();
  await states.getByRole('button', { name: /on \d+ pages$/ }).waitFor();
  await take(states, 'statuses-preview');
  await states.close();
};

await installBrowsers(['chromium']);
if ((await runProgram('wxt', ['build'])) === 0) {
  mkdirSync(folder, { recursive: true });
  const sandbox = await startSandbox();
  for (const scheme of ['light', 'dark'] as const) {
    await sandbox.control('reset', {});
    await takeAll(sandbox, scheme, ofEverySurface);
    await sandbox.control('reset', {});
    const seeded = await sandbox.control('freshness', {});
    await takeAll(sandbox, scheme, (ana, take) => ofApprovedTexts(ana, take, seeded));
  }
  await sandbox.close();
  console.log(`Pictures are in docs/images/. Look at each before keeping it.`);
} else {
  process.exitCode = 1;
}
