/** The site's own script: navigation without reload, as a single-page application does it, and everything one can click. */
import { bindByline } from './byline.js';
import { bindEditor } from './editor.js';
import { bindForms, showFlag } from './forms.js';
import { bindMenus } from './menus.js';
import { createOwnedRegions } from './owned.js';

const region = (name) => document.getElementById(`region-${name}`);
const main = document.getElementById('AkMainContent');
const owned = createOwnedRegions([region('header'), region('title')]);

/** On the real site the address changes first, the title a little later, what the document says about itself later still, the text last. */
const pauses = { title: 40, metas: 90, article: 60, liveDocMeta: 1500 };

let view = JSON.parse(document.getElementById('view-state').textContent);
let navigation = 0;
let leave = () => {};

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** An error in a render is nobody's to catch: it ends up as an uncaught error, and the page stays broken. */
const crash = (error) => {
  leave();
  main.querySelector('.main-column').innerHTML =
    '<div class="title-and-byline" role="alert"><h1>Something went wrong</h1><p>Reload the page to go on.</p></div>';
  setTimeout(() => {
    throw error;
  });
};

const rendering = (work) => {
  try {
    work();
    return true;
  } catch (error) {
    crash(error);
    return false;
  }
};

const setMetas = (metas, keepPageId) => {
  for (const old of document.querySelectorAll('meta[name^="ajs-"], meta[name^="confluence-"]')) {
    if (metas[old.name] === undefined && !(keepPageId && old.name === 'ajs-page-id')) old.remove();
  }
  for (const [name, content] of Object.entries(metas)) {
    if (keepPageId && name === 'ajs-page-id') continue;
    let meta = document.querySelector(`meta[name="${name}"]`);
    if (meta === null) {
      meta = document.createElement('meta');
      meta.name = name;
      document.head.append(meta);
    }
    meta.content = content;
  }
};

const scrollToFragment = () => {
  const target = location.hash.length > 1 ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
  if (target === null) scrollTo(0, 0);
  else target.scrollIntoView();
};

/** Brings the screen of the current address. `keepPlace`: after a write, the person stays where they are. */
async function load({ keepPlace = false } = {}) {
  navigation += 1;
  const mine = navigation;
  const isCurrent = () => mine === navigation;
  const response = await fetch(`/__app/view?path=${encodeURIComponent(location.pathname + location.search)}`);
  if (!isCurrent()) return;
  if (response.status === 401) {
    location.assign(`/login?continue=${encodeURIComponent(location.pathname + location.search)}`);
    return;
  }
  const next = await response.json();
  if (!isCurrent()) return;
  if (next.redirect !== null) {
    history.replaceState(history.state, '', next.redirect);
    await load();
    return;
  }

  await pause(pauses.title);
  if (!isCurrent()) return;
  leave();
  document.title = next.documentTitle;
  const isRendered = rendering(() =>
    owned.render([
      [region('header'), next.regions.header],
      [region('title'), next.regions.title],
    ]),
  );
  if (!isRendered) return;
  view = next;
  main.dataset.kind = next.kind;

  await pause(pauses.metas);
  if (!isCurrent()) return;
  const keepsPageId = next.kind === 'live' && document.querySelector('meta[name="ajs-page-id"]')?.content !== next.page.id;
  setMetas(next.metas, keepsPageId);
  if (keepsPageId) setTimeout(() => isCurrent() && setMetas(next.metas, false), pauses.liveDocMeta);

  await pause(pauses.article);
  if (!isCurrent()) return;
  for (const name of ['article', 'sidebar', 'aside']) region(name).innerHTML = next.regions[name];
  if (next.regions.aside === '') region('aside').hidden = true;
  if (!keepPlace) scrollToFragment();
  enter();
}

function navigate(url, { replace = false } = {}) {
  const target = new URL(url, location.href);
  if (target.href !== location.href) {
    if (replace) history.replaceState({}, '', target);
    else history.pushState({}, '', target);
  }
  if (matchMedia('(max-width: 900px)').matches) document.documentElement.removeAttribute('data-sidebar');
  return load();
}

const site = {
  owned,
  rendering,
  navigate,
  reload: () => load({ keepPlace: true }),
  showFlag,
  page: () => view.page,
  kind: () => view.kind,
};

const byline = bindByline(site);
bindForms({ ...site, refreshByline: byline.refresh });
bindMenus(site);

/** What a screen needs once it stands. */
function enter() {
  const endEditor = bindEditor(site);
  leave = () => {
    endEditor();
    byline.close();
    leave = () => {};
  };
}

const isOurs = (url) =>
  url.origin === location.origin && url.pathname.startsWith('/wiki') && !/^\/wiki\/(rest|api|download|s|aa-avatar)\//.test(url.pathname);

document.addEventListener('click', (event) => {
  const link = event.target instanceof Element ? event.target.closest('a[href]') : null;
  if (link === null || event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
    return;
  if (link.target !== '' || 'fullLoad' in link.dataset) return;
  const url = new URL(link.href);
  if (!isOurs(url)) return;
  if (url.pathname === location.pathname && url.search === location.search && url.hash !== '') return;
  event.preventDefault();
  void navigate(url);
});

addEventListener('popstate', () => void load());

if (view.redirect === null) enter();
else void navigate(view.redirect, { replace: true });
