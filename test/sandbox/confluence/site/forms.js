/** Forms that write: their fields go to `data-action` as JSON, and `data-then` says what follows. */

const fieldsOf = (form, submitter) => {
  const fields = {};
  for (const [name, value] of new FormData(form, submitter)) {
    if (name.endsWith('[]')) {
      const list = name.slice(0, -2);
      fields[list] = [...(fields[list] ?? []), value];
    } else fields[name] = value;
  }
  return fields;
};

export const post = async (address, fields) => {
  try {
    const response = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(fields),
    });
    const isJson = response.headers.get('content-type')?.includes('json') === true;
    return isJson ? await response.json() : { ok: false, message: `The site answered ${response.status}` };
  } catch {
    return { ok: false, message: 'The site cannot be reached' };
  }
};

export const showFlag = (message) => {
  const flag = document.createElement('div');
  flag.className = 'flag';
  flag.textContent = message;
  document.querySelector('.flags').append(flag);
  setTimeout(() => flag.remove(), 8000);
};

export const showError = (container, message) => {
  const place = container.querySelector('.form-error');
  place.textContent = message ?? '';
  place.hidden = message === null;
};

export function bindForms(site) {
  const send = async (form, submitter) => {
    const fields = fieldsOf(form, submitter);
    const buttons = form.querySelectorAll('button');
    for (const button of buttons) button.disabled = true;
    const result = await post(form.dataset.action, fields);
    for (const button of buttons) button.disabled = false;
    showError(form, result.ok ? null : result.message);
    if (!result.ok) return;
    if (result.message !== undefined) site.showFlag(result.message);
    if (form.dataset.then === 'byline') site.refreshByline(result);
    else if (result.next !== undefined) await site.navigate(result.next);
    else await site.reload();
  };
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if ('search' in form.dataset) {
      event.preventDefault();
      void site.navigate(`/wiki/search?text=${encodeURIComponent(form.elements.text.value)}`);
    } else if (form.dataset.action !== undefined) {
      event.preventDefault();
      void send(form, event.submitter);
    }
  });
}
