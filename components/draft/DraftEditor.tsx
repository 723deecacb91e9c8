import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { TabContents } from '../../lib/domain/index.ts';
import type { DraftModel } from '../../lib/state/index.ts';
import { type Answer, type ReviewActions, type SetTarget, takeNextStep, useAnswer } from '../panel/index.ts';
import { Banner, Button, EmptyState, Icon } from '../ui/index.ts';
import { ErrorNotice } from '../words/index.ts';
import { AddSource, type Asking } from './AddSource.tsx';
import styles from './DraftEditor.module.css';
import { DraftFields } from './DraftFields.tsx';
import { DraftOutcome } from './DraftOutcome.tsx';
import { DraftPages } from './DraftPages.tsx';
import { DraftSources } from './DraftSources.tsx';
import { createWords, draftProblemWords, type TitleOf } from './draft-words.ts';
import type { PageInFront } from './page-in-front.ts';
import { SameSourceNote } from './SameSourceNote.tsx';
import { TargetChoice } from './TargetChoice.tsx';

export interface DraftEditorProps {
  readonly model: DraftModel;
  /** Of the draft's connection. */
  readonly siteOrigin: string;
  /** Named where several sites are connected. */
  readonly siteName?: string | null | undefined;
  /** The page of this site in front of the person: offered as a source. */
  readonly here?: PageInFront | null | undefined;
  /** Reads the links of the tab in front, called on a press alone; left out where there is none to read. */
  readonly readTab?: (() => Answer<TabContents>) | undefined;
  readonly actions: Pick<ReviewActions, 'openSettings' | 'openSite' | 'retry' | 'findTargets' | 'readSet'>;
  /** Shows a set that was made. */
  readonly onOpenSet: (target: SetTarget) => void;
  /** There is nothing more to do here: made, discarded, or gone. */
  readonly onLeave: () => void;
  /** The same draft with more room; left out where there is none. */
  readonly onEnlarge?: (() => void) | undefined;
}

/** A change set being made. Nothing is sent before *Create*; leaving it keeps it. */
export const DraftEditor = (props: DraftEditorProps) => {
  const { model, onLeave } = props;
  const stage = model.stage.value;
  if (model.isDiscarded.value) return <Discarded model={model} onLeave={onLeave} />;
  if (stage === 'sent' || stage === 'done')
    return (
      <div class={styles['editor']}>
        <DraftOutcome {...props} />
      </div>
    );
  if (model.elsewhere.value === 'gone')
    return (
      <EmptyState icon="information" title="This draft is gone" action={<Button onClick={onLeave}>Back</Button>}>
        Its change sets were made, or it was discarded, in another view of Sheaf.
      </EmptyState>
    );
  return <Editing {...props} />;
};

