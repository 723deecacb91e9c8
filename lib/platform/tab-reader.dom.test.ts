import { afterEach, describe, expect, it } from 'vitest';
import { createTabReader } from './tab-reader.ts';

type Scripting = Parameters<typeof createTabReader>[0]['scripting'];

/** Runs the function here as the browser does there: from its text alone. */
const reader = createTabReader({
  scripting: {
    executeScript: async ({ func }: { readonly func?: (...given: never[]) => unknown }) => {
      const script = document.createElement('script');
      script.textContent = `document.readResult = (${String(func)})()`;
      document.body.append(script);
      script.remove();
      return [{ frameId: 0, result: (document as { readResult?: unknown }).readResult }];
    },
  } as unknown as Scripting,
});

const show = (html: string): void => {
  document.body.replaceChildren(...new DOMParser().parseFromString(html, 'text/html').body.childNodes);
};
const contents = async () => {
  const read = await reader.read(1);
  if (!read.ok) throw new Error('not read');
  return read.value;
};
const select = (start: Node, end: Node): void => {
  const range = document.createRange();
  range.setStartBefore(start);
  range.setEndAfter(end);
  getSelection()?.removeAllRanges();
  getSelection()?.addRange(range);
};
const byId = (id: string): Element => {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`no ${id}`);
  return found;
};

afterEach(() => {
  getSelection()?.removeAllRanges();
  show('');
});

describe('what is read of a tab', () => {
  it('is its address, title and links, in order, each once', async () => {
    document.title = 'Pull request 184';
    show(`<a href="https://a.example/1">1</a><a href="/2">2</a><a href="https://a.example/1">again</a>
      <a href="mailto:a@b.example">m</a><a href="javascript:void 0">j</a><a>none</a><svg><a href="https://a.example/svg"></a></svg>`);
    expect(await contents()).toEqual({
      url: location.href,
      title: 'Pull request 184',
      selection: '',
      links: ['https://a.example/1', new URL('/2', location.href).href],
      selectedLinks: [],
    });
  });

  it('has the selected text and the links in it', async () => {
    show('<p id="a">one <a href="https://a.example/1">1</a></p><p id="b">two <a href="https://a.example/2">2</a></p>');
    select(byId('b'), byId('b'));
    const { selection, selectedLinks } = await contents();
    expect([selection.trim(), selectedLinks]).toEqual(['two 2', ['https://a.example/2']]);
  });

  it('has the link that a selection lies in', async () => {
    show('<p><a href="https://a.example/1">some <b id="b">words</b></a></p>');
    const text = byId('b').firstChild;
    if (text !== null) select(text, text);
    expect((await contents()).selectedLinks).toEqual(['https://a.example/1']);
  });

  it('is bounded', async () => {
    const links = Array.from({ length: 2_100 }, (_, index) => `<a href="https://a.example/${index}">x</a>`).join('');
    show(`<p id="p">${'x'.repeat(21_000)}</p>${links}`);
    select(byId('p'), byId('p'));
    const { links: found, selection } = await contents();
    expect([found.length, selection.length]).toEqual([2_000, 20_000]);
  });

  it('is refused where the browser refuses', async () => {
    const refused = createTabReader({
      scripting: { executeScript: async () => Promise.reject(new Error('Cannot access')) } as unknown as Scripting,
    });
    const empty = createTabReader({ scripting: { executeScript: async () => [] } as unknown as Scripting });
    for (const one of [refused, empty]) expect(await one.read(1)).toEqual({ ok: false, error: { kind: 'invalid', where: 'tab' } });
  });
});
