// A form is sent once, says so while it takes long, and keeps what was typed when nobody answers.
import { toast } from './toast.js';

document.addEventListener('submit', (event) => {
  const form = event.target;
  if (form.method !== 'post' || event.defaultPrevented) return;
  if (!navigator.onLine) {
    event.preventDefault();
    toast({ words: 'There is no connection at the moment. What you typed is still here; try again when you are back.' });
    return;
  }
  const button = event.submitter;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = 'yes';
  const busy = button?.dataset.busy ?? form.dataset.busy;
  if (button && busy) button.textContent = busy;
  button?.setAttribute('aria-busy', 'true');
});

// Back to a page the browser kept: its forms can be sent again.
addEventListener('pageshow', () => {
  for (const form of document.querySelectorAll('form[data-sent]')) {
    delete form.dataset.sent;
    form.querySelector('[aria-busy]')?.removeAttribute('aria-busy');
  }
});

// A choice that acts when it is made; without this script its form has a button.
document.addEventListener('change', (event) => {
  const form = event.target.closest?.('form[data-auto]');
  if (form && event.target.matches('select, input[type=date], input[type=radio], input[type=checkbox]')) form.requestSubmit();
});
for (const button of document.querySelectorAll('form[data-auto] button[data-auto-hide]')) button.hidden = true;
