// Says how many tasks are ticked, and lets a whole group be ticked at once.
const form = document.getElementById('ticks');
const legend = form?.querySelector('[data-ticked]');
const boxes = [...form?.querySelectorAll('input[name=task]') ?? []];

function tell() {
  const ticked = boxes.filter((box) => box.checked).length;
  if (legend) legend.textContent = ticked === 0 ? 'With those ticked' : `With the ${ticked} ticked`;
  form?.classList.toggle('some', ticked > 0);
}

for (const group of form?.querySelectorAll('section.tasks') ?? []) {
  const own = [...group.querySelectorAll('input[name=task]')];
  if (own.length < 2) continue;
  const all = document.createElement('button');
  all.type = 'button';
  all.className = 'bare small';
  all.textContent = 'Tick all';
  all.setAttribute('aria-label', `Tick all: ${group.querySelector('h2').firstChild.textContent.trim()}`);
  all.addEventListener('click', () => {
    const tick = own.some((box) => !box.checked);
    for (const box of own) box.checked = tick;
    tell();
  });
  group.querySelector('h2').append(all);
}
form?.addEventListener('change', tell);
if (form) {
  form.classList.add('scripted');
  tell();
}
