/** Where an administrator finds the switch, as Atlassian's menus name it. */
export const switchPath = 'Atlassian Administration > Apps > Connected apps > ApprovalFlow > App REST APIs';

export interface AdministratorRequest {
  readonly callbackUrl: string;
  readonly scopes: readonly string[];
  /** `null` when no site is known yet. */
  readonly siteOrigin: string | null;
}

/** A message ready to be sent: most people who review cannot register an OAuth app. */
export const administratorRequest = ({ callbackUrl, scopes, siteOrigin }: AdministratorRequest): string => {
  const site = siteOrigin ?? 'our Confluence site';
  return `Hello,

I would like to use Sheaf, a browser extension for reviewing Confluence change sets, on ${site}. It uses ApprovalFlow's REST API under my own name and sends nothing to anybody else. Could you set up three things?

1. Switch on ApprovalFlow's API
   ${switchPath}
   The base URL is shown there once the switch is on. I need it.

2. Register an OAuth 2.0 (3LO) app
   https://developer.atlassian.com/console/myapps > Create > OAuth 2.0 integration
   You must be a member of ${site}.
   Permissions > Add Marketplace or custom app > ${siteOrigin === null ? 'the site' : new URL(siteOrigin).host} > ApprovalFlow, with these scopes:
${scopes.map((scope) => `     ${scope}`).join('\n')}
   Authorization > OAuth 2.0 (3LO) > Callback URL:
     ${callbackUrl}
   (Each browser has its own callback URL and an app holds one: another browser needs another app.)
   Distribution > Sharing, if people other than you will sign in.

3. Send me the details as a connection file, in a safe way since it holds the secret:
${JSON.stringify(
  {
    sheafConnection: 1,
    siteUrl: siteOrigin ?? 'https://your-company.atlassian.net',
    apiBaseUrl: 'the base URL from step 1',
    clientId: 'from the app’s Settings',
    clientSecret: 'from the app’s Settings',
  },
  null,
  2,
)}

Thank you!
`;
};
