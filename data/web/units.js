// Batches: a list of units is chosen or dropped, every row is tried, then the files are made; all of it can be watched and stopped.

import { ask, download, make } from './ask.js';
import { keep, offer } from './roster.js';

const $ = (id) => document.getElementById(id);
const words = { failed: '做不成', edited: '被人改过，不覆盖', written: '', kept: '已经有了，没有变化' };
let on = { batch() {}, told() { return []; } };
let data = null;
let round = 0;

/** What is done with a dropped file, and how a finding is told. */
export function listen(handlers) { on = handlers; }

/** Opens the dialog for a workbook; with a file, that is the list of units. */
export async function show(path, file) {
  if (!$('units').open) {
    if (data !== path) { data = path; forget(); }
    await offer($('roster'), data, $('roster').value);
    $('units').showModal();
  }
  if (file) await drop(file);
}

function forget() {
  round += 1;
  $('roster').value = '';
  fill({ running: false, lines: [], findings: [], rows: [], counts: {} });
  $('units-make').disabled = true;
  $('units-make').textContent = '生成';
  $('archive').disabled = true;
}

async function drop(file) {
  try {
    say(`正在收“${file.name}”……`);
    await offer($('roster'), data, await keep(file, data));
    await look();
  } catch (error) { say(error.message); }
}

/** Tries every row. */
async function look() {
  $('units-make').disabled = true;
  $('archive').disabled = true;
  if (!$('roster').value) { forget(); return; }
  const state = await run(true);
  if (!state) return;
  const good = (state.counts.written || 0) + (state.counts.kept || 0);
  $('units-make').disabled = good === 0;
  $('units-make').textContent = good ? `生成${good}份` : '生成';
  if (good) $('units-make').focus();
}

async function produce() {
  $('units-make').disabled = true;
  const state = await run(false);
  if (!state) return;
  $('archive').disabled = state.end === 'failed';
  if (state.end !== 'failed') $('archive').focus();
  $('units-make').disabled = false;
}

/** Runs to its end, showing how far it is. Nothing if another run took its place. */
async function run(rehearsal) {
  round += 1;
  const mine = round;
  $('units-findings').replaceChildren();
  say(rehearsal ? '正在逐行试做……' : '正在生成……');
  $('units-stop').disabled = false;
  try {
    // What is being tried for another list is of no use any more.
    for (let old = await ask('/api/units'); rehearsal && old.running && old.rehearsal; old = await ask('/api/units/stop', {})) await sleep(100);
    let state = await ask('/api/units/start', { path: data, roster: $('roster').value, rehearsal });
    for (let pause = 40; state.running; pause = Math.min(400, pause * 1.5)) {
      if (mine === round) bar(state);
      await sleep(pause);
      state = await ask('/api/units');
    }
    if (mine !== round) return null;
    fill(state);
    return state;
  } catch (error) {
    if (mine === round) { $('units-progress').hidden = true; say(error.message); }
    return null;
  }
}

const sleep = (time) => new Promise((done) => { setTimeout(done, time); });

function bar(state) {
  $('units-progress').hidden = false;
  $('units-bar').max = state.total || 1;
  if (state.total) $('units-bar').value = state.done; else $('units-bar').removeAttribute('value');
  $('units-bar').setAttribute('aria-label', state.total ? `已做${state.done}份，共${state.total}份` : '正在读名册');
}

function fill(state) {
  $('units-progress').hidden = true;
  say(state.lines.join('\n'));
  $('units-findings').replaceChildren(...state.findings.map((one) => make('li', {}, make('div', { class: one.level }, ...on.told(one)))));
  $('units-grid').hidden = state.rows.length === 0;
  const good = state.rehearsal ? '可以做' : '做好了';
  $('units-rows').replaceChildren(...state.rows.map((row) => make('tr', { class: row.status },
    make('td', {}, String(row.number)), make('td', {}, row.unit + (row.document ? `　${row.document}` : '')), make('td', {}, row.file),
    make('td', {}, (words[row.status] || good) + (row.reason ? `：${row.reason}` : '')))));
}

function say(text) { $('units-said').textContent = text; }

$('roster').addEventListener('change', look);
$('roster-file').addEventListener('change', () => { const [file] = $('roster-file').files; $('roster-file').value = ''; if (file) drop(file); });
$('units-make').addEventListener('click', produce);
$('units-stop').addEventListener('click', () => { $('units-stop').disabled = true; ask('/api/units/stop', {}).catch((error) => say(error.message)); });
$('units-close').addEventListener('click', () => $('units').close());
$('archive').addEventListener('click', () => download('/api/units/archive', { path: data }).catch((error) => say(error.message)));

// A list of units may be dropped anywhere on the page.
for (const name of ['dragenter', 'dragover', 'dragleave', 'drop']) {
  document.addEventListener(name, (event) => {
    if (!event.dataTransfer || ![...event.dataTransfer.types].includes('Files')) return;
    event.preventDefault();
    const over = name === 'dragenter' || name === 'dragover';
    (document.querySelector('dialog[open] .drop') || document.body).classList.toggle('over', over);
    const [file] = event.dataTransfer.files;
    if (name === 'drop' && file) on.batch(file);
  });
}
