import { useId, useRef, useState } from 'preact/hooks';
import type { AppError, ConnectionId, ConnectionView } from '../../lib/domain/index.ts';
import { Banner, Button, TextField } from '../ui/index.ts';
import { errorWords } from '../words/index.ts';
import type { SettingsActs } from './acts.ts';
import type { ConnectDrafts } from './connect-draft.ts';
import { type ConnectDraft, type ConnectField, connectErrors, connectionInputOf, emptyDraft, originOf } from './connect-input.ts';
import styles from './settings.module.css';

export interface ConnectFormProps {
  /** `null`: a new connection. */
  readonly connection: ConnectionView | null;
  readonly suggestedSites: readonly string[];
  readonly acts: SettingsActs;
  readonly drafts: ConnectDrafts;
  readonly onSaved: (connectionId: ConnectionId) => void;
  readonly onCancel: (() => void) | null;
  /** As typed so far, for the message to the administrator. */
  readonly onSiteChange?: (siteOrigin: string | null) => void;
}

const draftOf = (connection: ConnectionView | null, suggestedSites: readonly string[]): ConnectDraft =>
  connection === null
    ? { ...emptyDraft, siteUrl: suggestedSites[0] ?? '' }
    : {
        ...emptyDraft,
        siteUrl: connection.siteOrigin,
        apiBaseUrl: connection.apiBaseUrl,
        clientId: connection.clientId,
        credential: connection.credential,
        brokerUrl: connection.brokerUrl ?? '',
      };

const order: readonly ConnectField[] = ['siteUrl', 'apiBaseUrl', 'clientId', 'secret', 'brokerUrl'];

/** The field that the background refused, where the form has it. */
const fieldOf = (error: AppError): ConnectField | null => {
  if (error.kind !== 'invalid') return null;
  const field = error.where.split('.')[0] ?? '';
  const named: Readonly<Record<string, ConnectField>> = { clientSecret: 'secret', credential: 'secret', broker: 'brokerUrl' };
  return named[field] ?? order.find((name) => name === field) ?? null;
};

/** Address, base URL and OAuth client. Nothing typed is lost: not by a refusal, not by a reload (the secret apart). */
export const ConnectForm = ({ connection, suggestedSites, acts, drafts, onSaved, onCancel, onSiteChange }: ConnectFormProps) => {
  const name = connection?.id ?? 'new';
  const id = useId();
  const form = useRef<HTMLFormElement>(null);
  const [draft, setDraft] = useState<ConnectDraft>(() => drafts.read(name) ?? draftOf(connection, suggestedSites));
  const [touched, setTouched] = useState<ReadonlySet<ConnectField>>(new Set());
  const [refusal, setRefusal] = useState<AppError | null>(null);
  const [isBusy, setBusy] = useState(false);

  const keepsSecret = connection !== null && connection.credential === 'secret';
  const errors = connectErrors(draft, keepsSecret);
  const refusedField = refusal && fieldOf(refusal);
  const errorOf = (field: ConnectField): string | null => {
    if (refusal && refusedField === field) {
      const { title, explanation } = errorWords(refusal);
      return `${title}. ${explanation}`;
    }
    return touched.has(field) ? (errors[field] ?? null) : null;
  };
  const change = (part: Partial<ConnectDraft>): void => {
    const next = { ...draft, ...part };
    setDraft(next);
    setRefusal(null);
    drafts.write(name, next);
    if (part.siteUrl !== undefined) onSiteChange?.(originOf(part.siteUrl));
  };
  const field = (key: ConnectField) => ({
    value: draft[key],
    error: errorOf(key),
    onInput: (value: string) => change({ [key]: value }),
    // Leaving an empty field is no mistake yet; sending it is.
    onBlur: () => draft[key].trim() !== '' && setTouched(new Set([...touched, key])),
  });

  const submit = async (): Promise<void> => {
    setTouched(new Set(order));
    const origin = originOf(draft.siteUrl);
    if (origin === null || order.some((key) => errors[key] !== undefined)) {
      // After the errors are drawn, so that they are read out with their field.
      requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
      return;
    }
    setBusy(true);
    // First in the click: the browser asks for nothing later. Refused or not, the checks say so and offer it again.
    await acts.requestAccess(origin);
    const saved = await acts.save(connection?.id ?? null, connectionInputOf(draft, keepsSecret));
    setBusy(false);
    if (!saved.ok) {
      setRefusal(saved.error);
      return;
    }
    drafts.forget(name);
    onSaved(saved.value.connectionId);
  };

  const others = suggestedSites.filter((site) => site !== originOf(draft.siteUrl));
  return (
    <form
      ref={form}
      class={styles['form']}
      noValidate
      aria-label={connection === null ? 'Connect a site' : `Edit ${connection.siteName}`}
      onSubmit={(event) => {
        event.preventDefault();
        if (!isBusy) void submit();
      }}
    >
      {refusal !== null && refusedField === null && (
        <Banner tone="danger" role="alert" title={errorWords(refusal).title}>
          {errorWords(refusal).explanation} What you entered is still here.
        </Banner>
      )}
      <TextField
        {...field('siteUrl')}
        label="Confluence address"
        type="url"
        placeholder="https://your-company.atlassian.net"
        hint={others.length > 0 ? undefined : 'The address of any page on it will do.'}
      />
      {others.length > 0 && (
        <p class={styles['suggestions']}>
          <span>Open in your tabs:</span>
          {others.map((site) => (
            <Button key={site} size="small" onClick={() => change({ siteUrl: site })}>
              {new URL(site).host}
            </Button>
          ))}
        </p>
      )}
      <TextField
        {...field('apiBaseUrl')}
        label="API base URL"
        type="url"
        placeholder="https://api.atlassian.com/svc/confluence/…"
        hint="From Connected apps → ApprovalFlow, in Atlassian Administration."
      />
      <TextField {...field('clientId')} label="Client id" hint="Of the OAuth 2.0 (3LO) app that was registered for this browser." />
      <fieldset class={styles['choice']}>
        <legend>How Sheaf signs in</legend>
        <label>
          <input
            type="radio"
            name={`${id}-credential`}
            checked={draft.credential === 'secret'}
            onChange={() => change({ credential: 'secret' })}
          />
          With the client secret
        </label>
        <label>
          <input
            type="radio"
            name={`${id}-credential`}
            checked={draft.credential === 'broker'}
            onChange={() => change({ credential: 'broker' })}
          />
          Through our company’s token broker
        </label>
      </fieldset>
      {draft.credential === 'secret' ? (
        <TextField
          {...field('secret')}
          label="Client secret"
          type="password"
          autocomplete="new-password"
          hint={
            keepsSecret
              ? 'Stored, and never shown again. Leave empty to keep it.'
              : 'Kept in the extension’s own storage, which no web page can read. Never shown again.'
          }
        />
      ) : (
        <TextField {...field('brokerUrl')} label="Token broker address" type="url" hint="It keeps the secret; ask whoever runs it." />
      )}
      <div class={styles['actions']}>
        <Button type="submit" appearance="primary" isBusy={isBusy}>
          {connection === null ? 'Connect' : 'Save and check'}
        </Button>
        {onCancel !== null && (
          <Button
            appearance="subtle"
            onClick={() => {
              drafts.forget(name);
              onCancel();
            }}
          >
            Cancel
          </Button>
        )}
      </div>
    </form>
  );
};
