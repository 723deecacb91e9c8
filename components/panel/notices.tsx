import type { ChangeSetView, ReadOnlyReason } from '../../lib/domain/index.ts';
import { Banner, Button } from '../ui/index.ts';
import { ErrorNotice } from '../words/index.ts';
import type { AccountNames, ReviewActions } from './data.ts';
import { useAnswer } from './use-answer.ts';

export interface ReadOnlyNoticeProps {
  readonly reason: ReadOnlyReason;
  readonly accounts?: AccountNames | null | undefined;
  readonly onOpenSettings: () => void;
}

const accountWords = (accounts: AccountNames | null | undefined): string => {
  const session = accounts?.session ?? null;
  const oauth = accounts?.oauth ?? null;
  if (session !== null && oauth !== null) return `Confluence knows you as ${session}, ApprovalFlow as ${oauth}.`;
  if (session !== null) return `Confluence knows you as ${session}; ApprovalFlow sees another account.`;
  return 'Confluence and ApprovalFlow see different people.';
};

/** Why nothing can be written here now; reading goes on. */
export const ReadOnlyNotice = ({ reason, accounts, onOpenSettings }: ReadOnlyNoticeProps) => {
  const button = (label: string) => (
    <Button size="small" onClick={onOpenSettings}>
      {label}
    </Button>
  );
  switch (reason) {
    case 'wrongAccount':
      return (
        <Banner tone="warning" title="Read-only: two different accounts" role="status" actions={button('Sign in again')}>
          {accountWords(accounts)} Sign in with the same account in both to make changes.
        </Banner>
      );
    case 'signedOut':
      return (
        <Banner tone="warning" title="Read-only: your sign-in has ended" role="status" actions={button('Sign in again')}>
          You see the last state known. Sign in with your Atlassian account to go on.
        </Banner>
      );
    case 'noWriteScope':
      return (
        <Banner tone="neutral" title="Read-only: no permission to write" role="status" actions={button('Open settings')}>
          The OAuth app may not change sets. Ask whoever registered it to add the scopes <code>write:change-set:custom</code> and{' '}
          <code>write:approval:custom</code>, then sign in again.
        </Banner>
      );
    case 'archived':
      return (
        <Banner tone="neutral" icon="archive" title="Archived: read-only">
          No pages can be added, removed or submitted. ApprovalFlow has no way to reopen an archived set.
        </Banner>
      );
  }
};

export interface VanishedNoticeProps {
  readonly vanished: ChangeSetView['vanished'];
  /** Named where the notice does not stand in the set itself. */
  readonly setTitle?: string | undefined;
  readonly actions: Pick<ReviewActions, 'retry' | 'dismiss'>;
}

/** An add of yours that is gone again: nobody but you can say whether that was meant. */
export const VanishedNotice = ({ vanished, setTitle, actions }: VanishedNoticeProps) => (
  <>
    {vanished.map((gone) => (
      <VanishedPage key={gone.operationId} gone={gone} setTitle={setTitle} actions={actions} />
    ))}
  </>
);

type VanishedPageProps = Pick<VanishedNoticeProps, 'actions' | 'setTitle'> & { readonly gone: ChangeSetView['vanished'][number] };

const VanishedPage = ({ gone, setTitle, actions }: VanishedPageProps) => {
  const [pending, run] = useAnswer();
  return (
    <Banner
      tone="warning"
      role="status"
      title={`${gone.title === null ? `Page ${gone.pageId}` : `“${gone.title}”`} is no longer in ${setTitle === undefined ? 'this set' : `“${setTitle}”`}`}
      actions={
        <>
          <Button size="small" isBusy={pending.isBusy} onClick={() => run(() => actions.retry({ operationId: gone.operationId }))}>
            Add again
          </Button>
          <Button size="small" appearance="subtle" onClick={() => run(() => actions.dismiss({ operationId: gone.operationId }))}>
            Leave it out
          </Button>
        </>
      }
    >
      You added it, and since then it was removed by someone, or overwritten.
      {pending.error !== null && <ErrorNotice error={pending.error} />}
    </Banner>
  );
};
