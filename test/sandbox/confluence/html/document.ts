/** The whole document around a screen, as the server sends it first. */
import { avatarPath } from '../rest/v2-shapes.ts';
import { icon, type Markup, markup, trusted } from './markup.ts';
import type { Scope, View } from './scope.ts';

const userMenu = (scope: Scope): Markup => {
  const theme = (mode: 'light' | 'dark', name: string): Markup =>
    markup`<button type="button" role="menuitemradio" aria-checked="${scope.colorMode === mode ? 'true' : 'false'}" data-theme-choice="${mode}"><span class="menu-check" aria-hidden="true">${icon('check')}</span>${name}</button>`;
  return markup`<div class="menu-anchor"><button type="button" class="avatar-button" id="user-menu-button" aria-haspopup="menu" aria-expanded="false" aria-controls="user-menu" aria-label="Account: ${scope.person.displayName}"><img class="avatar avatar-large" src="${avatarPath(scope.person)}" alt="" width="32" height="32"></button><div class="menu" id="user-menu" role="menu" aria-labelledby="user-menu-button" hidden><div class="menu-head" role="none"><strong>${scope.person.displayName}</strong><span class="quiet">${scope.person.email}</span></div><div role="group" aria-label="Theme"><div class="menu-heading" role="presentation" aria-hidden="true">Theme</div>${theme('light', 'Light')}${theme('dark', 'Dark')}</div><div class="menu-rule" role="separator"></div><a role="menuitem" href="/login" data-full-load>Switch account</a><form method="post" action="/logout" role="none"><button type="submit" role="menuitem">Log out</button></form></div></div>`;
};

const topNavigation = (scope: Scope): Markup =>
  markup`<header class="top-nav" data-testid="grid-topNav" data-layout-slot="true"><button type="button" class="icon-button" data-opens="sidebar" aria-expanded="false" aria-controls="side-navigation" aria-label="Sidebar">${icon('menu')}</button><a class="product" href="/wiki/home"><span class="product-mark" aria-hidden="true"></span><span class="product-name">Confluence</span><span class="site-name">${scope.site.name}</span></a><form class="search" role="search" data-search><label><span class="visually-hidden">Search</span>${icon('search')}<input type="search" name="text" placeholder="Search" autocomplete="off"></label></form>${userMenu(scope)}</header>`;

const metaTags = (view: View): Markup[] =>
  Object.entries(view.metas).map(([name, content]) => markup`<meta name="${name}" content="${content}">`);

/** `<` cannot end the block that carries it. */
const stateBlock = (view: View): Markup =>
  trusted(
    `<script type="application/json" id="view-state">${JSON.stringify({ kind: view.kind, redirect: view.redirect, page: view.page }).replaceAll('<', '\\u003c')}</script>`,
  );

export const siteDocument = (scope: Scope, view: View): string =>
  `<!doctype html>${
    markup`<html lang="en" data-theme="light:light dark:dark spacing:spacing typography:typography" data-color-mode="${scope.colorMode}" data-contrast-mode="no-preference">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${view.documentTitle}</title>
${metaTags(view)}
<link rel="icon" href="/wiki/s/confluence.svg" type="image/svg+xml">
<link rel="stylesheet" href="/wiki/s/tokens.css">
<link rel="stylesheet" href="/wiki/s/site.css">
<link rel="stylesheet" href="/wiki/s/content.css">
<script type="module" src="/wiki/s/site.js"></script>
</head>
<body id="com-atlassian-confluence" class="confluence-dashboard">
<a class="skip-link" href="#AkMainContent">Skip to content</a>
<div id="app">
<div id="unsafe-design-system-page-layout-root" data-testid="page-layout.root">
${topNavigation(scope)}
<nav class="side-nav" id="side-navigation" data-testid="grid-left-sidebar" data-layout-slot="true" aria-label="Space"><div data-testid="space-navigation" id="region-sidebar">${trusted(view.regions.sidebar)}</div></nav>
<main class="main" id="AkMainContent" tabindex="-1" data-testid="page-layout.main" data-kind="${view.kind}"><div class="main-column"><div id="region-header">${trusted(view.regions.header)}</div><div id="region-title">${trusted(view.regions.title)}</div><div id="region-article">${trusted(view.regions.article)}</div></div><aside class="aside" id="region-aside" data-testid="object-sidebar-container" aria-label="Page details" hidden>${trusted(view.regions.aside)}</aside></main>
</div>
<div class="flags" role="status" aria-live="polite"></div>
</div>
<div class="atlaskit-portal-container"></div>
${stateBlock(view)}
</body>
</html>`.html
  }`;

export const loginDocument = (
  site: { name: string; host: string },
  people: readonly { key: string; displayName: string; email: string }[],
  target: string,
): string =>
  `<!doctype html>${
    markup`<html lang="en" data-theme="light:light dark:dark" data-color-mode="light" data-contrast-mode="no-preference">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Log in to ${site.name}</title>
<link rel="icon" href="/wiki/s/confluence.svg" type="image/svg+xml">
<link rel="stylesheet" href="/wiki/s/tokens.css">
<link rel="stylesheet" href="/wiki/s/site.css">
</head>
<body>
<main class="login">
<span class="product-mark" aria-hidden="true"></span>
<h1>Log in to ${site.name}</h1>
<p class="quiet">${site.host} · choose who you are</p>
<form method="post" action="/login">
<input type="hidden" name="continue" value="${target}">
<ul>${people.map(
      (person) =>
        markup`<li><button class="person" type="submit" name="user" value="${person.key}" aria-label="Continue as ${person.displayName}"><strong>${person.displayName}</strong><span class="quiet">${person.email}</span></button></li>`,
    )}</ul>
</form>
</main>
</body>
</html>`.html
  }`;
