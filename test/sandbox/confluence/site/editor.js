/** The editor of pages and live docs: storage format in a text area, a preview beside it. */
import { post, showError } from './forms.js';

const saveAfterMs = 900;
const previewAfterMs = 350;

const titleField = () => document.querySelector('textarea[name="editpages-title"], textarea[id^="livepages-title-"]');

/** Takes the editor on screen into use; returns what ends it. */
export function bindEditor(site) {
  const editor = document.querySelector('[data-testid="ak-editor-container"]');
  const field = document.getElementById('ak-editor-textarea');
  const title = titleField();
  const page = site.page();
  if (editor === null || field === null || title === null || page === null || field.readOnly) return () => {};
  const controller = new AbortController();
  const { signal } = controller;
  const isLive = site.kind() === 'live';
  const saved = editor.querySelector('.editor-saved');
  const preview = editor.querySelector('.preview-document');
  let saveTimer = 0;
  let previewTimer = 0;
  let version = page.version;

  const put = (status, number) =>
    fetch(`/wiki/api/v2/pages/${page.id}`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json', 'X-Atlassian-Token': 'no-check' },
      body: JSON.stringify({
        id: page.id,
        status,
        title: title.value.trim(),
        body: { representation: 'storage', value: field.value },
        version: { number },
      }),
    });

  const problemOf = async (response) => {
    if (response.ok) return null;
    const body = await response.json().catch(() => null);
    return body?.errors?.[0]?.title ?? `Saving failed (${response.status})`;
  };

  const save = async () => {
    saveTimer = 0;
    const response = isLive ? await put('current', version + 1) : await put('draft', 1);
    const problem = await problemOf(response);
    if (signal.aborted) return;
    showError(editor, problem);
    if (problem !== null) return;
    if (isLive) version += 1;
    saved.textContent = isLive ? 'Saved' : 'Draft saved';
  };

  const showPreview = async () => {
    const result = await post(`/__app/preview/${page.id}`, { storage: field.value });
    if (result.ok && !signal.aborted) preview.innerHTML = result.html;
  };

  const onInput = () => {
    saved.textContent = 'Saving…';
    clearTimeout(saveTimer);
    clearTimeout(previewTimer);
    saveTimer = setTimeout(save, saveAfterMs);
    previewTimer = setTimeout(showPreview, previewAfterMs);
  };
  for (const input of [field, title]) input.addEventListener('input', onInput, { signal });

  const publish = async () => {
    clearTimeout(saveTimer);
    saveTimer = 0;
    const response = await put('current', version + 1);
    const problem = await problemOf(response);
    showError(editor, problem);
    if (problem !== null) return;
    const answer = await response.json();
    await site.navigate(`/wiki${answer._links.webui}`);
  };

  const discard = async () => {
    clearTimeout(saveTimer);
    saveTimer = 0;
    const result = await post(`/__app/drafts/${page.id}/discard`, {});
    if (result.ok) await site.navigate(page.viewPath);
    else showError(editor, result.message);
  };

  document.addEventListener(
    'click',
    (event) => {
      const name = event.target instanceof Element ? event.target.closest('[data-editor]')?.dataset.editor : undefined;
      if (name === 'publish') void publish();
      if (name === 'discard') void discard();
    },
    { signal },
  );
  return () => {
    // What was typed last is kept, also when the person goes away at once.
    if (saveTimer !== 0) {
      clearTimeout(saveTimer);
      void put(isLive ? 'current' : 'draft', isLive ? version + 1 : 1);
    }
    clearTimeout(previewTimer);
    controller.abort();
  };
}
