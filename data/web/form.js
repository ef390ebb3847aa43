// The form. It shows what the program read from the text, and tells of edits by the path of their field; it keeps no data.

import { make } from './ask.js';

const root = document.getElementById('form');
const about = document.getElementById('about');
const told = about.textContent;
let on = { edit() {}, text() {}, more() {}, say() {} };
let shape = '';
let form = null;
let late = null;
let composing = false;
let wanted = null;
let pressed = null;
const opened = new Map();
const aside = new Map();
const timers = new Map();
const busy = new Map();

const name = (path) => JSON.stringify(path);
const id = (path) => 'f' + [...name(path)].map((c) => c.codePointAt(0).toString(36)).join('_');
const find = (path) => document.getElementById(id(path));

/** What is done with edits, and where a person is sent who must use the text. */
export function listen(handlers) { on = handlers; }

/** Forgets the form of another file. */
export function forget() { shape = ''; late = null; wanted = null; pressed = null; opened.clear(); aside.clear(); form = null; root.replaceChildren(); }

/** Focuses this field when it is there. */
export function focusLater(path) { wanted = path; }

/** Sends what is being typed at once. */
export function flush() { for (const [, send] of [...timers]) send(); }

/** Shows a form; fields that a person is in keep what is typed there. */
export function show(next) {
  if (composing) { late = next; return; }
  form = next;
  const [path, keys] = [wanted, pressed];
  const now = outline(next.fields) + JSON.stringify(next.more.map((one) => one.key));
  if (now !== shape) { shape = now; build(); } else { refresh(next.fields); }
  wanted = path && !focus(path) ? path : null;
  pressed = keys && !press(keys) ? keys : null;
}

/** Puts the focus where a person goes on after a button was pressed: on this control, or if it cannot be used on the next one. */
function press(keys) {
  const there = keys.map(control).find((one) => one && !one.disabled);
  there?.focus();
  return Boolean(there);
}

/** Says something instead of a form. */
export function say(words) { shape = ''; about.textContent = ''; root.replaceChildren(make('p', {}, words)); }

/** Goes to a field; false if the form does not show it. */
export function focus(path) {
  for (let length = path.length; length > 0; length -= 1) {
    const group = find(path.slice(0, length));
    if (!group) continue;
    for (let up = group; up && up !== root; up = up.parentElement) if (up.tagName === 'DETAILS') up.open = true;
    if (group.tagName === 'DETAILS') group.open = true;
    const inside = group.querySelector('input, textarea, select') || group.querySelector('summary');
    (inside || group).focus({ preventScroll: true });
    group.scrollIntoView({ block: 'center' });
    return true;
  }
  return false;
}

/** Marks the fields that findings concern. */
export function mark(findings) {
  root.querySelectorAll('.said').forEach((one) => one.remove());
  root.querySelectorAll('.bad').forEach((one) => {
    one.classList.remove('bad');
    one.querySelectorAll('[aria-invalid]').forEach((input) => { input.removeAttribute('aria-invalid'); describe(input); });
  });
  findings.forEach((finding, number) => {
    if (!finding.path || finding.level === 'I') return;
    for (let length = finding.path.length; length > 0; length -= 1) {
      const group = find(finding.path.slice(0, length));
      if (!group) continue;
      group.classList.add('bad');
      const said = make('p', { class: 'said', id: `said${number}` }, finding.message);
      const input = group.querySelector('input, textarea, select');
      if (group.tagName === 'DETAILS') group.firstElementChild.after(said);
      else { group.append(said); if (input) { input.setAttribute('aria-invalid', 'true'); describe(input, said.id); } }
      return;
    }
  });
}

function describe(input, said) {
  const ids = [said, input.dataset.help].filter(Boolean).join(' ');
  if (ids) input.setAttribute('aria-describedby', ids); else input.removeAttribute('aria-describedby');
}

function outline(fields) {
  return fields.map((field) => name(field.path) + field.kind + (field.form || '') + (field.shared ? '&' : '') + (field.required ? '*' : '') + (field.path.length === 1 && field.present ? '+' : '') + (field.form === 'date' && !isDay(field.text) ? '?' : '')
    + (field.kind === 'list' ? `[${outline(field.items)}]` : '')
    + (field.fields ? `{${outline(field.fields)}}` : '')
    + (field.kind === 'table' ? `${field.columns.join()}#${field.rows.map((row) => row.length).join()}+${field.more || 0}` : '')).join(';');
}

