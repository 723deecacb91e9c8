import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { clear, draw, violations } from '../testing/index.ts';
import { largeFixture, reviewFixtures } from './demo/index.ts';
import { NoSet } from './index.ts';
import { button, fixtureOf, section, settled, show, viewedBox } from './review-bench.tsx';

beforeEach(() => page.viewport(1280, 800));
afterEach(async () => {
  await clear();
  scrollTo(0, 0);
});

describe('every state', () => {
  for (const colorMode of ['light', 'dark'] as const)
    for (const name of Object.keys(reviewFixtures))
      it(`has nothing that axe objects to: ${name}, ${colorMode}`, async () => {
        await show(name, { colorMode });
        await settled();
        expect(await violations()).toEqual([]);
      });

  it.each([360, 900, 1280])('fits %i pixels', async (width) => {
    await page.viewport(width, 800);
    for (const name of Object.keys(reviewFixtures)) {
      await show(name);
      await settled();
      expect({ name, width: document.documentElement.scrollWidth }).toEqual({ name, width: document.documentElement.clientWidth });
      await clear();
    }
  });
});

describe('what a reader is told', () => {
  it('is the verdict of each page, its versions and what there is to open', async () => {
    await show('changes');
    const rotation = section('Key rotation');
    await expect.element(rotation).toMatchTextContent(/Text changed since approval/);
    await expect.element(rotation).toMatchTextContent(/5 changed|changed, \d+ added/);
    await expect.element(rotation).toMatchTextContent(/From v12 by Ben Ito, 1 Nov 2026 to v14 by Ana Ruiz/);
    await expect
      .element(rotation.getByRole('link', { name: 'Open in Confluence: Key rotation' }))
      .toHaveAttribute('href', 'https://acme.atlassian.net/wiki/spaces/ENG/pages/101');
    await expect.element(section('Gateway configuration')).toMatchTextContent(/Text unchanged since approval/);
    await expect.element(section('Release notes')).toMatchTextContent(/never approved/);
    await expect.element(section('Emergency access')).toMatchTextContent(/not visible to you or deleted/i);
    const handbook = section('Operations handbook');
    await expect.element(handbook).toMatchTextContent(/Shows “Install guide”, which changed since approval \(v3, now v5\)/);
    await expect.element(handbook).toMatchTextContent(/Shows “Contacts”, which could not be read/);
  });

  it('is the service’s own word where its status is one we do not know', async () => {
    const fixture = fixtureOf('changes');
    const { view } = fixture;
    if (view.kind !== 'ready' || view.value === null) throw new Error('no pages');
    const pages = view.value.pages.map((one) => ({ ...one, approval: 'unknown' as const, statusAsSent: 'AWAITING_LEGAL' }));
    await show({ ...fixture, view: { ...view, value: { ...view.value, pages } } });
    await expect.element(section('Key rotation').getByText('AWAITING LEGAL')).toBeVisible();
  });

  it('is said before a page was compared, when it failed, and that nothing changed', async () => {
    await show('comparing');
    await expect.element(page.getByText('Compared 1 of 2')).toBeVisible();
    await clear();
    const told = await show('pageFailed');
    await section('Key rotation')
      .getByRole('button', { name: /^Compare again/ })
      .click();
    expect(told).toHaveBeenCalledWith('again', '101');
    await expect.element(section('Sessions')).toMatchTextContent(/Too large to compare here/);
    await clear();
    await show('nothing');
    await expect.element(page.getByText('No content changed since approval')).toBeVisible();
  });

  it('names why nothing can be shown', async () => {
    await show('gone');
    await expect.element(page.getByText('This change set is not there')).toBeVisible();
    await clear();
    await show('archived');
    await expect.element(page.getByText('This change set is archived')).toBeVisible();
    await clear();
    await show('offline');
    await expect.element(page.getByText(/offline/i).first()).toBeVisible();
    await expect.element(section('Key rotation')).toBeVisible();
    await clear();
    await show('coarse');
    await expect.element(page.getByText(/So much changed that moved text/)).toBeVisible();
  });
});

