// The text of the workbook: lines with numbers, faults beside them, keys to choose from.

import { make } from './ask.js';

const box = document.getElementById('yaml');
const numbers = document.getElementById('numbers');
const list = document.getElementById('keys');
let on = { edit() {} };
let keys = [];
let faults = new Map();
let counted = '';

/** What is done with edits. */
export function listen(handlers) { on = handlers; }

/** Shows a text, unless it is what stands there. */
export function show(text) { if (box.value !== text) { const at = box.selectionStart; const top = box.scrollTop; box.value = text; box.setSelectionRange(at, at); box.scrollTop = top; } count(); }

/** Marks the lines that findings concern. */
export function mark(findings) {
  faults = new Map();
  for (const one of findings) {
    if (!one.line) continue;
    const old = faults.get(one.line);
    faults.set(one.line, { level: one.level === 'E' || (old && old.level === 'E') ? 'E' : one.level, words: `${old ? `${old.words}\n` : ''}${one.message}${one.hint ? `（${one.hint}）` : ''}` });
  }
  count();
}

/** The keys that can be written. */
export function know(fields) {
  const found = new Map();
  const walk = (some) => some.forEach((field) => {
    if (field.label && field.help) found.set(field.label, field.help);
    if (field.fields) walk(field.fields);
    if (field.items) walk(field.items);
  });
  walk(fields.fields);
  fields.more.forEach((one) => found.set(one.key, one.help));
  keys = [...found];
}

/** Goes to a line. */
export function go(line) {
  const starts = box.value.split('\n');
  const from = starts.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
  box.focus();
  box.setSelectionRange(from, from + (starts[line - 1] || '').length);
  const height = box.scrollHeight / Math.max(1, starts.length);
  box.scrollTop = Math.max(0, (line - 4) * height);
}

function count() {
  const many = box.value.split('\n').length;
  numbers.scrollTop = box.scrollTop;
  const now = many + JSON.stringify([...faults]);
  if (now === counted) return;
  counted = now;
  numbers.replaceChildren(...Array.from({ length: many }, (_, at) => {
    const fault = faults.get(at + 1);
    return make('div', fault ? { class: fault.level === 'E' ? 'error' : 'warning', title: fault.words } : {}, String(at + 1));
  }));
  numbers.scrollTop = box.scrollTop;
}

function begun() {
  const before = box.value.slice(0, box.selectionStart);
  const line = before.slice(before.lastIndexOf('\n') + 1);
  const match = /^\s*(?:- )?([\p{L}]{1,8})$/u.exec(line);
  return match && box.value[box.selectionStart] !== ':' ? match[1] : '';
}

function offer() {
  const word = begun();
  const fitting = word ? keys.filter(([key]) => key.startsWith(word) && key !== word).slice(0, 8) : [];
  list.hidden = fitting.length === 0;
  point(0);
  list.replaceChildren(...fitting.map(([key, help], at) => make('li', { role: 'option', 'aria-selected': String(at === 0), id: `key${at}`, 'data-key': key, onmousedown: (event) => { event.preventDefault(); take(key); } }, key, make('small', {}, ` ${help}`))));
}

/** Tells a screen reader which key would be taken. */
function point(at) { if (list.hidden) box.removeAttribute('aria-activedescendant'); else box.setAttribute('aria-activedescendant', `key${at}`); }

function take(key) {
  const at = box.selectionStart;
  box.setRangeText(`${key}: `, at - begun().length, at, 'end');
  list.hidden = true;
  on.edit(box.value);
  count();
}

box.addEventListener('input', (event) => { on.edit(box.value); count(); if (!event.isComposing) offer(); });
box.addEventListener('compositionend', offer);
box.addEventListener('blur', () => { list.hidden = true; });
box.addEventListener('scroll', () => { numbers.scrollTop = box.scrollTop; });
box.addEventListener('keydown', (event) => {
  if (list.hidden || event.isComposing) return;
  const all = [...list.children];
  const at = all.findIndex((one) => one.getAttribute('aria-selected') === 'true');
  if (event.key === 'Escape') { list.hidden = true; event.preventDefault(); }
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    event.preventDefault();
    all[at].setAttribute('aria-selected', 'false');
    const next = (at + (event.key === 'ArrowDown' ? 1 : -1) + all.length) % all.length;
    all[next].setAttribute('aria-selected', 'true');
    point(next);
  }
  if (event.key === 'Enter' || event.key === 'Tab') { event.preventDefault(); take(all[at].dataset.key); }
});
