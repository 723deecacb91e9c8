/// <reference types="vite/client" />
const sources = import.meta.glob<string>('./fixtures/*.html', { query: '?raw', import: 'default', eager: true });

/** Names of the fixtures: one layout of Confluence each. */
export const fixtureNames: readonly string[] = Object.keys(sources).map((path) => path.replace(/^.*\/|\.html$/g, ''));

export interface FixturePage {
  readonly view: Window & typeof globalThis;
  readonly document: Document;
  /** The element a fixture marks as the one to find, if it has one. */
  readonly expected: (concept: string) => Element | null;
  /** Navigates as Confluence does. */
  readonly go: (path: string) => void;
  /** The page as it is, without what is ours. */
  readonly withoutOurs: () => string;
  readonly close: () => void;
}

/** Opens a fixture in a frame with an address, a viewport and a layout of its own. */
export const openFixture = async (name: string, path = '/wiki/spaces/ENG/pages/1/Payments'): Promise<FixturePage> => {
  const frame = document.createElement('iframe');
  frame.style.cssText = 'position:fixed;top:0;left:0;width:1000px;height:600px;border:0';
  // Loaded once for real: a frame that never was has no working Navigation API.
  frame.src = `/lib/page/fixtures/${name}.html?raw`;
  const isLoaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
  document.body.append(frame);
  await isLoaded;
  const view = frame.contentWindow as (Window & typeof globalThis) | null;
  const source = sources[`./fixtures/${name}.html`];
  if (!view || source === undefined) throw new Error(`No fixture ${name}`);
  view.document.open();
  view.document.write(source);
  view.document.close();
  view.history.replaceState(null, '', path);
  const page = view.document;
  return {
    view,
    document: page,
    expected: (concept) => page.querySelector(`[data-expect="${concept}"]`),
    go: (next) => view.history.pushState(null, '', next),
    withoutOurs: () => {
      const copy = page.documentElement.cloneNode(true) as Element;
      for (const ours of copy.querySelectorAll('sheaf-launcher')) ours.remove();
      return new XMLSerializer().serializeToString(copy);
    },
    close: () => frame.remove(),
  };
};

/** Two frames: what was scheduled for the next one has run. */
export const framesOf = (view: Window): Promise<void> =>
  new Promise((resolve) => view.requestAnimationFrame(() => view.requestAnimationFrame(() => resolve())));
