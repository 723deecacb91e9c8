import type { CauseClass, FreshnessCounts, IncludeEvidence, PageFreshness, VersionEvidence } from '../../lib/domain/index.ts';
import { type IconName, plural, type Tone } from '../ui/index.ts';
import { errorWords } from './error-words.ts';

/** What became of an approved text: the verdict, then what it is founded on. */
export interface Verdict {
  readonly lead: string;
  /** Goes on where `lead` ends; empty when there is no more to say. */
  readonly more: string;
  readonly tone: Tone;
  readonly icon: IconName;
}

const causes: Readonly<Record<CauseClass, string>> = {
  none: 'no content change',
  pageStatus: 'page status only',
  taskTicked: 'task ticked',
  formatting: 'formatting',
  wording: 'wording',
  facts: 'numbers, dates, links or “not”',
  structure: 'structure',
  title: 'title',
};

/** What changed, by rule: "numbers, dates, links or “not”". */
export const causeWords = (cause: CauseClass): string => causes[cause];

/** What became of the text with this version: its class, and where that is open, between what. */
export const stepWords = ({ cause, mayBeStatus }: VersionEvidence): string | null => {
  if (cause === null) return null;
  return mayBeStatus === true ? `${causes[cause]}: published again, or a page status set` : causes[cause];
};

/** "on 3 Nov": in full unless it is of the year in which it is told. */
const dayWords = (at: string, toldAt: string): string => {
  const [day, told] = [new Date(at), new Date(toldAt)];
  const year = day.getFullYear() === told.getFullYear() ? {} : ({ year: 'numeric' } as const);
  return `on ${day.toLocaleDateString('en-GB', { day: 'numeric', month: 'short', ...year })}`;
};

/** "by Ana Ruiz and 1 other"; empty where nobody is told. */
const byWords = (versions: readonly VersionEvidence[]): string => {
  const names = [...new Set(versions.map(({ by }) => by?.name).filter((name) => name !== undefined))];
  const rest = names.length - 1;
  return rest < 0 ? '' : ` by ${names[0]}${rest === 0 ? '' : ` and ${plural(rest, 'other')}`}`;
};

const touches = ({ cause }: VersionEvidence): boolean => cause !== null && cause !== 'none' && cause !== 'pageStatus';

const madeBy = {
  status: (by: string) => `page status set${by}`,
  again: (by: string) => `published again${by}`,
  /** Confluence does not tell which, of a version that is older than the last change of the status. */
  either: (by: string) => `published again or page status set${by}`,
};

/** "page status set by Ana Ruiz; 1 other version with the same text by Ben": nothing is said of a version that is not known of it. */
const sameTextWords = (versions: readonly VersionEvidence[]): string => {
  const of = (kind: keyof typeof madeBy): readonly VersionEvidence[] =>
    versions.filter(({ cause, mayBeStatus }) => {
      if (cause === 'none') return kind === (mayBeStatus === true ? 'either' : 'again');
      return cause === 'pageStatus' && kind === 'status';
    });
  const told = (['status', 'again'] as const).filter((kind) => of(kind).length > 0);
  const open = of('either');
  if (told.length === 0) return open.length === 0 ? byWords(versions).trim() : madeBy.either(byWords(open));
  const words = told.map((kind) => madeBy[kind](byWords(of(kind))));
  return [...words, ...(open.length === 0 ? [] : [`${plural(open.length, 'other version')} with the same text${byWords(open)}`])].join(
    '; ',
  );
};

/** Why there are new numbers over the same text. */
const sameBecause = ({ versions, restoredVersion, currentVersion }: PageFreshness): string => {
  const [newest] = versions;
  if (restoredVersion !== null && currentVersion !== null) return `v${currentVersion} restores v${restoredVersion}`;
  if (newest === undefined) return '';
  if (versions.some(touches)) return `changed and changed back${byWords(versions)}`;
  return sameTextWords(versions);
};

const named = (includes: readonly IncludeEvidence[]): string => {
  const names = includes.slice(0, 2).map(({ name }) => `“${name}”`);
  const rest = includes.length - names.length;
  return rest === 0 ? names.join(' and ') : `${names.join(', ')} and ${plural(rest, 'other')}`;
};

/** Whether the page's own text is the approved one, whatever became of what it shows from elsewhere. */
const isOwnTextSame = ({ fingerprintThen, fingerprintNow, approvedVersion, currentVersion }: PageFreshness): boolean =>
  (fingerprintThen !== null && fingerprintThen === fingerprintNow) || (approvedVersion !== null && approvedVersion === currentVersion);

const changed = (freshness: PageFreshness): Pick<Verdict, 'lead' | 'more'> => {
  const { versions, includes, cause, restoredVersion, currentVersion, checkedAt } = freshness;
  const what = cause === null ? '' : causes[cause];
  const through = includes.filter(({ state }) => state === 'changed');
  if (through.length > 0 && isOwnTextSame(freshness)) {
    const lead = `Changed through ${named(through)}`;
    return what === '' ? { lead, more: '' } : { lead: `${lead}:`, more: what };
  }
  const touching = versions.filter(touches);
  const worst = touching.filter((version) => version.cause === cause);
  const blamed = worst.length > 0 ? worst : touching.length > 0 ? touching : versions;
  const at = blamed[0]?.at ?? null;
  const parts = [
    `${what}${what !== '' && blamed.some(({ by }) => by !== null) ? ',' : ''}${byWords(blamed)}`.trim(),
    at === null ? '' : dayWords(at, checkedAt),
  ];
  const more = [
    parts.filter((part) => part !== '').join(' '),
    restoredVersion === null || currentVersion === null ? '' : `v${currentVersion} restores v${restoredVersion}`,
    through.length === 0 ? '' : `also through ${named(through)}`,
  ].filter((part) => part !== '');
  return { lead: `Text changed since approval${more.length === 0 ? '' : ':'}`, more: more.join('; ') };
};

