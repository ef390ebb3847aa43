// The pages. They come as SVG; texts in them stay texts, and the words that are clicked are told to whoever asks.

import { make } from './ask.js';

const root = document.getElementById('pages');
const tabs = document.getElementById('documents');
const reader = new DOMParser();
let shown = [];
let on = { word() {}, choose() {} };

/** What is done with a clicked word, and with the tab of a document. */
export function listen(handlers) { on = handlers; }

/** Shows the documents and the pages of one of them. */
export function show(look) {
  root.classList.toggle('stale', look.pages.length === 0 && shown.length > 0);
  if (look.documents.length || !shown.length) {
    const had = tabs.contains(document.activeElement);
    tabs.replaceChildren(...look.documents.map((one, at) => make('button', {
      role: 'tab', type: 'button', 'aria-selected': String(at === look.document), 'aria-controls': 'pages', tabindex: at === look.document ? 0 : -1, title: one.title, onclick: () => on.choose(at),
    }, `${at + 1} ${one.kind || one.title}`)));
    if (had) tabs.querySelector('[tabindex="0"]')?.focus();
  }
  if (look.pages.length === 0) {
    if (shown.length === 0) root.replaceChildren(make('p', {}, '资料填好以后，这里显示版面。'));
    return;
  }
  if (shown.length === 0) root.replaceChildren();
  look.pages.forEach((text, at) => {
    if (shown[at] === text) return;
    const page = picture(text, at + 1, look.pages.length);
    if (root.children[at]) root.children[at].replaceWith(page); else root.append(page);
  });
  while (root.children.length > look.pages.length) root.lastElementChild.remove();
  shown = look.pages;
}

/** Forgets the pages of another file. */
export function forget() { shown = []; root.replaceChildren(); tabs.replaceChildren(); root.classList.remove('stale'); }

function picture(text, number, count) {
  const parsed = reader.parseFromString(text, 'image/svg+xml').documentElement;
  const page = document.importNode(parsed, true);
  page.setAttribute('role', 'img');
  page.setAttribute('aria-label', `第${number}页，共${count}页`);
  return page;
}

tabs.addEventListener('keydown', (event) => {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  const all = [...tabs.children];
  const next = all[(all.indexOf(document.activeElement) + step + all.length) % all.length];
  if (next) { next.focus(); next.click(); }
});

root.addEventListener('click', (event) => {
  const group = event.target.closest && event.target.closest('g[data-p]');
  if (!group) return;
  const words = event.target.closest('text');
  const all = [...root.querySelectorAll(`g[data-p="${group.dataset.p}"] text`)];
  let at = 0;
  for (const one of all) {
    if (one === words) { at += character(one, event); break; }
    at += one.textContent.length;
  }
  on.word(all.map((one) => one.textContent).join(''), at);
});

/** Which character of a line was clicked. */
function character(words, event) {
  const inverse = words.getScreenCTM().inverse();
  const x = new DOMPoint(event.clientX, event.clientY).matrixTransform(inverse).x;
  const places = words.getAttribute('x').split(' ').map(Number);
  return Math.max(0, places.filter((place) => place <= x).length - 1);
}
