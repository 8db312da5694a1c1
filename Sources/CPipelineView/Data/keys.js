// Keys and clicks.

const themes = ['auto', 'light', 'dark'];

function nextTheme() {
  const root = document.documentElement;
  root.dataset.theme = themes[(themes.indexOf(root.dataset.theme) + 1) % themes.length];
  byId('toggle-theme').textContent = { auto: 'Theme', light: 'Light', dark: 'Dark' }[root.dataset.theme];
}

Object.assign(App.prototype, {
  listen() {
    let timer = 0;
    byId('search').addEventListener('input', (event) => {
      clearTimeout(timer);
      timer = setTimeout(() => this.search(event.target.value), 90);
    });
    byId('search').addEventListener('keydown', (event) => {
      if (event.key !== 'Enter') return;
      clearTimeout(timer);
      if (this.query !== folded(event.target.value.trim())) this.search(event.target.value);
      this.stepHit(event.shiftKey ? -1 : 1);
    });
    byId('sort').addEventListener('change', () => this.filter());
    byId('more').addEventListener('click', () => this.list(this.listed + batch));
    byId('view-document').addEventListener('click', () => this.toDocument());
    byId('view-corpus').addEventListener('click', () => { location.hash = 'view=corpus'; });
    byId('toggle-labels').addEventListener('click', () => this.toggleLabels());
    byId('toggle-theme').addEventListener('click', nextTheme);
    byId('open-help').addEventListener('click', () => byId('help').showModal());
    window.addEventListener('hashchange', () => this.hashChanged());
    document.addEventListener('keydown', (event) => this.key(event));
    this.listenToText();
  },

  hashChanged() {
    this.follow();
    window.scrollTo(0, 0);
  },

  listenToText() {
    const text = byId('text');
    const piece = (event) => event.target.closest?.('mark[data-spans]');
    text.addEventListener('pointerover', (event) => {
      if (this.isPinned || event.pointerType === 'touch') return;
      const node = piece(event);
      if (node) showCard(this.current, node, false);
      else hideCard();
    });
    text.addEventListener('pointerleave', () => this.isPinned || hideCard());
    text.addEventListener('focusin', (event) => {
      const node = piece(event);
      if (node && !this.isPinned) showCard(this.current, node, false);
    });
    text.addEventListener('focusout', () => this.isPinned || hideCard());
    document.addEventListener('click', (event) => {
      if (byId('card').contains(event.target)) return;
      const node = text.contains(event.target) ? piece(event) : null;
      if (node) this.pin(node);
      else if (this.isPinned) this.unpin();
    });
  },

  pin(node) {
    this.isPinned = true;
    showCard(this.current, node, true);
  },

  unpin() {
    this.isPinned = false;
    hideCard();
  },

  toDocument() {
    if (this.current) this.go(this.current);
    else if (this.shown[0]) this.go(this.shown[0]);
    this.showCorpus(false);
  },

  toggleLabels() {
    const button = byId('toggle-labels');
    const isOn = button.getAttribute('aria-pressed') !== 'true';
    button.setAttribute('aria-pressed', String(isOn));
    byId('text').classList.toggle('labelled', isOn);
  },

  escape() {
    const search = byId('search');
    if (this.isPinned || !byId('card').hidden) return this.unpin();
    if (search.value) {
      search.value = '';
      this.search('');
    }
    if (document.activeElement === search) search.blur();
    return undefined;
  },

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || byId('help').open) return;
    if (event.key === 'Escape') return this.escape();
    if (/^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement?.tagName)) return;
    const action = this.actions()[event.key] ?? this.layerKey(event.key);
    if (!action) return;
    if (action() !== false) event.preventDefault();
  },

  actions() {
    const isDocument = !byId('page').hidden;
    return {
      j: () => this.step(1), ArrowRight: () => this.step(1), k: () => this.step(-1), ArrowLeft: () => this.step(-1),
      '/': () => byId('search').select(), '?': () => byId('help').showModal(),
      t: nextTheme, l: () => this.toggleLabels(),
      c: () => (isDocument ? (location.hash = 'view=corpus') : this.toDocument()),
      n: () => this.stepPiece(1), p: () => this.stepPiece(-1),
      Enter: () => {
        const node = document.activeElement;
        if (!node?.matches('mark[data-spans]')) return false;
        this.pin(node);
        return true;
      },
    };
  },

  layerKey(key) {
    if (!/^[1-9]$/.test(key)) return null;
    const button = byId('layers').querySelectorAll('.whole')[key - 1];
    return button && (() => button.click());
  },
});

document.addEventListener('DOMContentLoaded', () => new App(readDocuments()).start());
