/**
 * Addresses in Confluence's answers. v2's `_links.next` carries the context path `/wiki`, v1's is relative to it, and either
 * may be absolute. Whatever leads to another origin is treated as absent.
 */

/** The address a link leads to, or `null` when it is not one of this site's. `base` is `_links.base`, if the answer has one. */
export const siteLink = (siteOrigin: string, link: string, base?: string | null): URL | null => {
  const bases = base ? [base, `${siteOrigin}/wiki`] : [`${siteOrigin}/wiki`];
  for (const candidate of bases) {
    const url = resolve(candidate, link);
    if (url !== null && url.origin === siteOrigin && url.username === '' && url.pathname.startsWith('/wiki/')) return url;
  }
  return null;
};

const resolve = (base: string, link: string): URL | null => {
  const isPath = link.startsWith('/') && !link.startsWith('//');
  const alreadyHasContext = link.startsWith('/wiki/');
  try {
    if (!isPath) return new URL(link);
    return alreadyHasContext ? new URL(link, base) : new URL(base.replace(/\/+$/, '') + link);
  } catch {
    return null;
  }
};
