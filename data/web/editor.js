// The page as a whole: one text, its undo, its draft; the form, the pages and the findings are views of it.

import { ask, download, make, Refused } from './ask.js';
import * as collect from './collect.js';
import * as form from './form.js';
import * as pages from './pages.js';
import * as text from './text.js';
import * as units from './units.js';

const $ = (id) => document.getElementById(id);
const state = { path: null, text: '', saved: '', version: null, document: 0, undo: [], redo: [], open: false, fixed: false, sound: false, whole: false, collects: false, seen: null, kept: null };
let folder = '';
let kinds = [];
let chain = Promise.resolve();
let looking = false;
let again = false;
let failed = false;
let timer = 0;
let lastKey = '';
let lastTime = 0;

// Messages.

function write(element, words) { if (element.textContent !== words) element.textContent = words; }
function say(words) { write($('message'), words); $('message').hidden = !words; }
function fail(error) { if (error instanceof Refused) say(error.message); else { say('网页出了错，刷新再试；内容没有丢'); console.error(error); } }

// The text and its history.

const draftKey = (path) => `draft:${folder}:${path || ''}`;

function change(next, key) {
  if (next === state.text) return;
  const now = Date.now();
  if (key !== lastKey || now - lastTime > 1500 || state.undo.length === 0) { state.undo.push(state.text); if (state.undo.length > 300) state.undo.shift(); }
  [lastKey, lastTime] = [key, now];
  state.redo = [];
  put(next);
}

function put(next) {
  state.text = next;
  text.show(next);
  keep();
  buttons();
  lookSoon();
}

/** What was not saved of a file; another tab's or an older run's, too. */
function draft(path) {
  try { return JSON.parse(localStorage.getItem(draftKey(path)) || 'null'); } catch { return null; }
}

const elsewhere = () => `“${state.path}”打开以后被别的程序改过；存盘时用“另存为…”，再比较两个文件。`;

/** Looks whether the file, or one that it refers to, was changed in another program. */
async function notice() {
  if (!state.open || document.hidden) return;
  await chain;
  const { path } = state;
  const file = path ? await ask('/api/open', { path }) : null;
  if (path !== state.path) return;
  if (file && file.version !== state.version && file.version !== state.seen) {
    state.seen = file.version;
    if (!state.fixed && state.text !== state.saved) { say(elsewhere()); return; }
    Object.assign(state, { version: file.version, saved: file.text ?? '' });
    change(state.saved, 'disk');
    keep();
    buttons();
    say(`“${path}”在别的程序里改过，这里已经换成新的内容。`);
  }
  await look();
}

function keep() {
  try {
    // Another tab's draft of the same file stays.
    if (state.text === state.saved) { if (draft(state.path)?.text === state.kept) localStorage.removeItem(draftKey(state.path)); state.kept = null; }
    else localStorage.setItem(draftKey(state.path), JSON.stringify({ text: state.kept = state.text, version: state.version }));
    localStorage.setItem(`last:${folder}`, state.path || '');
  } catch { say('浏览器不让保存草稿，请常按“保存”'); }
}

function step(from, to) {
  form.flush();
  chain = chain.then(() => {
    if (state[from].length === 0) return;
    state[to].push(state.text);
    lastKey = '';
    put(state[from].pop());
  });
}

function edit(asked) {
  chain = chain.then(async () => {
    if (!state.open || state.fixed) return;
    // What was typed in the text meanwhile is not lost: the edit is made again on top of it.
    let of, answer;
    do {
      of = state.text;
      answer = await ask('/api/edit', { ...asked, text: of });
    } while (of !== state.text);
    say('');
    change(answer.text, asked.do + JSON.stringify(asked.path));
    if (asked.do !== 'set') look();
  }).catch((error) => { form.focusLater(null); fail(error); lookSoon(); });
  return chain;
}

function buttons() {
  const dirty = state.text !== state.saved;
  $('undo').disabled = state.undo.length === 0;
  $('redo').disabled = state.redo.length === 0;
  $('save').disabled = !state.open || state.fixed || !dirty;
  $('save-as').disabled = !state.open || state.fixed;
  for (const id of ['docx', 'pdf']) $(id).disabled = !state.open || !state.sound;
  $('zip').disabled = !state.open || !state.whole;
  $('batch').disabled = !state.open;
  $('collection').hidden = !state.open || !state.collects;
  write($('file'), state.open ? `${state.path || '新资料，还没有起名'}${dirty ? '（没有存盘）' : ''}` : '还没有打开资料');
  document.title = state.open ? `${dirty ? '● ' : ''}${state.path || '新资料'} - 公文` : '公文';
}

// Pages, findings, form.

function lookSoon() { clearTimeout(timer); timer = setTimeout(look, 80); }

