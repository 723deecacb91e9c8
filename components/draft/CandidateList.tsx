import { useMemo, useState } from 'preact/hooks';
import type { Candidate, DraftSource, PageId } from '../../lib/domain/index.ts';
import { Button, IconButton, Lozenge, OutsideLink } from '../ui/index.ts';
import styles from './CandidateList.module.css';
import { kindWords, reasonWords, type TitleOf } from './draft-words.ts';
import type { PageInFront } from './page-in-front.ts';

export interface CandidateListProps {
  readonly candidates: readonly Candidate[];
  readonly sources: readonly DraftSource[];
  readonly titleOf: TitleOf;
  readonly act: 'remove' | 'restore';
  readonly onAct: (pageId: PageId) => void;
  /** The row acted on was the only one. */
  readonly onLast: () => void;
  readonly onBelow?: ((page: PageInFront) => void) | undefined;
}

const firstShown = 50;
const moreShown = 200;

/** The next row takes the focus of the one that goes. */
const moveFocusFrom = (button: EventTarget | null): boolean => {
  const row = button instanceof Element ? button.closest('li') : null;
  const neighbour = row?.nextElementSibling ?? row?.previousElementSibling;
  const next = neighbour?.querySelector<HTMLElement>('[data-act]');
  next?.focus();
  return next !== null && next !== undefined;
};

/** Pages with the reason why each is there. Long lists unfold step by step; rows out of sight are not laid out. */
export const CandidateList = (props: CandidateListProps) => {
  const { candidates, sources, titleOf, act, onBelow } = props;
  const [limit, setLimit] = useState(firstShown);
  // Typing a title draws the editor anew at each key; the rows stay as they are.
  const rows = useMemo(() => {
    const reasons = new Map(sources.map((source) => [source.id, reasonWords(source, titleOf)]));
    return candidates.slice(0, limit).map((candidate) => <Row key={candidate.pageId} {...props} candidate={candidate} reasons={reasons} />);
  }, [candidates, sources, limit, act, onBelow === undefined]);
  const rest = candidates.length - limit;
  return (
    <>
      <ul class={styles['list']}>{rows}</ul>
      {rest > 0 && (
        <Button size="small" appearance="subtle" onClick={() => setLimit(limit + moreShown)}>
          Show {Math.min(rest, moreShown).toLocaleString('en')} more of {candidates.length.toLocaleString('en')}
        </Button>
      )}
    </>
  );
};

type RowProps = CandidateListProps & { readonly candidate: Candidate; readonly reasons: ReadonlyMap<string, string> };

const Row = ({ candidate, reasons, act, onAct, onLast, onBelow }: RowProps) => {
  const { pageId, title, url, kind } = candidate;
  const name = title ?? `Page ${pageId}`;
  const why = candidate.sourceIds.flatMap((id) => reasons.get(id) ?? []);
  const kindName = kindWords[kind];
  return (
    <li class={styles['row']}>
      <div class={styles['words']}>
        <p class={styles['title']}>
          <OutsideLink url={url}>{name}</OutsideLink>
          {kindName !== undefined && (
            <Lozenge tone="neutral" isSmall>
              {kindName}
            </Lozenge>
          )}
        </p>
        {why.length > 0 && <p class={styles['why']}>{why.join(' · ')}</p>}
      </div>
      {onBelow !== undefined && (kind === 'page' || kind === 'liveDoc') && (
        <IconButton icon="chevronDown" size="small" label={`Add pages below “${name}”…`} onClick={() => onBelow({ pageId, title })} />
      )}
      <IconButton
        icon={act === 'remove' ? 'close' : 'undo'}
        size="small"
        label={act === 'remove' ? `Take out “${name}”` : `Put back “${name}”`}
        data-act=""
        onClick={(event) => {
          if (!moveFocusFrom(event.currentTarget)) onLast();
          onAct(pageId);
        }}
      />
    </li>
  );
};
