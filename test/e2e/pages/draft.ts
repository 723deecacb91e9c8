import { expect, type Locator } from 'playwright/test';

/** A change set being made, in popup, panel or dashboard. */
export interface Draft {
  readonly root: Locator;
  readonly title: Locator;
  readonly reference: Locator;
  /** *Create*, which says how many sets with how many pages. */
  readonly create: Locator;
  /** A page that is considered, by its title. */
  candidate(title: string | RegExp): Locator;
  /** Where pages come from, by its words. */
  source(words: string | RegExp): Locator;
  /** A source that is typed: opens its form, fills it, adds. */
  addTyped(source: 'A label…' | 'Paste links or ids…' | 'CQL', words: string): Promise<void>;
  /** One line for each set that was asked for. */
  outcome(spaceName: string): Locator;
  /** Waits until it is kept: closing everything loses nothing then. */
  whenSaved(): Promise<void>;
}

const fields = { 'A label…': 'Label', 'Paste links or ids…': 'Links or page ids', CQL: 'CQL query' } as const;

export const draftIn = (root: Locator): Draft => {
  const bar = root.getByRole('group', { name: 'Add pages from' });
  return {
    root,
    title: root.getByRole('textbox', { name: 'Title' }),
    reference: root.getByRole('textbox', { name: 'Source' }),
    create: root.getByRole('button', { name: /^(Create|Add \d+ page)/ }),
    candidate: (title) => root.getByRole('region', { name: 'Pages', exact: true }).getByRole('listitem').filter({ hasText: title }),
    source: (words) => root.getByRole('list', { name: 'Where the pages come from' }).getByRole('listitem').filter({ hasText: words }),
    addTyped: async (source, words) => {
      if (source === 'CQL') {
        const more = bar.getByRole('button', { name: 'More', exact: true });
        if (await more.isVisible()) await more.click();
        await bar.getByRole('button', { name: /CQL/ }).click();
      } else await bar.getByRole('button', { name: source }).click();
      await root.getByLabel(fields[source]).fill(words);
      await root.getByRole('button', { name: 'Add pages', exact: true }).click();
    },
    outcome: (spaceName) => root.getByRole('region', { name: 'What became of it' }).getByRole('listitem').filter({ hasText: spaceName }),
    whenSaved: () => expect(root.getByText('Draft saved')).toBeVisible({ timeout: 20_000 }),
  };
};
