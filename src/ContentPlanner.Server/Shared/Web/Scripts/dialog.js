import { keepForms } from './kept.js';

// A link with data-dialog opens the page it leads to as a dialog: the part of it that is marked data-sheet. Without this
// script, or when something is wrong, it is a link to that page.
document.addEventListener('click', async (click) => {
  const link = click.target.closest?.('a[data-dialog]');
  if (!link || click.defaultPrevented || click.button !== 0 || click.metaKey || click.ctrlKey || click.shiftKey || click.altKey) return;
  click.preventDefault();
  if (!await openDialog(link.href, link)) location.assign(link.href);
});

document.addEventListener('click', (click) => {
  const close = click.target.closest?.('[data-close]');
  const dialog = close?.closest('dialog');
  if (!dialog) return;
  click.preventDefault();
  dialog.close();
});

// A day with one click, in a form with a date.
document.addEventListener('click', (click) => {
  const button = click.target.closest?.('[data-set-date]');
  const field = button?.closest('form')?.querySelector('input[type=date]');
  if (field) field.value = button.dataset.setDate;
});

/** @returns {Promise<boolean>} false: it could not be opened. */
export async function openDialog(address, opener) {
  let sheet;
  try {
    const answer = await fetch(address, { headers: { Accept: 'text/html' } });
    if (!answer.ok || answer.redirected) return false;
    sheet = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('[data-sheet]');
  } catch {
    return false;
  }
  if (!sheet) return false;
  opener?.closest('dialog')?.close();
  const dialog = document.createElement('dialog');
  const close = document.createElement('button');
  close.className = 'bare close';
  close.dataset.close = '';
  close.setAttribute('aria-label', 'Close');
  close.textContent = '×';
  dialog.append(close, document.importNode(sheet, true));
  // From here one goes back to where one is, with everything the address says.
  for (const back of dialog.querySelectorAll('input[name=back]')) back.value = location.pathname + location.search;
  for (const hidden of dialog.querySelectorAll('[data-set-date][hidden], [data-copy][hidden]')) hidden.hidden = false;
  const title = dialog.querySelector('h1, h2');
  if (title) {
    title.id = 'dialog-title';
    dialog.setAttribute('aria-labelledby', title.id);
  }
  dialog.addEventListener('click', (click) => { if (click.target === dialog) dialog.close(); });
  dialog.addEventListener('close', () => {
    // What a page says outlives the dialog it was said in.
    const toasts = dialog.querySelector('#toasts');
    if (toasts) document.querySelector('.shell, .plain')?.before(toasts);
    dialog.remove();
    opener?.focus?.();
  });
  document.body.append(dialog);
  keepForms(dialog);
  dialog.showModal();
  // What the page itself would begin with; a list of selectors would find whichever comes first.
  (dialog.querySelector('[autofocus]') ?? dialog.querySelector('[data-sheet] :is(input:not([type=hidden]), select, textarea, button)'))?.focus();
  return true;
}
