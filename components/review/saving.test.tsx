import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { clear } from '../testing/index.ts';
import { reviewText } from './as-text.ts';
import { comparedPages } from './data.ts';
import { button, fixtureOf, settled, show } from './review-bench.tsx';
import { savedReview } from './saved-review.tsx';
import { drawnStyles, standaloneHtml } from './standalone.ts';

let frame: HTMLIFrameElement | null = null;

beforeEach(() => page.viewport(1280, 800));
afterEach(async () => {
  frame?.remove();
  frame = null;
  await clear();
});

/** The file as a browser opens it. */
const opened = async (html: string): Promise<Document> => {
  frame = document.createElement('iframe');
  frame.title = 'The saved file';
  frame.src = URL.createObjectURL(new Blob([html], { type: 'text/html' }));
  const { promise, resolve } = Promise.withResolvers<null>();
  frame.addEventListener('load', () => resolve(null), { once: true });
  document.body.append(frame);
  await promise;
  const { contentDocument } = frame;
  if (contentDocument === null) throw new Error('the file did not open');
  return contentDocument;
};

const contentOf = (name: string) => {
  const { view, comparisons, sameEdits, set } = fixtureOf(name);
  if (view.kind !== 'ready' || view.value === null) throw new Error('nothing to save');
  return { view: view.value, pages: comparedPages(view.value, comparisons), sameEdits, set, at: '2026-11-24T08:00:00.000Z' };
};

describe('a saved file', () => {
  it('has everything that differs, all pages and nothing that can be pressed', async () => {
    const file = await opened(savedReview(contentOf('bundle')));
    expect(file.title).toBe('Changes: Rotate signing keys every 30 days');
    expect(file.querySelectorAll('[data-page-id]')).toHaveLength(16);
    expect(file.querySelectorAll('button, input, script, link, form')).toHaveLength(0);
    for (const section of file.querySelectorAll('[data-page-id]')) expect(section.querySelector('ins')).not.toBeNull();
    expect(file.querySelector('details')?.textContent).toMatch(/unchanged blocks|pages with this edit/);
    expect(file.body.textContent).toContain('Nearly the same edit as on other pages, but not quite');
  });

  it('loads nothing, by a policy that stands before everything else', async () => {
    const html = savedReview(contentOf('changes'));
    const policy = `http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"`;
    expect(html.indexOf(policy)).toBeGreaterThan(0);
    expect(html.indexOf(policy)).toBeLessThan(html.indexOf('<style>'));
    expect(html).not.toMatch(/\bsrc=|url\(|@import/);
    const file = await opened(html);
    expect(file.querySelectorAll('[src], [srcset], [style*="url"]')).toHaveLength(0);
  });

  it('is styled as drawn, and follows the reader’s theme', async () => {
    await show('changes');
    await settled();
    const file = await opened(savedReview(contentOf('changes')));
    const removed = file.querySelector('del');
    expect(removed === null ? '' : getComputedStyle(removed).textDecorationLine).toBe('line-through');
    expect(drawnStyles(document.styleSheets)).toMatch(/@media screen and \(prefers-color-scheme: dark\) \{ (@media screen \{\s*)?:root \{/);
  });

  it('keeps what pages say as text', async () => {
    const file = await opened(savedReview(contentOf('payloads')));
    expect(file.querySelectorAll('script, img, iframe, h1')).toHaveLength(1);
    expect(file.querySelector('[href^="javascript"]')).toBeNull();
    expect(file.body.textContent).toContain('<script>alert(1)</script><img src=x onerror="alert(2)">');
    expect(file.body.textContent).toContain('</del></div></section><h1>Approved</h1>');
    expect(file.querySelector('h2')?.textContent).toBe('<img src=x onerror=alert(1)>');
  });

  it('takes out what acts, whatever is handed in', async () => {
    const body = document.createElement('div');
    const link = document.createElement('a');
    link.setAttribute('href', 'javascript:alert(1)');
    link.setAttribute('onclick', 'alert(1)');
    link.textContent = 'a < b & "c"';
    const style = document.createElement('style');
    style.textContent = '* { color: red }';
    body.append(link, style, document.createElement('script'), document.createElement('button'));
    const file = await opened(
      standaloneHtml({ title: '</title><script>', body, css: 'p > b { color: blue } </style><script>alert(1)</script>' }),
    );
    expect(file.title).toBe('</title><script>');
    expect(file.querySelectorAll('script, button, body style')).toHaveLength(0);
    expect(file.querySelector('a')?.getAttributeNames()).toEqual([]);
    expect(file.querySelector('a')?.textContent).toBe('a < b & "c"');
    expect(file.styleSheets[0]?.cssRules[0]?.cssText).toContain('p > b');
    expect(body.querySelector('button')).not.toBeNull();
  });
});

describe('the comparison as text', () => {
  it('tells every page and every change, with signs', () => {
    const { view, pages } = contentOf('changes');
    const text = reviewText(view, pages);
    for (const line of [
      'Rotate signing keys every 30 days: what changed since approval',
      '6 pages, 2 with changes',
      'From v12 by Ben Ito, 1 Nov 2026 to v14 by Ana Ruiz, 3 Nov 2026',
      '± The gateway replaces its signing keys every [-90-]{+30+} days.',
      '+ * Freeze deployments for an hour.',
      '− * Write the new key down.',
      '± Production | [-90-]{+30+} days | Security',
      '(moved away) The security team',
      'state: [-incomplete-]{+complete+}',
      'the policy <https://acme.example/policy>',
      '(29 unchanged blocks, as far as “Monitoring, part 4”)',
      'This page was never approved',
    ])
      expect(text).toContain(line);
  });

  it('makes visible what hides', () => {
    const { view, pages } = contentOf('payloads');
    expect(reviewText(view, pages)).toContain('{+⟦U+202E⟧54321+}');
  });
});

describe('the menu', () => {
  it('copies and saves when all is compared', async () => {
    const told = await show('changes');
    await button('More').click();
    await page.getByRole('menuitem', { name: 'Copy as text' }).click();
    await expect.poll(() => told.mock.calls.some(([name]) => name === 'copy')).toBe(true);
    await expect.element(page.getByText('Copied as text')).toBeVisible();
    await button('More').click();
    await page.getByRole('menuitem', { name: 'Save as HTML file' }).click();
    await expect.poll(() => told.mock.calls.some(([name]) => name === 'saveFile')).toBe(true);
    expect(told.mock.calls.find(([name]) => name === 'saveFile')?.[1]).toMatchObject({
      name: 'Rotate-signing-keys-every-30-days-changes.html',
    });
  });

  it('does neither before, and leads to the record', async () => {
    const told = await show('comparing');
    await button('More').click();
    await expect.element(page.getByRole('menuitem', { name: /^Save as HTML file/ })).toHaveAttribute('aria-disabled', 'true');
    await page.getByRole('menuitem', { name: 'Review record' }).click();
    expect(told).toHaveBeenCalledWith('push', expect.objectContaining({ what: 'record', pageId: null }));
  });
});
