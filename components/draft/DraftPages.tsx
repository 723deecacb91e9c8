import { useId, useMemo, useRef, useState } from 'preact/hooks';
import { type Candidate, candidateNotes, type Draft, type PageId } from '../../lib/domain/index.ts';
import type { DraftModel } from '../../lib/state/index.ts';
import { Button, EmptyState, Icon, plural, TextField } from '../ui/index.ts';
import { CandidateList } from './CandidateList.tsx';
import styles from './DraftPages.module.css';
import { groupCandidates, matchesFilter, type ProblemGroup, type SpaceGroup } from './draft-groups.ts';
import { amountWords, noteExplanations, problemWords, type TitleOf } from './draft-words.ts';
import type { PageInFront } from './page-in-front.ts';

export interface DraftPagesProps {
  readonly model: DraftModel;
  readonly titleOf: TitleOf;
  /** Asks how many levels below this page. */
  readonly onBelow: (page: PageInFront) => void;
}

/** From here on a list is easier to filter than to read. */
const filterFrom = 20;

/** What will be in the set or sets, what cannot be, and what was taken out. */
export const DraftPages = ({ model, titleOf, onBelow }: DraftPagesProps) => {
  const draft = model.draft.value;
  const heading = useRef<HTMLHeadingElement>(null);
  const [filter, setFilter] = useState('');
  const { candidates, target } = draft;
  const shown = useMemo(
    () =>
      groupCandidates({
        target,
        candidates: filter.trim() === '' ? candidates : candidates.filter((one) => matchesFilter(one, filter.trim())),
      }),
    [candidates, target, filter],
  );
  const remove = (pageId: PageId): void => model.removeCandidate(pageId);
  const list = { sources: draft.sources, titleOf, onLast: () => heading.current?.focus() };
  const isEmpty = shown.spaces.length + shown.problems.length + shown.removed.length === 0;
  return (
    <section class={styles['pages']} aria-label="Pages">
      <div class={styles['head']}>
        <h2 ref={heading} tabIndex={-1} class={styles['heading']}>
          Pages
        </h2>
        <p class={styles['amount']} role="status">
          <Amount model={model} draft={draft} />
        </p>
      </div>
      {candidates.length > filterFrom && (
        <TextField
          label="Filter pages by title or space"
          isLabelHidden
          type="search"
          placeholder="Filter"
          value={filter}
          onInput={setFilter}
          onKeyDown={(event) => {
            if (event.key !== 'Escape' || filter === '') return;
            event.preventDefault();
            event.stopPropagation();
            setFilter('');
          }}
        />
      )}
      {isEmpty && candidates.length > 0 && <p role="status">No page here has “{filter.trim()}” in its title or space.</p>}
      {candidates.length === 0 && (
        <EmptyState icon="page" title="No pages yet">
          Say where they come from. Each appears here with the reason why, and nothing is sent before you create the set.
        </EmptyState>
      )}
      {shown.spaces.map((group) => (
        <Space key={group.spaceId} group={group} list={list} isAlone={shown.spaces.length === 1} onRemove={remove} onBelow={onBelow} />
      ))}
      <Notes candidates={shown.spaces} />
      {shown.problems.length > 0 && (
        <section class={styles['cannot']} aria-label="Cannot be in a change set">
          <h3 class={styles['group']}>
            <Icon name="blocked" />
            Left out: cannot be in {target === null ? 'a change set' : 'this change set'}
          </h3>
          {shown.problems.map((group) => (
            <Problem key={group.problem} group={group} model={model} list={list} />
          ))}
        </section>
      )}
      {shown.removed.length > 0 && <Removed candidates={shown.removed} list={list} onRestore={(id) => model.restoreCandidate(id)} />}
    </section>
  );
};

const Amount = ({ model, draft }: { readonly model: DraftModel; readonly draft: Draft }) => {
  const sets = model.sets.value;
  const pages = sets.reduce((sum, set) => sum + set.pageIds.length, 0);
  if (draft.candidates.length === 0) return null;
  if (pages === 0) return <>Nothing to create yet</>;
  if (draft.target !== null)
    return (
      <>
        {plural(pages, 'page')} for “{draft.target.title}”
      </>
    );
  if (sets.length === 1) return <>{plural(pages, 'page')}</>;
  return <>Makes {amountWords(sets)}: one per space, with the same title and source, shown together</>;
};

type ListContext = Pick<Parameters<typeof CandidateList>[0], 'sources' | 'titleOf' | 'onLast'>;

interface SpaceProps {
  readonly group: SpaceGroup;
  readonly list: ListContext;
  readonly isAlone: boolean;
  readonly onRemove: (pageId: PageId) => void;
  readonly onBelow: (page: PageInFront) => void;
}

const Space = ({ group, list, isAlone, onRemove, onBelow }: SpaceProps) => {
  const id = useId();
  const { spaceId, spaceName, candidates } = group;
  return (
    <section aria-labelledby={id}>
      <h3 id={id} class={styles['group']}>
        {isAlone ? 'Space' : 'Change set in'} {spaceName ?? spaceId}
        <span class={styles['count']}>{candidates.length.toLocaleString('en')}</span>
      </h3>
      <CandidateList {...list} candidates={candidates} act="remove" onAct={onRemove} onBelow={onBelow} />
    </section>
  );
};

/** What is good to know of some kinds, once and not at every row. */
const Notes = ({ candidates: groups }: { readonly candidates: readonly SpaceGroup[] }) => {
  const kinds = new Set(groups.flatMap(({ candidates }) => candidates.flatMap(candidateNotes)));
  const told = (['liveDoc', 'blogPost'] as const).filter((kind) => kinds.has(kind));
  if (told.length === 0) return null;
  return (
    <ul class={styles['notes']}>
      {told.map((kind) => (
        <li key={kind}>
          <Icon name="information" />
          <span>{noteExplanations[kind]}</span>
        </li>
      ))}
    </ul>
  );
};

const Problem = ({ group, model, list }: { readonly group: ProblemGroup; readonly model: DraftModel; readonly list: ListContext }) => {
  const { problem, candidates } = group;
  const words = problemWords[problem];
  const removeAll = (): void => {
    if (problem === 'noSpace' || problem === 'otherSpace') for (const { pageId } of candidates) model.removeCandidate(pageId);
    else model.removeAllOf(problem);
    list.onLast();
  };
  return (
    <div class={styles['problem']}>
      <div class={styles['why']}>
        <p>
          <strong>{plural(candidates.length, words.one, words.many)}</strong> {words.why}
        </p>
        {candidates.length > 1 && (
          <Button size="small" appearance="subtle" onClick={removeAll}>
            Take all out
          </Button>
        )}
      </div>
      <CandidateList {...list} candidates={candidates} act="remove" onAct={(id) => model.removeCandidate(id)} />
    </div>
  );
};

interface RemovedProps {
  readonly candidates: readonly Candidate[];
  readonly list: ListContext;
  readonly onRestore: (pageId: PageId) => void;
}

const Removed = ({ candidates, list, onRestore }: RemovedProps) => (
  <details class={styles['removed']}>
    <summary>Taken out by you ({candidates.length.toLocaleString('en')})</summary>
    <CandidateList {...list} candidates={candidates} act="restore" onAct={onRestore} />
  </details>
);