const Editing = (props: DraftEditorProps) => {
  const { model, siteOrigin, siteName = null, here = null, readTab, actions, onOpenSet, onEnlarge } = props;
  const element = useRef<HTMLDivElement>(null);
  const [isTried, setTried] = useState(false);
  const [asking, setAsking] = useState<Asking | null>(null);
  const draft = model.draft.value;
  const titleOf = useTitles(model, here);

  const create = (): void => {
    setTried(true);
    if (model.problems.peek().length === 0) void model.create();
    // The first field with something to put right; it is marked in the drawing that follows.
    else requestAnimationFrame(() => element.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
  };

  return (
    <div ref={element} class={styles['editor']}>
      <Troubles {...props} />
      {siteName !== null && (
        <p class={styles['site']}>
          <Icon name="link" />
          <span>On {siteName}</span>
        </p>
      )}
      {draft.target !== null && <TargetChoice model={model} actions={actions} />}
      <div class={styles['columns']}>
        <div class={styles['column']}>
          {draft.target === null && (
            <div class={styles['fields']}>
              <DraftFields model={model} isTried={isTried} />
              <SameSourceNote model={model} actions={actions} onOpenSet={onOpenSet} />
              <TargetChoice model={model} actions={actions} />
            </div>
          )}
          <section class={styles['from']} aria-label="Add pages">
            <h2 class={styles['heading']}>Add pages from</h2>
            <AddSource model={model} siteOrigin={siteOrigin} here={here} readTab={readTab} asking={asking} onAsking={setAsking} />
            <DraftSources model={model} siteOrigin={siteOrigin} titleOf={titleOf} actions={actions} />
          </section>
        </div>
        <div class={styles['column']}>
          <DraftPages model={model} titleOf={titleOf} onBelow={(page) => setAsking({ kind: 'descendants', page })} />
        </div>
      </div>
      <Foot model={model} isTried={isTried} onCreate={create} onEnlarge={onEnlarge} />
    </div>
  );
};

/** The same function as long as the titles are the same: lists are drawn anew when it changes. */
const useTitles = (model: DraftModel, here: PageInFront | null): TitleOf => {
  const { candidates } = model.draft.value;
  return useMemo(() => {
    const titles = new Map(candidates.map((candidate) => [candidate.pageId, candidate.title]));
    return (id) => titles.get(id) ?? (here?.pageId === id ? here.title : null);
  }, [candidates, here?.pageId, here?.title]);
};

/** What went wrong with keeping or making it. */
const Troubles = (props: DraftEditorProps) => {
  const { model, actions, siteOrigin } = props;
  const saveError = model.saveError.value;
  const createError = model.createError.value;
  return (
    <>
      {model.elsewhere.value === 'changed' && (
        <Banner
          tone="warning"
          role="alert"
          title="This draft was changed in another view of Sheaf"
          actions={
            <>
              <Button size="small" onClick={() => model.takeTheirs()}>
                Show that version
              </Button>
              <Button size="small" onClick={() => model.keepMine()}>
                Keep what is here
              </Button>
            </>
          }
        >
          Only one of the two can be kept.
        </Banner>
      )}
      {saveError !== null && (
        <ErrorNotice error={saveError} onNextStep={(step) => takeNextStep(step, { actions, siteOrigin, again: () => model.save() })} />
      )}
      {createError !== null && (
        <ErrorNotice error={createError} onNextStep={(step) => takeNextStep(step, { actions, siteOrigin, again: () => model.create() })} />
      )}
      {model.stage.value === 'partly' && <DraftOutcome {...props} />}
    </>
  );
};

interface FootProps {
  readonly model: DraftModel;
  readonly isTried: boolean;
  readonly onCreate: () => void;
  readonly onEnlarge: (() => void) | undefined;
}

/** A draft that holds nothing is not kept, and nothing is said of it. */
const keptWords = (model: DraftModel): string => {
  const { title, summary, referenceUrl, sources } = model.draft.value;
  if (model.saveError.value !== null) return 'Not saved';
  if (!model.isSaved.value) return 'Saving…';
  return sources.length === 0 && `${title}${summary}${referenceUrl}` === '' ? '' : 'Draft saved';
};

/** Always in sight: whether it is kept, what is missing, and *Create*. */
const Foot = ({ model, isTried, onCreate, onEnlarge }: FootProps) => {
  const [discarding, discard] = useAnswer();
  const stage = model.stage.value;
  const problems = isTried ? model.problems.value : [];
  const sets = model.sets.value;
  const isTarget = model.draft.value.target !== null;
  return (
    <footer class={styles['foot']}>
      {problems.length > 0 && (
        <ul class={styles['problems']} role="alert">
          {problems.map((problem) => (
            <li key={problem.kind}>{draftProblemWords(problem)}.</li>
          ))}
        </ul>
      )}
      {discarding.error !== null && <ErrorNotice error={discarding.error} />}
      <div class={styles['line']}>
        <Button appearance="primary" isBusy={stage === 'sending'} onClick={onCreate}>
          {stage === 'partly' ? 'Create what is missing' : createWords(sets, isTarget)}
        </Button>
        <span class={styles['kept']} role="status">
          {keptWords(model)}
        </span>
        {onEnlarge !== undefined && (
          <Button size="small" appearance="subtle" onClick={onEnlarge}>
            Open in the dashboard
          </Button>
        )}
        <Button size="small" appearance="subtle" isBusy={discarding.isBusy} onClick={() => discard(() => model.discard())}>
          Discard
        </Button>
      </div>
    </footer>
  );
};

const Discarded = ({ model, onLeave }: Pick<DraftEditorProps, 'model' | 'onLeave'>) => {
  const [undoing, undo] = useAnswer();
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => element.current?.querySelector('button')?.focus(), []);
  return (
    <div ref={element} role="status">
      <EmptyState
        icon="undo"
        title="Draft discarded"
        action={
          <div class={styles['line']}>
            <Button icon="undo" appearance="primary" isBusy={undoing.isBusy} onClick={() => undo(() => model.undoDiscard())}>
              Undo
            </Button>
            <Button onClick={onLeave}>Back</Button>
          </div>
        }
      >
        Nothing was sent. It can be brought back as long as this view is open.
      </EmptyState>
      {undoing.error !== null && <ErrorNotice error={undoing.error} />}
    </div>
  );
};
