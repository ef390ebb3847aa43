// The form. It shows what the program read from the text, and tells of edits by the path of their field; it keeps no data.

import { make } from './ask.js';

const root = document.getElementById('form');
let on = { edit() {}, text() {} };
let shape = '';
let form = null;
let late = null;
let composing = false;
let wanted = null;
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
export function forget() { shape = ''; opened.clear(); aside.clear(); form = null; root.replaceChildren(); }

/** Focuses this field when it is there. */
export function focusLater(path) { wanted = path; }

/** Sends what is being typed at once. */
export function flush() { for (const [, send] of [...timers]) send(); }

/** Shows a form; fields that a person is in keep what is typed there. */
export function show(next) {
  if (composing) { late = next; return; }
  form = next;
  const now = outline(next.fields) + JSON.stringify(next.more.map((one) => one.key));
  if (now !== shape) { shape = now; build(); } else { refresh(next.fields); }
  if (wanted && focus(wanted)) wanted = null;
}

/** Says something instead of a form. */
export function say(words) { shape = ''; root.replaceChildren(make('p', {}, words)); }

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
    one.querySelectorAll('[aria-invalid]').forEach((input) => { input.removeAttribute('aria-invalid'); input.removeAttribute('aria-describedby'); });
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
      else { group.append(said); if (input) { input.setAttribute('aria-invalid', 'true'); input.setAttribute('aria-describedby', said.id); } }
      return;
    }
  });
}

function outline(fields) {
  return fields.map((field) => name(field.path) + field.kind + (field.form || '') + (field.form === 'date' && !isDay(field.text) ? '?' : '')
    + (field.kind === 'list' ? `[${outline(field.items)}]` : '')
    + (field.fields ? `{${outline(field.fields)}}` : '')
    + (field.kind === 'table' ? `${field.columns.join()}#${field.rows.map((row) => row.length).join()}` : '')).join(';');
}

function build() {
  const active = document.activeElement;
  const at = active && root.contains(active) ? { key: active.dataset.key, start: active.selectionStart, end: active.selectionEnd, value: active.value, pending: isTyped(active.dataset.key) } : null;
  const top = root.scrollTop;
  root.replaceChildren(...form.fields.map((field) => view(field, true)), more(form.more));
  root.scrollTop = top;
  if (!at || !at.key) return;
  const again = [...root.querySelectorAll('[data-key]')].find((one) => one.dataset.key === at.key);
  if (!again) return;
  for (let up = again; up && up !== root; up = up.parentElement) if (up.tagName === 'DETAILS') up.open = true;
  if (at.pending) again.value = at.value;
  again.focus({ preventScroll: true });
  if (at.start !== null && again.setSelectionRange && again.type !== 'date') again.setSelectionRange(at.start, at.end);
}

function refresh(fields) {
  for (const field of fields) {
    if (field.kind === 'text') put(name(field.path), field.text);
    if (field.kind === 'table') field.rows.forEach((row, r) => row.forEach((cell, c) => put(name([...field.path, r, field.columns.length ? field.columns[c] : c]), cell)));
    if (field.fields) refresh(field.fields);
    if (field.items) refresh(field.items);
  }
}

