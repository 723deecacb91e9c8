/**
 * How seed pages are described. A body is a list of blocks; a block may exist from one version on, up to one, or be worded
 * differently over time, so that fifteen versions of a page are written once and read like a page that people kept editing.
 */
import type { ContentState, OtherContent } from '../../model.ts';

/** Storage format, the same in every version, or dependent on the version number. */
export type Block = string | ((version: number) => string);

export const since =
  (version: number, ...blocks: readonly string[]): Block =>
  (current) =>
    current >= version ? blocks.join('') : '';

export const until =
  (version: number, ...blocks: readonly string[]): Block =>
  (current) =>
    current <= version ? blocks.join('') : '';

/** The wording of the highest version that is not above the one asked for. Keys are version numbers and start at 1. */
export const revised =
  (wordings: Readonly<Record<number, string>>): Block =>
  (current) => {
    const reached = Object.keys(wordings)
      .map(Number)
      .filter((version) => version <= current);
    return wordings[Math.max(...reached)] ?? '';
  };

export const bodyAt = (blocks: readonly Block[], version: number): string =>
  blocks.map((block) => (typeof block === 'string' ? block : block(version))).join('');

/** One version: `ana 120 Added the table` is author, age in days, message. */
export type HistoryLine = string;

export interface PagePlan {
  /** Never shown; the page's id is made from it, so it must not change. */
  slug: string;
  title: string;
  /** Earlier titles by the last version that carried them. */
  formerTitles?: Readonly<Record<number, string>>;
  /** Slug of the parent; left out: the space's home page. */
  parent?: string;
  history: readonly HistoryLine[];
  body: readonly Block[];
  labels?: readonly string[];
  type?: 'page' | 'blogpost';
  subtype?: 'live';
  status?: 'archived' | 'trashed';
  /** Keys of people; left out: as the space says. */
  viewers?: readonly string[];
  editors?: readonly string[];
  draft?: { title?: string; extra: string };
  /** Status by the version that set it; it stays on later versions. */
  states?: Readonly<Record<number, ContentState | null>>;
  /** By file name, lines as in a history: of a picture that the page shows its later versions, of any other file all of them. */
  attachments?: Readonly<Record<string, readonly HistoryLine[]>>;
  comments?: readonly {
    author: string;
    daysAgo: number;
    body: string;
    replies?: readonly { author: string; daysAgo: number; body: string }[];
  }[];
  /** For pages whose id itself is the point. */
  id?: string;
}

export interface OtherPlan {
  slug: string;
  type: OtherContent['type'];
  title: string;
  /** Slug of the page above; left out: the space's home page. */
  parent?: string;
  labels?: readonly string[];
  embedUrl?: string;
}

export interface SpacePlan {
  id: string;
  key: string;
  name: string;
  description: string;
  admins: readonly string[];
  viewers: readonly string[] | null;
  editors: readonly string[] | null;
  customStates: boolean;
  states: readonly ContentState[];
  home: PagePlan;
  pages: readonly PagePlan[];
  others: readonly OtherPlan[];
}
