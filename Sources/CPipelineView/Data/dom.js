// Elements. Whatever comes from a document gets into the page as text or as the value of an attribute, never as markup.

function fill(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith('on')) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? '' : value);
  }
  node.append(...children.flat(9).filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

function h(tag, attributes, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

function s(tag, attributes, ...children) {
  return fill(document.createElementNS('http://www.w3.org/2000/svg', tag), attributes, children);
}

function byId(id) {
  return document.getElementById(id);
}

const hues = {
  PER: 0, PERSON: 0, ORG: 1, ORGANISATION: 1, LOC: 2, GPE: 2, NORP: 3, DATE: 4, TIME: 4, MONEY: 8, CONTENT: 5, CUE: 6,
  SOURCE: 7, STATEMENT: 5, ALIAS: 9, QUOTE: 9, ROLE: 10, EVENT: 11, DATELINE: 9, VERB: 6, CLAUSE: 9,
};

/** Which of the twelve colours a label has: a known one, or one that follows from its letters. */
function hue(label) {
  if (Object.hasOwn(hues, label)) return hues[label];
  let sum = 7;
  for (const character of label) sum = (sum * 31 + character.codePointAt(0)) % 9973;
  return sum % 12;
}

/** Gives an element the colours of a label. */
function tint(element, label) {
  element.style.setProperty('--label-ink', `var(--i${hue(label)})`);
  element.style.setProperty('--label-wash', `var(--w${hue(label)})`);
  return element;
}

function tag(label) {
  return tint(h('span', { class: 'tag' }, label), label);
}

function amount(number, signed) {
  const text = String(Math.round(number * 1000) / 1000).replace('-', '−');
  return signed && number >= 0 ? '+' + text : text;
}

function many(count, one, more) {
  return `${count.toLocaleString('en')} ${count === 1 ? one : more ?? one + 's'}`;
}

function fold(title, note, ...children) {
  const summary = h('summary', null, h('h2', null, title), note && h('small', null, note));
  return h('details', { open: true }, summary, children);
}