describe('a change', () => {
  it('is told by element, sign and words, not by colour alone', async () => {
    await show('changes');
    await settled();
    const words = section('Key rotation');
    await expect.element(words.getByRole('deletion').filter({ hasText: '90' }).first()).toMatchTextContent(/removed: 90/);
    await expect.element(words.getByRole('insertion').filter({ hasText: '30' }).first()).toMatchTextContent(/added: 30/);
    const gone = document.querySelector('del');
    const fresh = document.querySelector('ins');
    expect(gone === null ? '' : getComputedStyle(gone).textDecorationLine).toBe('line-through');
    expect(fresh === null ? '' : getComputedStyle(fresh).textDecorationLine).toBe('underline');
    expect([...document.querySelectorAll('[aria-hidden="true"]')].map((one) => one.textContent)).toEqual(
      expect.arrayContaining(['+', '−', '±', '↳', '↰']),
    );
  });

  it('shows rows as rows, tasks as ticked, parameters and links as text', async () => {
    await show('changes');
    await settled();
    const rotation = section('Key rotation');
    await expect.element(rotation.getByRole('row').filter({ hasText: 'Production' })).toMatchTextContent(/removed: 90, added: 30, days/);
    await expect.element(rotation.getByRole('row').filter({ hasText: 'Staging' }).getByRole('cell').nth(1)).toMatchTextContent(/Staging/);
    await expect.element(rotation).toMatchTextContent(/done task: Tell the partners/);
    await expect.element(rotation).toMatchTextContent(/language: removed: bash, added: yaml/);
    await expect.element(rotation).toMatchTextContent(/the policy ⟨https:\/\/acme\.example\/policy⟩/);
    expect(document.querySelector('a[href^="https://acme.example"]')).toBeNull();
  });

  it('leads from where a block was to where it is', async () => {
    await show('changes');
    await settled();
    await section('Key rotation').getByRole('button', { name: 'Moved away. Go to where it is now' }).click();
    await settled();
    expect(document.activeElement?.id).toMatch(/-moved-1$/);
    await section('Key rotation').getByRole('button', { name: 'Moved here. Go to where it was' }).click();
    await settled();
    expect(document.activeElement?.id).toMatch(/-movedAway-1$/);
  });

  it('folds what is unchanged, a few or all of it unfold', async () => {
    await show('changes');
    await settled();
    const fold = section('Key rotation').getByRole('button', { name: /^29 unchanged blocks/ });
    await expect.element(fold).toBeVisible();
    expect(document.body.textContent).not.toContain(
      'Monitoring: the service answers within the limits that were agreed on, and says so in its log (line 9)',
    );
    await section('Key rotation').getByRole('button', { name: 'Show 10 more above' }).nth(1).click();
    await expect.element(section('Key rotation').getByRole('button', { name: /^19 unchanged blocks/ })).toBeVisible();
    await section('Key rotation')
      .getByRole('button', { name: /^19 unchanged blocks/ })
      .click();
    await expect.element(section('Key rotation').getByText(/Monitoring.*line 20/)).toBeVisible();
  });

  it('never becomes markup, and hides nothing', async () => {
    await show('payloads');
    await settled();
    const root = document.querySelector('main');
    expect(root?.querySelectorAll('script, img, iframe')).toHaveLength(0);
    expect([...(root?.querySelectorAll('h1') ?? [])]).toHaveLength(1);
    expect(root?.querySelector('[href^="javascript"]')).toBeNull();
    for (const text of [
      '<script>alert(1)</script>',
      '</del></div></section><h1>Approved</h1>',
      '⟦U+200B⟧',
      '⟦U+202E⟧',
      '⟦U+00A0⟧',
      '⟨javascript:alert(3)⟩',
      '&lt;b&gt;',
    ])
      expect(root?.textContent).toContain(text);
  });
});

