// Buttons with data-passkey="sign-in" or "register". Without a browser that has passkeys they stay hidden, and the password works.
const can = window.PublicKeyCredential?.parseRequestOptionsFromJSON && window.PublicKeyCredential?.parseCreationOptionsFromJSON;

for (const button of document.querySelectorAll('[data-passkey]')) {
  if (!can) continue;
  button.closest('[hidden]')?.removeAttribute('hidden');
  button.addEventListener('click', async (click) => {
    click.preventDefault();
    const form = button.closest('form');
    const words = form.querySelector('[data-words]');
    button.disabled = true;
    words.textContent = '';
    try {
      const registers = button.dataset.passkey === 'register';
      const question = await ask(`${form.action}/question`, new FormData(form));
      const options = registers ? PublicKeyCredential.parseCreationOptionsFromJSON(question) : PublicKeyCredential.parseRequestOptionsFromJSON(question);
      const credential = registers ? await navigator.credentials.create({ publicKey: options }) : await navigator.credentials.get({ publicKey: options });
      const answer = new FormData(form);
      answer.set('credential', JSON.stringify(credential.toJSON()));
      location.assign((await ask(form.action, answer)).next);
    } catch (fault) {
      // Closing the browser's own window is no fault.
      words.textContent = fault.name === 'NotAllowedError' ? 'Nothing was done: the device was not unlocked.' : fault.message;
      button.disabled = false;
    }
  });
}

async function ask(address, form) {
  const answer = await fetch(address, { method: 'POST', body: new URLSearchParams(form), headers: { Accept: 'application/json' } });
  const said = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error(said.words ?? 'That did not work; reload the page and try again.');
  return said;
}
