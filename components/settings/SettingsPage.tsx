import type { ComponentChildren } from 'preact';
import { useId, useRef, useState } from 'preact/hooks';
import type { AppError, ConnectionId, Preferences, SettingsView } from '../../lib/domain/index.ts';
import type { Remote } from '../../lib/state/index.ts';
import { Banner, Button, LoadingRows } from '../ui/index.ts';
import { ErrorNotice } from '../words/index.ts';
import type { SettingsActs } from './acts.ts';
import { Choices } from './Choices.tsx';
import { ConnectionCard } from './ConnectionCard.tsx';
import { ConnectPanel } from './ConnectPanel.tsx';
import type { ConnectDrafts } from './connect-draft.ts';
import { LauncherPlaces } from './LauncherPlaces.tsx';
import styles from './settings.module.css';

export interface SettingsPageProps {
  readonly settings: Remote<SettingsView>;
  readonly preferences: Remote<Preferences>;
  /** Whether the browser lets us show notifications. */
  readonly isNotifyingAllowed: boolean;
  readonly acts: SettingsActs;
  readonly drafts: ConnectDrafts;
}

const Section = ({ title, children }: { readonly title: string; readonly children: ComponentChildren }) => {
  const id = useId();
  return (
    <section class={styles['section']} aria-labelledby={id}>
      <h2 id={id} class={styles['heading']}>
        {title}
      </h2>
      {children}
    </section>
  );
};

type ReadyProps = Omit<SettingsPageProps, 'settings'> & { readonly view: SettingsView };

const Settings = ({ view, preferences, isNotifyingAllowed, acts, drafts }: ReadyProps) => {
  const { connections, callbackUrl, requiredScopes: scopes, suggestedSites, launcher } = view;
  const [isAdding, setAdding] = useState(() => drafts.read('new') !== null);
  const [refusal, setRefusal] = useState<AppError | null>(null);
  const latest = useRef(view);
  latest.current = view;
  const isFirst = connections.length === 0;

  /** A connection that was saved goes on to signing in, so that one press connects; unless a check already failed, which shows why. */
  const goOn = async (connectionId: ConnectionId): Promise<void> => {
    setAdding(false);
    setRefusal(null);
    const failedAlready = () =>
      latest.current.connections.find((one) => one.id === connectionId)?.checks.some((check) => check.state === 'failed') ?? false;
    if (failedAlready()) return;
    const outcome = await acts.signIn(connectionId);
    if (!outcome.ok && !failedAlready()) setRefusal(outcome.error);
  };
  const connect = (
    <ConnectPanel
      suggestedSites={suggestedSites}
      callbackUrl={callbackUrl}
      scopes={scopes}
      acts={acts}
      drafts={drafts}
      onSaved={(id) => void goOn(id)}
      onCancel={isFirst ? null : () => setAdding(false)}
    />
  );
  return (
    <>
      <Section title={isFirst ? 'Connect your Confluence site' : 'Connections'}>
        {isFirst && (
          <p class={styles['lead']}>
            Sheaf shows which change sets a Confluence page belongs to and how far their approval is. It needs to know your site and how to
            sign in to ApprovalFlow there.
          </p>
        )}
        {refusal !== null && <ErrorNotice error={refusal} onDismiss={() => setRefusal(null)} />}
        {connections.map((connection) => (
          <ConnectionCard
            key={connection.id}
            connection={connection}
            callbackUrl={callbackUrl}
            scopes={scopes}
            acts={acts}
            drafts={drafts}
            onSaved={(id) => void goOn(id)}
          />
        ))}
        {isFirst && connect}
        {!isFirst && isAdding && (
          <div class={styles['card']}>
            <h3 class={styles['siteName']}>Connect another site</h3>
            {connect}
          </div>
        )}
        {!isFirst && !isAdding && (
          <Button icon="add" onClick={() => setAdding(true)}>
            Connect another site
          </Button>
        )}
      </Section>
      {launcher.length > 0 && (
        <Section title="Launcher">
          <p class={styles['note']}>The small chip on Confluence pages. It opens the panel and adds the page with one click.</p>
          <LauncherPlaces places={launcher} acts={acts} />
        </Section>
      )}
      {!isFirst && preferences.kind === 'ready' && (
        <Section title="Notifications and keys">
          <Choices preferences={preferences.value} isNotifyingAllowed={isNotifyingAllowed} acts={acts} />
        </Section>
      )}
      <Section title="Privacy">
        <p class={styles['note']}>
          Sheaf talks to your Confluence site, to ApprovalFlow on it, and to Atlassian to sign you in (or to your company’s token broker).
          Nothing goes anywhere else: no analytics, no servers of ours. What it reads is kept in this browser until you sign out.
        </p>
      </Section>
    </>
  );
};

/** The options page: loading, failed, empty (connect) and ready. */
export const SettingsPage = ({ settings, ...rest }: SettingsPageProps) => (
  <main class={styles['page']}>
    <header class={styles['title']}>
      <img src="/icon/48.png" width="32" height="32" alt="" />
      <h1>Sheaf settings</h1>
    </header>
    {settings.kind === 'loading' && <LoadingRows label="Loading settings" />}
    {settings.kind === 'failed' && <ErrorNotice size="view" error={settings.error} />}
    {settings.kind === 'ready' && (
      <>
        {settings.isStale && (
          <Banner tone="neutral" role="status" title="This may be out of date">
            It is the last that was known; it comes up to date by itself.
          </Banner>
        )}
        <Settings view={settings.value} {...rest} />
      </>
    )}
  </main>
);
