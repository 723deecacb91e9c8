import type { ConnectionInput } from '../../lib/domain/index.ts';

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

/**
 * The https origin of what a person typed or pasted: a site's name, a host, its address or any page on it; `null` when it is none.
 *
 * @example siteOriginOf(' acme.atlassian.net/wiki/home') // 'https://acme.atlassian.net'
 */
export const siteOriginOf = (typed: string): string | null => {
  const text = typed.trim();
  const hasScheme = /^[a-z][a-z0-9+.-]*:/i.test(text) && !/^[a-z0-9.-]+:\d+/i.test(text);
  const url = text === '' ? null : URL.parse(hasScheme ? text : `https://${text}`);
  if (url === null || url.protocol !== 'https:' || url.username !== '' || url.password !== '') return null;
  return url.hostname.includes('.') ? url.origin : `https://${url.hostname}.atlassian.net`;
};

const isHttps = (typed: string): boolean => URL.parse(typed.trim())?.protocol === 'https:';

/** What can be told without asking anybody. The checks in the background have the last word. */
export const connectErrors = (draft: ConnectDraft, keepsSecret: boolean): ConnectErrors => {
  const errors: Partial<Record<ConnectField, string>> = {};
  if (draft.siteUrl.trim() === '') errors.siteUrl = 'Enter the address of your Confluence site.';
  else if (siteOriginOf(draft.siteUrl) === null)
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
  siteUrl: siteOriginOf(draft.siteUrl) ?? draft.siteUrl.trim(),
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
