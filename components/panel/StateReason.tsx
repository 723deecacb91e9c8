import type { ChangeSetPageView, ChangeSetView, PageId, WhatIsLeft } from '../../lib/domain/index.ts';
import { Button } from '../ui/index.ts';
import {
  askedWords,
  atLeastWords,
  byNumberWords,
  differenceWords,
  leftWords,
  nextActionWords,
  RollupLozenge,
  type RuleReason,
  reasonWords,
} from '../words/index.ts';
import { Folded } from './Folded.tsx';
import { nameOf } from './page-words.ts';
import styles from './StateReason.module.css';

export interface StateReasonProps {
  readonly set: Pick<ChangeSetView, 'rollup' | 'explanation' | 'left' | 'pages' | 'counts' | 'freshness'>;
  /** Takes the person to the page's row. */
  readonly onShowPage: (pageId: PageId) => void;
}

/** Why a set has its state and what is left until it is approved; nothing where there is nothing to say. */
export const StateReason = ({ set, onShowPage }: StateReasonProps) => {
  const { rollup, explanation, left } = set;
  const { service, rule, difference, unknownPages } = explanation;
  const isAgreed = rule !== null && service !== null && difference === null;
  if (rule === null ? unknownPages.length === 0 : isAgreed && set.pages.length === 0) return null;
  const links = { pages: set.pages, onShowPage };
  return (
    <section class={styles['reason']} aria-label="Why this state, and what is left">
      {rule === null ? (
        <Sentence because="unknownPages" pageIds={unknownPages} isFolded {...links} />
      ) : isAgreed ? (
        <Sentence because={rule.because} pageIds={rule.forcedBy} {...links} />
      ) : (
        <>
          <dl class={styles['states']}>
            <dt>ApprovalFlow says</dt>
            <dd>
              <RollupLozenge rollup={rollup} isSmall />
            </dd>
            <dt>Sheaf’s rules say</dt>
            <dd>
              <RollupLozenge rollup={rule.state} isSmall />
              <Sentence because={rule.because} pageIds={rule.forcedBy} {...links} />
            </dd>
          </dl>
          {difference !== null && <p class={styles['aside']}>{differenceWords(difference)}</p>}
        </>
      )}
      {isByNumberOnly(set) && <p>{byNumberWords(set.counts.stale)}</p>}
      {left !== null && left.steps > 0 && <Left left={left} {...links} />}
    </section>
  );
};

/** The service says stale, and no text behind it changed. */
const isByNumberOnly = ({ rollup, counts, freshness }: StateReasonProps['set']): boolean =>
  rollup === 'stale' && counts.stale > 0 && freshness.sameContent === counts.stale && freshness.changed === 0;

interface Links {
  readonly pages: readonly ChangeSetPageView[];
  readonly onShowPage: (pageId: PageId) => void;
}

type SentenceProps = Links & {
  readonly because: RuleReason;
  readonly pageIds: readonly PageId[];
  /** Several pages are named too, when unfolded. */
  readonly isFolded?: boolean;
};

/** One page is named in the sentence, several are counted. */
const Sentence = ({ because, pageIds, isFolded = false, ...links }: SentenceProps) => {
  const words = reasonWords(because);
  const [first] = pageIds;
  if (pageIds.length === 1 && first !== undefined)
    return (
      <p>
        {words.one[0]}
        <PageLink pageId={first} {...links} />
        {words.one[1]}.
      </p>
    );
  if (!isFolded) return <p>{words.many(pageIds.length)}.</p>;
  return (
    <Folded summary={words.many(pageIds.length)}>
      {() => (
        <ul class={styles['pages']}>
          {pageIds.map((pageId) => (
            <li key={pageId}>
              <PageLink pageId={pageId} {...links} />
            </li>
          ))}
        </ul>
      )}
    </Folded>
  );
};

const PageLink = ({ pageId, pages, onShowPage }: Links & { readonly pageId: PageId }) => {
  const page = pages.find((one) => one.pageId === pageId);
  return (
    <Button appearance="link" class={styles['link'] ?? ''} onClick={() => onShowPage(pageId)}>
      “{page === undefined ? `Page ${pageId}` : nameOf(page)}”
    </Button>
  );
};

/** Whose decision the pages wait for now, as far as their approval comments tell. */
const askedIn = (pages: readonly ChangeSetPageView[]): string => {
  const people = new Map(pages.flatMap((page) => page.askedPeople.map((person) => [person.id, person.name] as const)));
  // Unnamed people of several pages may be the same: the page with most of them is the fewest there can be.
  return askedWords([...people.values()], Math.max(0, ...pages.map((page) => page.askedOthers)));
};

const Left = ({ left, ...links }: Links & { readonly left: WhatIsLeft }) => {
  const asked = askedIn(links.pages);
  return (
    <Folded summary={[leftWords(left), asked].filter(Boolean).join(' · ')}>
      {() => (
        <>
          <ul class={styles['pages']}>
            {left.pages.map(({ pageId, actions }) => {
              const page = links.pages.find((one) => one.pageId === pageId);
              const who = page === undefined ? '' : askedIn([page]);
              return (
                <li key={pageId}>
                  <PageLink pageId={pageId} {...links} />
                  <p class={styles['aside']}>{[nextActionWords(actions), who].filter(Boolean).join(': ')}.</p>
                </li>
              );
            })}
          </ul>
          {left.isAtLeast && <p class={styles['aside']}>{atLeastWords}</p>}
        </>
      )}
    </Folded>
  );
};