const unknown = ({ because, includes }: PageFreshness): Pick<Verdict, 'lead' | 'more'> => {
  const not = 'Could not be compared:';
  switch (because?.kind) {
    case undefined:
    case 'notRead':
      return { lead: 'Not compared yet', more: '' };
    case 'noApprovedVersion':
      return { lead: not, more: 'ApprovalFlow does not tell which version was approved' };
    case 'versionGone':
      return { lead: not, more: `v${because.version} is no longer in the page’s history` };
    case 'tooLarge':
      return { lead: not, more: 'the page is too large' };
    case 'includes': {
      const unread = includes.filter(({ state }) => state !== 'same' && state !== 'changed');
      const what = unread.length === 0 ? 'something it shows' : `${named(unread)}, shown on it,`;
      return { lead: 'Text unchanged since approval,', more: `but ${what} could not be compared` };
    }
    case 'failed':
      return { lead: not, more: errorWords(because.error).title };
  }
};

/** Of the same version the text is known; what it shows from elsewhere only once it was read. */
const current = ({ fingerprintNow, because }: PageFreshness): Verdict => {
  const lead = 'Still the approved version';
  if (fingerprintNow !== null) return { lead, more: '', tone: 'success', icon: 'check' };
  const why = because?.kind === 'failed' ? `could not be compared: ${errorWords(because.error).title}` : 'was not compared';
  return { lead: `${lead};`, more: `what it shows from elsewhere ${why}`, tone: 'neutral', icon: 'clock' };
};

/** Our verdict on an approval, never in place of ApprovalFlow's own. */
export const verdictOf = (freshness: PageFreshness): Verdict => {
  const { kind, approvedVersion, currentVersion, because } = freshness;
  switch (kind) {
    case 'current':
      return current(freshness);
    case 'sameContent': {
      const why = sameBecause(freshness);
      const numbers =
        approvedVersion === null || currentVersion === null
          ? 'Content'
          : `Approved at v${approvedVersion}, now v${currentVersion}: content`;
      return {
        lead: 'Text unchanged since approval.',
        more: `${numbers} identical${why === '' ? '' : ` (${why})`}`,
        tone: 'success',
        icon: 'check',
      };
    }
    case 'changed':
      return { ...changed(freshness), tone: 'warning', icon: 'edit' };
    case 'unknown':
      return { ...unknown(freshness), tone: 'neutral', icon: because === null || because.kind === 'notRead' ? 'clock' : 'question' };
    case 'gone':
      return { lead: 'Could not be compared:', more: 'not visible to you or deleted', tone: 'neutral', icon: 'question' };
  }
};

/** The whole verdict in one line. */
export const verdictWords = (freshness: PageFreshness): string => {
  const { lead, more } = verdictOf(freshness);
  return more === '' ? lead : `${lead} ${more}`;
};

/** What the verdicts are called where sets are counted and filtered by them. */
export const freshnessNames: Readonly<Record<keyof FreshnessCounts, string>> = {
  changed: 'Content changed',
  sameContent: 'Version number only',
  unknown: 'Not compared',
};

export interface StaleParts {
  readonly stale: readonly { readonly kind: keyof FreshnessCounts; readonly count: number; readonly words: string }[];
  /** Approved pages that ApprovalFlow does not call stale, and that show something which changed. */
  readonly through: number;
}

/** Stale pages, as many as ApprovalFlow counts, by our verdict. */
export const staleParts = ({ sameContent, changed: all, unknown: unread }: FreshnessCounts, stale: number): StaleParts => {
  const through = Math.min(all, Math.max(0, sameContent + all + unread - stale));
  const parts: StaleParts['stale'] = [
    { kind: 'sameContent', count: sameContent, words: 'by number only' },
    { kind: 'changed', count: all - through, words: 'text changed' },
    { kind: 'unknown', count: unread, words: 'not compared' },
  ];
  return { stale: parts.filter(({ count }) => count > 0), through };
};

/** "2 by number only", and without a number where they are all of that kind. */
export const partWords = ({ count, words }: StaleParts['stale'][number], stale: number): string =>
  count === stale ? words : `${count.toLocaleString('en')} ${words}`;

/** "1 approved page changed through what it shows"; empty for none. */
export const throughWords = (pages: number): string =>
  pages === 0 ? '' : `${plural(pages, 'approved page')} changed through what ${pages === 1 ? 'it shows' : 'they show'}`;

/** "3 stale: 2 by number only, 1 text changed"; empty where nothing is in question. `stale`: as ApprovalFlow counts. */
export const freshnessCountWords = (freshness: FreshnessCounts, stale: number): string => {
  const parts = staleParts(freshness, stale);
  const kinds = parts.stale.map((part) => partWords(part, stale)).join(', ');
  return [kinds === '' ? '' : `${stale.toLocaleString('en')} stale: ${kinds}`, throughWords(parts.through)]
    .filter((part) => part !== '')
    .join(' · ');
};
