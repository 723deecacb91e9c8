import { expect, type FrameLocator, type Locator, type Page } from 'playwright/test';
import { extensionUrl } from '../../chromium.ts';

/** The panel, framed on a Confluence page, in the side panel or as the window that confirms. */
export interface Panel {
  /** Everything in it is found from here. */
  readonly root: Locator;
  isOpen(): Promise<boolean>;
  whenReady(): Promise<void>;
  /** The card of a set this page is in. */
  set(title: string): Locator;
  /** One page's row in the open set. */
  row(title: string): Locator;
  toast(words: string | RegExp): Locator;
  /** The tab that this entry of the first set's menu opens. */
  openReview(entry: 'Show all changes' | 'Review record'): Promise<Page>;
  /** Takes the newest write back. */
  undo(): Promise<void>;
  /** *Recorded as sent by an app, under your name*: says that it was understood. */
  acceptNotice(): Promise<void>;
  /** Adds this page to a set found by its title in the chooser. */
  addToSet(title: string): Promise<void>;
  createSet(title: string, source?: string): Promise<void>;
  /** Waits until the set is there and goes back to the page's sets. */
  finishCreating(): Promise<void>;
}

const inRoot = (root: Locator, isOpen: () => Promise<boolean>): Panel => {
  const button = (name: string | RegExp): Locator => root.getByRole('button', { name });
  const openChooser = async (): Promise<void> => {
    const chooser = root.getByRole('dialog');
    const opener = button(/^(Add this page to an?(other)? change set…|Other set…)$/).first();
    // The launcher may have asked for the chooser already; then it comes by itself.
    await expect(async () => {
      if (!(await chooser.isVisible())) await opener.click({ timeout: 1_000 });
      await chooser.waitFor({ timeout: 2_000 });
    }).toPass({ timeout: 20_000 });
  };
  return {
    root,
    isOpen,
    whenReady: () => expect(root.getByRole('heading', { level: 1 })).toBeVisible({ timeout: 15_000 }),
    set: (title) => root.getByRole('region', { name: title }),
    row: (title) => root.getByRole('region', { name: 'Pages of this change set' }).getByRole('listitem').filter({ hasText: title }),
    toast: (words) => root.getByRole('log', { name: 'What happened' }).getByText(words).first(),
    openReview: async (entry) => {
      await button('More for this change set').first().click();
      const [review] = await Promise.all([
        root
          .page()
          .context()
          .waitForEvent('page', { predicate: (tab) => tab.url().startsWith(extensionUrl('review.html')), timeout: 20_000 }),
        root.getByRole('menuitem', { name: entry }).click(),
      ]);
      await review.waitForLoadState();
      return review;
    },
    undo: () => root.getByRole('log', { name: 'What happened' }).getByRole('button', { name: 'Undo' }).first().click(),
    acceptNotice: async () => {
      const notice = root.getByRole('alertdialog', { name: 'Recorded as sent by an app, under your name' });
      await notice.getByRole('button', { name: 'Understood, go on' }).click();
      await expect(notice).toBeHidden();
    },
    addToSet: async (title) => {
      await openChooser();
      await root.getByRole('list', { name: 'Change sets' }).getByRole('button').filter({ hasText: title }).click();
    },
    createSet: async (title, source) => {
      await openChooser();
      await button('New change set…').click();
      // Where drafts wait, one says first that a new one is meant.
      await expect(root.getByRole('textbox', { name: 'Title' }).or(button(/^New change set$/))).toBeVisible();
      if (await button(/^New change set$/).isVisible()) await button(/^New change set$/).click();
      await root.getByLabel('Title').fill(title);
      if (source !== undefined) await root.getByLabel('Source').fill(source);
      // The page in front is being read into the draft meanwhile: Create names it once it is there.
      await button(/^Create 1 change set with/).click();
    },
    finishCreating: async () => {
      await expect(root.getByRole('heading', { name: 'Change set created' })).toBeVisible({ timeout: 45_000 });
      await button('Done').click();
    },
  };
};

const frameSelector = 'iframe[title^="Sheaf:"]';

/** The panel that the launcher opens on a Confluence page. */
export const panelIn = (page: Page): Panel => {
  const frame: FrameLocator = page.frameLocator(frameSelector);
  return inRoot(frame.locator('body'), async () => (await page.locator(frameSelector).count()) > 0);
};

/** The panel as a page of its own. */
export const panelPage = (page: Page): Panel => inRoot(page.locator('body'), () => Promise.resolve(!page.isClosed()));
