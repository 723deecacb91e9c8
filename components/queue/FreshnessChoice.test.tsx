import { afterEach, describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { clear } from '../testing/index.ts';
import { button, group, show } from './queue-bench.tsx';

afterEach(clear);

describe('what became of approved texts', () => {
  const choice = page.getByRole('combobox', { name: 'Text since approval' });

  it('is a reason: changed asks, a number that moved does not', async () => {
    await show('freshness');
    await expect.element(group(/^Needs you/)).toMatchTextContent('5 pages changed since approval');
    await expect.element(group(/^Needs you/)).toMatchTextContent('1 approved page changed through what it shows');
    const weight = (text: RegExp) => getComputedStyle(page.getByText(text).first().element()).fontWeight;
    expect(weight(/^5 pages changed/)).toBe('500');
    expect(weight(/^3 pages stale by number only/)).toBe('400');
    await button('Done 1').click();
    await expect.element(group(/^Done/)).toMatchTextContent('2 pages stale by number only: text as approved');
  });

  it('narrows the queue, beside what was typed', async () => {
    const { told } = await show('changedOnly');
    await expect.element(choice).toHaveValue('changed');
    await choice.selectOptions('Version number only');
    expect(told).toHaveBeenLastCalledWith('search', 'helios is:number-only');
    await choice.selectOptions('Any text');
    expect(told).toHaveBeenLastCalledWith('search', 'helios');
  });

  it('is named where nothing matches', async () => {
    await show('changedOnly');
    await expect
      .element(
        page.getByText(
          'No change set in your queue has an approved page whose text changed, and “helios” in its title, source, space or people.',
        ),
      )
      .toBeVisible();
  });
});