describe('beside each other', () => {
  it('stand both versions, on narrow screens one text', async () => {
    await show('sides');
    await settled();
    const rotation = section('Key rotation');
    await expect.element(rotation.getByText('Before: v12 by Ben Ito, 1 Nov 2026')).toBeVisible();
    const line = [...document.querySelectorAll('[class*="sides"]')].find((one) => one.textContent?.includes('The gateway replaces'));
    const [before, after] = [...(line?.querySelectorAll('[class*="side_"], [class$="side"]') ?? [])].map((one) => one.textContent);
    expect(before).toMatch(/90.*a week/);
    expect(before).not.toMatch(/30/);
    expect(after).toMatch(/30.*a day/);
    await page.viewport(600, 800);
    await settled();
    await expect.element(rotation.getByText(/From v12 by Ben Ito/)).toBeVisible();
  });

  it('are chosen, as the basis is, and kept in the address', async () => {
    const told = await show('changes');
    await button('Side by side').click();
    expect(told).toHaveBeenCalledWith('replace', expect.objectContaining({ isSideBySide: true }));
    await expect.element(button('Side by side')).toHaveAttribute('aria-pressed', 'true');
    await button('Since I last looked').click();
    expect(told).toHaveBeenCalledWith('push', expect.objectContaining({ basis: 'looked' }));
  });
});

describe('viewed marks', () => {
  it('name the content that was compared, and fold the page away', async () => {
    const told = await show('changes');
    await viewedBox('Key rotation').click();
    const [, marks] = told.mock.calls.find(([name]) => name === 'mark') ?? [];
    const ready = fixtureOf('changes').comparisons.get(marksOf(marks)[0]?.pageId as never);
    expect(ready?.kind === 'ready' && marksOf(marks)[0]).toEqual({
      pageId: '101',
      viewed: { fingerprint: ready?.kind === 'ready' ? ready.after.fingerprint : '', version: 14 },
    });
    await expect.element(page.getByText('2 of 6 viewed')).toBeVisible();
    await expect.element(section('Key rotation').getByRole('button', { name: /^Show changes/ })).toHaveAttribute('aria-expanded', 'false');
    await viewedBox('Key rotation').click();
    expect(told).toHaveBeenCalledWith('mark', [{ pageId: '101', viewed: null }]);
  });

  it('go back to what was looked at before, where that is compared with', async () => {
    const told = await show('looked');
    await viewedBox('Gateway').click();
    await viewedBox('Gateway').click();
    expect(told).toHaveBeenCalledWith('mark', [{ pageId: '503', viewed: expect.objectContaining({ version: 12 }) as unknown }]);
  });

  it('go back to the mark that they took the place of, also since approval', async () => {
    const fixture = fixtureOf('bundle');
    const { view } = fixture;
    if (view.kind !== 'ready' || view.value === null) throw new Error('no pages');
    const earlier = { fingerprint: 'e'.repeat(64), version: 13 };
    const pages = view.value.pages.map((one, index) => ({ ...one, mark: index < 2 ? earlier : null }));
    const [first, , third] = pages;
    const told = await show({ ...fixture, view: { ...view, value: { ...view.value, pages } } });
    const sent = () => marksOf(told.mock.calls.filter(([name]) => name === 'mark').at(-1)?.[1]);
    await button('Mark 13 pages as viewed').click();
    await button('Undo').click();
    expect(sent()).toContainEqual({ pageId: first?.pageId, viewed: earlier });
    expect(sent()).toContainEqual({ pageId: third?.pageId, viewed: null });
    await viewedBox(first?.title ?? '').click();
    await viewedBox(first?.title ?? '').click();
    expect(sent()).toEqual([{ pageId: first?.pageId, viewed: earlier }]);
  });

  it('are refused when the page moved on', async () => {
    await show('changes', { refusal: { kind: 'conflict' } });
    await viewedBox('Key rotation').click();
    await expect.element(page.getByText('The page has moved on')).toBeVisible();
  });

  it('cannot be set on what was not read', async () => {
    await show('changes');
    await expect.element(viewedBox('Emergency access')).toBeDisabled();
  });

  it('hide pages, and say so', async () => {
    const told = await show('viewed');
    await expect.element(page.getByText('Every page is viewed')).toBeVisible();
    await button('Show viewed pages').click();
    expect(told).toHaveBeenCalledWith('replace', expect.objectContaining({ hidesViewed: false }));
    await expect.element(section('Sessions')).toBeVisible();
  });
});

