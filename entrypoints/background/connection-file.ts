import * as z from 'zod/mini';
import { type ConnectionInput, fail, ok, type Result } from '../../lib/domain/index.ts';

/** What an administrator hands out, by file or by managed storage (docs/connect.md). Never holds a token. */
const connectionFile = z.object({
  sheafConnection: z.optional(z.literal(1)),
  siteUrl: z.string(),
  apiBaseUrl: z.string(),
  clientId: z.string(),
  clientSecret: z.optional(z.string()),
  brokerUrl: z.optional(z.string()),
});

const inputOf = (file: z.infer<typeof connectionFile>): Result<ConnectionInput> => {
  const { siteUrl, apiBaseUrl, clientId, clientSecret, brokerUrl } = file;
  if (brokerUrl !== undefined) return ok({ siteUrl, apiBaseUrl, clientId, credential: { kind: 'broker', url: brokerUrl } });
  if (clientSecret !== undefined) return ok({ siteUrl, apiBaseUrl, clientId, credential: { kind: 'secret', secret: clientSecret } });
  return fail({ kind: 'invalid', where: 'connectionFile.credential' });
};

/** Reads a connection file's text. Fails with `invalid`: `connectionFile.notJson`, `connectionFile.<field>`. */
export const readConnectionFile = (text: string): Result<ConnectionInput> => {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return fail({ kind: 'invalid', where: 'connectionFile.notJson' });
  }
  const parsed = z.safeParse(connectionFile, json);
  if (!parsed.success) return fail({ kind: 'invalid', where: `connectionFile.${parsed.error.issues[0]?.path.join('.') || 'shape'}` });
  return inputOf(parsed.data);
};

/** Connections that the company set: `{ "connections": [ … ] }`. Entries that cannot be read are left out. */
export const readManagedConnections = (values: Readonly<Record<string, unknown>> | null): readonly ConnectionInput[] => {
  const entries = values?.['connections'];
  if (!Array.isArray(entries)) return [];
  return entries.flatMap((entry: unknown) => {
    const parsed = z.safeParse(connectionFile, entry);
    const input = parsed.success ? inputOf(parsed.data) : null;
    return input?.ok ? [input.value] : [];
  });
};
