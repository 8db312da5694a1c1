// The text with its annotations. Spans may lie within and across each other, so the text is cut wherever one begins or
// ends, and each piece is drawn with all that cover it: the innermost as a wash, the others as lines below.

/** The labels whose spans are long on average: clauses and quotations, which are lines everywhere. Names never are. */
function longLabels(documents) {
  const sums = new Map();
  for (const span of documents.flatMap((doc) => doc.spans)) {
    if (span.layer === 'entities' || span.layer === 'mentions') continue;
    const key = `${span.layer}/${span.label}`;
    const sum = sums.get(key) ?? { length: 0, count: 0 };
    sum.length += span.text.length;
    sum.count++;
    sums.set(key, sum);
  }
  return new Set([...sums].filter(([, sum]) => sum.length / sum.count > 32).map(([key]) => key));
}

/** Says of each span whether it is a wash, or else on which line it is drawn. Short spans first, then names. */
function arrange(spans, long) {
  const rank = (span) => (span.layer === 'entities' ? 0 : span.layer === 'mentions' ? 1 : 2);
  const washes = [];
  const lines = [];
  const length = (span) => span.end - span.start;
  const inner = [...spans].sort((a, b) => length(a) - length(b) || rank(a) - rank(b) || a.index - b.index);
  for (const span of inner) {
    const isFree = !washes.some((other) => other.start < span.end && span.start < other.end);
    (isFree && !long.has(`${span.layer}/${span.label}`) ? washes : lines).push(span);
  }
  const lanes = new Map();
  const ends = [];
  for (const span of lines.sort((a, b) => a.start - b.start || b.end - a.end)) {
    let lane = ends.findIndex((end) => end <= span.start);
    if (lane < 0) lane = ends.length;
    ends[lane] = span.end;
    lanes.set(span, lane);
  }
  return { lanes, depth: ends.length };
}

/** Where the query stands in the text. */
function hitsIn(doc, query) {
  const hits = [];
  if (!query) return hits;
  for (let at = doc.folded.indexOf(query); at >= 0; at = doc.folded.indexOf(query, at + query.length)) {
    hits.push({ start: at, end: at + query.length });
    if (hits.length >= 2000) break;
  }
  return hits;
}

/** Paragraphs: what blank lines separate; or lines, in a text without blank ones whose lines are long. */
function paragraphsOf(text) {
  const paragraphs = [];
  const lines = text.trim().split('\n');
  const isByLine = lines.every((line) => line.trim()) && text.length / lines.length > 90;
  const gap = isByLine ? /\n\s*/g : /\n[^\S\n]*\n\s*/g;
  let start = 0;
  for (let match = gap.exec(text); match; match = gap.exec(text)) {
    if (match.index > start) paragraphs.push([start, match.index]);
    start = match.index + match[0].length;
  }
  if (start < text.length) paragraphs.push([start, text.length]);
  return paragraphs;
}

function piece(text, covering, lanes, hit) {
  if (!covering.length) return hit ? h('mark', { class: 'hit' }, text) : text;
  const node = h('mark', { tabindex: '-1', 'data-spans': covering.map((span) => span.index).join(' ') }, text);
  if (hit) node.classList.add('hit');
  const wash = covering.find((span) => !lanes.has(span));
  const lined = covering.filter((span) => lanes.has(span));
  const deepest = Math.max(-1, ...lined.map((span) => lanes.get(span)));
  const pad = (deepest + 1) * 4;
  const images = lined.map((span) => `linear-gradient(var(--i${hue(span.label)}), var(--i${hue(span.label)}))`);
  const sizes = lined.map(() => '100% 2px');
  const places = lined.map((span) => `left 0 bottom ${(deepest - lanes.get(span)) * 4}px`);
  if (wash && !hit) {
    images.push(`linear-gradient(var(--w${hue(wash.label)}), var(--w${hue(wash.label)}))`);
    sizes.push(`100% calc(100% - ${pad}px)`);
    places.push('left 0 top 0');
  }
  if (wash) tint(node, wash.label);
  if (lined.length) node.classList.add('lined');
  node.style.backgroundImage = images.join(', ');
  node.style.backgroundSize = sizes.join(', ');
  node.style.backgroundPosition = places.join(', ');
  node.style.paddingBottom = `${pad}px`;
  return node;
}

/** Shows a document's text in an element. */
function drawText(element, doc, visible, query, long) {
  const spans = doc.spans.filter((span) => span.start >= 0 && visible(span));
  const hits = hitsIn(doc, query);
  const { lanes, depth } = arrange(spans, long);
  element.className = `text lanes${Math.min(depth, 3)}`;
  element.replaceChildren();
  if (!doc.text) element.append(h('p', { class: 'empty' }, 'The record holds no text.'));
  const paragraphs = paragraphsOf(doc.text);
  const starts = [...spans].sort((a, b) => a.start - b.start || b.end - a.end);
  let next = 0;
  let nextHit = 0;
  let open = [];
  paragraphs.forEach(([from, to], number) => {
    const isTitle = number === 0 && paragraphs.length > 1 && to - from < 140 && !/\n/.test(doc.text.slice(from, to));
    const edges = new Set([from, to]);
    const inside = open.filter((span) => span.end > from);
    while (next < starts.length && starts[next].start < to) inside.push(starts[next++]);
    const found = [];
    while (nextHit > 0 && hits[nextHit - 1].end > from) nextHit--;
    while (nextHit < hits.length && hits[nextHit].start < to) found.push(hits[nextHit++]);
    for (const span of [...inside, ...found]) {
      if (span.start > from) edges.add(span.start);
      if (span.end < to) edges.add(span.end);
    }
    const paragraph = h(isTitle ? 'h2' : 'p', { class: isTitle ? 'title' : null });
    const cuts = [...edges].sort((a, b) => a - b);
    let begun = 0;
    let active = [];
    const ordered = inside.sort((a, b) => a.start - b.start || b.end - a.end);
    for (let index = 0; index + 1 < cuts.length; index++) {
      const [start, end] = [cuts[index], cuts[index + 1]];
      while (begun < ordered.length && ordered[begun].start <= start) active.push(ordered[begun++]);
      active = active.filter((span) => span.end > start);
      const covering = active.slice().sort((a, b) => a.end - a.start - (b.end - b.start));
      const isHit = found.some((hit) => hit.start <= start && end <= hit.end);
      const node = piece(doc.text.slice(start, end), covering, lanes, isHit);
      if (node.classList) markEdges(node, covering, lanes, start, end);
      paragraph.append(node);
    }
    open = ordered.filter((span) => span.end > to);
    element.append(paragraph);
  });
  const first = element.querySelector('mark[data-spans]');
  if (first) first.tabIndex = 0;
  return hits.length;
}

function markEdges(node, covering, lanes, start, end) {
  const wash = covering.find((span) => !lanes.has(span));
  if (!wash) return;
  if (wash.start === start) node.classList.add('first');
  if (wash.end === end) {
    node.classList.add('last');
    node.dataset.label = wash.label;
  }
}

/** The pieces of the text that a span covers. */
function piecesOf(index) {
  return [...byId('text').querySelectorAll('mark[data-spans]')].filter((node) =>
    node.dataset.spans.split(' ').includes(String(index)));
}
