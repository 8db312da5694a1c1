// What was found in a document, beside its text.

/** `go` leads to a span or a range of the text, `choose` to the mentions of a name. */
function drawNotes(doc, go, choose) {
  return [
    scoreNotes(doc, go), entityNotes(doc, choose), statementNotes(doc, go), relationNotes(doc, go, choose),
    dateNotes(doc, go),
  ].filter(Boolean);
}

function scoreNotes(doc, go) {
  const scores = Object.entries(doc.scores);
  if (!scores.length) return null;
  return fold('Scores', null, scores.map(([name, score]) => {
    const terms = new Map();
    for (const reason of score.because) {
      const term = terms.get(reason.rule) ?? { rule: reason.rule, weight: 0, reasons: [] };
      term.weight += reason.weight;
      term.reasons.push(reason);
      terms.set(reason.rule, term);
    }
    const most = Math.max(0.001, ...[...terms.values()].map((term) => Math.abs(term.weight)));
    return h('div', { class: 'score' },
      h('h3', null, name, score.level && h('span', { class: 'tag' }, score.level), h('b', null, amount(score.value))),
      [...terms.values()].sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
        .map((term) => scoreTerm(term, most, go)));
  }));
}

function scoreTerm(term, most, go) {
  const bar = h('i', { class: term.weight < 0 ? 'minus' : null });
  bar.style.width = `${(Math.abs(term.weight) / most) * 100}%`;
  const placed = term.reasons.filter((reason) => Number.isInteger(reason.start));
  let next = 0;
  return h('button', {
    type: 'button', class: 'term', title: placed.length ? 'Show in the text' : null,
    onclick: () => placed.length && go(placed[next++ % placed.length]),
  },
    h('span', null, term.rule, term.reasons.length > 1 && ` ×${term.reasons.length}`),
    h('span', { class: 'track', 'aria-hidden': 'true' }, bar), h('span', null, amount(term.weight, true)));
}

function entityNotes(doc, choose) {
  const entities = doc.entities;
  if (!entities.length) return null;
  const rows = (shown) => shown.map((entity) => {
    const others = [...entity.forms.keys()].filter((form) => form !== entity.name);
    return h('tr', null,
      h('td', null, h('button', { type: 'button', class: 'link', onclick: () => choose(entity.name) }, entity.name),
        others.length > 0 && h('small', null, cut(others.join(' · '), 160))),
      h('td', null, tag(entity.label)), h('td', { class: 'number' }, entity.mentions.length));
  });
  const body = h('tbody', null, rows(entities.slice(0, 40)));
  const rest = entities.slice(40);
  const more = rest.length > 0 && h('button', {
    type: 'button', class: 'open', onclick: () => { body.append(...rows(rest)); more.remove(); },
  }, `${rest.length} more`);
  return fold('Names', String(entities.length), h('table', null,
    h('thead', null, h('tr', null, h('th', { scope: 'col' }, 'name, and how else it is called'),
      h('th', { scope: 'col' }, 'label'), h('th', { scope: 'col', class: 'number' }, 'times'))), body), more);
}

function statementNotes(doc, go) {
  const statements = doc.statements;
  if (!statements.length) return null;
  const speakers = new Map();
  for (const statement of statements) {
    if (!speakers.has(statement.speaker)) speakers.set(statement.speaker, []);
    speakers.get(statement.speaker).push(statement);
  }
  return fold('Statements', String(statements.length), [...speakers].map(([speaker, said]) =>
    h('div', { class: 'speaker' }, h('h3', null, speaker, h('small', null, said.length)),
      said.map((statement) => saidNote(doc, statement, go)))));
}

function saidNote(doc, statement, go) {
  const { kind, confidence } = statement.attributes;
  const facts = [doc.words(statement.cue), kind, typeof confidence === 'number' && amount(confidence)];
  return h('button', {
    type: 'button', class: 'said', title: 'Show in the text',
    onclick: () => go(statement.content[0] ?? statement.cue[0] ?? statement.source[0]),
  }, cut(doc.words(statement.content), 260), h('small', null, facts.filter(Boolean).join(' · ')));
}

function relationNotes(doc, go, choose) {
  const others = doc.relations.filter((relation) => relation.label !== 'ALIAS' && relation.label !== 'STATEMENT');
  const graph = drawGraph(doc, choose);
  if (!graph && !others.length) return null;
  const spans = (relation) => Object.keys(relation.arguments).flatMap((name) => doc.argument(relation, name));
  return fold('Relations', null, graph, h('ul', { class: 'rows' }, others.slice(0, 200).map((relation) =>
    h('li', null, h('button', { type: 'button', onclick: () => go(spans(relation)[0]) }, tag(relation.label),
      Object.keys(relation.arguments).map((name) => [
      ' ', h('span', { class: 'said-by' }, name), ' ', cut(doc.words(doc.argument(relation, name)), 80),
    ]), Object.entries(relation.attributes ?? {}).map(([key, value]) => [
      ' ', h('span', { class: 'said-by' }, `${key} ${plain(value)}`),
    ]))))));
}

function dateNotes(doc, go) {
  const dates = doc.dates;
  if (!dates.length) return null;
  return fold('Time line', null, dateLine(dates), h('ul', { class: 'rows' }, dates.map((date) =>
    h('li', null, h('button', { type: 'button', onclick: () => go(date.span) },
      h('b', null, date.value), ' ', flat(date.span.text),
      date.events.map((event) => [' · ', cut(doc.words(doc.argument(event, 'trigger')), 60)]))))));
}

/** Dates as points on a line from the first to the last; those of one day stand on each other. */
function dateLine(dates) {
  const [first, last] = [dates[0].time, dates[dates.length - 1].time];
  if (first === last) return null;
  const heights = new Map();
  const points = dates.map((date) => {
    const x = 14 + ((date.time - first) / (last - first)) * 372;
    const step = Math.round(x / 7);
    const height = heights.get(step) ?? 0;
    heights.set(step, height + 1);
    return s('circle', { cx: x, cy: 46 - Math.min(height, 5) * 8, r: 3.2, fill: `var(--i${hue(date.span.label)})` },
      s('title', null, `${date.value} ${flat(date.span.text)}`));
  });
  const [from, to] = [dates[0].value, dates[dates.length - 1].value];
  const summary = `${many(dates.length, 'date')} from ${from} to ${to}`;
  return s('svg', { viewBox: '0 0 400 72', role: 'img', 'aria-label': summary },
    s('line', { class: 'axis', x1: 8, x2: 392, y1: 53, y2: 53 }), points,
    s('text', { x: 8, y: 68 }, from),
    s('text', { x: 392, y: 68, 'text-anchor': 'end' }, to));
}
