// What stages found in the corpus as a whole, from the summary records of a run: objects as tables, the rest as it is.

const mostRows = 50;

function isObject(value) {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

function readSummaries() {
  return [...document.querySelectorAll('script.summary')].flatMap((block) => {
    try {
      return [JSON.parse(block.textContent)];
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      return [];
    }
  });
}

/** The tables of all summaries; `show` makes of a text what a cell holds. */
function drawSummaries(show) {
  return readSummaries().flatMap(({ stage, value }) => {
    const parts = isObject(value) ? Object.entries(value) : [['', value]];
    const isTable = (part) => isObject(part) || (Array.isArray(part) && part.length > 0);
    const singles = parts.filter(([, part]) => !isTable(part));
    const name = (key) => (key ? `${stage}: ${key}` : String(stage));
    return [
      singles.length > 0 && summaryTable(String(stage), singles.map(([key, part]) => ({ '': key, value: part })), show),
      ...parts.filter(([, part]) => isTable(part)).map(([key, part]) => summaryTable(name(key), rowsOf(part), show)),
    ];
  });
}

/** A list has a row an item, an object a row a key. */
function rowsOf(value) {
  if (Array.isArray(value)) return value.map((item) => (isObject(item) ? item : { value: item }));
  return Object.entries(value).map(([key, item]) => ({ '': key, ...(isObject(item) ? item : { value: item }) }));
}

function summaryTable(title, rows, show) {
  const keys = [...new Set(rows.slice(0, mostRows).flatMap(Object.keys))];
  const isNumber = (key) => rows.every((row) => row[key] === undefined || typeof row[key] === 'number');
  const columns = [...keys.filter((key) => !isNumber(key)), ...keys.filter(isNumber)];
  const kind = (key) => (isNumber(key) ? 'number' : null);
  const cell = (value, key) => (value === undefined ? '–' : isNumber(key) ? amount(value)
    : typeof value === 'string' ? show(value) : cut(plain(value), 200));
  const all = rows.length.toLocaleString('en');
  const note = rows.length > mostRows ? `From the summary, the first ${mostRows} of ${all}` : 'From the summary';
  return h('section', null, h('h2', null, title), h('table', null, h('caption', null, note),
    h('thead', null, h('tr', null, columns.map((key) => h('th', { scope: 'col', class: kind(key) }, key)))),
    h('tbody', null, rows.slice(0, mostRows).map((row) => h('tr', null, columns.map((key) =>
      h('td', { class: kind(key) }, cell(Object.hasOwn(row, key) ? row[key] : undefined, key))))))));
}
