// The card that says of an annotation who made it and what is known of it.

function confidenceOf(value) {
  if (typeof value !== 'number' || value < 0 || value > 1) return plain(value);
  const bar = h('i');
  bar.style.width = `${value * 100}%`;
  return [h('span', { class: 'meter', 'aria-hidden': 'true' }, bar), amount(value)];
}

function provenance(doc, by) {
  if (!by) return null;
  const place = doc.place(by);
  return [h('dt', null, 'rule'), h('dd', { class: 'place' }, by, place && [h('br'), place])];
}

function captures(doc, span) {
  const takesPart = (relation) => Object.values(relation.arguments).some((value) => list(value).includes(span.index));
  return doc.relations.filter(takesPart)
    .map((relation) => h('p', { class: 'capture' }, tag(relation.label), ' ',
      Object.keys(relation.arguments).map((name, index) => [
        index > 0 && ' · ', h(list(relation.arguments[name]).includes(span.index) ? 'b' : 'span', null, name), ' ',
        cut(doc.words(doc.argument(relation, name)), 70),
      ]),
      doc.place(relation.by) && h('span', { class: 'place' }, ' ', doc.place(relation.by))));
}

function cardSection(doc, span) {
  const name = doc.names[span.index];
  return h('section', null,
    h('h3', null, tag(span.label), cut(flat(span.text), 140)),
    h('dl', { class: 'pairs' },
      h('dt', null, 'layer'), h('dd', null, span.layer),
      name !== null && name !== flat(span.text) && name !== span.attributes.entity
        && [h('dt', null, 'stands for'), h('dd', null, name)],
      Object.entries(span.attributes).map(([key, value]) => [
        h('dt', null, key), h('dd', null, key === 'confidence' ? confidenceOf(value) : plain(value)),
      ]),
      provenance(doc, span.by)),
    captures(doc, span));
}

/** Shows the card of all that covers a piece of the text. */
function showCard(doc, node, isPinned) {
  const card = byId('card');
  const spans = node.dataset.spans.split(' ').map((index) => doc.spans[index]);
  card.replaceChildren(...spans.map((span) => cardSection(doc, span)));
  card.classList.toggle('pinned', isPinned);
  card.hidden = false;
  const box = node.getClientRects()[0] ?? node.getBoundingClientRect();
  const left = Math.min(Math.max(8, box.left), document.documentElement.clientWidth - card.offsetWidth - 8);
  const fitsBelow = box.bottom + card.offsetHeight + 16 < document.documentElement.clientHeight;
  const top = fitsBelow || box.top < card.offsetHeight + 70 ? box.bottom + 10 : box.top - card.offsetHeight - 6;
  card.style.left = `${left + window.scrollX}px`;
  card.style.top = `${top + window.scrollY}px`;
  light(doc, spans[0]);
}

/** Points out the pieces of a span and of those that take part in a relation with it. */
function light(doc, span) {
  for (const node of byId('text').querySelectorAll('.on, .partner')) node.classList.remove('on', 'partner');
  if (!span) return;
  const partners = new Set(doc.relations
    .map((relation) => Object.values(relation.arguments).flat())
    .filter((indices) => indices.includes(span.index)).flat());
  for (const index of partners) for (const node of piecesOf(index)) node.classList.add('partner');
  for (const node of piecesOf(span.index)) {
    node.classList.remove('partner');
    node.classList.add('on');
  }
}

function hideCard() {
  byId('card').hidden = true;
  byId('card').classList.remove('pinned');
  light(null, null);
}
