// Moves things to other days: with the mouse, with a finger (held for a moment), with keys. It only moves a node and posts; what
// is so afterwards the server says, and the page shows it anew. When nobody answers, the thing goes back to where it was.
import { toast } from './toast.js';

const hold = 300, slack = 5;
const said = document.getElementById('drag-said');
let drag = null;      // what a pointer has: { item, ghost, from, over, id, x, y, timer }
let picked = null;    // what keys have: { item, at, days, cell }

const say = (words) => { said.textContent = ''; requestAnimationFrame(() => { said.textContent = words; }); };
const dayOf = (node) => node?.closest?.('[data-day]');
const nameOf = (item) => item.querySelector('.name')?.firstChild?.textContent?.trim() ?? '';

// ── pointer ────────────────────────────────────────────────────────────────
document.addEventListener('pointerdown', (down) => {
  const item = down.target.closest?.('[data-movable]');
  if (!item || down.button !== 0 || drag) return;
  drag = { item, id: down.pointerId, x: down.clientX, y: down.clientY, touch: down.pointerType === 'touch', timer: 0 };
  if (drag.touch) drag.timer = setTimeout(() => begin(drag.x, drag.y), hold);
});

document.addEventListener('pointermove', (move) => {
  if (!drag || move.pointerId !== drag.id) return;
  const far = Math.hypot(move.clientX - drag.x, move.clientY - drag.y) > slack;
  if (!drag.ghost) {
    if (!far) return;
    // A finger that moves at once scrolls; only one that stayed picks up.
    if (drag.touch) { stop(); return; }
    begin(move.clientX, move.clientY);
  }
  over(move.clientX, move.clientY);
});

document.addEventListener('pointerup', (up) => { if (drag && up.pointerId === drag.id) drop(); });
document.addEventListener('pointercancel', (gone) => { if (drag && gone.pointerId === drag.id) stop(); });
document.addEventListener('touchmove', (touch) => { if (drag?.ghost) touch.preventDefault(); }, { passive: false });
document.addEventListener('contextmenu', (menu) => { if (drag?.touch) menu.preventDefault(); });
document.addEventListener('dragstart', (native) => { if (native.target.closest?.('[data-movable]')) native.preventDefault(); });
document.addEventListener('keydown', (key) => { if (key.key === 'Escape' && drag?.ghost) stop(); });

function begin(x, y) {
  const { item } = drag;
  drag.ghost = item.cloneNode(true);
  drag.ghost.classList.add('ghost');
  drag.ghost.setAttribute('aria-hidden', 'true');
  drag.ghost.removeAttribute('data-movable');
  drag.ghost.removeAttribute('href');
  document.getElementById('calendar').append(drag.ghost);
  document.documentElement.classList.add('dragging');
  item.classList.add('dragged');
  if (drag.touch) navigator.vibrate?.(12);
  over(x, y);
}

function over(x, y) {
  drag.ghost.style.transform = `translate(${x - 24}px, ${y - 12}px)`;
  const cell = dayOf(document.elementFromPoint(x, y));
  if (cell === drag.over) return;
  drag.over?.classList.remove('drop');
  drag.over = cell;
  cell?.classList.add('drop');
  const edge = y < 60 ? -1 : y > innerHeight - 60 ? 1 : 0;
  if (edge) scrollBy({ top: edge * 80, behavior: 'smooth' });
}

function stop() {
  if (!drag) return;
  clearTimeout(drag.timer);
  drag.ghost?.remove();
  drag.item.classList.remove('dragged');
  drag.over?.classList.remove('drop');
  document.documentElement.classList.remove('dragging');
  drag = null;
}

function drop() {
  const { item, over: cell, ghost } = drag;
  stop();
  if (!ghost) return;
  swallowClick();
  if (cell && cell.dataset.day !== item.dataset.date) moveTo(item, cell);
}

// A press that was a drag is not a click as well; one that never comes is not waited for.
function swallowClick() {
  const eat = (click) => { click.preventDefault(); click.stopImmediatePropagation(); };
  addEventListener('click', eat, { capture: true, once: true });
  setTimeout(() => removeEventListener('click', eat, { capture: true }), 0);
}

// ── keys ───────────────────────────────────────────────────────────────────
document.addEventListener('keydown', (key) => {
  const item = key.target.closest?.('[data-movable]');
  if (picked) { withPicked(key); return; }
  if (!item || key.key !== ' ') return;
  key.preventDefault();
  const days = [...document.querySelectorAll('[data-day]')].filter((d) => d.offsetParent);
  if (days.length === 0) return;
  const today = days.find((d) => d.querySelector('[aria-current=date]'));
  const cell = days.find((d) => d.dataset.day === item.dataset.date) ?? today ?? days[0];
  picked = { item, days, cell };
  item.classList.add('picked');
  cell.classList.add('drop');
  say(`Picked up ${nameOf(item)}. ${cell.dataset.label}. Arrow keys choose a day, space puts it down, escape leaves it.`);
});

