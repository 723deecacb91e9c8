import { useRef, useState } from 'preact/hooks';
import { type ChangeSetView, linkToSet } from '../../lib/domain/index.ts';
import { Banner, IconButton, Menu, type MenuItem, TextField } from '../ui/index.ts';
import { asideItems, copyOf, ErrorNotice } from '../words/index.ts';
import type { ReviewActions, SetTarget } from './data.ts';
import { useAnswer } from './use-answer.ts';

export interface SetMenuProps {
  readonly set: ChangeSetView;
  readonly target: SetTarget;
  readonly actions: ReviewActions;
  readonly now: number;
}

type CopyOutcome = { readonly kind: 'copied'; readonly what: string } | { readonly kind: 'refused'; readonly text: string } | null;

/** What is rarely needed: copies, what changed and its record, putting the set aside, ApprovalFlow's own pages. The button, and below it what became of a choice. */
export const useSetMenu = ({ set, target, actions, now }: SetMenuProps) => {
  const anchor = useRef<HTMLSpanElement>(null);
  const [isOpen, setOpen] = useState(false);
  const [copied, setCopied] = useState<CopyOutcome>(null);
  const [pending, run] = useAnswer();

  const copy = async (what: string, content: { readonly text: string; readonly html?: string }): Promise<void> =>
    setCopied((await actions.copy(content)) ? { kind: 'copied', what } : { kind: 'refused', text: content.text });
  const link = linkToSet(set);
  const { approvalQueue, audit } = set.appLinks;
  const aside = asideItems(
    set,
    {
      snooze: (until) => run(() => actions.snooze({ ...target, until })),
      mute: (isMuted) => run(() => actions.mute({ ...target, isMuted })),
    },
    now,
  );
  const items: readonly MenuItem[] = [
    ...(link === null ? [] : [{ label: 'Copy link', icon: 'link' as const, onChoose: () => void copy('Link', { text: link }) }]),
    { label: 'Copy summary', icon: 'copy', onChoose: () => void copy('Summary', copyOf(set)) },
    ...(set.pages.length === 0
      ? []
      : [
          {
            label: 'Show all changes',
            icon: 'page' as const,
            isFirst: true,
            onChoose: () => run(() => actions.openReview({ ...target, what: 'changes', basis: 'approved', pageId: null })),
          },
          {
            label: 'Review record',
            icon: 'checkCircle' as const,
            onChoose: () => run(() => actions.openReview({ ...target, what: 'record', basis: 'approved', pageId: null })),
          },
          { label: 'Page statuses…', icon: 'edit' as const, onChoose: () => run(() => actions.openStates({ ...target, pageId: null })) },
        ]),
    ...aside,
    ...(approvalQueue === null
      ? []
      : [{ label: 'Approval queue in ApprovalFlow', icon: 'external' as const, url: approvalQueue, isFirst: true }]),
    ...(audit === null
      ? []
      : [{ label: 'Audit trail in ApprovalFlow', icon: 'external' as const, url: audit, isFirst: approvalQueue === null }]),
  ];

  const button = (
    <span ref={anchor}>
      <IconButton
        icon="more"
        size="small"
        label="More for this change set"
        aria-haspopup="menu"
        aria-expanded={isOpen ? 'true' : 'false'}
        isBusy={pending.isBusy}
        onClick={() => setOpen(true)}
      />
      {isOpen && anchor.current !== null && (
        <Menu anchor={anchor.current} label="More for this change set" items={items} onClose={() => setOpen(false)} />
      )}
    </span>
  );
  const outcome = (
    <>
      {pending.error !== null && <ErrorNotice error={pending.error} />}
      {copied?.kind === 'copied' && (
        <Banner tone="success" role="status" title={`${copied.what} copied`} onDismiss={() => setCopied(null)} />
      )}
      {copied?.kind === 'refused' && (
        <Banner tone="warning" role="status" title="The browser refused to copy" onDismiss={() => setCopied(null)}>
          <TextField
            label="Select it and copy it yourself"
            value={copied.text}
            rows={copied.text.includes('\n') ? 5 : 1}
            isReadOnly
            onInput={() => undefined}
          />
        </Banner>
      )}
    </>
  );
  return { button, outcome };
};
