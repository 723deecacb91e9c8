/** A pull request and an issue, as far as a person needs them to believe in them. No script runs there. */
import { type Markup, markup, trusted } from '../confluence/html/markup.ts';
import type { OutsideChange } from './changes.ts';

const style = trusted(`<style>
:root { color-scheme: light dark; --line: #8886; --soft: #8881; --link: light-dark(#1868db, #669df1); }
* { box-sizing: border-box; }
body { margin: 0; font: 15px/1.5 system-ui, sans-serif; }
header { display: flex; gap: 16px; padding: 12px 24px; border-bottom: 1px solid var(--line); background: var(--soft); }
main { display: grid; grid-template-columns: minmax(0, 1fr) 240px; gap: 32px; max-width: 1100px; margin: 0 auto; padding: 24px; }
h1 { grid-column: 1 / -1; margin: 0; font-size: 26px; line-height: 1.25; }
a { color: var(--link); }
.state { padding: 2px 10px; border-radius: 12px; background: #1f7a3d; color: #fff; font-weight: 600; }
.meta { grid-column: 1 / -1; display: flex; flex-wrap: wrap; gap: 12px; align-items: center; margin: -16px 0 0; }
.tabs { grid-column: 1 / -1; display: flex; gap: 20px; padding-bottom: 8px; border-bottom: 1px solid var(--line); }
.card { margin-bottom: 20px; border: 1px solid var(--line); border-radius: 6px; }
.card > h2 { margin: 0; padding: 8px 16px; border-bottom: 1px solid var(--line); background: var(--soft); font-size: 14px; }
.card > div { padding: 4px 16px 12px; overflow-wrap: anywhere; }
dt { margin-top: 12px; font-size: 13px; opacity: 0.75; }
dd { margin: 0; }
@media (max-width: 700px) { main { grid-template-columns: minmax(0, 1fr); } }
</style>`);

const documentOf = (title: string, product: string, body: Markup): string =>
  `<!doctype html>${
    markup`<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="icon" href="data:,">
${style}
</head>
<body>
<header><strong>${product}</strong></header>
${body}
</body>
</html>`.html
  }`;

const described = (change: OutsideChange, heading: string): Markup =>
  markup`<section class="card" aria-label="Description"><h2>${heading}</h2><div>${change.description.map((line) => markup`<p>${line}</p>`)}<h3>Documentation that changes with it</h3><ul>${change.documents.map(
    ({ text, href }) => markup`<li><a href="${href}">${text}</a></li>`,
  )}</ul></div></section>${
    change.comment === null
      ? null
      : markup`<section class="card" aria-label="Comment"><h2>${change.comment.author} commented</h2><div><p>${change.comment.text} <a href="${change.comment.document.href}">${change.comment.document.href}</a></p></div></section>`
  }`;

const facts = (entries: readonly (readonly [string, string])[]): Markup =>
  markup`<aside aria-label="Details"><dl>${entries.map(([name, value]) => markup`<dt>${name}</dt><dd>${value}</dd>`)}</dl></aside>`;

/** Git hosts name people by their login in the title of a page: one word. */
const loginOf = (name: string): string => (name.split(' ')[0] ?? name).toLowerCase();

export const pullRequestDocument = (repository: string, number: string, change: OutsideChange): string =>
  documentOf(
    `${change.title} by ${loginOf(change.author)} · Pull Request #${number} · ${repository}`,
    repository,
    markup`<main>
<h1>${change.title} <span>#${number}</span></h1>
<p class="meta"><span class="state">Open</span><span>${change.author} wants to merge 7 commits into <code>main</code></span></p>
<nav class="tabs" aria-label="Pull request"><a href="/${repository}/pull/${number}">Conversation</a><a href="/${repository}/pull/${number}/commits">Commits</a><a href="/${repository}/pull/${number}/files">Files changed</a></nav>
<div>${described(change, `${change.author} opened this`)}</div>
${facts([
  ['Reviewers', 'Ben, Chi'],
  ['Labels', 'documentation'],
  ['Checks', '14 passed'],
])}
</main>`,
  );

export const issueDocument = (key: string, change: OutsideChange): string =>
  documentOf(
    `[${key}] ${change.title} - Jira`,
    'Jira',
    markup`<main>
<h1>${change.title}</h1>
<p class="meta"><a href="/browse/${key}">${key}</a><span class="state">In progress</span></p>
<div>${described(change, 'Description')}</div>
${facts([
  ['Reporter', change.author],
  ['Priority', 'High'],
  ['Project', key.replace(/-\d+$/, '')],
])}
</main>`,
  );

export const missingDocument = (product: string): string =>
  documentOf(`Not found · ${product}`, product, markup`<main><h1>There is nothing here</h1></main>`);
