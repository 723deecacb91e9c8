import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { type FixturePage, fixtureNames, framesOf, openFixture } from './fixture-page.ts';
import {
  createMount,
  findAnchor,
  isConfluenceCloud,
  openByline,
  readMeta,
  watchPageChanges,
  watchPlacement,
  watchRoute,
  watchTheme,
} from './index.ts';

/** The contract with the host page: whatever it is and does, it is not changed by us and we do not break. */

const startAll = (page: FixturePage, signal: AbortSignal): void => {
  const nothing = (): void => undefined;
  createMount(page.document, signal);
  watchPlacement(nothing, signal, page.view);
  watchTheme(nothing, signal, page.document);
  watchRoute(nothing, signal, page.view);
  watchPageChanges(nothing, signal, page.view);
};

const askAll = (page: FixturePage): void => {
  for (const concept of ['title', 'byline', 'headerActions', 'content'] as const) findAnchor(page.document, concept);
  openByline(page.document);
  readMeta(page.document);
  isConfluenceCloud(page.document);
  page.document.dispatchEvent(new page.view.Event('pointerdown', { bubbles: true }));
};

let page: FixturePage;
afterEach(() => page.close());

describe.each(fixtureNames)('layout %s', (name) => {
  it('stays as it was while we are there, and nothing of ours stays', async () => {
    page = await openFixture(name);
    const before = page.withoutOurs();
    const end = new AbortController();
    startAll(page, end.signal);
    askAll(page);
    await framesOf(page.view);
    expect(page.withoutOurs()).toBe(before);
    expect(page.document.querySelectorAll('sheaf-launcher')).toHaveLength(1);
    end.abort();
    await framesOf(page.view);
    expect(page.document.querySelector('sheaf-launcher')).toBeNull();
    expect(page.withoutOurs()).toBe(before);
  });

  it('may lose, move and rename whatever it likes', async () => {
    const change = fc.tuple(fc.constantFrom('remove', 'move', 'rename', 'clone', 'write'), fc.nat(), fc.nat());
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 5, maxLength: 25 }), async (changes) => {
        page = await openFixture(name);
        const faults: string[] = [];
        page.view.addEventListener('error', (event) => faults.push(event.message));
        const isOurs = (node: Node): boolean => node.nodeName === 'SHEAF-LAUNCHER';
        const witness = new page.view.MutationObserver((records) => {
          for (const { type, target, addedNodes, removedNodes } of records) {
            if (![...addedNodes, ...removedNodes].every(isOurs) || type !== 'childList') faults.push(`${type} in ${target.nodeName}`);
          }
        });
        witness.observe(page.document, { subtree: true, childList: true, attributes: true, characterData: true });
        const end = new AbortController();
        startAll(page, end.signal);
        await framesOf(page.view);

        for (const one of changes) {
          // Ours so far goes to the witness first, the page's own change is then taken from its notes.
          await Promise.resolve();
          applyChange(page.document, ...one);
          witness.takeRecords();
          askAll(page);
          await new Promise((resolve) => setTimeout(resolve));
        }
        await new Promise((resolve) => setTimeout(resolve, 300));
        await framesOf(page.view);
        end.abort();
        expect(faults).toEqual([]);
        page.close();
      }),
      { numRuns: 2 },
    );
  }, 20_000);
});

const applyChange = (document: Document, kind: string, one: number, other: number): void => {
  const all = [...document.querySelectorAll<HTMLElement>('head, body, body *, meta')].filter((node) => node.localName !== 'sheaf-launcher');
  const element = all[one % all.length];
  const place = all[other % all.length];
  if (!element || !place) return;
  if (kind === 'remove') element.remove();
  if (kind === 'move' && !element.contains(place)) place.prepend(element);
  if (kind === 'clone' && !element.contains(place)) place.append(element.cloneNode(true));
  if (kind === 'write') element.textContent = 'Something else';
  if (kind === 'rename') for (const attribute of element.attributes) element.setAttribute(attribute.name, `${attribute.value}-new`);
};
