import type { Page } from 'playwright/test';
import { type Launcher, launcherOn } from './launcher.ts';

/** A page of the stand-in Confluence with Sheaf's launcher on it. */
export interface ConfluencePage {
  readonly page: Page;
  readonly launcher: Launcher;
}

export const confluencePage = (page: Page): ConfluencePage => ({ page, launcher: launcherOn(page) });
