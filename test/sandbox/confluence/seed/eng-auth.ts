/** ENG: the seven pages of the "Auth API v2" change, and the page above them. */
import type { PagePlan } from './plan.ts';
import { revised, since } from './plan.ts';
import {
  code,
  excerpt,
  excerptInclude,
  expand,
  h2,
  h3,
  image,
  info,
  jira,
  note,
  ol,
  p,
  table,
  tasks,
  tip,
  toc,
  ul,
  warning,
} from './storage.ts';

export const authPages: readonly PagePlan[] = [
  {
    slug: 'eng/auth',
    title: 'Auth API',
    history: ['ana 412 Moved here from the old handbook', 'ben 300 Owners updated', 'ana 64 Links to v2'],
    labels: ['api', 'auth'],
    body: [
      p(
        'Everything that an integration needs to get a token, keep it and give it back. Owned by the Identity team; ask in #identity or mention @ana.',
      ),
      h2('Where to start'),
      ul(
        'New integration: read the [[SDK quickstart]] first, then [[Token endpoint]].',
        'Upgrading from v1: the [[Migration guide]] lists every change in the order you will meet it.',
        'Something fails: look the code up in [[Error codes]].',
      ),
      since(
        3,
        info('Version 2 replaces the long-lived keys of version 1. Keys issued before the switch keep working until {date:2027-03-31}.'),
      ),
      table(['Version', 'State', 'Support ends'], ['v1', '{yellow|MAINTENANCE}', '{date:2027-03-31}'], ['v2', '{green|CURRENT}', '–']),
    ],
  },
  {
    slug: 'eng/auth/token-endpoint',
    title: 'Token endpoint',
    parent: 'eng/auth',
    history: [
      'ana 390 First version',
      'ana 371 Error table',
      'ben 340 Wording after review',
      'ana 268 Scopes',
      'chi 215 Typo in the example',
      'ana 190 Refresh tokens',
      'ana 122 Client assertion',
      'ben 96 Lifetimes corrected',
      'ana 61',
      'ana 40 Diagram redrawn',
      'ana 12 Prepared for v2',
    ],
    labels: ['api', 'auth', 'reference'],
    comments: [
      {
        author: 'chi',
        daysAgo: 214,
        body: p('The example used `client_secret_basic` in the header and in the body at once. I took it out of the body.'),
        replies: [{ author: 'ana', daysAgo: 213, body: p('Thank you, that one has confused two customers already.') }],
      },
    ],
    body: [
      toc(),
      excerpt(
        p(
          '`POST /oauth2/token` exchanges a grant for an access token. Access tokens are opaque, live for **15 minutes** and are bound to the client that asked for them.',
        ),
      ),
      since(10, image('token-flow.png', 'Client, gateway and identity service exchanging a grant for a token')),
      h2('Request'),
      table(
        ['Parameter', 'Required', 'Notes'],
        ['`grant_type`', 'yes', '`client_credentials`, `authorization_code` or `refresh_token`'],
        ['`client_id`', 'yes', 'As shown in the developer console'],
        ['`scope`', 'no', 'Space separated; the default is everything granted to the client'],
      ),
      since(
        7,
        p('Confidential clients authenticate with a signed assertion. A shared secret is still accepted for clients created before v2.'),
      ),
      code(
        'bash',
        `curl -sS https://api.acme.example/oauth2/token \\
  -d grant_type=client_credentials \\
  -d client_id=$CLIENT_ID \\
  -d scope="orders:read orders:write"`,
      ),
      h2('Response'),
      code(
        'json',
        `{\n  "access_token": "at_9f2c…",\n  "token_type": "Bearer",\n  "expires_in": 900,\n  "scope": "orders:read orders:write"\n}`,
      ),
      since(
        6,
        h3('Refresh tokens'),
        p(
          'Refresh tokens rotate: each use returns a new one and retires the old. Using a retired token twice ends the whole family, because one of the two holders is not the client.',
        ),
      ),
      revised({
        1: p('Tokens live for one hour.'),
        8: p('Access tokens live for 15 minutes, refresh tokens for 30 days without use and 180 days in all.'),
        11: p('Access tokens live for 15 minutes, refresh tokens for 30 days without use and 365 days in all.'),
      }),
      since(
        2,
        h2('Failures'),
        p(
          'The body is always JSON. `error` is stable and meant for programs, `error_description` is for people and may change. See [[Error codes]].',
        ),
      ),
      since(
        4,
        warning(
          'A scope that the client does not hold is dropped without an error. Compare `scope` in the answer with what you asked for.',
        ),
      ),
    ],
  },
  {
    slug: 'eng/auth/install-guide',
    title: 'Install guide',
    parent: 'eng/auth',
    history: [
      'ben 380 First version',
      'ben 350',
      'ana 301 Docker image',
      'chi 188 Proxy notes',
      'ben 77 Version bump',
      'ana 11 Prepared for v2',
    ],
    labels: ['guide', 'auth'],
    body: [
      p('Installs the token agent beside your service. Ten minutes on a machine with Docker; longer behind a proxy.'),
      h2('Before you begin'),
      tasks(
        '- A client id from the developer console',
        '- Outgoing HTTPS to `api.acme.example`',
        '- A directory that survives a restart, for the signing key',
      ),
      h2('Steps'),
      ol(
        'Create the key pair: `acme-auth keygen --out /var/lib/acme-auth`.',
        'Upload the public half in the developer console, under **Keys**.',
        'Start the agent with the compose file below.',
        'Check it: `curl localhost:7070/healthz` answers `ok`.',
      ),
      since(
        3,
        code(
          'yaml',
          `services:\n  acme-auth:\n    image: registry.acme.example/auth-agent:2.0\n    volumes:\n      - /var/lib/acme-auth:/keys:ro\n    environment:\n      CLIENT_ID: "\${CLIENT_ID}"\n    ports: ["127.0.0.1:7070:7070"]`,
        ),
      ),
      since(
        4,
        expand(
          'Behind a proxy',
          p('Set `HTTPS_PROXY`. The agent does not read `NO_PROXY` patterns with a leading star; write the suffix with a dot.'),
          note('A proxy that breaks TLS open must be added to the trust store of the image.'),
        ),
      ),
      since(
        6,
        tip('Version 2 of the agent reads the configuration of version 1. Keep the old container for a day; going back is one command.'),
      ),
    ],
  },
  {
    slug: 'eng/auth/migration-guide',
    title: 'Migration guide',
    formerTitles: { 2: 'Moving to v2' },
    parent: 'eng/auth',
    history: [
      'ana 70 Draft for comments',
      'ana 58 After the first two customers',
      'ana 44 Renamed',
      'ben 30 Dates',
      'ana 12 Prepared for v2',
    ],
    labels: ['guide', 'auth'],
    body: [
      excerptInclude('Token endpoint'),
      h2('What changes'),
      table(
        ['', 'v1', 'v2'],
        ['Credential', 'API key in a header', 'Short-lived access token'],
        ['Lifetime', 'until revoked', '15 minutes'],
        ['Rotation', 'by hand', 'automatic'],
        ['Errors', 'plain text', 'JSON, see [[Error codes]]'],
      ),
      h2('Order of work'),
      ol(
        'Update the SDK to 4.x. It speaks both versions, so nothing else changes yet.',
        'Create a v2 client and give it the same scopes as the key.',
        'Switch one service. Watch `auth.token.rejected` for a day.',
        'Switch the rest, then revoke the key.',
      ),
      since(
        2,
        note(
          'Jobs that run longer than 15 minutes need a refresh in the middle. The SDK does this by itself; hand-written clients usually do not.',
        ),
      ),
      since(4, p('Last day of v1: {date:2027-03-31}. Requests with a key get 410 from then on.')),
      p('Tracked in the migration board:'),
      jira('IDN-412'),
    ],
  },
  {
    slug: 'eng/auth/rate-limits',
    title: 'Rate limits',
    parent: 'eng/auth',
    history: ['chi 330 First version', 'chi 290 Burst', 'ana 140 Numbers of the new gateway', 'ana 13 Prepared for v2'],
    labels: ['api', 'reference'],
    body: [
      p('Limits are counted per client, not per token: asking for more tokens does not buy more requests.'),
      revised({
        1: table(['Plan', 'Requests a minute', 'Burst'], ['Free', '60', '10'], ['Team', '600', '50'], ['Enterprise', 'by contract', '200']),
        3: table(
          ['Plan', 'Requests a minute', 'Burst'],
          ['Free', '60', '20'],
          ['Team', '1,200', '100'],
          ['Enterprise', 'by contract', '500'],
        ),
        4: table(
          ['Plan', 'Requests a minute', 'Burst', 'Token requests an hour'],
          ['Free', '60', '20', '30'],
          ['Team', '1,200', '100', '240'],
          ['Enterprise', 'by contract', '500', '2,000'],
        ),
      }),
      h2('When you meet one'),
      p('The answer is 429 with `Retry-After` in seconds. Wait at least that long, add a random part, and do not retry in parallel.'),
      code('http', 'HTTP/1.1 429 Too Many Requests\nRetry-After: 7\nX-RateLimit-Limit: 1200\nX-RateLimit-Remaining: 0'),
      since(2, info('Bursts refill within one second. A steady client never sees them.')),
    ],
  },
  {
    slug: 'eng/auth/error-codes',
    title: 'Error codes',
    parent: 'eng/auth',
    history: [
      'ana 388 First version',
      'ben 372',
      'ben 310 Sorted',
      'ana 260',
      'ana 189 Refresh errors',
      'chi 150 Clearer advice',
      'ana 12 Prepared for v2',
    ],
    labels: ['api', 'reference'],
    body: [
      p('One row an error. If you meet one that is not here, write to @chi: it is a bug in this page.'),
      table(
        ['Code', 'HTTP', 'What to do'],
        ['`invalid_client`', '401', 'Check the client id; keys are uploaded per environment'],
        ['`invalid_grant`', '400', 'The code or refresh token was used, expired or belongs to another client: start over'],
        ['`invalid_scope`', '400', 'None of the scopes asked for is held by the client'],
        ['`slow_down`', '429', 'See [[Rate limits]]'],
      ),
      since(
        5,
        h2('After a refresh'),
        p(
          '`invalid_grant` with `reason: reused` means that a retired refresh token came back. All tokens of that family are dead. Sign in again and find the second copy.',
        ),
      ),
      since(
        7,
        h2('New in v2'),
        table(
          ['Code', 'HTTP', 'What to do'],
          ['`key_rotated`', '401', 'The signing key was replaced; reload it and repeat once'],
          ['`client_suspended`', '403', '{red|STOP} Do not retry; ask the owner of the client'],
        ),
      ),
    ],
  },
  {
    slug: 'eng/auth/sdk-quickstart',
    title: 'SDK quickstart',
    parent: 'eng/auth',
    history: ['ben 240 First version', 'ben 200 Python', 'ana 90 SDK 4', 'ana 11 Prepared for v2'],
    labels: ['guide', 'sdk'],
    body: [
      p('From nothing to a first call in five minutes. The SDK fetches, caches and refreshes tokens; you never see one.'),
      h2('TypeScript'),
      revised({
        1: code('javascript', `const acme = require('acme');\nconst client = acme.connect({ apiKey: process.env.ACME_KEY });`),
        3: code(
          'typescript',
          `import { connect } from '@acme/sdk';\n\nconst client = await connect({ clientId: process.env.ACME_CLIENT_ID });\nconst orders = await client.orders.list({ limit: 10 });\nif (orders.length > 0 && orders[0].total < 100) console.log(orders[0]);`,
        ),
      }),
      since(
        2,
        h2('Python'),
        code(
          'python',
          `from acme import connect\n\nclient = connect(client_id=os.environ["ACME_CLIENT_ID"])\nfor order in client.orders.list(limit=10):\n    print(order.id, order.total)`,
        ),
      ),
      since(
        4,
        warning(
          'SDK 3 sends keys, not tokens, and stops working on {date:2027-03-31}. Update before you switch the server: see [[Migration guide]].',
        ),
      ),
    ],
  },
  {
    slug: 'eng/auth/changelog',
    title: 'Changelog',
    parent: 'eng/auth',
    history: [
      'ana 390 2.0 planned',
      'ben 352 1.8',
      'ana 322',
      'ben 299 1.9',
      'ana 270',
      'chi 241 1.9.1',
      'ana 202',
      'ben 180 1.10',
      'ana 150',
      'chi 118',
      'ana 92 SDK 4',
      'ben 63',
      'ana 41',
      'ana 25',
      'ana 12 Prepared for v2',
    ],
    labels: ['auth', 'release-notes'],
    body: [
      p('Newest first. Dates are those of production.'),
      since(
        15,
        h2('2.0'),
        ul(
          '{green|NEW} Access tokens replace API keys: [[Token endpoint]]',
          '{green|NEW} Key rotation without downtime',
          '{yellow|CHANGED} Error bodies are JSON: [[Error codes]]',
          '{red|REMOVED} `GET /v1/keys`',
        ),
      ),
      since(11, h2('SDK 4'), ul('Speaks v1 and v2', 'Node 20 or newer')),
      since(8, h2('1.10'), ul('Limits per client: [[Rate limits]]', 'Smaller token answers')),
      since(6, h2('1.9.1'), ul('Fixes a wrong `expires_in` under clock skew')),
      since(4, h2('1.9'), ul('Refresh tokens for the authorization code grant')),
      since(2, h2('1.8'), ul('`scope` in the answer')),
      h2('1.7'),
      ul('First public version'),
    ],
  },
];
