/** The user menu with its theme switch, the sidebar and the details column. */

const root = document.documentElement;

const setTheme = (mode) => {
  root.dataset.colorMode = mode;
  document.cookie = `sandbox.theme=${mode}; Path=/; Max-Age=31536000; Secure; SameSite=Lax`;
  for (const choice of document.querySelectorAll('[data-theme-choice]'))
    choice.setAttribute('aria-checked', String(choice.dataset.themeChoice === mode));
};

const isNarrow = () => matchMedia('(max-width: 900px)').matches;

export function bindMenus() {
  const menuButton = document.getElementById('user-menu-button');
  const menu = document.getElementById('user-menu');
  const items = () => [...menu.querySelectorAll('[role^="menuitem"]')];

  const toggleMenu = (isOpen) => {
    menu.hidden = !isOpen;
    menuButton.setAttribute('aria-expanded', String(isOpen));
    if (isOpen) items()[0].focus();
  };

  document.querySelector('[data-opens="sidebar"]').setAttribute('aria-expanded', String(!isNarrow()));
  menuButton.addEventListener('click', () => toggleMenu(menu.hidden));
  document.addEventListener('click', (event) => {
    const target = event.target instanceof Element ? event.target : null;
    const choice = target?.closest('[data-theme-choice]');
    if (choice) setTheme(choice.dataset.themeChoice);
    if (!menu.hidden && !target?.closest('.menu-anchor')) toggleMenu(false);

    const opener = target?.closest('[data-opens="aside"]');
    if (opener) {
      const aside = document.getElementById('region-aside');
      aside.hidden = !aside.hidden;
      root.style.setProperty('--rightSidebarWidth', aside.hidden ? '0px' : '320px');
      for (const each of document.querySelectorAll('[data-opens="aside"][aria-expanded]'))
        each.setAttribute('aria-expanded', String(!aside.hidden));
    }
    const sidebar = target?.closest('[data-opens="sidebar"]');
    if (sidebar) {
      const isOpen = isNarrow() ? root.dataset.sidebar !== 'open' : root.dataset.sidebar === 'closed';
      if (isOpen === isNarrow()) root.dataset.sidebar = isOpen ? 'open' : 'closed';
      else root.removeAttribute('data-sidebar');
      sidebar.setAttribute('aria-expanded', String(isOpen));
    } else if (isNarrow() && root.dataset.sidebar === 'open' && !target?.closest('.side-nav')) root.removeAttribute('data-sidebar');
  });
  menu.addEventListener('keydown', (event) => {
    const all = items();
    const at = all.indexOf(document.activeElement);
    if (event.key === 'Escape') {
      toggleMenu(false);
      menuButton.focus();
    } else if (event.key === 'ArrowDown') all[(at + 1) % all.length].focus();
    else if (event.key === 'ArrowUp') all[(at - 1 + all.length) % all.length].focus();
    else return;
    event.preventDefault();
  });
}
