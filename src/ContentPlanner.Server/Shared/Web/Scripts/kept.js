// A lost connection loses nothing. What somebody typed into a form stays in this tab until the program has answered: after a page
// that could not be sent or opened, the form offers it back. Forms with data-keep do so beyond the tab, in writing.js.
const prefix = 'form:';
const written = 'input:not([type=hidden], [type=password], [type=file], [type=radio], [type=checkbox], [type=submit], [type=button]), textarea';
const ticked = 'input[type=radio], input[type=checkbox]';

const arrival = performance.getEntriesByType('navigation')[0];
const isNew = arrival?.type === 'navigate';
const isComplaint = arrival?.responseStatus >= 400;

/** Keeps what is typed into the forms of a page, or of a dialog on it. */
export function keepForms(root) {
  for (const form of root.querySelectorAll('form[method=post]')) {
    if (form.dataset.keep || form.querySelector('input[type=password]') || !form.querySelector(written)) continue;
    keepForm(form);
  }
}

function keepForm(form) {
  const same = [...document.querySelectorAll('form[method=post]')].filter((other) => other.action === form.action);
  const key = `${prefix}${new URL(form.action, location.href).pathname}#${same.indexOf(form)}`;
  form.dataset.kept = key;
  const first = JSON.stringify(values(form));
  const there = read(key);
  // A page that was asked for anew begins anew, unless something was on its way and nobody knows where it went.
  if (there && (there.sent || !isNew) && isMissing(there.values, form)) {
    offer(form, 'Something you typed here was not saved. It is kept in this tab.', () => fill(form, there.values), () => drop(key));
  } else if (there && !(there.sent && isComplaint)) drop(key);

  let timer = 0;
  const save = (isSent) => {
    clearTimeout(timer);
    const now = values(form);
    if (JSON.stringify(now) !== first) write(key, { values: now, sent: isSent, page: location.pathname + location.search });
  };
  form.addEventListener('input', () => { clearTimeout(timer); timer = setTimeout(save, 300, false); });
  form.addEventListener('submit', () => save(true));
}

/** Says above a form that something typed into it is kept, and puts it back or drops it. */
export function offer(form, words, putBack, dropIt) {
  const note = document.createElement('div');
  note.className = 'note kept';
  note.setAttribute('role', 'status');
  const said = document.createElement('p');
  said.textContent = words;
  const row = document.createElement('div');
  row.className = 'row';
  row.append(
    button('Put it back', () => { putBack(); note.remove(); form.querySelector(`textarea, ${written}`)?.focus(); }),
    button('Drop it', () => { dropIt(); note.remove(); }, 'bare'));
  note.append(said, row);
  form.before(note);
}

function button(text, act, style = '') {
  const made = document.createElement('button');
  made.type = 'button';
  made.textContent = text;
  made.className = style;
  made.addEventListener('click', act);
  return made;
}

/** What a person typed, chose and ticked, in order. */
function values(form) {
  return fields(form).map((field) => [nameOf(field), field.matches(ticked) ? field.checked : field.value.replaceAll('\r\n', '\n')]);
}

/** What can be ticked is told apart by what it stands for: there may be more of it on the next page, or less. */
const nameOf = (field) => field.matches(ticked) ? `${field.name}=${field.value}` : field.name;

/** Whether the form says something else than what was typed. An answer that asks for more, as the look at a launch does, has lost nothing. */
function isMissing(kept, form) {
  const now = byName(values(form));
  return kept.some(([name, value]) => {
    const said = now.get(name);
    return said?.length > 0 && said.shift() !== value;
  });
}

function fill(form, kept) {
  const left = byName(kept);
  for (const field of fields(form)) {
    const said = left.get(nameOf(field));
    if (!said?.length) continue;
    const value = said.shift();
    if (field.matches(ticked)) field.checked = value;
    else field.value = value;
  }
  form.dispatchEvent(new Event('input', { bubbles: true }));
}

function byName(entries) {
  const found = new Map();
  for (const [name, value] of entries) found.set(name, [...found.get(name) ?? [], value]);
  return found;
}

const fields = (form) => [...form.elements].filter((field) => field.name && field.matches(`${written}, ${ticked}, select`));
const pathOf = (key) => key.slice(prefix.length, key.lastIndexOf('#'));

function sent() {
  try { return Object.keys(sessionStorage).filter((key) => key.startsWith(prefix) && read(key)?.sent); } catch { return []; }
}
function read(key) {
  try { return JSON.parse(sessionStorage.getItem(key) ?? 'null'); } catch { return null; }
}
function write(key, value) {
  try { sessionStorage.setItem(key, JSON.stringify(value)); } catch { /* full, or not allowed: the form itself still has it */ }
}
function drop(key) {
  try { sessionStorage.removeItem(key); } catch { /* nothing to drop */ }
}

// What was sent leads on to another page, and only such a page is one that was led to. Then it has arrived.
if (isNew && arrival.redirectCount > 0) for (const key of sent()) drop(key);
keepForms(document);
for (const key of sent()) {
  if (!isNew || pathOf(key) !== location.pathname) continue;
  // Back to a complaint, or a reload of it, opens the page the form is on, not a question whether to send it again.
  if (isComplaint) history.replaceState(history.state, '', read(key).page);
  // An answer that is a page of its own, without the form: it has arrived.
  else if (!document.querySelector(`form[data-kept="${CSS.escape(key)}"]`)) drop(key);
}
