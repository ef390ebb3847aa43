// Questions to the program. The token comes with the address and stays in this tab.

const given = new URLSearchParams(location.search).get('t');
if (given) {
  sessionStorage.setItem('token', given);
  history.replaceState(null, '', '/');
}
const token = sessionStorage.getItem('token') || '';

/** What went wrong, in the program's words. */
export class Refused extends Error {
  constructor(told, status) {
    super([told.message, told.hint].filter(Boolean).join('。'));
    this.status = status;
    this.code = told.code;
  }
}

async function send(path, options) {
  let response;
  try {
    response = await fetch(path, { ...options, headers: { ...options.headers, 'X-Gongwen-Token': token } });
  } catch {
    throw new Refused({ message: '程序没有回答，可能已经关掉了', hint: '在命令行里再运行一次“gongwen serve”，打开新的网址；没有存盘的内容还在' }, 0);
  }
  if (!response.ok) {
    let told = { message: '这一步没有做成', hint: '刷新网页再试' };
    try { told = await response.json(); } catch { /* The words above will do. */ }
    throw new Refused(told, response.status);
  }
  return response;
}

/** Data for a question. */
export async function ask(path, body) {
  const options = body === undefined
    ? { method: 'GET' }
    : { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) };
  return (await send(path, options)).json();
}

/** Data for a file that a person gives. */
export async function give(path, head, file) {
  return (await send(path, { method: 'POST', headers: { 'Content-Type': 'application/octet-stream' }, body: new Blob([JSON.stringify(head), '\n', file]) })).json();
}

/** A file, kept by the browser under its own name. */
export async function download(path, body) {
  const response = await send(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
  const named = /filename\*=UTF-8''(.*)$/.exec(response.headers.get('Content-Disposition') || '');
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await response.blob());
  link.download = named ? decodeURIComponent(named[1]) : '公文';
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}

/** An element with its attributes and what is in it; texts stay texts. */
export function make(name, attributes = {}, ...inside) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    if (key.startsWith('on')) element.addEventListener(key.slice(2), value);
    else if (key === 'value') element.value = value;
    else element.setAttribute(key, value === true ? '' : value);
  }
  element.append(...inside);
  return element;
}
