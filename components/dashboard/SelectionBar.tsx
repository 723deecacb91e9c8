import { Button, IconButton, plural } from '../ui/index.ts';
import styles from './Dock.module.css';
import { mostSelected } from './data.ts';

export interface SelectionBarProps {
  readonly count: number;
  /** How many match the filters. */
  readonly total: number;
  readonly canWrite: boolean;
  readonly isBusy: boolean;
  readonly onSelectAll: () => void;
  readonly onCheck: () => void;
  readonly onSubmit: () => void;
  readonly onArchive: () => void;
  readonly onClear: () => void;
}

/** What can be done with the chosen sets. */
export const SelectionBar = (props: SelectionBarProps) => {
  const { count, total, canWrite, isBusy, onSelectAll, onCheck, onSubmit, onArchive, onClear } = props;
  const most = Math.min(total, mostSelected);
  return (
    <section class={styles['selection']} aria-label="Selection">
      <p role="status" class={styles['selected']}>
        <strong>{count.toLocaleString('en')} selected</strong>
        {count >= mostSelected && <span> · at most {mostSelected} at once</span>}
      </p>
      {count < most && (
        <Button size="small" appearance="link" isBusy={isBusy} onClick={onSelectAll}>
          {total > mostSelected
            ? `Select the first ${mostSelected} of ${total.toLocaleString('en')}`
            : `Select all ${plural(total, 'set')} that match`}
        </Button>
      )}
      <div class={styles['acts']}>
        <Button size="small" icon="checkCircle" onClick={onCheck}>
          Check
        </Button>
        <Button size="small" icon="send" isDisabled={!canWrite} onClick={onSubmit}>
          Submit…
        </Button>
        <Button size="small" icon="archive" isDisabled={!canWrite} onClick={onArchive}>
          Archive…
        </Button>
        <IconButton size="small" icon="close" label="Clear the selection" onClick={onClear} />
      </div>
    </section>
  );
};