async function look() {
  clearTimeout(timer);
  if (!state.open) return;
  if (looking) { again = true; return; }
  looking = true;
  const of = state.text;
  try {
    const seen = await ask('/api/look', asked());
    if (failed) say('');
    failed = false;
    state.sound = seen.sound && seen.documents.length > 0;
    state.whole = seen.whole && seen.documents.length > 0;
    state.collects = seen.collects ?? state.collects;
    pages.show(seen);
    findings(seen.findings);
    if (of === state.text) {
      if (seen.form) { form.show(seen.form); text.know(seen.form); form.mark(seen.findings); }
      else form.say(state.fixed ? '这是 Excel 文件，请在 Excel 里改；改好存盘，回到这里就是新的版面。检查结果在下面。' : '这份资料现在读不懂，表单里显示不出来。先在“文本”里改好下面列出的错误。');
      text.mark(seen.findings);
    } else again = true;
    buttons();
  } catch (error) { failed = true; fail(error); }
  looking = false;
  if (again) { again = false; lookSoon(); }
}

const asked = () => ({ path: state.path || '新资料.yaml', text: state.fixed ? null : state.text, document: state.document });

function findings(list) {
  const many = { E: 0, W: 0, I: 0 };
  list.forEach((one) => { many[one.level] += 1; });
  const counted = list.length === 0 ? '没有发现问题' : Object.entries(weight).filter(([level]) => many[level]).map(([level, word]) => `${word}${many[level]}处`).join('，');
  write($('count'), counted);
  const order = 'EWI';
  const at = [...$('findings').querySelectorAll('button')].indexOf(document.activeElement);
  const sorted = [...list].sort((a, b) => order.indexOf(a.level) - order.indexOf(b.level));
  $('findings').replaceChildren(...sorted.map((one) => make('li', {}, make('button', { type: 'button', class: one.level, onclick: () => go(one) }, ...told(one)))));
  if (at >= 0) ($('findings').querySelectorAll('button')[at] || $('tab-form')).focus({ preventScroll: true });
}

const weight = { E: '错误', W: '警告', I: '提示' };

/** A finding in words. */
function told(one) {
  return [`${weight[one.level]}：${one.message}${one.place ? `　${one.place}` : ''}${one.context ? `　${one.context}` : ''}${one.clause ? `　依据：${one.clause}` : ''}`,
    one.hint ? make('span', { class: 'cure' }, `怎么改：${one.hint}`) : ''];
}

function go(place) {
  if (!$('form').hidden && place.path && form.focus(place.path)) return;
  if (place.line) { tab('text'); text.go(place.line); return; }
  if (place.path) { tab('form'); form.focus(place.path); }
}

function tab(name) {
  for (const one of ['form', 'text']) {
    const chosen = one === name;
    $(one).hidden = !chosen;
    $(`tab-${one}`).setAttribute('aria-selected', String(chosen));
    $(`tab-${one}`).tabIndex = chosen ? 0 : -1;
  }
  if (name === 'text') text.show(state.text);
}

// Files.

async function begin(path, content, version, fixed) {
  form.flush();
  await chain;
  form.forget();
  pages.forget();
  Object.assign(state, { path, text: content, saved: content, version, document: 0, undo: [], redo: [], open: true, fixed, sound: false, whole: false, collects: false, seen: null });
  say('');
  const kept = fixed ? null : draft(path);
  state.kept = kept?.text ?? null;
  if (kept && kept.text !== content) {
    state.text = kept.text;
    state.undo = [content];
    state.version = kept.version;
    say(kept.version === version ? '已恢复上次没有存盘的内容；不要的话，按“撤销”。' : `已恢复上次没有存盘的内容；不要的话，按“撤销”。${elsewhere()}`);
  }
  $('yaml').readOnly = fixed;
  text.show(state.text);
  keep();
  buttons();
  await look();
}

async function open(path) {
  $('chooser').close();
  const file = await ask('/api/open', { path });
  await begin(file.path, file.text === null ? '' : file.text, file.version, file.text === null);
}

async function choose() {
  const listed = await ask('/api/files');
  folder = listed.folder;
  kinds = listed.kinds;
  $('folder').textContent = `文件夹：${folder}`;
  const words = { workbook: '', part: '（别的资料引用的）', sheets: '（Excel，只看）' };
  const files = listed.files.filter((one) => one.kind in words);
  $('files').replaceChildren(...files.map((one, at) => make('li', {}, make('button', { type: 'button', autofocus: at === 0, onclick: () => open(one.path).catch(fail) }, one.path + words[one.kind]))));
  if (files.length === 0) $('files').append(make('li', {}, '这个文件夹里还没有资料。'));
  $('kind').replaceChildren(...kinds.map((one) => make('option', { value: one }, one)));
  $('kind').autofocus = files.length === 0;
  if (kinds.includes('通知')) $('kind').value = '通知';
  return listed;
}

async function save() {
  form.flush();
  await chain;
  if (!state.path) { $('name').value = '资料.yaml'; $('namer').showModal(); return; }
  const was = state.text;
  const done = await ask('/api/save', { path: state.path, text: was, version: state.version });
  state.version = done.version;
  state.saved = was;
  keep();
  buttons();
  say('');
}

