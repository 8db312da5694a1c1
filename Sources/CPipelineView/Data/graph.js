// Relations as a graph: on the left what they start from, on the right what they lead to.

/** Which argument an edge starts from, which one names it and where it leads, for relations that are known. */
const shapes = {
  STATEMENT: { from: 'source', as: 'speaker', name: () => 'speaks of', to: ['content'], isAbout: true },
  ROLE: { from: 'person', name: (doc, relation) => doc.words(doc.argument(relation, 'role')), to: ['organisation'] },
  EVENT: { from: 'trigger', name: (doc, relation, argument) => argument, to: ['agent', 'patient', 'place', 'time'] },
};

/** What an argument stands for: things that are named, or else short words as they are. */
function ends(doc, spans, isAbout) {
  return spans.flatMap((span) => {
    const name = doc.names[span.index];
    if (name !== null) return [{ name, label: span.label }];
    const within = doc.namesWithin([span]);
    if (within.length || isAbout || span.text.length > 40) return within.map((name) => ({ name }));
    return [{ name: flat(span.text), label: span.label }];
  });
}

/** What a relation starts from: what an attribute says, else its argument. */
function origin(doc, relation, shape) {
  const named = relation.attributes?.[shape.as];
  return typeof named === 'string' ? { name: named } : ends(doc, doc.argument(relation, shape.from))[0];
}

function edgesOf(doc) {
  const edges = new Map();
  for (const relation of doc.relations) {
    if (relation.label === 'ALIAS') continue;
    const names = Object.keys(relation.arguments);
    const shape = Object.hasOwn(shapes, relation.label) ? shapes[relation.label]
      : { from: names[0], name: () => relation.label.toLowerCase(), to: names.slice(1) };
    const from = origin(doc, relation, shape);
    if (!from) continue;
    for (const argument of shape.to) {
      for (const to of ends(doc, doc.argument(relation, argument), shape.isAbout)) {
        if (from.name === to.name) continue;
        const title = shape.name(doc, relation, argument);
        const key = JSON.stringify([from.name, to.name, title]);
        const edge = edges.get(key) ?? { from, to, title, label: relation.label, count: 0 };
        edge.count++;
        edges.set(key, edge);
      }
    }
  }
  return [...edges.values()];
}

/** The names at one end of the edges, those with the most first. */
function column(edges, end, most) {
  const counts = new Map();
  for (const edge of edges) counts.set(edge[end].name, (counts.get(edge[end].name) ?? 0) + edge.count);
  return [...counts].sort((a, b) => b[1] - a[1]).slice(0, most).map(([name]) => name);
}

/** Two columns of names with the edges between them; each name stands near those that it is connected with. */
function layOut(doc) {
  const all = edgesOf(doc);
  const left = column(all, 'from', 20);
  const kept = all.filter((edge) => left.includes(edge.from.name));
  const right = column(kept, 'to', 30);
  const edges = kept.filter((edge) => right.includes(edge.to.name));
  const height = (names) => new Map(names.map((name, index) => [name, (index + 0.5) / names.length]));
  const middle = (name, end, other, heights) => {
    const joined = edges.filter((edge) => edge[end].name === name).map((edge) => heights.get(edge[other].name));
    return joined.reduce((sum, place) => sum + place, 0) / Math.max(1, joined.length);
  };
  for (let round = 0; round < 6; round++) {
    const [end, other, names, others] = round % 2 ? ['from', 'to', left, right] : ['to', 'from', right, left];
    const heights = height(others);
    const places = new Map(names.map((name) => [name, middle(name, end, other, heights)]));
    names.sort((a, b) => places.get(a) - places.get(b));
  }
  return { left, right, edges, omitted: all.length - edges.length };
}

/** The graph of a document; `choose` is told the name that somebody picks. */
function drawGraph(doc, choose) {
  const { left, right, edges, omitted } = layOut(doc);
  if (!edges.length) return null;
  const [width, top, row] = [424, 12, 23];
  const rows = Math.max(left.length, right.length);
  const place = (index, count) => top + ((index + 0.5) * rows * row) / count;
  const heights = (names) => new Map(names.map((name, index) => [name, place(index, names.length)]));
  const [from, to] = [heights(left), heights(right)];
  const paths = edges.map((edge) => edgePath(edge, from.get(edge.from.name), to.get(edge.to.name)));
  const labels = new Map(doc.entities.map((entity) => [entity.name, entity.label]));
  const names = (places, end, x, anchor) => [...places].map(([name, y]) => {
    const own = paths.filter((path, index) => edges[index][end].name === name);
    const label = labels.get(name) ?? edges.find((edge) => edge[end].name === name)[end].label;
    return graphName(name, label, own, { x, y, anchor }, choose);
  });
  const summary = `${many(edges.length, 'connection')} between ${many(left.length + right.length, 'name')}`;
  return [
    h('div', { class: 'graph' }, s('svg', {
      viewBox: `0 0 ${width} ${rows * row + 2 * top}`, role: 'group', 'aria-label': summary,
    }, paths, names(from, 'from', 162, 'end'), names(to, 'to', 262, 'start'))),
    h('p', { class: 'legend' }, [...new Set(edges.map((edge) => edge.label))].map((label) => [tag(label), ' ']),
      omitted > 0 && `${many(omitted, 'connection')} more`),
  ];
}

function edgePath(edge, from, to) {
  const title = `${edge.from.name} – ${edge.title} – ${edge.to.name}${edge.count > 1 ? ` ×${edge.count}` : ''}`;
  const path = s('path', {
    class: 'edge', d: `M170 ${from}C212 ${from} 212 ${to} 254 ${to}`,
    'stroke-width': Math.min(4, 0.9 + edge.count * 0.4),
  }, s('title', null, title));
  path.style.stroke = `var(--i${hue(edge.label)})`;
  return path;
}

/** A name of the graph. Looking at it points out its edges. */
function graphName(name, label, paths, { x, y, anchor }, choose) {
  const point = (isOn) => () => paths.forEach((path) => path.classList.toggle('on', isOn));
  const titles = [...new Set(paths.map((path) => path.textContent))].join('; ');
  return s('g', {
    class: 'node', tabindex: 0, role: 'button', 'aria-label': `${name}: ${titles}`, onclick: () => choose(name),
    onkeydown: (event) => event.key === 'Enter' && (event.stopPropagation(), choose(name)),
    onpointerenter: point(true), onpointerleave: point(false), onfocus: point(true), onblur: point(false),
  },
    s('circle', { cx: anchor === 'end' ? x + 5 : x - 5, cy: y, r: 3.4, fill: `var(--i${hue(label ?? '')})` }),
    s('text', { x: anchor === 'end' ? x - 4 : x + 4, y: y + 3.5, 'text-anchor': anchor }, cut(name, 25)),
    s('title', null, name));
}
