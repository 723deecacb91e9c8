import { useId, useState } from 'preact/hooks';
import type { AppError, ConnectionView, Result } from '../../lib/domain/index.ts';
import { Banner, Button, Confirm, Lozenge, OutsideLink, type Tone } from '../ui/index.ts';
import { ErrorNotice, type NextStepKind } from '../words/index.ts';
import type { SettingsActs } from './acts.ts';
import { Checks } from './Checks.tsx';
import { ConnectForm } from './ConnectForm.tsx';
import type { ConnectDrafts } from './connect-draft.ts';
import { FollowedSpaces } from './FollowedSpaces.tsx';
import styles from './settings.module.css';

export interface ConnectionCardProps {
  readonly connection: ConnectionView;
  readonly callbackUrl: string;
  readonly scopes: readonly string[];
  readonly acts: SettingsActs;
  readonly drafts: ConnectDrafts;
  /** Saved again: sign in if that is what is missing. */
  readonly onSaved: (connectionId: ConnectionView['id']) => void;
}

const states: Readonly<Record<ConnectionView['state'], { readonly words: string; readonly tone: Tone }>> = {
  ready: { words: 'Ready', tone: 'success' },
  signedOut: { words: 'Signed out', tone: 'warning' },
  wrongAccount: { words: 'Two accounts, reading only', tone: 'warning' },
  noAccess: { words: 'Access withheld', tone: 'warning' },
  failing: { words: 'Not working', tone: 'danger' },
  incomplete: { words: 'Not finished', tone: 'neutral' },
};

const Accounts = ({ connection }: { readonly connection: ConnectionView }) => {
  const { sessionAccount, oauthAccount } = connection;
  const acting = oauthAccount === null ? 'not signed in' : (oauthAccount.account?.name ?? 'signed in; Atlassian does not say as whom');
  return (
    <dl class={styles['accounts']}>
      <dt>Confluence, in this browser</dt>
      <dd>{sessionAccount?.name ?? 'not signed in, or not known yet'}</dd>
      <dt>ApprovalFlow</dt>
      <dd>{acting}</dd>
    </dl>
  );
};

const Notes = ({ connection, onSignIn }: { readonly connection: ConnectionView; readonly onSignIn: () => void }) => {
  const { state, sessionAccount, oauthAccount, canWrite, signInEndsAt } = connection;
  if (state === 'wrongAccount')
    return (
      <Banner
        tone="warning"
        role="status"
        title={`${sessionAccount?.name ?? 'One person'} in this browser, ${oauthAccount?.account?.name ?? 'somebody else'} for ApprovalFlow`}
        actions={
          <Button size="small" onClick={onSignIn}>
            Sign in again
          </Button>
        }
      >
        Until both are the same person, Sheaf only reads: nothing is sent in the wrong name.
      </Banner>
    );
  return (
    <>
      {state === 'ready' && !canWrite && (
        <Banner tone="information" title="Reading only">
          The sign-in carries no permission to write. Ask for the write scopes, then sign in again.
        </Banner>
      )}
      {state === 'ready' && signInEndsAt !== null && (
        <p class={styles['note']}>
          This sign-in does not renew itself. It ends <time dateTime={signInEndsAt}>{new Date(signInEndsAt).toLocaleString()}</time>; Sheaf
          asks you again then.
        </p>
      )}
    </>
  );
};

type Asking = 'signOut' | 'remove' | null;