const marksOf = (marks: unknown) => marks as readonly { readonly pageId: string }[];

describe('the same edit on many pages', () => {
  it('is one card; what differs comes before it, what it explains last and folded', async () => {
    await show('bundle');
    const titles = [...document.querySelectorAll('h2')].map((one) => one.textContent ?? '');
    expect(titles[0]).toMatch(/Nearly the same edit/);
    expect(titles[1]).toBe('Partner guide 7');
    expect(titles[2]).toBe('Partner guide 12');
    expect(titles[3]).toMatch(/v1\/token.*→.*v2\/token.*on 15 pages; 2 pages differ/);
    expect(titles[4]).toBe('Partner guide 10');
    expect(titles[5]).toMatch(/13 pages with nothing but the edit shown above/);
    const card = page.getByRole('region', { name: 'The same edit on many pages' });
    await expect
      .element(card.getByRole('list', { name: 'Pages that differ' }))
      .toMatchTextContent(/Partner guide 7: removed: v1\/token,.*v3\/token.*Partner guide 12: still says v1\/token in 1 place/);
    await expect
      .element(section('Partner guide 12').getByText('Still says v1/token in 1 place. On 14 other pages it became v2/token.'))
      .toBeVisible();
    await expect.element(section('Partner guide 1').getByRole('button', { name: /^Show changes/ })).toBeVisible();
  });

  it('says how many pages kept what others replaced', async () => {
    const fixture = fixtureOf('bundle');
    const { sameEdits } = fixture;
    await show({ ...fixture, sameEdits: { ...sameEdits, edits: sameEdits.edits.map((edit) => ({ ...edit, keptOn: 20 })) } });
    const card = page.getByRole('region', { name: 'The same edit on many pages' });
    await expect.element(card).toMatchTextContent(/20 other pages also say v1\/token and kept it\./);
  });

  it('is marked as viewed on all pages that it explains, in one act that can be undone', async () => {
    const told = await show('bundle');
    await button('Mark 13 pages as viewed').click();
    const [, marks] = told.mock.calls.find(([name]) => name === 'mark') ?? [];
    expect(marksOf(marks).map(({ pageId }) => pageId)).not.toContain('207');
    expect(marksOf(marks)).toHaveLength(13);
    await expect.element(page.getByText('13 of 16 viewed')).toBeVisible();
    await button('Undo').click();
    await expect.element(page.getByText('0 of 16 viewed')).toBeVisible();
  });
});

