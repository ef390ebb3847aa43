// A collection: a list of units and the folder of what came back are chosen; it shows who has reported, what is wrong with what, and
// who is missing. Nothing is written here.

import { ask, make } from './ask.js';
import { keep, offer } from './roster.js';

const $ = (id) => document.getElementById(id);
const STRAYS = '不知道是哪个单位的';
const HINT = '选好名册和文件夹，就看得到各单位报了没有。';
let on = { told() { return []; } };
let data = null;
let lines = [];
let strays = [];
let chosen = '';
let reading = false;
let again = false;

/** How a finding is told. */
export function listen(handlers) { on = handlers; }

export const isOpen = () => $('collect').open;

/** Opens the dialog for a workbook. */
export async function show(path) {
  const other = data !== path;
  if (other) { data = path; forget(); }
  await choices(other ? null : $('collect-roster').value);
  $('collect').showModal();
  await look();
}

/** Takes a file as the list of units. */
export async function drop(file) {
  try {
    say(`正在收“${file.name}”……`);
    await rosters(await keep(file, data));
    await look();
  } catch (error) { say(error.message); }
}

function forget() {
  $('collect-roster').value = '';
  $('collect-folder').value = '';
  $('collect-search').value = '';
  chosen = '';
  clear();
}

function clear() {
  [lines, strays] = [[], []];
  $('collect-state').hidden = true;
  $('collect-findings').replaceChildren();
  $('collect-rows').replaceChildren();
  $('collect-strays').replaceChildren();
}

/** What can be chosen; of a workbook that is new here, what is probably meant. */
async function choices(roster) {
  const found = await ask('/api/collect/folders', { path: data });
  const folder = roster === null ? found.chosen : $('collect-folder').value;
  $('collect-folder').replaceChildren(make('option', { value: '' }, found.folders.length ? '请选择…' : '（还没有放着表格的文件夹）'),
    ...found.folders.map((one) => make('option', { value: one.path }, `${one.path}（${one.files}个文件）`)));
  $('collect-folder').value = found.folders.some((one) => one.path === folder) ? folder : '';
  await rosters(roster);
}

async function rosters(wanted) {
  const listed = await offer($('collect-roster'), data, wanted, $('collect-folder').value);
  $('collect-where').textContent = listed.folder;
  const here = data.slice(0, data.lastIndexOf('/') + 1);
  const all = [...$('collect-roster').options].map((one) => one.value);
  const named = all.filter((path) => path.startsWith(here) && /^[^/]*名册[^/]*$/.test(path.slice(here.length)));
  // Where one list of units lies beside the workbook, it is the one.
  if (wanted === null && named.length === 1) [$('collect-roster').value] = named;
}

/** Reads everything anew. */
async function look() {
  if (reading) { again = true; return; }
  if (!$('collect-roster').value || !$('collect-folder').value) { clear(); say(HINT); return; }
  reading = true;
  const here = document.activeElement === $('collect-again');
  $('collect-again').disabled = true;
  $('collect-state').classList.add('stale');
  say('正在读收回来的表……');
  const asked = { path: data, roster: $('collect-roster').value, folder: $('collect-folder').value };
  try {
    const state = await ask('/api/collect', asked);
    if (!again) fill(state);
  } catch (error) { clear(); say(error.message); }
  reading = false;
  $('collect-again').disabled = false;
  if (here) $('collect-again').focus();
  $('collect-state').classList.remove('stale');
  if (again) { again = false; await look(); }
}

function fill(state) {
  const had = new Set(lines.filter((line) => line.detail && !line.detail.hidden).map((line) => line.key));
  const top = $('collect-grid').scrollTop;
  clear();
  $('collect-findings').replaceChildren(...findings(state.findings));
  $('collect-command').value = state.command;
  const { round } = state;
  if (!round) { say('资料、名册或者表单有错，先改好再看。'); return; }
  const time = new Date().toLocaleTimeString('zh-CN', { hour: '2-digit', minute: '2-digit' });
  say(`“${round.form}”${round.term ? `　${round.term}` : ''}${round.deadline ? `　截止${round.deadline}` : ''}　${time}读的；收到新的表以后，按“刷新”。`);
  counts(round);
  for (const one of document.querySelectorAll('#collect-grid .mark')) one.hidden = !round.grading;
  lines = round.units.map((unit, at) => line(unit, at, Boolean(round.grading)));
  const rows = document.createDocumentFragment();
  for (const one of lines) rows.append(one.row);
  $('collect-rows').replaceChildren(rows);
  strays = round.strays.map((one) => ({
    text: [one.file, ...one.told.map((told) => told.message)].join('\n'),
    item: make('li', {}, one.file, make('ol', { class: 'findings' }, ...findings(one.told), ...rest(one.more))),
  }));
  $('collect-strays').replaceChildren(...strays.map((one) => one.item));
  $('collect-state').hidden = false;
  for (const one of lines) if (had.has(one.key)) open(one, true);
  filter();
  $('collect-grid').scrollTop = top;
}

