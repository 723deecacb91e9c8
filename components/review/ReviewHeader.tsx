import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ComparisonView, ReviewPlace } from '../../lib/domain/index.ts';
import { Button, Checkbox, IconButton, Menu, OutsideLink } from '../ui/index.ts';
import type { SetFacts } from './data.ts';
import styles from './ReviewHeader.module.css';
import { PlainText } from './RunText.tsx';

export interface ReviewHeaderProps {
  readonly place: ReviewPlace;
  readonly view: ComparisonView | null;
  readonly set: SetFacts | null;
  readonly viewedCount: number;
  readonly isRefreshing: boolean;
  /** Everything was compared: only then is there something whole to copy or save. */
  readonly isWhole: boolean;
  readonly onPlace: (change: Partial<ReviewPlace>) => void;
  readonly onNextUnviewed: () => void;
  readonly onRefresh: () => void;
  readonly onCopy: () => void;
  readonly onSave: () => void;
  readonly onHelp: () => void;
}

const belowHeader = 8;

/** Pages that are stepped to stop below the header, where it stays. */
const useHeaderHeight = () => {
  const header = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    const element = header.current;
    if (element === null) return undefined;
    const tell = (): void => {
      const covered = getComputedStyle(element).position === 'sticky' ? element.offsetHeight : 0;
      element.parentElement?.style.setProperty('--review-header', `${covered + belowHeader}px`);
    };
    const observer = new ResizeObserver(tell);
    observer.observe(element);
    tell();
    return () => observer.disconnect();
  }, []);
  return header;
};

/** What is compared with what, how much of it was viewed, and what can be taken along. Stays at the top. */
export const ReviewHeader = (props: ReviewHeaderProps) => {
  const { place, view, set, viewedCount, isRefreshing, onPlace, onRefresh, onHelp } = props;
  const total = view?.pages.length ?? 0;
  const header = useHeaderHeight();
  return (
    <header ref={header} class={styles['header']}>
      <div class={styles['names']}>
        <h1 class={styles['title']}>{view === null ? 'Changes' : <PlainText text={view.title} />}</h1>
        <p class={styles['facts']}>
          {set !== null && set.spaceName !== null && <span>{set.spaceName}</span>}
          {set !== null && set.source !== null && <OutsideLink url={set.source.url}>{set.source.label}</OutsideLink>}
        </p>
      </div>
      <div class={styles['acts']}>
        <Choice label="Compare with">
          <Option isChosen={place.basis === 'approved'} onChoose={() => onPlace({ basis: 'approved' })}>
            Since approved
          </Option>
          <Option isChosen={place.basis === 'looked'} onChoose={() => onPlace({ basis: 'looked' })}>
            Since I last looked
          </Option>
        </Choice>
        <span class={styles['wide']}>
          <Choice label="Layout">
            <Option isChosen={!place.isSideBySide} onChoose={() => onPlace({ isSideBySide: false })}>
              Inline
            </Option>
            <Option isChosen={place.isSideBySide} onChoose={() => onPlace({ isSideBySide: true })}>
              Side by side
            </Option>
          </Choice>
        </span>
        <IconButton icon="refresh" label="Refresh" isBusy={isRefreshing} onClick={onRefresh} />
        {view !== null && <More {...props} />}
        <IconButton icon="question" label="Keyboard" onClick={onHelp} />
      </div>
      {total > 0 && (
        <div class={styles['progress']}>
          <progress class={styles['bar']} max={total} value={viewedCount} aria-label="Pages viewed" />
          <span role="status">
            {viewedCount} of {total} viewed
          </span>
          <Button size="small" isDisabled={viewedCount === total} onClick={props.onNextUnviewed}>
            Next unviewed
          </Button>
          <Checkbox label="Hide viewed" isChecked={place.hidesViewed} onChange={(hidesViewed) => onPlace({ hidesViewed })} />
        </div>
      )}
    </header>
  );
};

const More = ({ isWhole, onCopy, onSave, onPlace }: ReviewHeaderProps) => {
  const [isOpen, setOpen] = useState(false);
  const anchor = useRef<HTMLSpanElement>(null);
  const hint = isWhole ? undefined : 'When all pages are compared';
  return (
    <span ref={anchor}>
      <IconButton icon="more" label="More" aria-haspopup="menu" aria-expanded={isOpen} onClick={() => setOpen(true)} />
      {isOpen && anchor.current !== null && (
        <Menu
          anchor={anchor.current}
          label="More"
          items={[
            { label: 'Copy as text', icon: 'copy', hint, onChoose: isWhole ? onCopy : undefined },
            { label: 'Save as HTML file', icon: 'page', hint, onChoose: isWhole ? onSave : undefined },
            { label: 'Review record', icon: 'board', onChoose: () => onPlace({ what: 'record', pageId: null }) },
          ]}
          onClose={() => setOpen(false)}
        />
      )}
    </span>
  );
};

const Choice = ({ label, children }: { readonly label: string; readonly children: ComponentChildren }) => (
  <div class={styles['choice']} role="group" aria-label={label}>
    {children}
  </div>
);

interface OptionProps {
  readonly isChosen: boolean;
  readonly onChoose: () => void;
  readonly children: ComponentChildren;
}

const Option = ({ isChosen, onChoose, children }: OptionProps) => (
  <button type="button" class={styles['option']} aria-pressed={isChosen} onClick={onChoose}>
    {children}
  </button>
);
