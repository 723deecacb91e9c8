import { useState } from 'preact/hooks';
import { checkedReference, type DraftProblem, sourceOf } from '../../lib/domain/index.ts';
import type { DraftModel } from '../../lib/state/index.ts';
import { Icon, TextField } from '../ui/index.ts';
import styles from './DraftFields.module.css';
import { draftProblemWords, fieldOf } from './draft-words.ts';

export interface DraftFieldsProps {
  readonly model: DraftModel;
  /** Create was pressed: from now on what is missing is said. */
  readonly isTried: boolean;
}

/** What is typed so far may still become an address. */
const isBeginning = (typed: string): boolean => ['https://', 'http://'].some((start) => start.startsWith(typed.toLowerCase()));

const sourceKindWords = { pullRequest: 'pull request', issue: 'issue', link: null } as const;

/** Title, source and summary of the set. */
export const DraftFields = ({ model, isTried }: DraftFieldsProps) => {
  const { title, summary, referenceUrl } = model.draft.value;
  const [isLeft, setLeft] = useState(false);
  const problems = model.problems.value;
  const problemAt = (field: ReturnType<typeof fieldOf>, isShown: (problem: DraftProblem) => boolean): string | null => {
    const problem = problems.find((one) => fieldOf(one) === field && isShown(one));
    return problem === undefined ? null : draftProblemWords(problem);
  };
  const typed = referenceUrl.trim();
  const isReferenceJudged = isTried || isLeft || !isBeginning(typed);
  return (
    <div class={styles['fields']}>
      <TextField
        label="Title"
        value={title}
        onInput={(value) => model.setTitle(value)}
        isRequired
        error={problemAt('title', ({ kind }) => kind !== 'noTitle' || isTried)}
      />
      <TextField
        label="Source"
        type="url"
        value={referenceUrl}
        onInput={(value) => model.setReferenceUrl(value)}
        onBlur={() => setLeft(true)}
        placeholder="https://github.com/org/repo/pull/184"
        hint={<SourceHint typed={typed} />}
        error={isReferenceJudged ? problemAt('reference', () => true) : null}
      />
      <TextField
        label="Why these pages change together"
        value={summary}
        onInput={(value) => model.setSummary(value)}
        rows={3}
        hint="Reviewers read it in ApprovalFlow’s comment on each page"
        error={problemAt('summary', () => true)}
      />
    </div>
  );
};

/** The name under which people will meet the source. */
const SourceHint = ({ typed }: { readonly typed: string }) => {
  const reference = checkedReference(typed) ?? null;
  const source = sourceOf(reference);
  if (source === null) return <>The pull request, issue or document this change comes from</>;
  const kind = sourceKindWords[source.kind];
  return (
    <span class={styles['source']}>
      <Icon name={source.kind} />
      <span>
        Shown as <strong>{source.label}</strong>
        {kind !== null && ` (${kind})`}
      </span>
    </span>
  );
};