const control = (key) => [...root.querySelectorAll('[data-key]')].find((one) => one.dataset.key === key);

function build() {
  const active = document.activeElement;
  const at = active && root.contains(active) ? { key: active.dataset.key, start: active.selectionStart, end: active.selectionEnd, value: active.value, pending: isTyped(active.dataset.key) } : null;
  const top = root.scrollTop;
  const groups = split(form.fields, '', true);
  root.replaceChildren(ways(form.fields), ...groups, more(form.more));
  root.scrollTop = top;
  if (!at || !at.key) return;
  const again = control(at.key);
  if (!again) return;
  for (let up = again; up && up !== root; up = up.parentElement) if (up.tagName === 'DETAILS') up.open = true;
  if (at.pending) again.value = at.value;
  again.focus({ preventScroll: true });
  if (Number.isInteger(at.start) && again.setSelectionRange && again.type !== 'date') again.setSelectionRange(at.start, at.end);
}

function refresh(fields) {
  for (const field of fields) {
    if (field.kind === 'text') put(name(field.path), field.text);
    if (field.kind === 'table') field.rows.forEach((row, r) => row.forEach((cell, c) => put(name([...field.path, r, field.columns.length ? field.columns[c] : c]), cell)));
    if (field.fields) refresh(field.fields);
    if (field.items) {
      refresh(field.items);
      field.items.forEach((item, at) => { const words = find(item.path)?.querySelector(':scope > summary > span'); if (words) rename(words, head(item, at)); });
    }
  }
}

function rename(element, words) { if (element.textContent !== words) element.textContent = words; }

function put(key, text) {
  const input = document.getElementById(`i${id(JSON.parse(key))}`);
  if (!input || isTyped(key) || input.value === text) return;
  if (input.tagName === 'SELECT' && ![...input.options].some((one) => one.value === text)) input.append(make('option', { value: text }, text));
  input.value = text;
}

/** Whether something was typed there that the text does not have yet. */
const isTyped = (key) => timers.has(key) || busy.has(key);

/** Tells of a new value when the typing pauses. */
function typed(input, path) {
  const key = name(path);
  const send = () => {
    clearTimeout(timers.get(key)?.timer);
    timers.delete(key);
    busy.set(key, (busy.get(key) || 0) + 1);
    on.edit({ path, do: 'set', value: input.value }).finally(() => {
      if (busy.get(key) > 1) busy.set(key, busy.get(key) - 1); else busy.delete(key);
    });
  };
  const old = timers.get(key);
  if (old) clearTimeout(old.timer);
  const sending = () => send();
  sending.timer = setTimeout(send, 120);
  timers.set(key, sending);
}

function entry(field, path) {
  const described = field.help ? `h${id(path)}` : null;
  const common = { id: `i${id(path)}`, 'data-key': name(path), placeholder: field.example ? `例：${field.example}` : '', 'aria-required': field.required ? 'true' : null, 'aria-describedby': described, 'data-help': described };
  let input;
  const isKind = path.length === 3 && path[0] === '文稿' && path[2] === '文种';
  if (field.form === 'choice' || isKind) {
    const words = isKind ? [...form.kinds] : ['', ...field.words];
    if (!words.includes(field.text)) words.push(field.text);
    input = make('select', common, ...words.map((word) => make('option', { value: word }, word || '（不写）')));
  } else if (field.form === 'prose') {
    input = make('textarea', { ...common, rows: Math.min(12, Math.max(2, field.text.split('\n').length + Math.floor(field.text.length / 60))) });
  } else {
    input = make('input', { ...common, type: field.form === 'date' && isDay(field.text) ? 'date' : 'text', autocomplete: 'off' });
  }
  input.value = field.text;
  if (field.shared) { input.readOnly = true; input.disabled = input.tagName === 'SELECT'; }
  // A day that is typed in parts is none before its last part.
  const isDone = () => input.type !== 'date' || !input.validity.badInput && (input.value === '' || input.value >= '1000');
  input.addEventListener('input', () => { if (!composing && isDone()) typed(input, path); });
  input.addEventListener('compositionstart', () => { composing = true; });
  input.addEventListener('compositionend', () => {
    composing = false;
    typed(input, path);
    if (late) { const next = late; late = null; show(next); }
  });
  return input;
}

const isDay = (text) => text === '' || /^\d{4}-\d{2}-\d{2}$/.test(text);

