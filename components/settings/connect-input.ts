import { type ConnectionInput, siteOriginOf } from '../../lib/domain/index.ts';

/** The form as it stands, the secret included. */
export interface ConnectDraft {
  readonly siteUrl: string;
  readonly apiBaseUrl: string;
  readonly clientId: string;
  readonly credential: 'secret' | 'broker';
  readonly secret: string;
  readonly brokerUrl: string;
}

export type ConnectField = 'siteUrl' | 'apiBaseUrl' | 'clientId' | 'secret' | 'brokerUrl';
export type ConnectErrors = Readonly<Partial<Record<ConnectField, string>>>;

export const emptyDraft: ConnectDraft = { siteUrl: '', apiBaseUrl: '', clientId: '', credential: 'secret', secret: '', brokerUrl: '' };

/** The site's origin, `null` when what was typed is none. */
export const originOf = (typed: string): string | null => {
  const origin = siteOriginOf(typed);
  return origin.ok ? origin.value : null;
};

const isHttps = (typed: string): boolean => URL.parse(typed.trim())?.protocol === 'https:';

/** What can be told without asking anybody. The checks in the background have the last word. */
export const connectErrors = (draft: ConnectDraft, keepsSecret: boolean): ConnectErrors => {
  const errors: Partial<Record<ConnectField, string>> = {};
  if (draft.siteUrl.trim() === '') errors.siteUrl = 'Enter the address of your Confluence site.';
  else if (originOf(draft.siteUrl) === null)
    errors.siteUrl = 'This is not the address of a Confluence Cloud site. It looks like https://your-company.atlassian.net.';
  if (draft.apiBaseUrl.trim() === '') errors.apiBaseUrl = 'Enter the API base URL. Your Confluence administrator can copy it.';
  else if (!isHttps(draft.apiBaseUrl)) errors.apiBaseUrl = 'The API base URL must begin with https://.';
  if (draft.clientId.trim() === '') errors.clientId = 'Enter the client id of the OAuth app.';
  if (draft.credential === 'secret' && draft.secret.trim() === '' && !keepsSecret)
    errors.secret = 'Enter the client secret of the OAuth app.';
  if (draft.credential === 'broker' && !isHttps(draft.brokerUrl))
    errors.brokerUrl = 'Enter the address of the token broker; it begins with https://.';
  return errors;
};

export const connectionInputOf = (draft: ConnectDraft, keepsSecret: boolean): ConnectionInput => ({
  siteUrl: originOf(draft.siteUrl) ?? draft.siteUrl.trim(),
  // Sent as pasted: the background knows all its forms.
  apiBaseUrl: draft.apiBaseUrl.trim(),
  clientId: draft.clientId.trim(),
  credential:
    draft.credential === 'broker'
      ? { kind: 'broker', url: draft.brokerUrl.trim() }
      : keepsSecret && draft.secret.trim() === ''
        ? { kind: 'keep' }
        : { kind: 'secret', secret: draft.secret.trim() },
});
