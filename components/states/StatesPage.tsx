import { useState } from 'preact/hooks';
import type { ChangeSetView, PageId, StateCopy, StatePreview, StateRun } from '../../lib/domain/index.ts';
import { type Answer, useAnswer } from '../panel/index.ts';
import { Button, Checkbox, EmptyState, LoadingRows, plural } from '../ui/index.ts';
import { ErrorNotice } from '../words/index.ts';
import type { StateActions, StateRequest, StateSubject } from './data.ts';
import { type Choice, noChoice, StateChoice, wishOf } from './StateChoice.tsx';
import { StatePreviewList } from './StatePreviewList.tsx';
import { StateProgress } from './StateProgress.tsx';
import styles from './StatesPage.module.css';
import { confirmWords } from './state-words.ts';
import { useOffer } from './use-offer.ts';

export interface StatesPageProps {
  readonly subject: StateSubject;
  /** The set whose pages are offered; `null`: the page stands alone, or the set is loading. */
  readonly set: ChangeSetView | null;
  readonly isLoading: boolean;
  readonly run: StateRun | null;
  readonly actions: StateActions;
  readonly onClose: () => void;
}

/** The window in which page statuses are set: choose, preview, confirm, and what became of it. */
export const StatesPage = (props: StatesPageProps) => {
  const { subject, set, isLoading, run, actions, onClose } = props;
  const isOne = subject.pageId !== null;
  const title = isOne ? 'Page status' : 'Page statuses of the set';
  if (run !== null && run.connectionId === subject.connectionId)
    return (
      <main class={styles['window']}>
        <h1 class={styles['title']}>{title}</h1>
        <StateProgress run={run} actions={actions} />
      </main>
    );
  if (isLoading)
    return (
      <main class={styles['window']}>
        <LoadingRows label="Loading the pages" />
      </main>
    );
  const known = set?.pages.filter((page) => page.isVisible && page.pending !== 'adding') ?? [];
  const pages = isOne
    ? [{ pageId: subject.pageId, title: known.find((page) => page.pageId === subject.pageId)?.title ?? null, isApproved: false }]
    : known.map(({ pageId, title: name, approval }) => ({ pageId, title: name, isApproved: approval === 'approved' }));
  if (pages.length === 0)
    return (
      <main class={styles['window']}>
        <EmptyState icon="page" title="There are no pages to mark" action={<Button onClick={onClose}>Close</Button>}>
          The set has no pages that you can see, or it is no longer there.
        </EmptyState>
      </main>
    );
  return (
    <main class={styles['window']}>
      <h1 class={styles['title']}>{title}</h1>
      {set !== null && <p class={styles['subtle']}>{set.title}</p>}
      <Choosing subject={subject} pages={pages} actions={actions} onClose={onClose} />
    </main>
  );
};

interface OfferedPage {
  readonly pageId: PageId;
  readonly title: string | null;
  readonly isApproved: boolean;
}

type ChoosingProps = Pick<StatesPageProps, 'subject' | 'actions' | 'onClose'> & { readonly pages: readonly OfferedPage[] };

const nothingChosen: ReadonlySet<PageId> = new Set();

