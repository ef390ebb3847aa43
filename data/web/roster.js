// Lists of units that a workbook can be used with: the tables of the folder, and files that a person gives.

import { ask, give, make } from './ask.js';

/** Offers the tables of the folder, those beside the workbook first, but for those in one folder. What was listed. */
export async function offer(select, data, chosen, but) {
  const listed = await ask('/api/files');
  const folder = (path) => path.slice(0, path.lastIndexOf('/') + 1);
  const near = (one) => Number(folder(one.path) === folder(data)) * 2 + Number(one.path.includes('名册'));
  const away = (one) => one.path.includes('批量输出/') || (but && one.path.startsWith(`${but}/`));
  const fitting = listed.files.filter((one) => one.path !== data && one.kind !== 'workbook' && !away(one));
  fitting.sort((a, b) => near(b) - near(a));
  select.replaceChildren(make('option', { value: '' }, fitting.length ? '请选择…' : '（这个文件夹里还没有表格）'), ...fitting.map((one) => make('option', { value: one.path }, one.path)));
  select.value = fitting.some((one) => one.path === chosen) ? chosen : '';
  return listed;
}

/** Keeps a file beside the workbook; where. */
export async function keep(file, data) { return (await give('/api/roster', { name: file.name, beside: data }, file)).path; }
