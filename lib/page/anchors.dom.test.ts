import { afterEach, describe, expect, it } from 'vitest';
import { type FixturePage, fixtureNames, openFixture } from './fixture-page.ts';
import { type Concept, findAnchor, isConfluenceCloud, openByline, readMeta } from './index.ts';
import { selectors } from './selectors.ts';

const concepts = Object.keys(selectors) as Concept[];
let page: FixturePage;
afterEach(() => page.close());

describe.each(fixtureNames)('layout %s', (name) => {
  it.each(concepts)('has the %s where the fixture says, or none', async (concept) => {
    page = await openFixture(name);
    expect(findAnchor(page.document, concept)).toBe(page.expected(concept));
  });
});

it('has a fixture for every selector, in which it leads to the right place', async () => {
  const unproven = new Set(concepts.flatMap((concept) => selectors[concept].map((selector) => `${concept} ${selector}`)));
  for (const name of fixtureNames) {
    page = await openFixture(name);
    for (const concept of concepts) {
      for (const selector of selectors[concept]) {
        const found = page.document.querySelector(selector);
        if (found && found === page.expected(concept)) unproven.delete(`${concept} ${selector}`);
      }
    }
    page.close();
  }
  expect([...unproven]).toEqual([]);
});

describe('openByline', () => {
  it.each(['view-2026', 'view-2024'])('focuses the approval item and shows it (%s)', async (name) => {
    page = await openFixture(name);
    page.view.scrollTo(0, 2000);
    expect(openByline(page.document)).toBe(true);
    const item = page.expected('approvalItem');
    expect(item?.contains(page.document.activeElement) || page.document.activeElement === item).toBe(true);
    expect(item?.getBoundingClientRect().top).toBeGreaterThan(0);
    expect(item?.getBoundingClientRect().bottom).toBeLessThan(600);
  });

  it('shows an item that takes no focus', async () => {
    page = await openFixture('overview');
    expect(openByline(page.document)).toBe(true);
    expect(page.document.activeElement).toBe(page.document.body);
  });

  it('goes as near as it can and says that it was not found', async () => {
    page = await openFixture('before-2023');
    page.view.scrollTo(0, 2000);
    expect(openByline(page.document)).toBe(false);
    expect(page.expected('byline')?.getBoundingClientRect().top).toBeGreaterThan(-1);
    page.close();
    page = await openFixture('elsewhere');
    expect(openByline(page.document)).toBe(false);
  });

  it('is not led astray by the name of the app elsewhere on the page', async () => {
    page = await openFixture('before-2023');
    page.document
      .querySelector('main')
      ?.insertAdjacentElement('afterbegin', Object.assign(page.document.createElement('a'), { title: 'ApprovalFlow' }));
    expect(openByline(page.document)).toBe(false);
  });
});

describe('what the page says of itself', () => {
  it('is read as claims', async () => {
    page = await openFixture('view-2026');
    expect(readMeta(page.document)).toEqual({ cloudId: 'c-1', accountId: 'acc-ana', pageId: '1', title: 'Payments', spaceKey: 'ENG' });
  });

  it('is nothing where it is missing or empty', async () => {
    page = await openFixture('elsewhere');
    page.document.head.insertAdjacentElement(
      'beforeend',
      Object.assign(page.document.createElement('meta'), { name: 'ajs-atlassian-account-id', content: '' }),
    );
    expect(readMeta(page.document)).toEqual({ cloudId: null, accountId: null, pageId: null, title: null, spaceKey: null });
  });

  it.each([
    ['view-2026', true],
    ['before-2023', true],
    ['elsewhere', false],
  ])('tells Cloud from Data Center (%s: %s)', async (name, isCloud) => {
    page = await openFixture(name);
    expect(isConfluenceCloud(page.document)).toBe(isCloud);
  });
});
