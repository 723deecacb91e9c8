import type { Page } from 'playwright/test';
import type { Desk } from './desk.ts';
import { expect, test } from './fixtures.ts';
import { type LargePage, makeLargeSet } from './large-set.ts';

/** What the comparison asks of others, as it happens. */
interface Asked {
  readonly texts: number;
  readonly compared: number;
  readonly givenUp: number;
}

/** Runs in the page. It is sent as text: it sees nothing around it. */
const listenIn = (): void => {
  const asked = { texts: 0, compared: 0, givenUp: 0 };
  Object.assign(globalThis, { asked });
  const isKind = (message: unknown, kind: string): boolean =>
    typeof message === 'object' && message !== null && Reflect.get(message, 'kind') === kind;
  const { postMessage } = Worker.prototype;
  Worker.prototype.postMessage = function (message: unknown, ...rest: readonly unknown[]): void {
    if (isKind(message, 'compare')) asked.compared += 1;
    if (isKind(message, 'cancel')) asked.givenUp += 1;
    Reflect.apply(postMessage, this, [message, ...rest]);
  };
  const { sendMessage } = chrome.runtime;
  Reflect.set(chrome.runtime, 'sendMessage', (...given: readonly unknown[]): unknown => {
    if (JSON.stringify(given).includes('"version.texts"')) asked.texts += 1;
    const answer: unknown = Reflect.apply(sendMessage, chrome.runtime, given);
    return answer;
  });
};

const askedOf = (review: Page): Promise<Asked> => review.evaluate(() => (globalThis as unknown as { asked: Asked }).asked);

/** The address of the comparison, as its menu opens it. */
const reviewAddress = async (desk: Desk, page: LargePage): Promise<string> => {
  const tab = await desk.visit(page);
  const panel = await tab.launcher.openPanel();
  const review = await panel.openReview('Show all changes');
  const address = review.url();
  await review.close();
  await tab.page.close();
  return address;
};

const open = async (desk: Desk, page: LargePage): Promise<Page> => {
  const address = await reviewAddress(desk, page);
  const review = await desk.context.newPage();
  await review.addInitScript(listenIn);
  await review.goto(address);
  return review;
};

const blocksDrawn = (review: Page): Promise<number> => review.locator('[data-anchor] > *').count();

test('a set of long pages is drawn only where one looks, to its end and back', async ({ sandbox, sitDown }) => {
  test.setTimeout(240_000);
  const { pages } = await makeLargeSet(sandbox, { pageCount: 50, size: 200_000, share: 0.1 });
  const ana = await sitDown('ana');
  const [first] = pages;
  if (first === undefined) throw new Error('There are pages');
  const review = await open(ana, first);
  await expect(review.locator('[data-page-id]')).toHaveCount(pages.length, { timeout: 45_000 });

  await test.step('the first page can be read before the others are compared', async () => {
    await expect(review.locator('[data-page-id]').first().locator('ins').first()).toBeVisible({ timeout: 45_000 });
    await expect(review.getByRole('progressbar', { name: 'Pages compared' })).toBeVisible();
  });

  // Of each page about a hundred pieces changed, with one unchanged beside each.
  const most = 400;
  await test.step('all are compared, and few of their blocks are drawn', async () => {
    await expect(review.getByRole('progressbar', { name: 'Pages compared' })).toBeHidden({ timeout: 180_000 });
    expect(await blocksDrawn(review)).toBeLessThan(most);
  });

  await test.step('so it stays to the end and back to the beginning', async () => {
    for (const key of ['End', 'Home']) {
      // Pages that differ from a shared edit move to the top as they are found, and what is being read goes along with them.
      await expect(async () => {
        await review.locator('body').press(key);
        const section = review.locator('[data-page-id]').nth(key === 'End' ? -1 : 0);
        await expect(section.locator('ins').first()).toBeAttached({ timeout: 5_000 });
      }).toPass();
      await expect.poll(() => blocksDrawn(review)).toBeLessThan(most);
    }
    for (let turns = 0; turns < 60; turns += 1) {
      await review.mouse.wheel(0, 1_500);
      expect(await blocksDrawn(review)).toBeLessThan(most);
    }
    // Nothing of what is far away is left.
    await expect(review.locator('[data-page-id]').last().locator('[data-anchor] > *')).toHaveCount(0);
  });
});

test('whoever leaves a comparison ends it: nothing more is read or compared for it', async ({ sandbox, sitDown }) => {
  test.setTimeout(120_000);
  const { pages } = await makeLargeSet(sandbox, { pageCount: 20, size: 200_000, share: 0.1 });
  const ana = await sitDown('ana');
  const [first] = pages;
  if (first === undefined) throw new Error('There are pages');
  const review = await open(ana, first);
  const progress = review.getByRole('progressbar', { name: 'Pages compared' });
  await expect.poll(() => askedOf(review).then(({ compared }) => compared), { timeout: 45_000 }).toBeGreaterThan(1);
  await expect(progress).toBeVisible();

  await test.step('looking at another basis', async () => {
    await review.evaluate(() => {
      location.hash = `${location.hash}&basis=looked`;
    });
    await expect(review.getByText('You have not marked this page as viewed yet.').first()).toBeVisible({ timeout: 20_000 });
    await expect(progress).toBeHidden();
    const before = await askedOf(review);
    expect(before.texts).toBeGreaterThan(0);
    expect(before.texts).toBeLessThan(pages.length);
    // What was being compared is given up in the worker as well; what was being read is not handed to it.
    await expect(review.getByRole('button', { name: 'Refresh' })).toBeEnabled({ timeout: 60_000 });
    expect(await askedOf(review)).toEqual(before);
  });

  await test.step('and closing it ends its worker', async () => {
    await review.evaluate(() => {
      location.hash = location.hash.replace('&basis=looked', '');
    });
    await expect.poll(() => review.workers().length).toBe(1);
    const [worker] = review.workers();
    const isClosed = new Promise((resolve) => worker?.once('close', resolve));
    await review.close();
    await isClosed;
  });
});
