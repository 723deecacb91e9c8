/**
 * What the DOM tests of components share: drawing into the page, and asking axe.
 *
 * Promises: each test starts with an empty page in the light theme; `violations` answers in one line per problem.
 * Never: imported by anything but tests.
 */
import axe from 'axe-core';
import { type ComponentChild, render } from 'preact';
import { act } from 'preact/test-utils';

const rootOf = (): HTMLElement => {
  const existing = document.querySelector<HTMLElement>('[data-test-root]');
  if (existing !== null) return existing;
  const root = document.createElement('div');
  root.dataset['testRoot'] = '';
  document.body.append(root);
  return root;
};

/** Draws in place of what was drawn before. */
export const draw = async (view: ComponentChild, colorMode: 'light' | 'dark' = 'light'): Promise<HTMLElement> => {
  document.documentElement.dataset['colorMode'] = colorMode;
  document.documentElement.lang = 'en';
  const root = rootOf();
  await act(() => render(view, root));
  return root;
};

/** Takes everything away, with its timers and listeners. */
export const clear = async (): Promise<void> => {
  const root = document.querySelector<HTMLElement>('[data-test-root]');
  if (root === null) return;
  await act(() => render(null, root));
  root.remove();
};

const still = document.createElement('style');
still.textContent = '*, *::before, *::after { animation: none !important; transition: none !important; }';

/** Everything axe finds wrong in the page now: rule, and the element's beginning. Motion is stopped, since half a fade has no contrast. */
export const violations = async (): Promise<readonly string[]> => {
  document.head.append(still);
  const { violations: found } = await axe.run(rootOf());
  still.remove();
  return found.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary ?? ''}`));
};
