/** The main job in Firefox, on the built extension: connect, see the launcher, add a page, take it back. */
import { describe, expect, it } from 'vitest';
import { openPanel, type Person } from './person.ts';
import { chip, press, sees } from './reading.ts';

/** Whether the service has the page in the set now. */
const isInSet = async (ana: Person, pageId: string): Promise<boolean> =>
  (await ana.sets()).some((set) => set.title === 'One order store' && set.pageRefs.some((ref) => ref.pageId === pageId));

/** `seated`: who was sat down before the first test. */
export const describeMainJob = (seated: () => Person): void => {
  describe('the main job', () => {
    it('connects through its settings page and Atlassian’s consent page', async () => {
      const ana = seated();
      const settings = await ana.connect();
      expect(await settings.$('::-p-text(Ana Ferreira)')).not.toBeNull();
    });

    it('shows the state of a page’s set in the launcher', async () => {
      const ana = seated();
      const page = await ana.visit(await ana.pageCalled('Order store design'));
      expect(await (await chip(page, 'Not submitted')).isVisible()).toBe(true);
      await page.close();
    });

    it('adds a page to a set and takes it back', async () => {
      const ana = seated();
      const pageId = await ana.pageCalled('Token endpoint');
      const page = await ana.visit(pageId);
      const panel = await openPanel(page, 'Add to change set');
      await (await sees(panel, 'One order store')).click();
      await press(panel, 'button', 'Understood, go on');
      await sees(panel, 'Added to');
      await expect.poll(() => isInSet(ana, pageId), { timeout: 20_000 }).toBe(true);
      await press(panel, 'button', 'Undo');
      await expect.poll(() => isInSet(ana, pageId), { timeout: 20_000 }).toBe(false);
      await page.close();
    });
  });
};