/** One site: who is signed in, what works, and what can be done about the rest. */
export const ConnectionCard = ({ connection, callbackUrl, scopes, acts, drafts, onSaved }: ConnectionCardProps) => {
  const heading = useId();
  const { id, siteName, siteOrigin, state, checks, isManaged } = connection;
  const [isEditing, setEditing] = useState(() => !isManaged && drafts.read(id) !== null);
  const [asking, setAsking] = useState<Asking>(null);
  const [busy, setBusy] = useState<string | null>(null);
  const [error, setError] = useState<AppError | null>(null);

  const run = async (name: string, act: () => Promise<Result<unknown>>): Promise<void> => {
    setBusy(name);
    setError(null);
    const outcome = await act();
    setBusy(null);
    setAsking(null);
    if (!outcome.ok) setError(outcome.error);
  };
  const signIn = () => void run('signIn', () => acts.signIn(id));
  const check = () => void run('check', () => acts.check(id));
  const allow = () =>
    void run('allow', async () => {
      await acts.requestAccess(siteOrigin);
      return acts.accessChanged();
    });
  const takeStep = (step: NextStepKind): void => {
    if (step === 'signIn') signIn();
    else if (step === 'allowAccess') allow();
    else if (step === 'openConfluence') acts.openSite(siteOrigin);
    else if (step === 'openSettings' && !isManaged) setEditing(true);
    else check();
  };

  const needsSignIn = state === 'signedOut' || connection.oauthAccount === null;
  const isChecked = checks.every((one) => one.state === 'passed');
  const { isPaused } = connection;
  const pause = (next: boolean) => void run('pause', () => acts.pause(id, null, next));
  const list = (
    <Checks checks={checks} siteName={siteName} help={{ callbackUrl, scopes, siteOrigin, copy: acts.copy }} onNextStep={takeStep} />
  );
  return (
    <article class={styles['card']} aria-labelledby={heading}>
      <header class={styles['cardHeader']}>
        <div class={styles['names']}>
          <h3 id={heading} class={styles['siteName']}>
            {siteName}
          </h3>
          <OutsideLink url={siteOrigin}>{new URL(siteOrigin).host}</OutsideLink>
        </div>
        <span class={styles['lozenges']}>
          {isManaged && <Lozenge tone="neutral">Set by your company</Lozenge>}
          {isPaused && <Lozenge tone="neutral">Paused</Lozenge>}
          {!(isPaused && state === 'ready') && <Lozenge tone={states[state].tone}>{states[state].words}</Lozenge>}
        </span>
      </header>
      {isEditing ? (
        <ConnectForm
          connection={connection}
          suggestedSites={[]}
          acts={acts}
          drafts={drafts}
          onSaved={(saved) => {
            setEditing(false);
            onSaved(saved);
          }}
          onCancel={() => setEditing(false)}
        />
      ) : (
        <>
          {isPaused && (
            <Banner
              tone="neutral"
              icon="clock"
              role="status"
              title="Paused: Sheaf leaves this site alone"
              actions={
                <Button size="small" appearance="primary" isBusy={busy === 'pause'} onClick={() => pause(false)}>
                  Go on
                </Button>
              }
            >
              Nothing of it is read, shown or sent. Changes that you asked for before wait. When you go on, everything is read again at
              once.
            </Banner>
          )}
          <Notes connection={connection} onSignIn={signIn} />
          <Accounts connection={connection} />
          {error !== null && !checks.some((one) => one.error?.kind === error.kind) && (
            <ErrorNotice error={error} context={{ siteName }} onNextStep={takeStep} onDismiss={() => setError(null)} />
          )}
          {isChecked ? (
            <details class={styles['details']}>
              <summary>All checks passed</summary>
              {list}
            </details>
          ) : (
            list
          )}
          {isManaged && (
            <p class={styles['note']}>Your company set this connection: it cannot be edited or removed here. You sign in as yourself.</p>
          )}
          <div class={styles['actions']}>
            {needsSignIn && (
              <Button appearance="primary" isBusy={busy === 'signIn'} onClick={signIn}>
                Sign in with Atlassian
              </Button>
            )}
            {state === 'noAccess' && !checks.some((one) => one.error?.kind === 'noAccess') && (
              <Button appearance="primary" isBusy={busy === 'allow'} onClick={allow}>
                Allow access
              </Button>
            )}
            <Button isBusy={busy === 'check'} onClick={check}>
              Check again
            </Button>
            {!isManaged && <Button onClick={() => setEditing(true)}>Edit</Button>}
            {connection.oauthAccount !== null && !isPaused && (
              <Button appearance="subtle" isBusy={busy === 'pause'} onClick={() => pause(true)}>
                Pause
              </Button>
            )}
            {connection.oauthAccount !== null && (
              <Button appearance="subtle" onClick={() => setAsking('signOut')}>
                Sign out
              </Button>
            )}
            {!isManaged && (
              <Button appearance="subtle" onClick={() => setAsking('remove')}>
                Remove
              </Button>
            )}
          </div>
        </>
      )}
      {(state === 'ready' || connection.spaces.length > 0) && (
        <FollowedSpaces connectionId={id} spaces={connection.spaces} canOffer={state === 'ready' && !isPaused} acts={acts} />
      )}
      {asking === 'signOut' && (
        <Confirm
          title={`Sign out of ${siteName}?`}
          confirmLabel="Sign out"
          isBusy={busy === 'signOut'}
          onConfirm={() => void run('signOut', () => acts.signOut(id))}
          onCancel={() => setAsking(null)}
        >
          <p>
            Sheaf forgets the sign-in and everything it read for you on this site, changes that are not sent yet included. The connection
            itself stays. You stay signed in to Confluence.
          </p>
        </Confirm>
      )}
      {asking === 'remove' && (
        <Confirm
          title={`Remove ${siteName}?`}
          confirmLabel="Remove connection"
          tone="danger"
          isBusy={busy === 'remove'}
          onConfirm={() => void run('remove', () => acts.remove(id))}
          onCancel={() => setAsking(null)}
        >
          <p>This goes, from this browser:</p>
          <ul class={styles['bullets']}>
            <li>the address, client id and secret of the connection</li>
            <li>your sign-in for ApprovalFlow</li>
            <li>the change sets and pages Sheaf has read, and the spaces you follow</li>
            <li>changes that are not sent yet</li>
          </ul>
          <p>Nothing changes in Confluence or ApprovalFlow.</p>
        </Confirm>
      )}
    </article>
  );
};