const Choosing = ({ subject, pages, actions, onClose }: ChoosingProps) => {
  const [leftOut, setLeftOut] = useState(nothingChosen);
  const [choice, setChoice] = useState<Choice>(noChoice);
  const [copy, setCopy] = useState<StateCopy>('current');
  const [preview, setPreview] = useState<StatePreview | null>(null);
  const [pending, run] = useAnswer();
  const chosen = pages.filter((page) => !leftOut.has(page.pageId));
  const [offer, readAgain] = useOffer(actions, subject.connectionId, chosen[0]?.pageId ?? null);
  const wish = wishOf(choice);
  const request: StateRequest | null =
    wish === null || chosen.length === 0
      ? null
      : { connectionId: subject.connectionId, pageIds: chosen.map((page) => page.pageId), copy, wish };
  /** A preview is of one choice: another choice needs another. */
  const change = <T,>(set: (value: T) => void) => {
    return (value: T): void => {
      setPreview(null);
      set(value);
    };
  };
  const ask = (work: () => Answer): void => run(work);
  const look = (): void => {
    if (request === null) return;
    ask(async () => {
      const result = await actions.preview(request);
      if (result.ok) setPreview(result.value);
      return result;
    });
  };
  const writes = preview?.steps.filter((step) => step.outcome === 'write').length ?? 0;
  return (
    <>
      {pages.length > 1 && <PageChoice pages={pages} leftOut={leftOut} onChoose={change(setLeftOut)} />}
      {chosen.length === 0 && <p class={styles['subtle']}>Choose at least one page.</p>}
      {offer.kind === 'loading' && chosen.length > 0 && <LoadingRows label="Reading which statuses there are" rows={3} />}
      {offer.kind === 'failed' && <ErrorNotice error={offer.error} can={['retry']} onNextStep={readAgain} />}
      {offer.kind === 'ready' && !offer.value.canEdit && pages.length === 1 && (
        <EmptyState icon="blocked" title="You may not change this page’s status">
          Setting a page status needs permission to edit the page.
        </EmptyState>
      )}
      {offer.kind === 'ready' && (offer.value.canEdit || pages.length > 1) && (
        <StateChoice offer={offer.value} choice={choice} onChoose={change(setChoice)} copy={copy} onCopy={change(setCopy)} />
      )}
      {preview !== null && <StatePreviewList preview={preview} />}
      {pending.error !== null && <ErrorNotice error={pending.error} />}
      <div class={styles['actions']}>
        <Button appearance="subtle" onClick={onClose}>
          Cancel
        </Button>
        {preview === null || wish === null || request === null ? (
          <Button appearance="primary" isDisabled={request === null} isBusy={pending.isBusy} onClick={look}>
            Preview
          </Button>
        ) : (
          <Button appearance="primary" isDisabled={writes === 0} isBusy={pending.isBusy} onClick={() => ask(() => actions.start(request))}>
            {writes === 0 ? 'Nothing to write' : confirmWords(wish, writes)}
          </Button>
        )}
      </div>
    </>
  );
};

interface PageChoiceProps {
  readonly pages: readonly OfferedPage[];
  readonly leftOut: ReadonlySet<PageId>;
  readonly onChoose: (leftOut: ReadonlySet<PageId>) => void;
}

const PageChoice = ({ pages, leftOut, onChoose }: PageChoiceProps) => {
  const approved = pages.filter((page) => page.isApproved);
  const without = (kept: readonly OfferedPage[]): ReadonlySet<PageId> =>
    new Set(pages.filter((page) => !kept.includes(page)).map((page) => page.pageId));
  return (
    <fieldset class={styles['choices']}>
      <legend>Pages: {plural(pages.length - leftOut.size, 'page')}</legend>
      <div class={styles['quick']}>
        <Button size="small" appearance="link" onClick={() => onChoose(nothingChosen)}>
          All
        </Button>
        {approved.length > 0 && approved.length < pages.length && (
          <Button size="small" appearance="link" onClick={() => onChoose(without(approved))}>
            Only approved ones ({approved.length})
          </Button>
        )}
        <Button size="small" appearance="link" onClick={() => onChoose(without([]))}>
          None
        </Button>
      </div>
      <div class={styles['pages']}>
        {pages.map((page) => (
          <Checkbox
            key={page.pageId}
            label={page.title ?? `Page ${page.pageId}`}
            isChecked={!leftOut.has(page.pageId)}
            onChange={(isChecked) => {
              const next = new Set(leftOut);
              if (isChecked) next.delete(page.pageId);
              else next.add(page.pageId);
              onChoose(next);
            }}
          />
        ))}
      </div>
    </fieldset>
  );
};
