/** The pages of auth.atlassian.com: choose an account, allow or refuse, something went wrong. */
import { html } from 'hono/html';
import type { Person } from '../model.ts';
import type { AuthorizeRequest } from './authorize.ts';
import { registeredScopes } from './clients.ts';

type Markup = ReturnType<typeof html>;

const style = html`<style>
  body { font: 16px/1.5 system-ui, sans-serif; background: #f7f8f9; color: #292a2e; margin: 0; }
  main { max-width: 26rem; margin: 3rem auto; padding: 2rem; background: #fff; border: 1px solid #dcdfe4; border-radius: 8px; }
  h1 { font-size: 1.25rem; }
  label, select { display: block; margin-block: 0.5rem; font: inherit; width: 100%; }
  button { font: inherit; padding: 0.5rem 1rem; margin: 0.25rem 0.25rem 0.25rem 0; border: 1px solid #7d818a; border-radius: 4px; background: #fff; }
  button.primary { background: #1868db; border-color: #1868db; color: #fff; }
  ul.plain { list-style: none; padding: 0; }
</style>`;

const layout = (title: string, content: Markup) => html`<!doctype html>
<html lang="en">
  <head><meta charset="utf-8" /><meta name="viewport" content="width=device-width" /><title>${title}</title>${style}</head>
  <body><main>${content}</main></body>
</html>`;

/** Plain failure: nothing is sent back, since the address to send it to cannot be trusted. */
export const errorPage = (message: string) =>
  layout(
    'Something went wrong',
    html`<h1>Something went wrong</h1><p>Please contact the developer of the app.</p><p id="error">${message}</p>`,
  );

/** `continueTo`: the query of the authorization to go on with. */
export const accountPage = (people: readonly Person[], continueTo: string) =>
  layout(
    'Choose an account',
    html`<h1>Choose an account</h1>
      <form method="post" action="/login">
        <input type="hidden" name="continue" value="${continueTo}" />
        <ul class="plain">
          ${people.map(
            (person) =>
              html`<li><button type="submit" name="account" value="${person.key}" data-account="${person.key}">Continue as ${person.displayName}</button></li>`,
          )}
        </ul>
      </form>`,
  );

const accountLine = (person: Person, query: string): Markup =>
  html`<p>Signed in as <strong id="account">${person.displayName}</strong>. <a href="/login?${query}">Use another account</a></p>`;

/** Refusal in the words that people report when `sns` is missing. */
export const noScopesPage = (request: AuthorizeRequest, person: Person, query: string) =>
  layout(
    'Authorize app',
    html`<h1>${request.client.name} is requesting access</h1>
      ${accountLine(person, query)}
      <p id="error">${request.client.name} has not requested any supported Atlassian scopes.</p>
      <form method="post" action="/authorize?${query}">
        <button type="submit" id="deny" name="decision" value="deny">Deny</button>
      </form>`,
  );

export const consentPage = (request: AuthorizeRequest, person: Person, sites: readonly { host: string; name: string }[], query: string) =>
  layout(
    'Authorize app',
    html`<h1>${request.client.name} is requesting access to your Atlassian account</h1>
      ${accountLine(person, query)}
      <form method="post" action="/authorize?${query}">
        <label for="site">Authorize for site</label>
        <select id="site" name="site">${sites.map((site) => html`<option value="${site.host}">${site.host}</option>`)}</select>
        <p>It would like to:</p>
        <ul>${request.scopes.map((scope) => html`<li data-scope="${scope}">${registeredScopes[scope] ?? scope}</li>`)}</ul>
        <button type="submit" id="accept" class="primary" name="decision" value="accept">Accept</button>
        <button type="submit" id="deny" name="decision" value="deny">Deny</button>
      </form>`,
  );
