import { type ConnectDraft, emptyDraft } from './connect-input.ts';

/** Half-filled forms, kept while the tab lives, one per connection and one for a new one. Never the secret. */
export interface ConnectDrafts {
  read(form: string): ConnectDraft | null;
  write(form: string, draft: ConnectDraft): void;
  forget(form: string): void;
}

const textOf = (record: Readonly<Record<string, unknown>>, field: string): string => {
  const value = record[field];
  return typeof value === 'string' ? value : '';
};

const parse = (kept: string): ConnectDraft | null => {
  try {
    const value: unknown = JSON.parse(kept);
    if (typeof value !== 'object' || value === null) return null;
    const record = { ...value };
    return {
      ...emptyDraft,
      siteUrl: textOf(record, 'siteUrl'),
      apiBaseUrl: textOf(record, 'apiBaseUrl'),
      clientId: textOf(record, 'clientId'),
      brokerUrl: textOf(record, 'brokerUrl'),
      credential: textOf(record, 'credential') === 'broker' ? 'broker' : 'secret',
    };
  } catch {
    return null;
  }
};

export const createConnectDrafts = (storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>): ConnectDrafts => {
  const key = (form: string): string => `sheaf-connect-${form}`;
  return {
    read: (form) => {
      const kept = storage.getItem(key(form));
      return kept === null ? null : parse(kept);
    },
    write: (form, draft) => storage.setItem(key(form), JSON.stringify({ ...draft, secret: '' })),
    forget: (form) => storage.removeItem(key(form)),
  };
};
