// What the documents say together. Computed when it is first looked at.

class Counter {
  constructor() {
    this.entries = new Map();
  }

  add(key, doc, value) {
    let entry = this.entries.get(key);
    if (!entry) this.entries.set(key, (entry = { key, count: 0, documents: new Set(), value }));
    entry.count++;
    entry.documents.add(doc.id);
  }

  top(most) {
    return [...this.entries.values()]
      .sort((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1)).slice(0, most);
  }
}

function countCorpus(documents) {
  const counts = {
    names: new Counter(), speakers: new Counter(), about: new Counter(), events: new Counter(),
    statements: 0, relations: 0, annotations: 0, scores: new Map(),
  };
  for (const doc of documents) {
    counts.annotations += doc.spans.length;
    counts.relations += doc.relations.length;
    for (const entity of doc.entities) {
      for (const _ of entity.mentions) counts.names.add(entity.name, doc, entity.label);
    }
    for (const statement of doc.statements) {
      counts.statements++;
      counts.speakers.add(statement.speaker, doc);
      for (const name of doc.namesWithin(statement.content)) {
        if (name !== statement.speaker) {
          counts.about.add(JSON.stringify([statement.speaker, name]), doc, [statement.speaker, name]);
        }
      }
    }
    for (const event of doc.relations) if (event.label === 'EVENT') countEvent(counts.events, doc, event);
    for (const [name, score] of Object.entries(doc.scores)) {
      if (!counts.scores.has(name)) counts.scores.set(name, []);
      counts.scores.get(name).push({ doc, score });
    }
  }
  return counts;
}

/** Events by day and place; the day of the document, where it has one, stands in for that of the event. */
function countEvent(counter, doc, event) {
  const time = doc.argument(event, 'time')[0];
  const place = doc.argument(event, 'place')[0];
  const dated = time && doc.dates.find((date) => date.span === time);
  const day = dated?.value.slice(0, 10) ?? (typeof doc.meta.date === 'string' ? doc.meta.date.slice(0, 10) : '–');
  const where = place ? doc.names[place.index] ?? flat(place.text) : '–';
  const kind = plain(event.attributes?.class ?? doc.words(doc.argument(event, 'trigger')));
  counter.add(JSON.stringify([day, where, kind]), doc, [day, where, kind]);
}

/** Events as rows; a day or a place that none has takes no column. */
function eventTable(counter) {
  const top = counter.top(200).sort((a, b) => (a.value[0] === b.value[0] ? 0 : a.value[0] < b.value[0] ? -1 : 1));
  const kept = [0, 1, 2].filter((column) => column === 2 || top.some((entry) => entry.value[column] !== '–'));
  const names = ['day', 'place', 'what'];
  return corpusTable('Events', [...kept.map((column) => names[column]), 'times', 'documents'],
    top.map((entry) => countRow(entry, kept.map((column) => h('td', null, entry.value[column])))),
    `By ${kept.map((column) => names[column]).join(', ')}`);
}

function corpusTable(title, head, rows, note) {
  if (!rows.length) return null;
  return h('section', null, h('h2', null, title), h('table', null, note && h('caption', null, note),
    h('thead', null, h('tr', null, head.map((name, index) =>
      h('th', { scope: 'col', class: index >= head.length - 2 ? 'number' : null }, name)))),
    h('tbody', null, rows)));
}

function countRow(entry, cells) {
  return h('tr', null, cells, h('td', { class: 'number' }, entry.count.toLocaleString('en')),
    h('td', { class: 'number' }, entry.documents.size.toLocaleString('en')));
}

/** The tables; `choose` shows the documents that name something, `open` one document. */
function drawCorpus(documents, choose, open) {
  const counts = countCorpus(documents);
  const link = (name) => h('button', { type: 'button', class: 'link', onclick: () => choose(name) }, name);
  const figures = [
    ['documents', documents.length], ['annotations', counts.annotations], ['names', counts.names.entries.size],
    ['relations', counts.relations], ['statements', counts.statements],
  ];
  return [
    h('dl', { class: 'figures' }, figures.filter(([, count]) => count > 0).map(([name, count]) =>
      h('div', null, h('dt', null, name), h('dd', null, count.toLocaleString('en'))))),
    h('div', { class: 'tables' },
      corpusTable('Names', ['name', '', 'times', 'documents'], counts.names.top(25).map((entry) =>
        countRow(entry, [h('td', null, link(entry.key)), h('td', null, tag(entry.value))])), 'The most frequent'),
      corpusTable('Speakers', ['who', 'statements', 'documents'], counts.speakers.top(25).map((entry) =>
        countRow(entry, [h('td', null, link(entry.key))])), 'Who is quoted most'),
      corpusTable('Who speaks of whom', ['who', 'of', 'statements', 'documents'], counts.about.top(25).map((entry) =>
        countRow(entry, entry.value.map((name) => h('td', null, link(name))))), 'Names within statements'),
      eventTable(counts.events),
      [...counts.scores].map(([name, entries]) => scoreTable(name, entries, open)),
      drawSummaries((text) => (counts.names.entries.has(text) ? link(text) : text))),
  ];
}

function scoreTable(name, entries, open) {
  const most = Math.max(0.001, ...entries.map((entry) => Math.abs(entry.score.value)));
  const top = [...entries].sort((a, b) => b.score.value - a.score.value).slice(0, 25);
  return corpusTable(`Score: ${name}`, ['document', '', ''], top.map(({ doc, score }) => {
    const bar = h('i', { class: score.value < 0 ? 'minus' : null });
    bar.style.width = `${(Math.abs(score.value) / most) * 100}%`;
    return h('tr', null,
      h('td', null, h('button', { type: 'button', class: 'link', onclick: () => open(doc) }, doc.title),
        h('small', null, doc.id)),
      h('td', null, h('span', { class: 'track meter', 'aria-hidden': 'true' }, bar)),
      h('td', { class: 'number' }, amount(score.value), score.level && h('small', null, score.level)));
  }), 'The highest first');
}