/** The way to each group that stands open. */
function ways(fields) {
  const shown = fields.filter((field) => field.present || !aside.get('').has(field.label));
  return make('nav', { 'aria-label': '各组' }, ...shown.map((field) => make('button', { type: 'button', class: 'small', onclick: () => focus(field.path) }, field.label)));
}

/** What is written or needed stands in front; the rest can be unfolded. A field that stood in front stays there. */
function split(fields, key, top) {
  if (!aside.has(key)) {
    const none = fields.every((one) => !one.present && !one.required);
    // A group that was just begun shows what usually follows.
    const begun = fields[0].path[0] !== '文稿' && !top && fields.every((one) => !one.present || one.required);
    const few = none ? 4 : begun ? 2 : 0;
    aside.set(key, new Set(fields.filter((one, number) => !one.present && !one.required && number >= few).map((one) => one.label)));
  }
  const hidden = aside.get(key);
  fields.forEach((one) => { if (one.required || one.present) hidden.delete(one.label); });
  const front = fields.filter((one) => !hidden.has(one.label)).map((one) => view(one, top));
  const rest = fields.filter((one) => hidden.has(one.label));
  if (rest.length === 0) return front;
  const names = rest.slice(0, 6).map((one) => one.label).join('、');
  const box = make('details', { class: 'rest' }, make('summary', { 'data-key': `${key}还` }, `还可以写的项（${rest.length}）`, make('small', {}, rest.length > 6 ? `${names}等` : names)), make('div', {}, ...rest.map((one) => view(one, top))));
  box.open = opened.get(`${key}+`) || false;
  box.addEventListener('toggle', () => opened.set(`${key}+`, box.open));
  return [...front, box];
}

/** What a list item is called. */
function head(item, at) {
  const inside = item.fields || [];
  const first = [...inside, ...inside.flatMap((one) => one.items || [])].find((one) => one.kind === 'text' && one.text);
  return `${at + 1}. ${first ? first.text : ''}`;
}

function view(field, top = false) {
  const help = field.help ? make('small', { id: `h${id(field.path)}`, hidden: true }, field.help) : '';
  if (field.kind === 'text') {
    const label = make('label', { for: `i${id(field.path)}`, class: field.required ? 'needed' : '', title: field.help }, field.label);
    const shared = field.shared ? make('p', { class: 'hint' }, '与别处共用（& 和 *），在“文本”里改') : '';
    return make('div', { class: field.form === 'prose' ? 'field long' : 'field', id: id(field.path) }, label, entry(field, field.path), help, shared);
  }
  const body = make('div', {});
  const isPlain = field.kind === 'list' && !field.first && field.items.every((item) => item.kind === 'text');
  if (isPlain && !top) {
    list(field, body);
    return make('div', { class: 'field', id: id(field.path), role: 'group', 'aria-label': field.label }, make('span', { class: field.required ? 'label needed' : 'label', title: field.help }, field.label), body, help);
  }
  const present = field.present || field.required;
  const key = name(field.path);
  const summary = make('summary', { 'data-key': `${key}#` }, make('span', { class: field.required ? 'needed' : '' }, field.label), field.help ? make('small', { title: field.help }, field.help) : '');
  const box = make('details', { id: id(field.path) }, summary, body);
  box.open = opened.has(key) ? opened.get(key) : field.open ?? present;
  box.addEventListener('toggle', () => opened.set(key, box.open));
  if (field.kind === 'record') body.append(...split(field.fields, key, false));
  if (field.kind === 'free') free(field, body);
  if (field.kind === 'list') list(field, body);
  if (field.kind === 'table') table(field, body);
  if (field.kind === 'other') body.append(make('p', { class: 'hint' }, field.why), make('button', { type: 'button', 'data-key': `${key}文`, onclick: () => on.text(field.line) }, '到文本里改'));
  return box;
}

function free(field, body) {
  const input = make('input', { 'aria-label': `${field.label}：新的一项叫什么`, 'data-key': `${name(field.path)}新`, placeholder: '新的一项叫什么' });
  const add = () => {
    const path = [...field.path, input.value.trim()];
    if (!input.value.trim()) return;
    input.value = '';
    focusLater(path);
    on.edit({ path, do: 'set', value: ' ' });
  };
  input.addEventListener('keydown', (event) => { if (event.key === 'Enter' && !event.isComposing) { event.preventDefault(); add(); } });
  body.append(...field.fields.map((one) => view(one)), make('div', { class: 'item' }, make('div', { class: 'body' }, input), make('button', { type: 'button', onclick: add }, '添加')));
}