function put(key, text) {
  const input = document.getElementById(`i${id(JSON.parse(key))}`);
  if (input && !isTyped(key) && input.value !== text) input.value = text;
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

function control(field, path) {
  const common = { id: `i${id(path)}`, 'data-key': name(path), placeholder: field.example ? `例：${field.example}` : '', 'aria-required': field.required || null };
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
  input.addEventListener('input', () => { if (!composing) typed(input, path); });
  input.addEventListener('compositionstart', () => { composing = true; });
  input.addEventListener('compositionend', () => {
    composing = false;
    typed(input, path);
    if (late) { const next = late; late = null; show(next); }
  });
  return input;
}

const isDay = (text) => text === '' || /^\d{4}-\d{2}-\d{2}$/.test(text);

function view(field, top = false) {
  if (field.kind === 'text') {
    const label = make('label', { for: `i${id(field.path)}`, class: field.required ? 'needed' : '' }, field.label);
    const help = field.help && !(field.path[0] === '文稿' && field.label === '文种') ? make('small', {}, field.help) : '';
    return make('div', { class: 'field', id: id(field.path) }, label, control(field, field.path), help);
  }
  const body = make('div', {});
  const present = field.present || field.required;
  const summary = make('summary', { class: field.required ? 'needed' : '' }, field.label, field.help ? make('small', {}, field.help) : '');
  const key = name(field.path);
  const box = make('details', { id: id(field.path) }, summary, body);
  box.open = opened.has(key) ? opened.get(key) : present && (!top || field.path.length < 2);
  box.addEventListener('toggle', () => opened.set(key, box.open));
  if (field.kind === 'record' || field.kind === 'free') group(field, body);
  if (field.kind === 'list') list(field, body);
  if (field.kind === 'table') table(field, body);
  if (field.kind === 'other') body.append(make('p', { class: 'hint' }, field.why), make('button', { type: 'button', onclick: () => on.text(field.line) }, '到文本里改'));
  return box;
}

function group(field, body) {
  const key = name(field.path);
  if (field.kind === 'free') {
    body.append(...field.fields.map((one) => view(one)));
    const input = make('input', { 'aria-label': '新的一项叫什么', placeholder: '新的一项叫什么' });
    body.append(make('div', { class: 'item' }, make('div', { class: 'body field' }, input), make('button', {
      type: 'button', onclick: () => { if (input.value.trim()) { focusLater([...field.path, input.value.trim()]); on.edit({ path: [...field.path, input.value.trim()], do: 'set', value: ' ' }); } },
    }, '添加')));
    return;
  }
  // What is written or needed stands in front; the rest can be unfolded. A field stays where it was while one works.
  if (!aside.has(key)) {
    const none = field.fields.every((one) => !one.present && !one.required);
    aside.set(key, new Set(field.fields.filter((one, number) => !one.present && !one.required && !(none && number < 4)).map((one) => one.label)));
  }
  const hidden = aside.get(key);
  body.append(...field.fields.filter((one) => !hidden.has(one.label)).map((one) => view(one)));
  const rest = field.fields.filter((one) => hidden.has(one.label));
  if (rest.length === 0) return;
  const box = make('details', {}, make('summary', {}, `还可以写的项（${rest.length}）`, make('small', {}, rest.map((one) => one.label).slice(0, 6).join('、'))), make('div', {}, ...rest.map((one) => view(one))));
  box.open = opened.get(`${key}+`) || false;
  box.addEventListener('toggle', () => opened.set(`${key}+`, box.open));
  body.append(box);
}

function list(field, body) {
  const blank = field.first ? { [field.first]: '' } : '';
  const insert = (at) => { focusLater([...field.path, at]); on.edit({ path: field.path, do: 'insert', at, value: blank }); };
  field.items.forEach((item, at) => {
    const tools = make('div', { class: 'tools' },
      make('button', { type: 'button', title: '上移', 'aria-label': `${field.label}第${at + 1}条上移`, disabled: at === 0, onclick: () => on.edit({ path: field.path, do: 'swap', at: at - 1 }) }, '↑'),
      make('button', { type: 'button', title: '下移', 'aria-label': `${field.label}第${at + 1}条下移`, disabled: at === field.items.length - 1, onclick: () => on.edit({ path: field.path, do: 'swap', at }) }, '↓'),
      make('button', { type: 'button', title: '删去', 'aria-label': `删去${field.label}第${at + 1}条`, onclick: () => on.edit({ path: item.path, do: 'remove' }) }, '✕'));
    let inside;
    if (item.kind === 'text') {
      const input = control(item, item.path);
      input.setAttribute('aria-label', `${field.label}第${at + 1}条`);
      input.addEventListener('keydown', (event) => { if (event.key === 'Enter' && !event.isComposing && input.tagName === 'INPUT') { event.preventDefault(); flush(); insert(at + 1); } });
      inside = make('div', { class: 'body field', id: id(item.path) }, input);
    } else {
      const head = (item.fields || []).find((one) => one.kind === 'text' && one.text);
      inside = view({ ...item, label: `${at + 1}. ${head ? head.text : ''}`, help: '' });
      inside.classList.add('body');
    }
    body.append(make('div', { class: 'item' }, inside, tools));
  });
  body.append(make('button', { type: 'button', class: 'small', onclick: () => insert(field.items.length) }, `添加${field.label}`));
  if (field.label === '台账' && field.items.length === 0) body.append(paste(field, true));
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
    if (!headed) { on.edit({ path: field.path, do: 'set', value: rows }); return; }
    const [columns, ...below] = rows;
    if (below.length) on.edit({ path: field.path, do: 'set', value: below.map((row) => pairs(columns, row)) });
  };
  box.addEventListener('paste', (event) => { event.preventDefault(); take(event.clipboardData.getData('text/plain')); });
  box.addEventListener('change', () => { if (box.value.trim()) take(box.value); });
  return make('div', { class: 'field' }, box);
}

