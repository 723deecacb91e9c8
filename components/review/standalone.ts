export interface StandaloneOptions {
  /** Of the document: text. */
  readonly title: string;
  /** Drawn nodes; they are copied, never moved. */
  readonly body: Node;
  /** Rules as `drawnStyles` reads them. */
  readonly css: string;
}

const policy = "default-src 'none'; style-src 'unsafe-inline'";

/** Nothing that acts, loads or is pressed belongs into a file; the policy would stop it, and this leaves it out. */
const active =
  'script, style, link, meta, base, iframe, object, embed, form, button, input, select, textarea, dialog, template, noscript, img';

/**
 * A page that opens from a file, without network and without scripts. Text comes in as nodes and is escaped by the browser's serialiser:
 * nothing of a page's text is ever put together as markup.
 */
export const standaloneHtml = ({ title, body, css }: StandaloneOptions): string => {
  const file = document.implementation.createHTMLDocument(title);
  const { head, body: content, documentElement } = file;
  documentElement.lang = 'en';
  const meta = (attributes: Readonly<Record<string, string>>): void => {
    const element = file.createElement('meta');
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    head.prepend(element);
  };
  meta({ name: 'color-scheme', content: 'light dark' });
  meta({ name: 'viewport', content: 'width=device-width, initial-scale=1' });
  meta({ 'http-equiv': 'Content-Security-Policy', content: policy });
  meta({ charset: 'utf-8' });
  content.append(file.importNode(body, true));
  // People who read with assistive tools jump to the main part: a file has one, whatever was drawn.
  if (content.querySelector('main') === null) {
    const main = file.createElement('main');
    main.append(...content.childNodes);
    content.append(main);
  }
  for (const element of content.querySelectorAll(active)) element.remove();
  for (const element of content.querySelectorAll('*')) withoutHandlers(element);
  const write = new XMLSerializer();
  // A serialiser would escape the rules, which a browser reads as they stand. They are ours alone; still nothing may end the element early.
  const rules = css.replaceAll(/<\/?(?=style|!--)/gi, '');
  return `<!doctype html><html lang="en">${write.serializeToString(head).replace('</head>', '')}<style>${rules}</style></head>${write.serializeToString(content)}</html>\n`;
};

const withoutHandlers = (element: Element): void => {
  for (const { name, value } of Array.from(element.attributes)) {
    const isAddress = name === 'href' || name === 'xlink:href';
    if (/^on/i.test(name) || (isAddress && !/^(https?:|#)/i.test(value))) element.removeAttribute(name);
  }
};

const dark = /:root\[data-color-mode="?dark"?\]/;

/**
 * The rules of the page's own style sheets, for a file: there no script sets the theme, so dark rules follow the reader's system, on screens
 * only.
 */
export const drawnStyles = (sheets: Iterable<CSSStyleSheet>): string => {
  const rules = [...sheets].flatMap((sheet) => [...sheet.cssRules]);
  return rules
    .map(({ cssText }) =>
      dark.test(cssText) ? `@media screen and (prefers-color-scheme: dark) { ${cssText.replace(dark, ':root')} }` : cssText,
    )
    .filter((text) => !text.startsWith('@import') && !/url\(/.test(text))
    .join('\n');
};
