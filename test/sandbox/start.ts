/**
 * Starts the sandbox inside a test or a script, and hands out what browsers and clients need to reach it.
 *
 * `npm run sandbox` prints the same facts as one JSON line; here come the flags for browsers, a `fetch` that knows where the hosts
 * are, cookies for people who are signed in, and the control contract with typed answers.
 */
import { request as httpsRequest } from 'node:https';
import { centralBaseUrl, siteBaseUrl } from './approvalflow/index.ts';
import { sessionCookie } from './confluence/index.ts';
import type { Fault } from './faults.ts';
import type { LogEntry } from './log.ts';
import type { ApprovalStatus, AuditEntry, Person, Workflow } from './model.ts';
import { accountCookie, pipelineClient, sheafClient } from './oauth/index.ts';
import { referencePages } from './outside/index.ts';
import { apiToken } from './product-calls.ts';
import type { FreshnessSeed } from './seed/freshness.ts';
import { brokerUrl, type RunningServer, servedHosts, startServer } from './server.ts';
import { appIdentity, mainHost, type SandboxSite } from './world.ts';

export type { Fault, LogEntry };

export interface SandboxFacts {
  port: number;
  site: string;
  apiBaseUrl: string;
  gatewayBaseUrl: string;
  clientId: string;
  clientSecret: string;
  redirectUris: readonly string[];
  /** SHA-256 of the certificate's key, base64. */
  spki: string;
  /** Short names of everybody who can sign in; the last may not be a member of the first site. */
  users: readonly string[];
  spaces: readonly { id: string; key: string; name: string }[];
  /** Both sites, the first one again included. */
  sites: readonly {
    host: string;
    cloudId: string;
    apiBaseUrl: string;
    gatewayBaseUrl: string;
    spaces: readonly { id: string; key: string; name: string }[];
  }[];
  /** The other program's OAuth client. */
  pipeline: { clientId: string; clientSecret: string };
  brokerUrl: string;
  /** Pages outside Confluence that link pages of ENG, of OPS, a whiteboard and another site. */
  referencePages: { pullRequest: string; issue: string };
  /** The password of Basic auth on a site's REST APIs; the user name is a person's email. */
  apiToken: string;
  emails: Readonly<Record<string, string>>;
}

/** What each control verb answers. */
export interface ControlAnswers {
  session: { user: string; accountId: string };
  token: { accessToken: string };
  reset: { ok: true };
  seed: { changeSets: number; pages: number; spaceId: string };
  edit: { version: number };
  restore: { version: number };
  attach: { version: number };
  freshness: FreshnessSeed;
  decide: { status: ApprovalStatus };
  faults: Fault & readonly Fault[];
  app: { restApiEnabled: boolean; licensed: boolean };
  audit: readonly AuditEntry[];
  log: readonly LogEntry[];
  oauth: { access: number; refresh: number };
  clock: { now: string };
  workflow: Workflow | { workflow: string | null };
  trash: { status: string };
  move: { spaceId: string };
  restrict: { viewers: readonly string[] | null; editors: readonly string[] | null };
  pages: readonly { id: string; spaceId: string; title: string; version: number; status: string; type: string }[];
  tree: { id: string; pages: number; pageIds: readonly string[] };
  label: { labels: readonly string[] };
  variants: Readonly<Record<string, string>>;
}

/** As Playwright's `addCookies` takes it. */
export interface SignedInCookie {
  name: string;
  value: string;
  domain: string;
  path: '/';
  secure: true;
  httpOnly: true;
  sameSite: 'Lax';
}

export interface Sandbox extends SandboxFacts {
  /** Flags that send Chromium to the sandbox, trust its certificate, and let no other host resolve. */
  hostArgs: readonly string[];
  /** Preferences that do the same for Firefox (certificates: `acceptInsecureCerts`). */
  firefoxPreferences: Readonly<Record<string, string>>;
  /** PEM, for clients that take a certificate authority. */
  certificate: string;
  /** `fetch` for the sandbox's hosts, certificate checked, redirects not followed. */
  fetch(input: string | URL | Request, init?: RequestInit): Promise<Response>;
  /** GET without a body, POST with one. Throws with the sandbox's own words when it refuses. */
  control<Verb extends keyof ControlAnswers>(
    verb: Verb | `/__sandbox/${Verb}`,
    body?: Readonly<Record<string, unknown>>,
  ): Promise<ControlAnswers[Verb]>;
  /** Cookies of a person signed in on each of their sites; on auth.atlassian.com too, as `account` when that is somebody else, not at all when it is `null`. */
  cookiesOf(user: string, account?: string | null): SignedInCookie[];
  close(): Promise<void>;
}

