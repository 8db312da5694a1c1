// The page: what is shown, and what keys and clicks do about it.

const batch = 200;

class App {
  constructor(documents) {
    this.documents = documents;
    this.shown = documents;
    this.hits = new Map();
    this.current = null;
    this.hidden = new Set();
    this.query = '';
    this.name = null;
    this.hit = -1;
    this.listed = 0;
    this.isPinned = false;
    this.long = longLabels(documents);
  }

  start() {
    byId('page-name').textContent = document.title;
    this.fillSort();
    this.listen();
    this.filter();
    this.follow();
    document.documentElement.dataset.ready = String(this.documents.length);
  }

  // What is looked at stands in the address, so that a link leads to a document.
  follow() {
    const address = location.hash.slice(1);
    if (address === 'view=corpus') return this.showCorpus(true);
    if (address && !address.startsWith('doc=')) return;
    let id = null;
    try {
      id = decodeURIComponent(address.slice(4));
    } catch {
      id = null;
    }
    this.showCorpus(false);
    this.open(this.documents.find((doc) => doc.id === id) ?? this.shown[0], true);
  }

  // The documents

  fillSort() {
    const names = new Set(this.documents.slice(0, 500).flatMap((doc) => Object.keys(doc.scores)));
    const scores = [...names].map((name) => [`score ${name}`, `by ${name}`]);
    const choices = [['', 'as written'], ['id', 'by name'], ...scores];
    byId('sort').append(...choices.map(([value, title]) => h('option', { value }, title)));
  }

  filter() {
    const query = this.query;
    this.hits.clear();
    let shown = this.documents;
    if (this.name !== null) shown = shown.filter((doc) => doc.names.includes(this.name));
    if (query) {
      shown = shown.filter((doc) => {
        const count = countOf(doc.folded, query);
        if (count) this.hits.set(doc, count);
        return count || folded(doc.id).includes(query) || folded(JSON.stringify(doc.meta)).includes(query);
      });
    }
    const order = byId('sort').value;
    if (order === 'id') shown = [...shown].sort((a, b) => a.id.localeCompare(b.id, undefined, { numeric: true }));
    if (order.startsWith('score ')) {
      const score = (doc) => doc.scores[order.slice(6)]?.value ?? -Infinity;
      shown = [...shown].sort((a, b) => (score(a) === score(b) ? 0 : score(b) - score(a)));
    }
    this.shown = shown;
    byId('count').textContent = shown.length === this.documents.length ? many(shown.length, 'document')
      : `${shown.length.toLocaleString('en')} of ${this.documents.length.toLocaleString('en')}`;
    const chosen = byId('chosen');
    chosen.hidden = this.name === null;
    chosen.replaceChildren(...(this.name === null ? [] : [
      'naming ', h('b', null, this.name), ' ',
      h('button', { type: 'button', class: 'link', onclick: () => { this.name = null; this.filter(); } }, 'all'),
    ]));
    this.listed = 0;
    byId('list').replaceChildren();
    this.list(batch);
  }

  /** Lists documents up to a number of them. */
  list(count) {
    const part = this.shown.slice(this.listed, count);
    byId('list').append(...part.map((doc) => this.row(doc)));
    this.listed += part.length;
    byId('more').hidden = this.listed >= this.shown.length;
  }

  row(doc) {
    const score = Object.entries(doc.scores)[0];
    const hits = this.hits.get(doc);
    const level = score ? `${score[0]} ${score[1].level ?? amount(score[1].value)}` : '';
    return h('li', null, h('a', {
      href: `#doc=${encodeURIComponent(doc.id)}`, 'aria-current': doc === this.current ? 'true' : null,
    }, h('b', null, doc.title), h('small', null, h('span', null, doc.id),
      h('span', null, hits ? many(hits, 'hit') : level))));
  }

  step(by) {
    const index = this.shown.indexOf(this.current);
    const next = this.shown[index < 0 ? 0 : index + by];
    if (next) this.go(next);
  }

  go(doc) {
    const address = `#doc=${encodeURIComponent(doc.id)}`;
    if (location.hash === address) this.open(doc);
    else location.hash = address;
  }

  open(doc, isSilent) {
    this.current = doc ?? null;
    this.isPinned = false;
    hideCard();
    for (const row of byId('list').querySelectorAll('[aria-current]')) row.removeAttribute('aria-current');
    byId('head').replaceChildren();
    byId('layers').replaceChildren();
    byId('notes').replaceChildren();
    if (!doc) return byId('text').replaceChildren(h('p', { class: 'empty' }, 'No document.'));
    const index = this.shown.indexOf(doc);
    if (index >= this.listed) this.list(index + batch);
    const row = byId('list').children[index]?.firstChild;
    row?.setAttribute('aria-current', 'true');
    if (!isSilent) row?.scrollIntoView({ block: 'nearest' });
    this.drawHead(doc);
    this.drawLayers(doc);
    this.draw();
    byId('notes').append(...drawNotes(doc, (range) => this.lead(range), (name) => this.choose(name)));
    if (!isSilent) window.scrollTo(0, 0);
    return undefined;
  }

  // The text

  drawHead(doc) {
    const facts = [['', doc.id], ['source', doc.source], ['language', doc.language], ...Object.entries(doc.meta)];
    const known = facts.filter(([, value]) => value !== undefined);
    byId('head').append(h('div', { class: 'facts' }, known.map(([name, value]) =>
      h('span', null, name && `${name} `, h('b', null, cut(plain(value), 120))))));
  }

