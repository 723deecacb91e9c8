import { type ConnectionInput, readConnectionFile } from '../../lib/domain/index.ts';

/** What pasting or choosing a file came to: the connection it describes, or why it describes none. */
export type ConnectionFileReading =
  | { readonly kind: 'file'; readonly input: ConnectionInput }
  | { readonly kind: 'wrong'; readonly because: string };

const because: Readonly<Record<string, string>> = {
  notJson: 'This is not a connection file: it is not JSON. Check that it was copied whole.',
  shape: 'This is not a connection file: it should be one JSON object.',
  version: 'This connection file is for a newer version of Sheaf. Update Sheaf, or ask for an older file.',
  siteUrl: '"siteUrl" is missing or not the address of a Confluence Cloud site.',
  credential: 'The file has neither "clientSecret" nor "brokerUrl".',
};

/** Enough to show what would be imported and to ask for the site's permission; the background reads the file again. */
export const readingOf = (text: string): ConnectionFileReading => {
  const input = readConnectionFile(text);
  if (input.ok) return { kind: 'file', input: input.value };
  const what = input.error.kind === 'invalid' ? input.error.where.replace('connectionFile.', '') : 'shape';
  return { kind: 'wrong', because: because[what] ?? `The file has no "${what}".` };
};