async function saveAs(name) {
  const path = /\.ya?ml$/i.test(name) ? name : `${name}.yaml`;
  form.flush();
  await chain;
  const done = await ask('/api/save', { path, text: state.text, version: null });
  localStorage.removeItem(draftKey(state.path));
  Object.assign(state, { path, version: done.version, saved: state.text });
  keep();
  buttons();
  say('');
  lookSoon();
}

function take(to) {
  form.flush();
  chain = chain.then(() => download('/api/make', { ...asked(), to })).then(() => say('')).catch(fail);
}

// Batches, collections.

async function batch(file) {
  if (await isSaved('批量生成')) await units.show(state.path, file);
}

async function collection() {
  if (await isSaved('看收表的情况')) await collect.show(state.path);
}

/** Whether the workbook is on the disk as it stands here; if not, what is to be done first is told. */
async function isSaved(what) {
  form.flush();
  await chain;
  if (!state.open) { say('先打开资料，再放名册。'); return false; }
  if (state.path && (state.fixed || state.text === state.saved)) return true;
  say(`先按“保存”存盘，再${what}。`);
  $('save').focus();
  return false;
}

// What is pressed.

form.listen({
  edit,
  say,
  text: (line) => { tab('text'); if (line) text.go(line); },
  more: (key) => { chain = chain.then(() => { const gap = state.text.endsWith('\n') || !state.text ? '' : '\n'; change(`${state.text}${gap}${key}:\n`, `more${key}`); }); },
});
text.listen({ edit: (next) => { if (!state.fixed) change(next, 'text'); } });
pages.listen({
  choose: (at) => { state.document = at; look(); },
  word: async (paragraph, at) => {
    if (state.fixed) return;
    try { const found = await ask('/api/find', { text: state.text, paragraph, at }); if (found.path || found.line) go(found); else say('这几个字是程序按文种写的，资料里没有。要改写，在“文稿”的“章节”里自己写正文。'); } catch (error) { fail(error); }
  },
});
$('undo').addEventListener('click', () => step('undo', 'redo'));
$('redo').addEventListener('click', () => step('redo', 'undo'));
$('save').addEventListener('click', () => save().catch(fail));
$('save-as').addEventListener('click', () => { $('name').value = state.path || '资料.yaml'; $('namer').showModal(); });
$('name-form').addEventListener('submit', (event) => { event.preventDefault(); $('namer').close(); saveAs($('name').value.trim()).catch(fail); });
$('name-close').addEventListener('click', () => $('namer').close());
$('docx').addEventListener('click', () => take('docx'));
$('pdf').addEventListener('click', () => take('pdf'));
$('zip').addEventListener('click', () => take('zip'));
$('batch').addEventListener('click', () => batch().catch(fail));
$('collection').addEventListener('click', () => collection().catch(fail));
units.listen({ batch: (file) => (collect.isOpen() ? collect.drop(file) : batch(file)).catch(fail), told: told });
collect.listen({ told: told });
$('choose').addEventListener('click', () => choose().then(() => $('chooser').showModal()).catch(fail));
$('close').addEventListener('click', () => $('chooser').close());
$('begin').addEventListener('submit', async (event) => {
  event.preventDefault();
  try {
    const made = await ask('/api/new', { kind: $('kind').value, unit: $('unit').value.trim() });
    $('chooser').close();
    const before = draft(null);
    localStorage.removeItem(draftKey(null));
    await begin(null, made.text, null, false);
    state.saved = '';
    state.undo = before ? [before.text] : [];
    keep();
    if (before) say('前面新建的资料没有存盘；要回到它，按“撤销”。');
    buttons();
  } catch (error) { fail(error); }
});
for (const name of ['form', 'text']) {
  $(`tab-${name}`).addEventListener('click', () => { form.flush(); tab(name); });
  $(`tab-${name}`).addEventListener('keydown', (event) => { if (event.key.startsWith('Arrow')) { const other = name === 'form' ? 'text' : 'form'; tab(other); $(`tab-${other}`).focus(); } });
}
document.addEventListener('keydown', (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.isComposing) return;
  const key = event.key.toLowerCase();
  const what = { s: () => save().catch(fail), z: () => (event.shiftKey ? step('redo', 'undo') : step('undo', 'redo')), y: () => step('redo', 'undo') }[key];
  if (what) { event.preventDefault(); what(); }
});
window.addEventListener('pagehide', () => form.flush());
window.addEventListener('focus', () => notice().catch(fail));
document.addEventListener('visibilitychange', () => notice().catch(fail));

choose().then(async (listed) => {
  const last = localStorage.getItem(`last:${folder}`);
  const there = listed.files.some((one) => one.path === last);
  if (last && there) await open(last);
  else if (last === '' && localStorage.getItem(draftKey(null))) await begin(null, '', null, false);
  else $('chooser').showModal();
}).catch(fail);