  draw() {
    const visible = (span) => !this.hidden.has(`${span.layer}/${span.label}`);
    drawText(byId('text'), this.current, visible, this.query, this.long);
    byId('text').classList.toggle('labelled', byId('toggle-labels').getAttribute('aria-pressed') === 'true');
  }

  drawLayers(doc) {
    const layers = new Map();
    for (const span of doc.spans) {
      if (!layers.has(span.layer)) layers.set(span.layer, new Map());
      layers.get(span.layer).set(span.label, (layers.get(span.layer).get(span.label) ?? 0) + 1);
    }
    byId('layers').replaceChildren(...[...layers].map(([layer, labels]) => {
      const keys = [...labels.keys()].map((label) => `${layer}/${label}`);
      const isOn = keys.some((key) => !this.hidden.has(key));
      return h('div', { class: 'layer', role: 'group', 'aria-label': layer },
        h('button', {
          type: 'button', class: 'whole', 'aria-pressed': String(isOn), onclick: () => this.toggle(keys, isOn),
        }, layer),
        [...labels].map(([label, count]) => {
          const key = `${layer}/${label}`;
          const isShown = !this.hidden.has(key);
          return tint(h('button', {
            type: 'button', class: 'one', 'aria-pressed': String(isShown), 'data-key': key,
            onclick: () => this.toggle([key], isShown),
          }, label, ' ', h('i', null, count)), label);
        }));
    }));
  }

  toggle(keys, isShown) {
    const focused = [...byId('layers').querySelectorAll('button')].indexOf(document.activeElement);
    for (const key of keys) {
      if (isShown) this.hidden.add(key);
      else this.hidden.delete(key);
    }
    this.drawLayers(this.current);
    this.draw();
    if (focused >= 0) byId('layers').querySelectorAll('button')[focused].focus();
  }

  /** Leads to a span, or to a part of the text that is none. */
  lead(range) {
    if (!range) return;
    if (this.hidden.has(`${range.layer}/${range.label}`)) this.toggle([`${range.layer}/${range.label}`], false);
    const meets = (span) => span.start < range.end && range.start < span.end;
    const index = range.index ?? this.current.spans.find(meets)?.index;
    const nodes = index === undefined ? [] : piecesOf(index);
    if (nodes.length) this.flash(nodes);
    else this.flashPlain(range);
  }

  flashPlain(range) {
    const node = textNodeAt(byId('text'), this.current.text, range.start);
    if (!node) return;
    node.parentElement.scrollIntoView({ block: 'center' });
  }

  flash(nodes) {
    nodes[0].scrollIntoView({ block: 'center' });
    for (const node of nodes) {
      node.classList.remove('flash');
      void node.offsetWidth;
      node.classList.add('flash');
    }
    this.focusPiece(nodes[0]);
  }

  /** Leads from one mention of a name to the next. */
  choose(name) {
    const mentions = this.current.entities.find((entity) => entity.name === name)?.mentions ?? [];
    if (!mentions.length) return;
    const seen = this.chosenName === name ? this.chosenMention + 1 : 0;
    [this.chosenName, this.chosenMention] = [name, seen % mentions.length];
    this.lead(mentions[this.chosenMention]);
  }

  focusPiece(node) {
    for (const other of byId('text').querySelectorAll('mark[tabindex="0"]')) other.tabIndex = -1;
    node.tabIndex = 0;
    node.focus({ preventScroll: true });
  }

  stepPiece(by) {
    const pieces = [...byId('text').querySelectorAll('mark[data-spans]')];
    const index = pieces.indexOf(document.activeElement);
    const next = pieces[index < 0 ? (by > 0 ? 0 : pieces.length - 1) : index + by];
    if (!next) return;
    next.scrollIntoView({ block: 'nearest' });
    this.focusPiece(next);
  }

  stepHit(by) {
    const hits = [...byId('text').querySelectorAll('.hit')];
    if (!hits.length) return this.step(by);
    this.hit = (this.hit + by + hits.length) % hits.length;
    hits[this.hit].scrollIntoView({ block: 'center' });
    hits[this.hit].classList.add('flash');
    return undefined;
  }

  // The corpus

  showCorpus(isShown) {
    byId('page').hidden = isShown;
    byId('corpus').hidden = !isShown;
    byId('view-corpus').setAttribute('aria-pressed', String(isShown));
    byId('view-document').setAttribute('aria-pressed', String(!isShown));
    hideCard();
    if (isShown && !byId('corpus').firstChild) {
      byId('corpus').append(...drawCorpus(this.documents, (name) => this.narrow(name), (doc) => this.go(doc)));
    }
  }

  /** Shows the documents that name something. */
  narrow(name) {
    this.name = name;
    this.filter();
    if (this.shown[0]) this.go(this.shown[0]);
  }

  search(text) {
    this.query = folded(text.trim());
    this.hit = -1;
    this.filter();
    if (this.shown.includes(this.current)) this.draw();
    else this.open(this.shown[0], true);
  }
}

function countOf(text, query) {
  let count = 0;
  for (let at = text.indexOf(query); at >= 0; at = text.indexOf(query, at + query.length)) count++;
  return count;
}

/** The piece of the page that shows a place in the text. */
function textNodeAt(element, text, offset) {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let from = 0;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const at = text.indexOf(node.data, from);
    if (at < 0) continue;
    if (at <= offset && offset < at + node.data.length) return node;
    from = at + node.data.length;
  }
  return null;
}
