// Documents as the page uses them, made from the records that stand in it.

/** Translates offsets of a record into UTF-16 code units, which strings are indexed by here. */
function offsetsOf(text, unit) {
  if (unit === 'utf16' || !/[^\x00-\x7f]/.test(text)) return null;
  if (unit === 'scalars' && !/[\ud800-\udfff]/.test(text)) return null;
  const places = [];
  let index = 0;
  for (const character of text) {
    const code = character.codePointAt(0);
    const width = unit === 'scalars' ? 1 : code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    for (let part = 0; part < width; part++) places.push(index);
    index += character.length;
  }
  places.push(index);
  return places;
}

function flat(text) {
  return text.replace(/\s+/g, ' ').trim();
}

function cut(text, length) {
  return text.length > length ? text.slice(0, length - 1).trimEnd() + '…' : text;
}

/** The text in lower case, of the same length, so that places in it are places in the text. */
function folded(text) {
  const lower = text.toLowerCase();
  if (lower.length === text.length) return lower;
  return Array.from(text, (c) => (c.toLowerCase().length === c.length ? c.toLowerCase() : c)).join('');
}

function list(value) {
  return value === undefined ? [] : Array.isArray(value) ? value : [value];
}

function plain(value) {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Labels of what stands in the layer of names and is none. */
const nameless = new Set([
  'DATE', 'TIME', 'DURATION', 'SET', 'MONEY', 'PERCENT', 'QUANTITY', 'ORDINAL', 'CARDINAL', 'NUMBER',
]);

function isNamed(span) {
  return (span.layer === 'entities' || span.layer === 'mentions') && !nameless.has(span.label);
}

class Doc {
  constructor(record, unit) {
    this.id = String(record.id ?? '');
    this.source = record.source;
    this.language = record.language;
    this.meta = record.meta ?? {};
    this.text = typeof record.text === 'string' ? record.text : '';
    this.rules = record.rules ?? {};
    this.scores = record.scores ?? {};
    this.relations = (record.relations ?? []).filter((relation) => relation && relation.arguments);
    const places = offsetsOf(this.text, unit);
    const place = (offset) => (places ? places[offset] : offset);
    this.spans = (record.annotations ?? []).map((span, index) => this.span(span, index, place));
    for (const score of Object.values(this.scores)) {
      score.because = list(score.because).map((reason) => ({
        ...reason, start: place(reason.start), end: place(reason.end),
      }));
    }
    this.title = cut(flat(/\S[^\n]*/.exec(this.text)?.[0] ?? this.id), 90);
  }

  span(span, index, place) {
    const start = place(span.start);
    const end = place(span.end);
    const fits = Number.isInteger(start) && Number.isInteger(end) && start < end && end <= this.text.length;
    return {
      index, start: fits ? start : -1, end: fits ? end : -1, layer: String(span.layer), label: String(span.label),
      text: fits ? this.text.slice(start, end) : String(span.text ?? ''), by: span.by,
      attributes: span.attributes ?? {},
    };
  }

  get folded() {
    return (this.cache ??= folded(this.text));
  }

  /** The spans of an argument of a relation. */
  argument(relation, name) {
    return list(relation.arguments[name]).map((index) => this.spans[index]).filter(Boolean);
  }

  words(spans) {
    return spans.map((span) => flat(span.text)).join(' … ');
  }

  /** What the mentions of one thing are called: what an attribute says, what an alias stands for, or the text. */
  get names() {
    if (this.namesCache) return this.namesCache;
    const target = new Map();
    for (const relation of this.relations) {
      if (relation.label !== 'ALIAS') continue;
      const of = list(relation.arguments.of)[0];
      for (const index of list(relation.arguments.name)) if (!target.has(index)) target.set(index, of);
    }
    const aliased = new Set([...target.keys(), ...target.values()]);
    this.namesCache = this.spans.map((span) => {
      let current = span;
      for (let step = 0; step < 9 && typeof current.attributes.entity !== 'string'; step++) {
        const next = this.spans[target.get(current.index)];
        if (!next) break;
        current = next;
      }
      if (typeof current.attributes.entity === 'string') return current.attributes.entity;
      const isName = span.layer === 'entities' || span.layer === 'mentions' || aliased.has(span.index);
      return (isName && flat(current.text)) || null;
    });
    return this.namesCache;
  }

  /** The things that are named, the most frequent first. */
  get entities() {
    if (this.entitiesCache) return this.entitiesCache;
    const entities = new Map();
    this.names.forEach((name, index) => {
      const span = this.spans[index];
      if (name === null || !isNamed(span)) return;
      let entity = entities.get(name);
      if (!entity) entities.set(name, (entity = { name, label: span.label, mentions: [], forms: new Map() }));
      entity.mentions.push(span);
      const form = flat(span.text);
      entity.forms.set(form, (entity.forms.get(form) ?? 0) + 1);
    });
    this.entitiesCache = [...entities.values()].sort((a, b) => b.mentions.length - a.mentions.length);
    return this.entitiesCache;
  }

  /** What was said, with who said it. */
  get statements() {
    return this.relations.filter((relation) => relation.label === 'STATEMENT').map((relation) => {
      const [source, cue, content] = ['source', 'cue', 'content'].map((name) => this.argument(relation, name));
      const attributes = relation.attributes ?? {};
      const speaker = attributes.speaker ?? (source[0] && this.names[source[0].index]) ?? flat(source[0]?.text ?? '');
      return { relation, source, cue, content, speaker: plain(speaker) || 'nobody named', attributes };
    }).sort((a, b) => (a.content[0]?.start ?? 0) - (b.content[0]?.start ?? 0));
  }

  /** The names of what lies within spans. */
  namesWithin(spans) {
    const names = new Set();
    for (const span of this.spans) {
      if (!isNamed(span) || this.names[span.index] === null) continue;
      if (spans.some((outer) => outer.start <= span.start && span.end <= outer.end)) names.add(this.names[span.index]);
    }
    return [...names];
  }

  /** Dates that attributes give, in their order. */
  get dates() {
    const iso = /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ][\d:.Z+-]*)?)?)?(?:\/(\d{4}(?:-\d\d){0,2})\S*)?$/;
    const dates = [];
    for (const span of this.spans) {
      const value = Object.values(span.attributes).find((value) => typeof value === 'string' && iso.test(value));
      if (!value) continue;
      const [, year, month, day] = iso.exec(value);
      const events = this.relations.filter((relation) => list(relation.arguments.time).includes(span.index));
      dates.push({ value, span, time: Date.UTC(+year, (month ?? 1) - 1, +(day ?? 1)), events });
    }
    return dates.sort((a, b) => a.time - b.time || a.span.start - b.span.start);
  }

  /** Where a rule is written, if the record says so. */
  place(by) {
    return Object.hasOwn(this.rules, by) ? this.rules[by] : undefined;
  }
}

/** The documents of the page. A block that was cut off, as by a crash while it was written, is left out. */
function readDocuments() {
  const unit = document.body.dataset.offsets;
  const documents = [];
  for (const block of document.querySelectorAll('script.record')) {
    try {
      documents.push(new Doc(JSON.parse(block.textContent), unit));
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
    }
  }
  return documents;
}
