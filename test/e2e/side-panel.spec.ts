import { expect, test } from './fixtures.ts';
import { draftIn } from './pages/draft.ts';
import { panelIn } from './pages/panel.ts';

test('the browser’s own side panel follows the tab, is led by menus and shortcuts, and no frame opens beside it', async ({
  story,
  sitDown,
}) => {
  const ana = await sitDown('ana');
  const side = await ana.sidePanel();
  const order = await ana.visitTitled('Order store design');
  await expect(
    side
      .set('One order store')
      .or(side.root.getByRole('heading', { name: 'One order store' }))
      .first(),
  ).toBeVisible({
    timeout: 30_000,
  });
  await expect(side.row('Order store design')).toBeVisible({ timeout: 20_000 });
  const errors = await ana.visitTitled('Error codes');
  await expect(side.row('Order store design')).toHaveCount(0, { timeout: 20_000 });

  await test.step('a new set from the menu begins there, with the page in front', async () => {
    await ana.raise('context menu', errors, 'new-set');
    const draft = draftIn(side.root);
    await expect(draft.candidate('Error codes')).toBeVisible({ timeout: 20_000 });
    expect(await panelIn(errors.page).isOpen()).toBe(false);
  });

  await test.step('a link to a set shows it there', async () => {
    const set = await story.set('Release process 2027');
    const linked = await ana.visit(`/wiki/spaces/ENG/pages/${(await story.page('Glossary')).id}#sheaf=${set.id}`);
    await expect(side.root.getByRole('heading', { name: 'Release process 2027' })).toBeVisible({ timeout: 20_000 });
    expect(await panelIn(linked.page).isOpen()).toBe(false);
  });

  await test.step('final acts are asked in place: nothing can lie over it', async () => {
    await order.page.bringToFront();
    await expect(side.row('Order store design')).toBeVisible({ timeout: 20_000 });
    await side.row('Order store design').getByRole('button', { name: 'Submit this page' }).dispatchEvent('click');
    await expect(side.root.getByRole('alertdialog', { name: /^Submit “Order store design/ })).toBeVisible({ timeout: 20_000 });
    expect(await story.writes()).toEqual([]);
  });
});