function list(field, body) {
  const blank = field.first ? { [field.first]: '' } : '';
  const key = name(field.path);
  const many = field.items.length;
  // Items get other numbers: which of their fields stand in front is looked at anew.
  const anew = () => { shape = ''; [...aside.keys()].filter((one) => one.startsWith(`${key.slice(0, -1)},`)).forEach((one) => aside.delete(one)); };
  const insert = (at) => { anew(); focusLater([...field.path, at]); on.edit({ path: field.path, do: 'insert', at, value: blank }); };
  const swap = (at, keys) => { anew(); pressed = keys; on.edit({ path: field.path, do: 'swap', at }); };
  const remove = (at) => { anew(); pressed = [`${key}删${Math.min(at, many - 2)}`, `${key}加`]; on.edit({ path: [...field.path, at], do: 'remove' }); };
  field.items.forEach((item, at) => {
    const tool = (sign, word, can, act) => make('button', { type: 'button', title: word, 'aria-label': `${field.label}第${at + 1}条${word}`, 'data-key': `${key}${word[0]}${at}`, disabled: !can, onclick: act }, sign);
    const moves = many < 2 ? [] : [
      tool('↑', '上移', at > 0, () => swap(at - 1, [`${key}上${at - 1}`, `${key}下${at - 1}`])),
      tool('↓', '下移', at < many - 1, () => swap(at, [`${key}下${at + 1}`, `${key}上${at + 1}`]))];
    const tools = make('div', { class: 'tools' }, ...moves, tool('✕', '删去', true, () => remove(at)));
    let inside;
    if (item.kind === 'text') {
      const input = entry({ ...item, example: field.example, help: field.help }, item.path);
      for (const where of ['aria-describedby', 'data-help']) if (field.help) input.setAttribute(where, `h${id(field.path)}`);
      input.setAttribute('aria-label', `${field.label}第${at + 1}条`);
      input.addEventListener('keydown', (event) => { if (event.key === 'Enter' && !event.isComposing && input.tagName === 'INPUT') { event.preventDefault(); flush(); insert(at + 1); } });
      inside = make('div', { class: 'body', id: id(item.path) }, input);
    } else {
      inside = view({ ...item, label: head(item, at), help: '', open: many < 7 && (field.label !== '文稿' || at === 0) });
      inside.classList.add('body');
    }
    body.append(make('div', { class: item.kind === 'text' ? 'item' : 'item group' }, inside, tools));
  });
  body.append(make('button', { type: 'button', class: 'small add', 'data-key': `${key}加`, 'aria-label': `添加${field.label}`, onclick: () => insert(many) }, field.first ? `添加${field.label}` : '添加'));
  if (field.label === '台账' && many === 0) body.append(paste(field, true));
}

const pairs = (columns, row) => ({ '': columns.map((column, at) => [column, row[at] || '']).filter(([, text]) => text !== '') });
const sheet = (text) => text.replace(/\r/g, '').replace(/\n+$/, '').split('\n').map((line) => line.split('\t'));

function whole(field, rows) {
  return field.columns.length ? rows.map((row) => pairs(field.columns, row)) : rows;
}

function paste(field, headed) {
  const box = make('textarea', { rows: 2, placeholder: headed ? '把 Excel 里的表连表头一起复制，粘贴到这里' : '把 Excel 里的格子复制，粘贴到这里；也可以打字', 'aria-label': `${field.label}：从 Excel 粘贴` });
  const take = (text) => {
    const rows = sheet(text);
    focusLater([...field.path, 0]);
    if (!headed) { on.edit({ path: field.path, do: 'set', value: rows }); return; }
    const [columns, ...below] = rows;
    if (below.length) on.edit({ path: field.path, do: 'set', value: below.map((row) => pairs(columns, row)) });
  };
  box.addEventListener('paste', (event) => { event.preventDefault(); take(event.clipboardData.getData('text/plain')); });
  box.addEventListener('change', () => { if (box.value.trim()) take(box.value); });
  return make('div', { class: 'field' }, box);
}