const findings = (list) => list.map((one) => make('li', {}, make('div', { class: one.level }, ...on.told(one))));
const rest = (more) => (more ? [make('li', {}, `还有${more}处没有列出；先改好这些，或者看“问题清单.xlsx”。`)] : []);

/** How many are in which state; each a filter. */
function counts(round) {
  const all = [['', round.units.length], ...round.counts, [STRAYS, round.strays.length]];
  if (!all.some(([state, count]) => state === chosen && count)) chosen = '';
  $('collect-counts').replaceChildren(...all.map(([state, count]) => make('button', {
    type: 'button', 'data-state': state, disabled: count === 0, onclick: () => { chosen = chosen === state ? '' : state; filter(); },
  }, state === STRAYS ? `${STRAYS}${count}份` : `${state || '全部单位'}${count}个`)));
}

const classes = { 已报: 'sound', 退回修改: 'faulty', 重复报送: 'several', 未报: 'missing' };

/** The row of a unit; its faults are made when somebody looks at them. */
function line(unit, at, graded) {
  const words = [unit.faults && `${unit.faults}处要改`, unit.doubts && `${unit.doubts}处请核实`].filter(Boolean).join('，') || (unit.state === '重复报送' ? '看是哪几份' : '');
  const made = { unit, key: `${unit.code}\n${unit.name}`, text: [unit.code, unit.name, ...unit.files].join('\n'), detail: null, button: null, at };
  if (words) made.button = make('button', { type: 'button', class: 'small', 'aria-expanded': 'false', 'aria-label': `${unit.name}：${words}`, onclick: () => open(made, !made.detail || made.detail.hidden) }, words);
  const mark = unit.marks || {};
  made.row = make('tr', { class: classes[unit.state] }, make('td', {}, unit.code), make('th', { scope: 'row' }, unit.name), make('td', { class: 'state' }, unit.state), make('td', {}, made.button || ''),
    ...(graded ? [make('td', { class: 'number' }, mark.total ?? ''), make('td', {}, mark.grade ?? '', mark.remarks ? make('small', { class: 'hint' }, ` ${mark.remarks}`) : '')] : []), make('td', {}, unit.files.join('；')));
  return made;
}

/** Shows what is wrong with a unit under its row, or puts it away. */
function open(one, shown) {
  if (!one.button) return;
  if (!one.detail) {
    const twice = one.unit.state === '重复报送' ? [make('li', {}, `这个单位报了${one.unit.files.length}份：${one.unit.files.join('、')}。问清楚以哪一份为准，把别的拿走，再按“刷新”。`)] : [];
    one.detail = make('tr', { class: 'detail', id: `collect-detail${one.at}` }, make('td', { colspan: one.row.children.length }, make('ol', { class: 'findings' }, ...twice, ...findings(one.unit.told), ...rest(one.unit.more))));
    one.button.setAttribute('aria-controls', one.detail.id);
    one.row.after(one.detail);
  }
  one.detail.hidden = !shown;
  one.button.setAttribute('aria-expanded', String(shown));
}

/** Leaves what fits the state and the words that were chosen. */
function filter() {
  const words = $('collect-search').value.trim().toLowerCase();
  const fits = (text) => !words || text.toLowerCase().includes(words);
  let many = 0;
  for (const one of lines) {
    const shown = (!chosen || one.unit.state === chosen) && fits(one.text);
    one.row.hidden = !shown;
    if (one.detail) one.detail.hidden = !shown || one.button.getAttribute('aria-expanded') !== 'true';
    many += Number(shown);
  }
  let strange = 0;
  for (const one of strays) {
    one.item.hidden = !((!chosen || chosen === STRAYS) && fits(one.text));
    strange += Number(!one.item.hidden);
  }
  for (const one of $('collect-counts').children) one.setAttribute('aria-pressed', String(one.dataset.state === chosen));
  $('collect-grid').hidden = many === 0;
  $('collect-nobody').hidden = strange === 0;
  $('collect-shown').textContent = many + strange === 0 ? '没有符合的' : (chosen || words) && many ? `列出${many}个单位` : '';
}

function say(text) { $('collect-said').textContent = text; }

async function copy() {
  $('collect-command').select();
  try { await navigator.clipboard.writeText($('collect-command').value); } catch { document.execCommand('copy'); }
  $('collect-copied').textContent = '已复制';
  setTimeout(() => { $('collect-copied').textContent = ''; }, 3000);
}

$('collect-roster').addEventListener('change', look);
$('collect-folder').addEventListener('change', look);
$('collect-file').addEventListener('change', () => { const [file] = $('collect-file').files; $('collect-file').value = ''; if (file) drop(file); });
// New folders may have come, too.
$('collect-again').addEventListener('click', () => choices($('collect-roster').value).then(look).catch((error) => say(error.message)));
$('collect-search').addEventListener('input', filter);
$('collect-copy').addEventListener('click', copy);
$('collect-close').addEventListener('click', () => $('collect').close());
