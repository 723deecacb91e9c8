import { expect, type Locator, type Page } from 'playwright/test';
import { type Launcher, launcherOn } from './launcher.ts';

/** A page of the stand-in Confluence with Sheaf's launcher on it. */
export interface ConfluencePage {
  readonly page: Page;
  readonly launcher: Launcher;
  /** ApprovalFlow's own item below the title, where reviewers decide. */
  readonly byline: { approve(): Promise<void>; reject(comment: string): Promise<void> };
  readonly comments: Locator;
  /** Adds a paragraph in Confluence's editor and publishes. */
  editAndPublish(sentence: string): Promise<void>;
}

export const confluencePage = (page: Page): ConfluencePage => {
  const item = page.getByTestId('approvalflow-byline-item');
  const decide = async (button: 'Approve' | 'Reject', comment: string): Promise<void> => {
    const approve = page.getByRole('button', { name: 'Approve', exact: true });
    // The panel may be open already: Sheaf opens it too.
    if (!(await approve.isVisible())) await item.click();
    await approve.waitFor();
    if (comment !== '') await page.getByRole('textbox', { name: 'Comment', exact: true }).fill(comment);
    await page.getByRole('button', { name: button, exact: true }).click();
  };
  return {
    page,
    launcher: launcherOn(page),
    byline: { approve: () => decide('Approve', ''), reject: (comment) => decide('Reject', comment) },
    comments: page.getByTestId('object-comment-wrapper'),
    editAndPublish: async (sentence) => {
      await page.getByRole('button', { name: 'Edit', exact: true }).click();
      const editor = page.getByRole('textbox', { name: 'Page content' });
      await expect(editor).toBeVisible();
      await editor.fill(`${await editor.inputValue()}<p>${sentence}</p>`);
      await page.getByRole('button', { name: 'Publish' }).click();
      await expect(page.getByText(sentence)).toBeVisible();
    },
  };
};
