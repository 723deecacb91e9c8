import type { DraftModel } from '../../lib/state/index.ts';
import type { ReviewActions, SetTarget } from '../panel/index.ts';
import { Banner, Button, plural } from '../ui/index.ts';
import styles from './SameSourceNote.module.css';
import { type SameSource, useSameSource } from './same-source.ts';

export interface SameSourceNoteProps {
  readonly model: DraftModel;
  readonly actions: Pick<ReviewActions, 'findTargets' | 'readSet'>;
  readonly onOpenSet: (target: SetTarget) => void;
}

/** Two sets for one change ask its reviewers twice: said while there is still time to add to the one that is there. */
export const SameSourceNote = ({ model, actions, onOpenSet }: SameSourceNoteProps) => {
  const found = useSameSource(model, actions);
  if (found.length === 0) return null;
  const title =
    found.length === 1 ? 'There is an open change set with this source' : `There are ${found.length} open change sets with this source`;
  return (
    <Banner tone="information" role="status" title={title}>
      <ul class={styles['sets']}>
        {found.map((set) => (
          <SetLine key={`${set.spaceId} ${set.changeSetId}`} set={set} model={model} onOpenSet={onOpenSet} />
        ))}
      </ul>
    </Banner>
  );
};

/** "holds 2 of these 5 pages" */
const sharedWords = (shared: number, pages: number): string => {
  if (shared === 0) return 'It holds none of these pages.';
  if (pages === 1) return 'It holds this page already.';
  return shared === pages ? `It holds all ${pages} pages already.` : `It holds ${shared} of these ${plural(pages, 'page')} already.`;
};

interface SetLineProps {
  readonly set: SameSource;
  readonly model: DraftModel;
  readonly onOpenSet: (target: SetTarget) => void;
}

const SetLine = ({ set, model, onOpenSet }: SetLineProps) => {
  const { changeSetId, title, spaceId, spaceName, shared } = set;
  const sets = model.sets.value;
  const pages = sets.find((one) => one.spaceId === spaceId)?.pageIds.length ?? 0;
  const { connectionId } = model.draft.value;
  return (
    <li>
      <p class={styles['set']}>
        <strong>“{title}”</strong>
        {spaceName !== null && ` in ${spaceName}`}. {sharedWords(shared.length, pages)}
      </p>
      <div class={styles['actions']}>
        {/* A set holds pages of one space: those of several cannot all go into it. */}
        {sets.length === 1 && shared.length < pages && (
          <Button size="small" onClick={() => model.setTarget({ changeSetId, title, spaceId })}>
            Add the pages to it instead
          </Button>
        )}
        {shared.length > 0 && (
          <Button size="small" onClick={() => shared.forEach((pageId) => model.removeCandidate(pageId))}>
            Leave out what it holds
          </Button>
        )}
        <Button size="small" appearance="subtle" aria-label={`Open “${title}”`} onClick={() => onOpenSet({ connectionId, changeSetId })}>
          Open
        </Button>
      </div>
    </li>
  );
};
