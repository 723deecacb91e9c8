import type { AccountId, PageId } from '../domain/index.ts';

/** What the page claims about itself. During navigation these lag behind the address: the URL comes first. */
export interface PageMeta {
  readonly cloudId: string | null;
  /** `null` also for strangers: the meta is there and empty. */
  readonly accountId: AccountId | null;
  readonly pageId: PageId | null;
  readonly title: string | null;
  readonly spaceKey: string | null;
}

export const readMeta = (document: Document): PageMeta => {
  const claim = (name: string) => metaOf(document, name);
  return {
    cloudId: claim('cloud-id'),
    accountId: claim('atlassian-account-id') as AccountId | null,
    pageId: claim('page-id') as PageId | null,
    title: claim('page-title'),
    spaceKey: claim('space-key'),
  };
};

/** Data Center has no cloud id and version numbers of 6 to 10. */
export const isConfluenceCloud = (document: Document): boolean =>
  !!metaOf(document, 'cloud-id') || Number.parseInt(metaOf(document, 'version-number') ?? '', 10) >= 1000;

const metaOf = (document: Document, name: string): string | null =>
  document.querySelector<HTMLMetaElement>(`meta[name="ajs-${name}"]`)?.content || null;
