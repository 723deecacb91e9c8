/**
 * `npm start`: the guided tour. Builds Sheaf, starts the sandbox, connects Ana for real and leaves her on a page of a change set.
 * Without a display the same tour runs unseen and leaves a picture of each stage.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { findChromium } from '../browsers.ts';
import { installBrowsers } from '../install-browsers.ts';
import { root, runProgram } from '../programs.ts';

const hasDisplay = process.platform !== 'linux' || Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);
const pictures = '.output/tour';

const thingsToTry = `
What to try:
  1. Look at the panel: why these pages changed together, and how far each one is.
  2. Press "Check before submitting", then submit. ApprovalFlow asks the reviewers on each page.
  3. Open the approval byline below the page's title to see what a reviewer sees there. Approving is done in it, not in Sheaf.
  4. Go to a page that is in no set (the pages of "Auth API") and press the launcher to add it. Undo it in the message.
  5. Press Sheaf's button in the toolbar (it may hide behind the puzzle piece): the review queue.
  6. Edit an approved page and see its set turn to "Edited since approval".
Everything you see is a stand-in on this machine; nothing leaves it. Ctrl-C ends it.`;

const prepare = async (): Promise<boolean> => {
  await installBrowsers(['chromium']);
  if (findChromium() === null) return false;
  console.log('Building Sheaf…');
  return (await runProgram('wxt', ['build'])) === 0;
};

const untilStopped = (isOver: Promise<void>): Promise<void> =>
  new Promise((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
    void isOver.then(resolve);
  });

if (await prepare()) {
  // What follows needs the build and a browser, so it is loaded only now.
  const { startSandbox } = await import('../sandbox/start.ts');
  const { takeTour } = await import('./stages.ts');
  const sandbox = await startSandbox();
  console.log(`The stand-in for Confluence listens on 127.0.0.1:${sandbox.port}.`);
  rmSync(join(root, pictures), { recursive: true, force: true });
  const desk = await takeTour(sandbox, { headless: !hasDisplay, pictures: hasDisplay ? null : join(root, pictures) });
  if (hasDisplay) {
    console.log(`\nAna is signed in, Sheaf is connected, and the page in front of you is in a change set.${thingsToTry}`);
    await untilStopped(new Promise((resolve) => desk.context.once('close', () => resolve())));
  } else {
    console.log(`\nThere is no display, so the tour ran unseen. A picture of each stage is in ${pictures}/.`);
    console.log('Run `npm start` where there is a display to use Sheaf by hand.');
  }
  await desk.leave();
  await sandbox.close();
} else {
  process.exitCode = 1;
}
