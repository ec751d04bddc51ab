// data-copy="#id" copies the text of that element, or the value of that field. Browsers lend the clipboard to https and this
// machine only; elsewhere the old way still works.
import { toast } from './toast.js';

document.addEventListener('click', async (click) => {
  const button = click.target.closest?.('[data-copy]');
  if (!button) return;
  const from = document.querySelector(button.dataset.copy);
  const text = from?.value ?? from?.textContent ?? '';
  toast({ words: await copy(text) ? (button.dataset.copied ?? 'Copied') : 'The browser does not let pages copy; select the text and copy it by hand' });
});

export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = document.createElement('textarea');
    field.value = text;
    field.setAttribute('aria-hidden', 'true');
    field.className = 'sr';
    document.body.append(field);
    field.select();
    const done = document.execCommand('copy');
    field.remove();
    return done;
  }
}

for (const button of document.querySelectorAll('[data-copy][hidden]')) button.hidden = false;
