/** What the comparison can be asked, and what it answers: plain data, so that it can be asked in another thread or page. */
import type { CauseClass, ContentReader, Include, PageDiff, Result } from '../domain/index.ts';

export interface ComparedText {
  readonly title: string;
  readonly storage: string;
}

export interface ComparedTexts {
  readonly before: ComparedText;
  readonly after: ComparedText;
}

export interface Compared {
  readonly diff: PageDiff;
  readonly fingerprints: { readonly before: string; readonly after: string };
}

/** Every question with what goes along and what comes back. */
export interface Questions {
  readonly compare: { readonly asked: ComparedTexts; readonly answer: Compared };
  readonly read: { readonly asked: ComparedText; readonly answer: { readonly fingerprint: string; readonly includes: readonly Include[] } };
  readonly cause: { readonly asked: ComparedTexts; readonly answer: CauseClass };
  readonly excerpt: { readonly asked: { readonly storage: string; readonly name: string | null }; readonly answer: string | null };
}

export type Question = { [Kind in keyof Questions]: { readonly kind: Kind; readonly asked: Questions[Kind]['asked'] } }[keyof Questions];

const kinds: { readonly [Kind in keyof Questions]: true } = { compare: true, read: true, cause: true, excerpt: true };

/** Of our own making, from another context: its kind tells what goes along. */
export const isQuestion = (value: unknown): value is Question =>
  typeof value === 'object' && value !== null && 'kind' in value && 'asked' in value && Object.hasOwn(kinds, String(value.kind));

/** What was asked here, and no more of it: the message is copied. */
const plain = ({ title, storage }: ComparedText): ComparedText => ({ title, storage });
export const plainTexts = ({ before, after }: ComparedTexts): ComparedTexts => ({ before: plain(before), after: plain(after) });

/** Asks elsewhere. Never rejects. Failure kinds: those of the question, `unavailable`, `unexpected`. */
export type Ask = <Kind extends keyof Questions>(
  kind: Kind,
  asked: Questions[Kind]['asked'],
  signal?: AbortSignal,
) => Promise<Result<Questions[Kind]['answer']>>;

/** The reader of the services, where the comparison runs elsewhere. */
export const readerThatAsks = (ask: Ask): ContentReader => ({
  read: (version) => ask('read', plain(version)),
  cause: (before, after) => ask('cause', plainTexts({ before, after })),
  excerpt: (storage, name) => ask('excerpt', { storage, name }),
});