function table(field, body) {
  const { columns, rows, more: below } = field;
  const key = name(field.path);
  const isFree = field.label === '行' && field.path[0] === '台账';
  if (rows.length === 0) { body.append(paste(field, isFree)); return; }
  const width = Math.max(columns.length, ...rows.map((row) => row.length));
  const grid = make('table', { 'aria-label': field.label });
  if (columns.length) grid.append(make('tr', {}, make('td', {}), ...columns.map((column) => make('th', { scope: 'col' }, column)), make('td', {})));
  rows.forEach((row, r) => {
    const line = make('tr', {}, make('th', { scope: 'row' }, String(r + 1)));
    for (let c = 0; c < Math.max(row.length, columns.length); c += 1) {
      const cell = entry({ form: 'phrase', text: row[c] || '' }, [...field.path, r, columns.length ? columns[c] : c]);
      cell.setAttribute('aria-label', `第${r + 1}行${columns[c] || `第${c + 1}列`}`);
      cell.className = 'cell';
      cell.dataset.row = r;
      cell.dataset.column = c;
      line.append(make('td', {}, cell));
    }
    line.append(make('td', {}, make('button', {
      type: 'button', class: 'small', title: '删去', 'data-key': `${key}删${r}`, 'aria-label': `删去第${r + 1}行`,
      onclick: () => { pressed = [`${key}删${Math.min(r, rows.length - 2)}`, `${key}加`]; on.edit({ path: [...field.path, r], do: 'remove' }); },
    }, '✕')));
    grid.append(line);
  });
  grid.addEventListener('paste', (event) => pasted(event, field, width));
  const fresh = columns.length ? { '': [[columns[0], rows[rows.length - 1][0]]] } : Array(width).fill('');
  const wider = () => { pressed = [`${key}列`]; on.edit({ path: field.path, do: 'set', value: rows.map((row) => [...row, '']) }); };
  body.append(make('div', { class: 'grid' }, grid));
  if (below) {
    body.append(make('p', { class: 'hint' }, `这里只列前${rows.length}行，后面还有${below}行，在“文本”里改；表格长的，最好另存为 .xlsx，在资料里写文件名。`),
      make('button', { type: 'button', class: 'small', 'data-key': `${key}文`, onclick: () => on.text(field.line) }, '到文本里改'));
    return;
  }
  body.append(make('button', { type: 'button', class: 'small', 'data-key': `${key}加`, onclick: () => { focusLater([...field.path, rows.length]); on.edit({ path: field.path, do: 'insert', at: rows.length, value: fresh }); } }, '加一行'), ' ',
    columns.length ? '' : make('button', { type: 'button', class: 'small', 'data-key': `${key}列`, onclick: wider }, '加一列'),
    make('span', { class: 'hint' }, ' 可以从 Excel 粘贴'));
}

/** Cells from a spreadsheet go into the cell and those right of it and below. */
function pasted(event, field, width) {
  const { columns, rows, more: below } = field;
  const text = event.clipboardData.getData('text/plain');
  const cell = event.target.dataset;
  if (!/[\t\n]/.test(text.replace(/\r?\n$/, '')) || cell.row === undefined) return;
  event.preventDefault();
  if (below) { on.say('这张表太长，几格一起粘贴要到“文本”里；或者另存为 .xlsx，在资料里写文件名。'); return; }
  flush();
  const merged = rows.map((one) => [...one]);
  sheet(text).forEach((cells, down) => {
    const at = Number(cell.row) + down;
    const target = merged[at] || (merged[at] = Array(columns.length || width).fill(''));
    cells.forEach((one, across) => { const to = Number(cell.column) + across; if (!columns.length || to < columns.length) target[to] = one; });
  });
  on.edit({ path: field.path, do: 'set', value: whole(field, merged.map((row) => Array.from(row, (one) => one ?? ''))) });
}

function more(keys) {
  if (keys.length === 0) return '';
  const choice = make('select', { 'aria-label': '别的项目', 'data-key': '别' }, ...keys.map((one) => make('option', { value: one.key }, `${one.key}：${one.help}`)));
  return make('div', { class: 'item more' }, make('div', { class: 'body' }, choice), make('button', { type: 'button', 'data-key': '添', onclick: () => { focusLater([choice.value]); on.more(choice.value); } }, '添加这一项'));
}

// What the field is for that a person is in.
root.addEventListener('focusin', (event) => {
  if (event.target.tagName !== 'BUTTON') { wanted = null; pressed = null; }
  const help = document.getElementById(event.target.dataset.help || '');
  const { placeholder } = event.target;
  about.textContent = [help?.textContent, placeholder].filter(Boolean).join('　') || told;
});
root.addEventListener('focusout', () => { about.textContent = told; });