describe('keys', () => {
  const focused = (): string | undefined => (document.activeElement as HTMLElement | null)?.dataset['pageId'];

  it('step from page to page, to the next unviewed one, and mark', async () => {
    const told = await show('changes');
    await userEvent.keyboard('j');
    expect(focused()).toBe('101');
    await userEvent.keyboard('jj');
    expect(focused()).toBe('103');
    await userEvent.keyboard('k');
    expect(focused()).toBe('102');
    await userEvent.keyboard('n');
    expect(focused()).toBe('104');
    await userEvent.keyboard('x');
    expect(told).toHaveBeenCalledWith('mark', [expect.objectContaining({ pageId: '104' })]);
    await userEvent.keyboard('?');
    await expect.element(page.getByRole('dialog', { name: 'Keyboard' })).toBeVisible();
    expect(await violations()).toEqual([]);
  });

  it('go on to the next page when the marked one is hidden', async () => {
    const { place, ...rest } = fixtureOf('changes');
    await show({ ...rest, place: { ...place, hidesViewed: true } });
    await userEvent.keyboard('j');
    await userEvent.keyboard('x');
    await expect.poll(focused).toBe('102');
    await expect.element(section('Key rotation')).not.toBeInTheDocument();
  });

  it('are silent while they are switched off', async () => {
    const { preferences, ...rest } = fixtureOf('changes');
    const told = await show({ ...rest, preferences: preferences === null ? null : { ...preferences, hasShortcuts: false } });
    await userEvent.keyboard('jx');
    expect(focused()).toBeUndefined();
    expect(told).not.toHaveBeenCalledWith('mark', expect.anything());
  });

  it('begin at the page that the address names', async () => {
    const { place, ...rest } = fixtureOf('bundle');
    const [, , third] = rest.view.kind === 'ready' && rest.view.value !== null ? rest.view.value.pages : [];
    await show({ ...rest, place: { ...place, pageId: third?.pageId ?? null } });
    await expect.poll(focused).toBe(third?.pageId);
  });
});

it('says what to do where the address names no set', async () => {
  await draw(<NoSet />);
  await expect.element(page.getByRole('heading', { level: 1, name: 'Review' })).toBeInTheDocument();
  await expect.element(page.getByText('This address names no change set')).toBeVisible();
  expect(await violations()).toEqual([]);
});

describe('fifty large pages', () => {
  it('are drawn only near to what is in sight, and tell which are', async () => {
    const told = await show(largeFixture(50, 500));
    await settled();
    expect(document.querySelectorAll('ins').length).toBeLessThan(600);
    expect(document.querySelectorAll('*').length).toBeLessThan(20_000);
    expect(told).toHaveBeenCalledWith('see', expect.arrayContaining(['1000']));
    document.querySelector('#page-1040')?.scrollIntoView();
    await settled();
    await expect.poll(() => document.querySelector('#page-1040')?.querySelectorAll('ins').length ?? 0).toBeGreaterThan(0);
    await expect.poll(() => document.querySelector('#page-1000')?.querySelectorAll('ins')).toHaveLength(0);
    expect(told).toHaveBeenLastCalledWith('see', expect.arrayContaining(['1040']));
  });

  it('are drawn wholly for paper, and near to sight only again afterwards', async () => {
    await show(largeFixture(12, 500));
    await settled();
    const boxes = () => [...document.querySelectorAll('[data-anchor]')];
    const isEmpty = (box: Element): boolean => box.firstChild === null;
    const far = boxes().filter(isEmpty).length;
    expect(far).toBeGreaterThan(0);
    dispatchEvent(new Event('beforeprint'));
    await Promise.resolve();
    expect(boxes().filter(isEmpty)).toEqual([]);
    dispatchEvent(new Event('afterprint'));
    await expect.poll(() => boxes().filter(isEmpty).length, { timeout: 10_000 }).toBeGreaterThan(far / 2);
  });

  it('draws what is near to sight and not in it one piece with each frame', async () => {
    await show(largeFixture(20, 500));
    await settled();
    const isDrawn = (box: Element): boolean => box.firstChild !== null;
    const isInSight = (box: Element): boolean => box.getBoundingClientRect().bottom > 0 && box.getBoundingClientRect().top < innerHeight;
    const seen = new Set([...document.querySelectorAll('[data-anchor]')].filter(isDrawn));
    const newInFrame: number[] = [];
    scrollTo(0, document.documentElement.scrollHeight / 2);
    for (let frames = 0; frames < 20; frames += 1) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
      const fresh = [...document.querySelectorAll('[data-anchor]')].filter((box) => isDrawn(box) && !seen.has(box));
      for (const box of fresh) seen.add(box);
      newInFrame.push(fresh.filter((box) => !isInSight(box)).length);
    }
    expect(newInFrame.filter((count) => count > 0).length).toBeGreaterThan(1);
    expect(Math.max(...newInFrame)).toBe(1);
  });
});
