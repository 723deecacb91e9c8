import { useState } from 'preact/hooks';
import type { OperationId, PageView } from '../../lib/domain/index.ts';
import { Button, Dialog, safeUrl, TextField } from '../ui/index.ts';
import { ErrorNotice } from '../words/index.ts';
import type { ReviewActions } from './data.ts';
import styles from './NewSetForm.module.css';
import { useAnswer } from './use-answer.ts';

export interface NewSetFormProps {
  readonly page: PageView;
  readonly actions: ReviewActions;
  readonly instead: OperationId | null;
  /** What was searched for: often the title that was missed. */
  readonly title: string;
  readonly onBack: () => void;
  readonly onClose: () => void;
}

const titleProblem = (title: string): string | null => (title.trim() === '' ? 'Give the set a title' : null);

const sourceProblem = (source: string): string | null =>
  source.trim() === '' || safeUrl(source.trim()) !== null ? null : 'Must be a web address that begins with https:// or http://';

/** The least that a set needs: a title, and where the change comes from. */
export const NewSetForm = ({ page, actions, instead, title: firstTitle, onBack, onClose }: NewSetFormProps) => {
  const [title, setTitle] = useState(firstTitle);
  const [source, setSource] = useState('');
  const [summary, setSummary] = useState('');
  const [isTried, setTried] = useState(false);
  const [isSourceLeft, setSourceLeft] = useState(false);
  const [creating, run] = useAnswer();
  const { spaceId } = page.page;

  const create = () => {
    setTried(true);
    if (spaceId === null || titleProblem(title) !== null || sourceProblem(source) !== null) return;
    run(async () => {
      const undone = instead === null ? null : await actions.undo({ operationId: instead });
      if (undone?.ok === false) return undone;
      const created = await actions.createSet({
        connectionId: page.connectionId,
        spaceId,
        title: title.trim(),
        summary: summary.trim(),
        referenceUrl: source.trim() === '' ? null : safeUrl(source.trim()),
        pageIds: [page.page.id],
      });
      if (created.ok) onClose();
      return created;
    });
  };

  return (
    <Dialog
      title="New change set"
      onClose={onClose}
      actions={
        <>
          <Button appearance="subtle" onClick={onBack}>
            Back
          </Button>
          <Button appearance="primary" type="submit" form="new-change-set" isBusy={creating.isBusy}>
            Create with this page
          </Button>
        </>
      }
    >
      <form
        id="new-change-set"
        class={styles['form']}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          create();
        }}
      >
        <TextField
          label="Title"
          value={title}
          onInput={setTitle}
          isRequired
          autoFocus
          maxLength={500}
          error={isTried ? titleProblem(title) : null}
        />
        <TextField
          label="Source"
          type="url"
          value={source}
          onInput={setSource}
          onBlur={() => setSourceLeft(true)}
          placeholder="https://github.com/org/repo/pull/184"
          maxLength={2000}
          hint="The pull request, issue or document this change comes from"
          error={isTried || isSourceLeft ? sourceProblem(source) : null}
        />
        <TextField
          label="Why these pages change together"
          value={summary}
          onInput={setSummary}
          rows={3}
          maxLength={10_000}
          hint="Reviewers read it in ApprovalFlow’s comment on each page"
        />
        {spaceId === null && <p role="status">Sheaf does not know this page’s space yet. Refresh, then try again.</p>}
        {creating.error !== null && <ErrorNotice error={creating.error} />}
      </form>
    </Dialog>
  );
};
