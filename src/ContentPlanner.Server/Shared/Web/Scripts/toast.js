// Says what was done, with a way back. Pages say it themselves when they are loaded; scripts say it here.
const place = document.getElementById('toasts');
const long = 12000;
const isMac = /Mac|iP(hone|ad)/.test(navigator.platform);
const [keys, shown] = isMac ? ['Meta+Z', '⌘Z'] : ['Control+Z', 'Ctrl+Z'];
let undo = null;      // the form that takes back what was done last on this page, also after its words have gone

/** @param {{words: string, undo?: string|null, undoLabel?: string}} said  undo: the address that takes it back */
export function toast(said) {
  if (!place) return;
  const box = document.createElement('div');
  box.className = 'toast';
  const words = document.createElement('p');
  words.textContent = said.words;
  box.append(words);
  if (said.undo) box.append(undoForm(said.undo, said.undoLabel ?? 'Undo'));
  // Over a page that is out of reach, it is said where one is.
  document.querySelector('dialog[open]')?.append(place);
  place.replaceChildren(box);
  undo = box.querySelector('form') ?? undo;
  leave(box);
}

function undoForm(address, label) {
  const form = document.createElement('form');
  form.method = 'post';
  form.action = address;
  for (const [name, value] of [['form', place.dataset.token], ['back', location.pathname + location.search]]) {
    const field = document.createElement('input');
    field.type = 'hidden';
    field.name = name;
    field.value = value ?? '';
    form.append(field);
  }
  const button = document.createElement('button');
  button.textContent = label;
  button.setAttribute('aria-keyshortcuts', keys);
  button.title = shown;
  form.append(button);
  return form;
}

// It goes by itself, but never while somebody reads or reaches for it.
function leave(box) {
  let timer = 0;
  const start = () => { clearTimeout(timer); timer = setTimeout(() => box.remove(), long); };
  const hold = () => clearTimeout(timer);
  box.addEventListener('pointerenter', hold);
  box.addEventListener('pointerleave', start);
  box.addEventListener('focusin', hold);
  box.addEventListener('focusout', start);
  start();
}

for (const box of place?.querySelectorAll('.toast') ?? []) {
  undo = box.querySelector('form') ?? undo;
  undo?.querySelector('button').setAttribute('aria-keyshortcuts', keys);
  undo?.querySelector('button').setAttribute('title', shown);
  leave(box);
}

// As everywhere else; while somebody writes, these keys are the field's.
document.addEventListener('keydown', (key) => {
  if (key.key.toLowerCase() !== 'z' || !(isMac ? key.metaKey : key.ctrlKey) || key.shiftKey || key.altKey || !undo) return;
  if (key.target.closest?.('input, textarea, select, dialog, [contenteditable]') || document.querySelector('dialog[open]')) return;
  key.preventDefault();
  if (!undo.isConnected) { undo.hidden = true; document.body.append(undo); }
  undo.requestSubmit();
});

// The address that said it is not an address to keep: a reload or a bookmark would say it again.
const here = new URL(location.href);
if (here.searchParams.has('done')) {
  here.searchParams.delete('done');
  history.replaceState(history.state, '', here.pathname + here.search + here.hash);
}
