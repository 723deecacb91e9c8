import { useState } from 'preact/hooks';
import type { ConnectionId } from '../../lib/domain/index.ts';
import { Button } from '../ui/index.ts';
import { AdministratorHelp } from './AdministratorHelp.tsx';
import type { SettingsActs } from './acts.ts';
import { ConnectForm } from './ConnectForm.tsx';
import type { ConnectDrafts } from './connect-draft.ts';
import { originOf } from './connect-input.ts';
import { ImportConnection } from './ImportConnection.tsx';
import styles from './settings.module.css';

export interface ConnectPanelProps {
  readonly suggestedSites: readonly string[];
  readonly callbackUrl: string;
  readonly scopes: readonly string[];
  readonly acts: SettingsActs;
  readonly drafts: ConnectDrafts;
  readonly onSaved: (connectionId: ConnectionId) => void;
  readonly onCancel: (() => void) | null;
}

/** A new connection: by hand or from a file, with what an administrator has to prepare beside it. */
export const ConnectPanel = ({ suggestedSites, callbackUrl, scopes, acts, drafts, onSaved, onCancel }: ConnectPanelProps) => {
  const [way, setWay] = useState<'form' | 'file'>('form');
  const [siteOrigin, setSiteOrigin] = useState(() => originOf(drafts.read('new')?.siteUrl ?? suggestedSites[0] ?? ''));
  return (
    <div class={styles['connect']}>
      <div class={styles['ways']} role="group" aria-label="How to connect">
        <Button appearance={way === 'form' ? 'default' : 'subtle'} aria-pressed={way === 'form'} onClick={() => setWay('form')}>
          Enter details
        </Button>
        <Button appearance={way === 'file' ? 'default' : 'subtle'} aria-pressed={way === 'file'} onClick={() => setWay('file')}>
          Import a connection file
        </Button>
      </div>
      {way === 'form' ? (
        <ConnectForm
          connection={null}
          suggestedSites={suggestedSites}
          acts={acts}
          drafts={drafts}
          onSaved={onSaved}
          onCancel={onCancel}
          onSiteChange={setSiteOrigin}
        />
      ) : (
        <ImportConnection acts={acts} onSaved={onSaved} />
      )}
      <AdministratorHelp callbackUrl={callbackUrl} scopes={scopes} siteOrigin={siteOrigin} copy={acts.copy} />
    </div>
  );
};
