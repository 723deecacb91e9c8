import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ApiBaseProblem, parseApiBaseUrl } from './api-base.ts';
import { apiHref, appId, cloudId, envId } from './fake-gateway.ts';

const gatewayHref = `https://acme.atlassian.net/gateway/api/svc/confluence/apps/${appId}_${envId}`;
const api = { href: apiHref, form: 'api', cloudId, appId, envId, siteOrigin: null };
const gateway = { href: gatewayHref, form: 'gateway', cloudId: null, appId, envId, siteOrigin: 'https://acme.atlassian.net' };

describe('parseApiBaseUrl', () => {
  it('reads the api form', () => {
    expect(parseApiBaseUrl(apiHref)).toEqual({ ok: true, value: api });
  });

  it('reads the gateway form, whose host is the site', () => {
    expect(parseApiBaseUrl(gatewayHref)).toEqual({ ok: true, value: gateway });
  });

  it('reads both forms without an environment id', () => {
    const short = apiHref.replace(`_${envId}`, '');
    expect(parseApiBaseUrl(short)).toEqual({ ok: true, value: { ...api, href: short, envId: null } });
    const shortGateway = gatewayHref.replace(`_${envId}`, '');
    expect(parseApiBaseUrl(shortGateway)).toEqual({ ok: true, value: { ...gateway, href: shortGateway, envId: null } });
  });

  it.each([
    ['a trailing slash', `${apiHref}/`],
    ['several slashes', `${apiHref}//`],
    ['spaces around', `  ${apiHref}\t`],
    ['double quotes', `"${apiHref}"`],
    ['typographic quotes', `“${apiHref}”`],
    ['angle brackets', `<${apiHref}>`],
    ['a full stop after it', `${apiHref}.`],
    ['a line break inside, from a mail', `${apiHref.slice(0, 60)}\r\n ${apiHref.slice(60)}`],
    ['a zero-width space', `\u200b${apiHref}\ufeff`],
    ['an endpoint', `${apiHref}/changeSets`],
    ['a longer endpoint', `${apiHref}/changeSets/detail?changeSetId=cs-1`],
    ['a page endpoint', `${apiHref}/pages/submit/`],
    ['a query', `${apiHref}?spaceId=1`],
    ['a fragment', `${apiHref}#top`],
    ['an upper-case host', apiHref.replace('api.atlassian.com', 'API.Atlassian.COM')],
    ['the standard port', apiHref.replace('.com/', '.com:443/')],
  ])('cuts off %s', (_what, pasted) => {
    expect(parseApiBaseUrl(pasted)).toEqual({ ok: true, value: api });
  });

  it('keeps the pasted spelling of ids in the address but tells them in lower case', () => {
    const pasted = apiHref.replace(appId, appId.toUpperCase()).replace(cloudId, cloudId.toUpperCase());
    expect(parseApiBaseUrl(pasted)).toEqual({ ok: true, value: { ...api, href: pasted } });
  });

  const refused: readonly (readonly [ApiBaseProblem, string])[] = [
    ['empty', ''],
    ['empty', ' "" \n'],
    ['notUrl', 'ask Dee'],
    ['notUrl', `api.atlassian.com/svc/confluence/${cloudId}/apps/${appId}`],
    ['notHttps', apiHref.replace('https', 'http')],
    ['notUrl', 'javascript:alert(1)//x'],
    ['notHttps', 'ftp://api.atlassian.com/svc/confluence'],
    ['wrongHost', apiHref.replace('api.atlassian.com', 'api.atlassian.com.evil.com')],
    ['wrongHost', apiHref.replace('api.atlassian.com', 'api.atlassian.com:8443')],
    ['wrongHost', apiHref.replace('api.atlassian.com', 'ana:secret@api.atlassian.com')],
    ['wrongHost', apiHref.replace('api.atlassian.com', 'api.atlassian.com@evil.com')],
    ['wrongHost', gatewayHref.replace('acme.atlassian.net', 'evilatlassian.net')],
    ['wrongHost', gatewayHref.replace('acme.atlassian.net', 'acme.atlassian.net.evil.com')],
    ['wrongHost', gatewayHref.replace('acme.atlassian.net', 'wiki.acme.com')],
    ['wrongPath', 'https://acme.atlassian.net/wiki/spaces/ENG/overview'],
    ['wrongPath', 'https://api.atlassian.com/'],
    ['wrongPath', apiHref.replace('confluence', 'jira')],
    ['wrongPath', apiHref.replace(cloudId, '<cloud-id>')],
    ['wrongPath', `${apiHref}/workflows`],
    ['wrongPath', apiHref.replace(envId, 'production')],
    ['wrongPath', apiHref.replace(envId, '')],
    ['appIdMissing', apiHref.replace(`/${appId}_${envId}`, '')],
    ['appIdMissing', apiHref.replace(`/apps/${appId}_${envId}`, '')],
    ['appIdMissing', apiHref.replace(appId, 'app-id')],
    ['appIdMissing', gatewayHref.replace(`/${appId}_${envId}`, '/')],
  ];
  it.each(refused)('refuses with %s: %s', (problem, pasted) => {
    expect(parseApiBaseUrl(pasted)).toEqual({ ok: false, error: { kind: 'invalid', where: `apiBaseUrl.${problem}` } });
  });

  it('never accepts an address on another host, and reads its own result as itself', () => {
    const host = fc.oneof(fc.domain(), fc.constantFrom('api.atlassian.com', 'acme.atlassian.net'));
    const path = fc.oneof(fc.webPath(), fc.constantFrom(apiHref.slice(25), gatewayHref.slice(26)));
    fc.assert(
      fc.property(host, path, (name, rest) => {
        const parsed = parseApiBaseUrl(`https://${name}${rest}`);
        if (!parsed.ok) return;
        const { hostname } = new URL(parsed.value.href);
        expect(hostname === 'api.atlassian.com' || /^[a-z0-9-]+\.atlassian\.net$/.test(hostname)).toBe(true);
        expect(parsed.value.href.endsWith('/')).toBe(false);
        expect(parseApiBaseUrl(parsed.value.href)).toEqual(parsed);
      }),
    );
  });
});
