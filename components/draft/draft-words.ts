import {
  type Candidate,
  type CandidateNote,
  type CandidateProblem,
  type DraftProblem,
  type DraftSource,
  type PageId,
  type SourceNote,
  sourceOf,
} from '../../lib/domain/index.ts';
import { type IconName, plural } from '../ui/index.ts';

const quoted = (text: string): string => `“${text}”`;

const shortened = (text: string): string => (text.length <= 60 ? text : `${text.slice(0, 59).trimEnd()}…`);

/** Titles of the pages that sources speak of. */
export type TitleOf = (id: PageId) => string | null;

export const levels = (depth: number): string => (depth === 1 ? 'directly below it' : `${depth} levels down`);

/** Where pages came from, in a row of its own and as the reason behind a page. */
export const sourceWords = ({ from }: Pick<DraftSource, 'from'>, titleOf: TitleOf): string => {
  switch (from.kind) {
    case 'page':
      return `The page ${quoted(titleOf(from.pageId) ?? from.pageId)}`;
    case 'descendants':
      return `${quoted(from.title ?? titleOf(from.pageId) ?? from.pageId)} and the pages ${levels(from.depth)}`;
    case 'tabs':
      return 'Open Confluence tabs';
    case 'label':
      return `Label ${quoted(from.label)}`;
    case 'cql':
      return `Search (CQL): ${shortened(from.cql)}`;
    case 'text':
      return `Pasted: ${shortened(from.text.trim().replaceAll(/\s+/g, ' '))}`;
    case 'links': {
      const place = sourceOf(from.url)?.label ?? from.url;
      return from.isSelection ? `Links in the text selected on ${place}` : `Links on ${place}`;
    }
  }
};

/** The same where room is scarce: behind each page of a list. */
export const reasonWords = (source: DraftSource, titleOf: TitleOf): string =>
  source.from.kind === 'page' ? 'Added by itself' : sourceWords(source, titleOf);

export const sourceIcons: Readonly<Record<DraftSource['from']['kind'], IconName>> = {
  page: 'page',
  descendants: 'page',
  tabs: 'external',
  label: 'circle',
  cql: 'search',
  text: 'copy',
  links: 'link',
};

/** How far reading has come. A draft opened again finds `reading` where it was interrupted; the model then says `stopped`. */
export const progressWords = ({ state, found, total }: DraftSource): string => {
  const places = plural(found, 'place');
  switch (state) {
    case 'reading':
      return total === null ? `Reading… ${places} so far` : `Reading… ${found.toLocaleString('en')} of ${total.toLocaleString('en')}`;
    case 'done':
      return found === 0 ? 'Found nothing' : `Found ${places}`;
    case 'stopped':
      return total === null ? `Stopped after ${places}` : `Stopped after ${found.toLocaleString('en')} of ${total.toLocaleString('en')}`;
    case 'failed':
      return `Could not be read to the end; ${places} so far`;
  }
};

export const noteWords: Readonly<Record<SourceNote['because'], string>> = {
  otherSite: 'On another site',
  notAPage: 'Not a page',
  unreadable: 'Not a link that Sheaf can read',
  notFound: 'Not found: it does not exist, or you may not see it',
};

interface ProblemWords {
  readonly one: string;
  readonly many: string;
  readonly why: string;
}

const noVersions = 'Without versions there is nothing to approve.';

/** What cannot be in a set, and what to do instead. */
export const problemWords: Readonly<Record<CandidateProblem, ProblemWords>> = {
  folder: {
    one: 'folder',
    many: 'folders',
    why: 'A folder has no content to approve. The pages in it can be in a change set: add them by their links or by a label.',
  },
  whiteboard: { one: 'whiteboard', many: 'whiteboards', why: noVersions },
  database: { one: 'database', many: 'databases', why: noVersions },
  embed: { one: 'smart link', many: 'smart links', why: 'Content from elsewhere, without versions to approve.' },
  slides: { one: 'slide deck', many: 'slide decks', why: noVersions },
  other: { one: 'other thing', many: 'other things', why: 'Confluence says: neither page, live doc nor blog post.' },
  notVisible: {
    one: 'page not visible to you',
    many: 'pages not visible to you',
    why: 'Deleted, or hidden from you. Ask the owner for access, then read the source again.',
  },
  noSpace: {
    one: 'page without a space',
    many: 'pages without a space',
    why: 'Confluence did not say which one. Read the source again.',
  },
  otherSpace: {
    one: 'page of another space',
    many: 'pages of other spaces',
    why: 'A change set holds pages of one space. Other spaces take a set of their own.',
  },
};

/** In the order in which they are told. */
export const problemOrder: readonly CandidateProblem[] = [
  'notVisible',
  'otherSpace',
  'noSpace',
  'folder',
  'whiteboard',
  'database',
  'embed',
  'slides',
  'other',
];

/** Said once for all candidates that have it. */
export const noteExplanations: Readonly<Record<Exclude<CandidateNote, 'severalSources'>, string>> = {
  liveDoc: 'Live docs have no publish step: every edit is a new version, so an approval may soon count as outdated.',
  blogPost: 'Whether a workflow covers blog posts, the check before submitting tells.',
};

export const kindWords: Readonly<Partial<Record<Candidate['kind'], string>>> = { liveDoc: 'Live doc', blogPost: 'Blog post' };

/** What is missing before *Create*, said where the person looks. */
export const draftProblemWords = (problem: DraftProblem): string => {
  switch (problem.kind) {
    case 'noTitle':
      return 'Give the change set a title';
    case 'titleTooLong':
      return `Shorten the title: at most ${problem.most.toLocaleString('en')} characters`;
    case 'summaryTooLong':
      return `Shorten the summary: at most ${problem.most.toLocaleString('en')} characters`;
    case 'badReference':
      return 'The source must be a web address that begins with https:// or http://';
    case 'stillReading':
      return 'Pages are still being read. Wait for them, or stop reading';
    case 'noPages':
      return 'Add at least one page';
    case 'tooManyPages':
      return `${problem.spaceName ?? 'One space'} has ${problem.pages.toLocaleString('en')} pages; a set takes at most ${problem.most.toLocaleString('en')}. Take some out`;
  }
};

/** Problems of a field are said at the field. */
export const fieldOf = (problem: DraftProblem): 'title' | 'summary' | 'reference' | null => {
  switch (problem.kind) {
    case 'noTitle':
    case 'titleTooLong':
      return 'title';
    case 'summaryTooLong':
      return 'summary';
    case 'badReference':
      return 'reference';
    default:
      return null;
  }
};

/** "1 change set with 12 pages", "2 change sets with 15 pages in all". */
export const amountWords = (sets: readonly { readonly pageIds: readonly PageId[] }[]): string => {
  const pages = sets.reduce((sum, set) => sum + set.pageIds.length, 0);
  return sets.length <= 1
    ? `1 change set with ${plural(pages, 'page')}`
    : `${sets.length} change sets with ${plural(pages, 'page')} in all`;
};

export const createWords = (sets: readonly { readonly pageIds: readonly PageId[] }[], isTarget: boolean): string => {
  const pages = sets.reduce((sum, set) => sum + set.pageIds.length, 0);
  if (isTarget) return pages === 0 ? 'Add pages' : `Add ${plural(pages, 'page')}`;
  if (pages === 0) return 'Create change set';
  return `Create ${amountWords(sets)}`;
};
