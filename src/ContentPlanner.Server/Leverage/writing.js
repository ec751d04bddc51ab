// Nothing typed is lost, and what is typed is shown as it will be. A form with data-keep="key" keeps what was typed in this
// browser until the program has it: after a lost connection or a conflict the page offers it back, or drops it.
// The rules are the server's: it renders previews and counts lengths, this only shows what it says.
import { toast } from './toast.js';
import { offer } from './kept.js';

const prefix = 'typed:';
const forms = [...document.querySelectorAll('form[data-keep]')];

for (const form of forms) keep(form);
// A page that says something was just done has what was sent from these forms.
for (const arrived of document.querySelectorAll('[data-arrived]')) if (read(prefix + arrived.dataset.arrived)?.sent) drop(arrived.dataset.arrived);
for (const link of document.querySelectorAll('[data-drop]')) link.addEventListener('click', () => drop(link.dataset.drop));

function keep(form) {
  const key = prefix + form.dataset.keep;
  const first = values(form);
  const there = read(key);
  if (there && JSON.stringify(there.values) !== JSON.stringify(first)) {
    // What was sent and has led to a newer version has arrived.
    if (there.sent && there.base !== form.dataset.base) drop(form.dataset.keep);
    else offer(form, `Something you typed here ${when(there.at)} was not saved. It is kept in this browser.`, () => fill(form, there.values), () => drop(form.dataset.keep));
  } else if (there) drop(form.dataset.keep);

  let timer = 0;
  const save = () => write(key, { values: values(form), base: form.dataset.base ?? '', at: new Date().toISOString() });
  form.addEventListener('input', () => { clearTimeout(timer); timer = setTimeout(save, 400); });
  form.addEventListener('submit', (event) => {
    clearTimeout(timer);
    if (event.submitter?.value === 'preview') return save();
    write(key, { values: values(form), base: form.dataset.base ?? '', at: new Date().toISOString(), sent: true });
  });
}

function when(at) {
  const minutes = Math.round((Date.now() - Date.parse(at)) / 60000);
  if (!(minutes >= 1)) return 'just now';
  if (minutes < 60) return `${minutes} min ago`;
  return minutes < 48 * 60 ? `${Math.round(minutes / 60)} h ago` : `${Math.round(minutes / 1440)} days ago`;
}

/** Everything but what the program itself put there, as pairs in order. */
function values(form) {
  return [...new FormData(form)].filter(([name, value]) => typeof value === 'string' && !['form', 'seen', 'source', 'do'].includes(name)).map(([name, value]) => [name, value.replaceAll('\r\n', '\n')]);
}

function fill(form, pairs) {
  const byName = new Map();
  for (const [name, value] of pairs) byName.set(name, [...byName.get(name) ?? [], value]);
  for (const field of form.elements) {
    if (!field.name || ['form', 'seen', 'source'].includes(field.name) || field.tagName === 'BUTTON') continue;
    const said = byName.get(field.name) ?? [];
    if (field.type === 'checkbox') field.checked = said.includes(field.value);
    else if (said.length > 0) field.value = said.shift();
  }
  form.dispatchEvent(new Event('input', { bubbles: true }));
}

function read(key) {
  try { return JSON.parse(localStorage.getItem(key) ?? 'null'); } catch { return null; }
}
function write(key, value) {
  try { localStorage.setItem(key, JSON.stringify(value)); } catch { /* full, or not allowed: the form itself still has it */ }
}
export function drop(key) {
  try { localStorage.removeItem(prefix + key); } catch { /* nothing to drop */ }
}

// The text as it will look, beside the text as it is written.
const previewButton = document.querySelector('[data-preview]');
if (previewButton) {
  const form = previewButton.form;
  const shown = form.querySelector('[data-shown]');
  const words = form.querySelector('[data-words]');
  let timer = 0;
  const show = async () => {
    const said = await ask(previewButton.dataset.preview, { form: form.elements.form.value, body: form.elements.body.value, 'body-format': form.elements['body-format'].value });
    if (!said) return;
    // Made and cleaned by the program; the page's policy runs nothing in it either.
    shown.innerHTML = said.html;
    if (words) words.textContent = said.words;
  };
  previewButton.type = 'button';
  previewButton.setAttribute('aria-expanded', String(!shown.hidden));
  previewButton.addEventListener('click', () => {
    shown.hidden = !shown.hidden;
    previewButton.setAttribute('aria-expanded', String(!shown.hidden));
    if (!shown.hidden) show();
  });
  form.elements.body.addEventListener('input', () => { clearTimeout(timer); if (!shown.hidden) timer = setTimeout(show, 500); });
}

// How long each text of a draft is, for its channel.
for (const counts of document.querySelectorAll('[data-lengths]')) {
  const field = document.querySelector(counts.dataset.of);
  let timer = 0;
  field?.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      const said = await ask(counts.dataset.lengths, { form: field.form.elements.form.value, channel: counts.dataset.channel, draft: field.value });
      if (!said) return;
      counts.replaceChildren(...said.flatMap((part, i) => {
        const span = document.createElement('span');
        span.textContent = (said.length > 1 ? `${i + 1}: ` : '') + part.words;
        span.className = part.tooLong ? 'late' : '';
        return i ? [' · ', span] : [span];
      }));
    }, 300);
  });
}

async function ask(address, fields) {
  try {
    const answer = await fetch(address, { method: 'POST', headers: { Accept: 'application/json' }, body: new URLSearchParams(fields) });
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}

addEventListener('offline', () => { if (forms.length) toast({ words: 'The connection is gone. What you type is kept in this browser.' }); });