function withPicked(key) {
  const { days, item } = picked;
  const at = days.indexOf(picked.cell);
  const row = document.querySelector('.month') && picked.cell.matches('td') ? 7 : 1;
  const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -row, ArrowDown: row }[key.key];
  if (step) {
    key.preventDefault();
    const next = days[at + step];
    if (!next) { say('That is the edge of what is shown.'); return; }
    picked.cell.classList.remove('drop');
    picked.cell = next;
    next.classList.add('drop');
    next.scrollIntoView({ block: 'nearest' });
    say(next.dataset.label);
    return;
  }
  if (key.key === ' ' || key.key === 'Enter') {
    key.preventDefault();
    const cell = picked.cell;
    letGo();
    if (cell.dataset.day === item.dataset.date) { say(`${nameOf(item)} stays on ${cell.dataset.label}.`); return; }
    moveTo(item, cell);
    return;
  }
  if (key.key === 'Escape' || key.key === 'Tab') {
    if (key.key === 'Escape') key.preventDefault();
    letGo();
    say(`${nameOf(item)} stays where it was.`);
  }
}

function letGo() {
  picked.item.classList.remove('picked');
  picked.cell.classList.remove('drop');
  picked = null;
}

// ── the move itself ────────────────────────────────────────────────────────
async function moveTo(item, cell) {
  const { ref, client, date, preview } = item.dataset;
  if (preview) { location.assign(`${preview}&to=${cell.dataset.day}`); return; }
  const place = put(item, cell);
  const body = new URLSearchParams({ form: document.getElementById('toasts').dataset.token, to: cell.dataset.day, from: date, back: location.pathname + location.search });
  let answer, told;
  try {
    answer = await fetch(`/w/${client}/calendar/item/${ref}/move`, { method: 'POST', body, headers: { Accept: 'application/json' } });
    told = await answer.json();
  } catch {
    place.back();
    refuse(`There is no connection at the moment, so ${nameOf(item)} is back where it was.`);
    return;
  }
  if (!answer.ok) {
    place.back();
    refuse(told.words);
    if (answer.status === 409) await refresh(ref);
    return;
  }
  toast({ words: told.words, undo: told.undo });
  say(told.words);
  await refresh(ref);
}

function refuse(words) { toast({ words }); say(words); }

/** Where it will be, until the server has said so. */
function put(item, cell) {
  const line = item.closest('li') ?? item;
  const [parent, next] = [line.parentNode, line.nextSibling];
  let list = cell.querySelector(':scope > .items, :scope > .agenda-items');
  if (!list) {
    list = document.createElement('ul');
    list.className = cell.matches('.agenda-day') ? 'agenda-items' : 'items';
    list.setAttribute('role', 'list');
    cell.append(list);
  }
  if (!item.matches('.cal-bar')) list.append(line);
  return { back: () => parent.insertBefore(line, next) };
}

/** The page as it is now, with the thing that was moved in focus. */
async function refresh(ref) {
  try {
    const answer = await fetch(location.href, { headers: { Accept: 'text/html' } });
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById('calendar');
    if (!answer.ok || !fresh) return;
    const open = document.querySelector('.calendar-filters')?.open;
    document.getElementById('calendar').replaceWith(document.importNode(fresh, true));
    if (open !== undefined) document.querySelector('.calendar-filters').open = open;
    for (const button of document.querySelectorAll('form[data-auto] button[data-auto-hide]')) button.hidden = true;
    [...document.querySelectorAll('[data-ref]')].find((i) => i.dataset.ref === ref && i.offsetParent)?.focus({ preventScroll: true });
  } catch {
    // What is shown is where it was put; the next page is fresh.
  }
}

// ── on a phone ─────────────────────────────────────────────────────────────
// There the days stand one below the other: the list begins with the day one came for, or with the first that has not passed.
const list = document.querySelector('.calendar-main > .agenda, .calendar-main > .week');
if (list && matchMedia('(max-width: 760px)').matches && !location.hash && performance.getEntriesByType('navigation')[0]?.type === 'navigate') {
  const days = [...list.querySelectorAll('[data-day]')];
  const wanted = new URL(location.href).searchParams.get('day');
  const first = days.find((day) => day.dataset.day === wanted) ?? days.find((day) => !day.classList.contains('over'));
  if (first && first !== days[0]) first.scrollIntoView();
}
