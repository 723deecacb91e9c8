import { fail, ok, type Result } from '../domain/index.ts';

/** Where one site's ApprovalFlow answers. Ids are lower-case, as Atlassian writes them. */
export interface ApiBase {
  /** As pasted, without what is not part of it. Never ends in a slash: the gateway refuses one. */
  readonly href: string;
  readonly form: 'api' | 'gateway';
  /** `null` in the gateway form: there the host says which site it is. */
  readonly cloudId: string | null;
  readonly appId: string;
  readonly envId: string | null;
  /** The site's origin in the gateway form, else `null`. */
  readonly siteOrigin: string | null;
}

/** Why a pasted text is not a base URL; told as `{ kind: 'invalid', where: 'apiBaseUrl.<problem>' }`. */
export type ApiBaseProblem = 'empty' | 'notUrl' | 'notHttps' | 'wrongHost' | 'wrongPath' | 'appIdMissing';

const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const cloud = new RegExp(`^${uuid}$`, 'i');
const installation = new RegExp(`^(${uuid})(?:_(${uuid}))?$`, 'i');
/** Custom domains are refused on purpose: the access token goes to this host, and a connection file may come from anybody. */
const siteHost = /^[a-z0-9-]+\.atlassian\.net$/;
/** White space (a mail may have wrapped the line), zero-width characters and soft hyphens: none belongs into a URL. */
const strayCharacters = /[\s\u00ad\u200b-\u200f\u2060\ufeff]+/g;
const wrappingStart = /^["'`<([{“”„‘’«»]+/;
const wrappingEnd = /["'`>)\]}“”„‘’«».,;]+$/;

const refuse = (problem: ApiBaseProblem) => fail({ kind: 'invalid' as const, where: `apiBaseUrl.${problem}` });

interface Place {
  readonly form: ApiBase['form'];
  readonly cloudId: string | null;
  /** Path up to and including `apps`. */
  readonly prefix: readonly string[];
  readonly rest: readonly string[];
}

/** Path segments as pasted; the fixed ones are compared in any case. */
const placeOf = (host: string, segments: readonly string[]): Place | null => {
  const fixed = segments.map((segment) => segment.toLowerCase());
  if (host === 'api.atlassian.com') {
    const cloudId = fixed[2] ?? '';
    if (fixed[0] !== 'svc' || fixed[1] !== 'confluence' || !cloud.test(cloudId)) return null;
    if (fixed[3] !== undefined && fixed[3] !== 'apps') return null;
    return { form: 'api', cloudId, prefix: segments.slice(0, 4), rest: segments.slice(4) };
  }
  const expected = ['gateway', 'api', 'svc', 'confluence'];
  if (expected.some((segment, index) => fixed[index] !== segment)) return null;
  if (fixed[4] !== undefined && fixed[4] !== 'apps') return null;
  return { form: 'gateway', cloudId: null, prefix: segments.slice(0, 5), rest: segments.slice(5) };
};

const urlOf = (text: string): URL | null => (URL.canParse(text) ? new URL(text) : null);

/**
 * Reads what an administrator pastes: either form, with or without environment id, with stray spaces, quotes or a slash, or a
 * whole endpoint or query, which is cut off. Fails with `invalid`, `where` being `apiBaseUrl.` and an `ApiBaseProblem`.
 */
export const parseApiBaseUrl = (pasted: string): Result<ApiBase> => {
  const text = pasted.replace(strayCharacters, '').replace(wrappingStart, '').replace(wrappingEnd, '');
  if (text === '') return refuse('empty');
  const url = urlOf(text);
  if (url === null || url.hostname === '') return refuse('notUrl');
  if (url.protocol !== 'https:') return refuse('notHttps');
  const isKnownHost = url.hostname === 'api.atlassian.com' || siteHost.test(url.hostname);
  if (!isKnownHost || url.port !== '' || url.username !== '' || url.password !== '') return refuse('wrongHost');

  const segments = url.pathname.split('/').filter((segment) => segment !== '');
  const place = placeOf(url.hostname, segments);
  if (place === null) return refuse('wrongPath');
  const [app, endpoint] = place.rest;
  if (app === undefined) return refuse('appIdMissing');
  const ids = installation.exec(app);
  const appId = ids?.[1];
  if (appId === undefined) return refuse(/^[0-9a-f-]{36}_/i.test(app) ? 'wrongPath' : 'appIdMissing');
  if (endpoint !== undefined && !/^(?:changeSets|pages)$/i.test(endpoint)) return refuse('wrongPath');
  return ok({
    href: `${url.origin}/${[...place.prefix, app].join('/')}`,
    form: place.form,
    cloudId: place.cloudId,
    appId: appId.toLowerCase(),
    envId: ids?.[2]?.toLowerCase() ?? null,
    siteOrigin: place.form === 'gateway' ? url.origin : null,
  });
};
