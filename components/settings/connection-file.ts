import { siteOriginOf } from './connect-input.ts';

/**
 * A connection file, as an administrator hands it out:
 *
 * { "sheafConnection": 1, "siteUrl": "https://…", "apiBaseUrl": "https://…", "clientId": "…", "clientSecret": "…" }
 *
 * with `brokerUrl` in place of `clientSecret` where a token broker keeps the secret. Other fields are ignored.
 */
export interface ConnectionFilePreview {
  readonly siteOrigin: string;
  readonly clientId: string;
  readonly credential: 'secret' | 'broker';
}

export type ConnectionFileReading =
  | { readonly kind: 'file'; readonly preview: ConnectionFilePreview }
  | { readonly kind: 'wrong'; readonly because: string };

const wrong = (because: string): ConnectionFileReading => ({ kind: 'wrong', because });

const recordOf = (text: string): Readonly<Record<string, unknown>> | null => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
  } catch {
    return null;
  }
};

/** Enough to show what would be imported and to ask for the site's permission; the background reads the file itself. */
export const readConnectionFile = (text: string): ConnectionFileReading => {
  const file = recordOf(text);
  if (file === null) return wrong('This is not a connection file: it is not JSON. Check that it was copied whole.');
  if (file['sheafConnection'] !== 1)
    return wrong('This is not a connection file that this version understands: "sheafConnection": 1 is missing.');
  const field = (name: string): string | null => {
    const value = file[name];
    return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
  };
  const missing = ['siteUrl', 'apiBaseUrl', 'clientId'].find((name) => field(name) === null);
  if (missing !== undefined) return wrong(`The file has no "${missing}".`);
  if (field('clientSecret') === null && field('brokerUrl') === null) return wrong('The file has neither "clientSecret" nor "brokerUrl".');
  const siteOrigin = siteOriginOf(field('siteUrl') ?? '');
  if (siteOrigin === null) return wrong('"siteUrl" is not the address of a Confluence Cloud site.');
  return {
    kind: 'file',
    preview: { siteOrigin, clientId: field('clientId') ?? '', credential: field('clientSecret') === null ? 'broker' : 'secret' },
  };
};