/** What `npm run sandbox` prints. */
export function factsOf(server: RunningServer): SandboxFacts {
  const { sites } = server.world();
  const baseUrls = (site: SandboxSite) => ({
    apiBaseUrl: centralBaseUrl(site.cloudId, appIdentity),
    gatewayBaseUrl: siteBaseUrl(site.host, appIdentity),
  });
  const listed = sites.map((site) => ({
    host: site.host,
    cloudId: site.cloudId,
    ...baseUrls(site),
    spaces: site.content.spaces().map(({ id, key, name }) => ({ id, key, name })),
  }));
  const main = sites.find((site) => site.host === mainHost);
  const mainListed = listed.find((site) => site.host === mainHost);
  if (main === undefined || mainListed === undefined) throw new Error(`No site ${mainHost}.`);
  const people = main.content.people().filter((person) => person.accountType === 'atlassian');
  return {
    port: server.port,
    site: main.host,
    ...baseUrls(main),
    clientId: sheafClient.id,
    clientSecret: sheafClient.secret,
    redirectUris: sheafClient.redirectUris,
    spki: server.certificate.spki,
    users: people.map((person) => person.key),
    spaces: mainListed.spaces,
    sites: listed,
    pipeline: { clientId: pipelineClient.id, clientSecret: pipelineClient.secret },
    brokerUrl,
    referencePages,
    apiToken,
    emails: Object.fromEntries(people.map((person) => [person.key, person.email])),
  };
}

const chromiumHostArgs = (port: number, spki: string): string[] => {
  const names = [...servedHosts.filter((host) => !host.endsWith('.atlassian.net')), '*.atlassian.net'];
  const rules = [...names.map((name) => `MAP ${name} 127.0.0.1:${port}`), 'MAP * ~NOTFOUND', 'EXCLUDE 127.0.0.1'];
  return [`--host-resolver-rules=${rules.join(', ')}`, `--ignore-certificate-errors-spki-list=${spki}`];
};

/** @see reference/browser-facts.md section 9: the way without a proxy. */
const firefoxHostPreferences = (port: number): Record<string, string> => ({
  'network.dns.localDomains': servedHosts.join(','),
  'network.socket.forcePort': `443=${port}`,
});

/** One request over node:https: Node's own fetch cannot be told where a host is. */
const createFetch =
  (port: number, certificate: string): Sandbox['fetch'] =>
  async (input, init) => {
    const request = new Request(input, init);
    const url = new URL(request.url);
    const body = new Uint8Array(await request.arrayBuffer());
    return new Promise<Response>((resolve, reject) => {
      const outgoing = httpsRequest(
        {
          host: '127.0.0.1',
          port,
          servername: url.hostname === '127.0.0.1' ? '' : url.hostname,
          ca: certificate,
          method: request.method,
          path: `${url.pathname}${url.search}`,
          headers: {
            ...Object.fromEntries(request.headers),
            host: url.host,
            ...(body.length > 0 ? { 'content-length': body.length } : {}),
          },
          signal: request.signal,
        },
        (incoming) => {
          const chunks: Buffer[] = [];
          incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
          incoming.on('error', reject);
          incoming.on('end', () => {
            const headers = new Headers();
            for (const [name, value] of Object.entries(incoming.headers)) {
              for (const item of Array.isArray(value) ? value : [value]) if (item !== undefined) headers.append(name, item);
            }
            const status = incoming.statusCode ?? 500;
            resolve(new Response(status === 204 || status === 304 ? null : Buffer.concat(chunks), { status, headers }));
          });
        },
      );
      outgoing.on('error', reject);
      outgoing.end(body);
    });
  };

const cookieOn = (domain: string, setCookie: string): SignedInCookie => {
  const [pair = ''] = setCookie.split(';');
  const at = pair.indexOf('=');
  return { name: pair.slice(0, at), value: pair.slice(at + 1), domain, path: '/', secure: true, httpOnly: true, sameSite: 'Lax' };
};

/** Our own server's answer; its shape is `ControlAnswers`. */
const parseJson = <T>(text: string): T => {
  const parsed: unknown = JSON.parse(text);
  return parsed as T;
};

/** Starts a sandbox of its own. `port` 0 or left out: any free one. */
export async function startSandbox(options: { port?: number } = {}): Promise<Sandbox> {
  const server = await startServer({ port: options.port ?? 0 });
  const facts = factsOf(server);
  const { certificate } = server.certificate;
  const send = createFetch(server.port, certificate);

  const personCalled = (key: string): Person => {
    const person = server.world().sites.flatMap((site) => site.content.person(key) ?? [])[0];
    if (person === undefined) throw new Error(`Nobody is called ${key}.`);
    return person;
  };

  const control: Sandbox['control'] = async (verb, body) => {
    const path = verb.startsWith('/') ? verb : `/__sandbox/${verb}`;
    const init = body === undefined ? {} : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
    const response = await send(`https://${mainHost}${path}`, init);
    const text = await response.text();
    if (!response.ok) throw new Error(`${path}: ${text}`);
    return parseJson(text);
  };

  return {
    ...facts,
    hostArgs: chromiumHostArgs(server.port, facts.spki),
    firefoxPreferences: firefoxHostPreferences(server.port),
    certificate,
    fetch: send,
    control,
    cookiesOf: (user, account = user) => {
      const person = personCalled(user);
      const sites = server.world().sites.filter((site) => person.sites.includes(site.host));
      return [
        ...sites.map((site) => cookieOn(site.host, sessionCookie(person, site))),
        ...(account === null ? [] : [cookieOn('auth.atlassian.com', accountCookie(personCalled(account)))]),
      ];
    },
    close: server.close,
  };
}