function table(field, body) {
  const { columns, rows } = field;
  const isFree = field.label === '行' && field.path[0] === '台账';
  if (rows.length === 0) { body.append(paste(field, isFree)); return; }
  const width = Math.max(columns.length, ...rows.map((row) => row.length));
  const grid = make('table', {});
  if (columns.length) grid.append(make('tr', {}, make('th', {}), ...columns.map((column) => make('th', { scope: 'col' }, column)), make('th', {})));
  rows.forEach((row, r) => {
    const line = make('tr', {}, make('th', { scope: 'row' }, String(r + 1)));
    for (let c = 0; c < Math.max(row.length, columns.length); c += 1) {
      const path = [...field.path, r, columns.length ? columns[c] : c];
      const cell = control({ form: 'phrase', text: row[c] || '' }, path);
      cell.setAttribute('aria-label', `第${r + 1}行${columns[c] || `第${c + 1}列`}`);
      cell.className = 'cell';
      cell.addEventListener('paste', (event) => {
        const text = event.clipboardData.getData('text/plain');
        if (!/[\t\n]/.test(text.replace(/\r?\n$/, ''))) return;
        event.preventDefault();
        const merged = rows.map((one) => [...one]);
        sheet(text).forEach((cells, down) => {
          const target = merged[r + down] || (merged[r + down] = Array(columns.length || width).fill(''));
          cells.forEach((one, across) => { if (!columns.length || c + across < columns.length) target[c + across] = one; });
        });
        on.edit({ path: field.path, do: 'set', value: whole(field, merged) });
      });
      line.append(make('td', {}, cell));
    }
    line.append(make('td', {}, make('button', { type: 'button', class: 'small', 'aria-label': `删去第${r + 1}行`, onclick: () => on.edit({ path: [...field.path, r], do: 'remove' }) }, '✕')));
    grid.append(line);
  });
  const fresh = columns.length ? { '': [[columns[0], rows.length ? rows[rows.length - 1][0] : '']] } : Array(width).fill('');
  body.append(make('div', { class: 'grid' }, grid),
    make('button', { type: 'button', class: 'small', onclick: () => on.edit({ path: field.path, do: 'insert', at: rows.length, value: fresh }) }, '加一行'), ' ',
    columns.length ? '' : make('button', { type: 'button', class: 'small', onclick: () => on.edit({ path: field.path, do: 'set', value: rows.map((row) => [...row, '']) }) }, '加一列'),
    make('span', { class: 'hint' }, ' 可以从 Excel 粘贴'));
}

function more(keys) {
  if (keys.length === 0) return '';
  const choice = make('select', { 'aria-label': '添加别的项目' }, make('option', { value: '' }, '添加别的项目…'), ...keys.map((one) => make('option', { value: one.key }, `${one.key}：${one.help}`)));
  choice.addEventListener('change', () => { if (choice.value) { focusLater([choice.value]); on.more(choice.value); } });
  return make('div', { class: 'field' }, choice);
}
