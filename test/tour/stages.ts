/** The stages of the tour, from a fresh browser to a page of a change set. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { type Desk, type DeskOptions, sitDownAt } from '../e2e/desk.ts';
import { allow } from '../e2e/pages/options-page.ts';
import type { Sandbox } from '../sandbox/start.ts';

/** A page of the seeded set "One order store", whose other pages wait to be submitted. */
const tourPage = 'Order store design';

export interface TourOptions extends Pick<DeskOptions, 'colorScheme'> {
  readonly headless: boolean;
  /** Folder for a picture of each stage; `null`: none are taken. */
  readonly pictures: string | null;
}

/** Answers with Ana at her browser, the page with its open panel in front. */
export const takeTour = async (sandbox: Sandbox, { headless, pictures, colorScheme = 'light' }: TourOptions): Promise<Desk> => {
  if (pictures !== null) mkdirSync(pictures, { recursive: true });
  const keep = async (page: Page, name: string): Promise<void> => {
    if (pictures !== null) await page.screenshot({ path: join(pictures, `${name}.png`) });
  };
  const desk = await sitDownAt(sandbox, 'ana', { headless, colorScheme, connected: false, ...(headless ? {} : { viewport: null }) });

  console.log('Ana opens the settings page and connects her Confluence…');
  const settings = await desk.options();
  await settings.fill(desk.details);
  await keep(settings.page, '1-settings');
  const consent = await settings.startConnecting(desk.details);
  await keep(consent, '2-consent');
  await allow(consent, desk.displayName);
  await settings.page.getByRole('article').filter({ hasText: 'Ready' }).waitFor();
  await keep(settings.page, '3-connected');

  console.log('Ana opens a page of a change set…');
  const confluence = await desk.visitTitled(tourPage);
  await confluence.launcher.chip.filter({ hasText: 'Not submitted' }).waitFor();
  await keep(confluence.page, '4-launcher');
  const panel = await confluence.launcher.openPanel();
  await panel.row(tourPage).waitFor();
  await keep(confluence.page, '5-panel');

  if (pictures !== null) {
    const popup = await desk.popup();
    await popup.group('Needs you').waitFor();
    await keep(popup.page, '6-queue');
    await popup.page.close();
  }
  await confluence.page.bringToFront();
  return desk;
};
