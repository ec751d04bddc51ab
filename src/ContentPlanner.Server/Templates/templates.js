// While somebody types, the text is tried on something real and its mistakes are told. Without this script, buttons do both.
const form = document.getElementById('editor');
const text = document.getElementById('f-text');
const subject = document.getElementById('f-subject');
const pause = 400;

if (form && text && !text.readOnly) {
  for (const button of form.querySelectorAll('[data-auto-hide]')) button.hidden = true;
  let timer = 0;
  let latest = 0;
  const soon = () => { clearTimeout(timer); timer = setTimeout(look, pause); };
  text.addEventListener('input', soon);
  subject?.addEventListener('change', look);

  async function look() {
    const turn = ++latest;
    try {
      const answer = await fetch(form.dataset.preview, { method: 'POST', body: new FormData(form), headers: { Accept: 'application/json' } });
      if (!answer.ok || turn !== latest) return;
      show(await answer.json());
    } catch {
      // No connection: what was shown stays.
    }
  }

  function show(said) {
    const preview = document.getElementById('preview');
    if (preview) preview.textContent = said.text ?? '';
    const remark = document.getElementById('remark');
    if (remark) {
      remark.textContent = said.remark ?? '';
      remark.hidden = !said.remark;
    }
    if (document.getElementById('preview-frame')) showFrame();
    tell(said.mistakes ?? []);
  }

  // The frame is a page of its own: what is typed is posted there.
  function showFrame() {
    const post = document.createElement('form');
    post.method = 'post';
    post.action = `${form.dataset.preview}/page`;
    post.target = 'preview-frame';
    post.hidden = true;
    for (const [name, value] of new FormData(form)) {
      const field = document.createElement(name === 'text' ? 'textarea' : 'input');
      field.name = name;
      field.value = value;
      post.append(field);
    }
    document.body.append(post);
    post.submit();
    post.remove();
  }

  function tell(mistakes) {
    const place = document.getElementById('mistakes');
    const wrong = mistakes.filter((m) => !m.isWarning).length;
    text.toggleAttribute('aria-invalid', wrong > 0);
    if (wrong > 0) text.setAttribute('aria-invalid', 'true');
    place.replaceChildren();
    if (mistakes.length === 0) return;
    const head = document.createElement('p');
    head.className = 'error';
    head.textContent = wrong === 0 ? 'Worth a look:' : wrong === 1 ? 'One mistake; it is not used like this:' : `${wrong} mistakes; it is not used like this:`;
    const list = document.createElement('ol');
    list.setAttribute('role', 'list');
    for (const mistake of mistakes) {
      const item = document.createElement('li');
      item.dataset.line = mistake.line;
      item.dataset.column = mistake.column;
      const where = document.createElement('strong');
      where.textContent = mistake.place;
      const words = document.createElement('span');
      words.textContent = mistake.words;
      item.append(where, ': ', words);
      if (mistake.excerpt) {
        const code = document.createElement('code');
        code.textContent = mistake.excerpt;
        item.append(code);
      }
      list.append(item);
    }
    place.append(head, list);
    lead();
  }

  // A place becomes a button that leads there.
  function lead() {
    for (const item of document.querySelectorAll('#mistakes li')) {
      const line = Number(item.dataset.line);
      const where = item.querySelector('strong');
      if (!line || !where) continue;
      const button = document.createElement('button');
      button.type = 'button';
      button.textContent = where.textContent;
      button.addEventListener('click', () => goTo(line, Number(item.dataset.column)));
      where.replaceWith(button);
    }
  }

  function goTo(line, column) {
    const lines = text.value.split('\n');
    const start = lines.slice(0, line - 1).reduce((sum, l) => sum + l.length + 1, 0);
    const at = start + Math.max(0, column - 1);
    text.focus();
    text.setSelectionRange(at, start + (lines[line - 1]?.length ?? 0));
    text.scrollTop = Math.max(0, (line - 4) * parseFloat(getComputedStyle(text).lineHeight));
  }

  lead();
}
