/** Search in this site, without a server: lunr makes its index when somebody first wants it. */
const MOST = 12;
const LENGTH = 160;
const root = document.body.dataset.root;
const field = document.getElementById('search');
const found = document.getElementById('found');
let index = null;

async function load() {
  const [sections, lunr] = await Promise.all([fetch(`${root}search.json`).then(answer => answer.json()), script(`${root}lunr.js`).then(() => globalThis.lunr)]);
  const words = lunr(function describe() {
    // words stay as they are: beginnings of words are looked for, and a stem of "revoke" doesn't begin with it
    this.pipeline.remove(lunr.stemmer);
    this.pipeline.remove(lunr.stopWordFilter);
    this.field('title', { boost: 10 });
    this.field('text');
    sections.forEach((section, id) => this.add({ id, ...section }));
  });
  return { sections, words };
}

const script = src => new Promise((resolve, reject) => {
  document.head.append(Object.assign(document.createElement('script'), { src, onload: resolve, onerror: reject }));
});

/** What was typed begins words: "enrol" finds "enrolment". */
const query = typed => typed.toLowerCase().match(/[\p{L}\p{N}_]+/gu)?.map(word => `+${word}*`).join(' ');

async function search() {
  const asked = query(field.value);
  found.hidden = !asked;
  if (!asked) return;
  index ??= load();
  const { sections, words } = await index;
  const hits = words.search(asked).slice(0, MOST).map(({ ref }) => sections[ref]);
  found.replaceChildren(...(hits.length ? hits.map(hit) : [text('p', 'Nothing was found.')]));
}

function hit(section) {
  const heading = document.createElement('h3');
  heading.append(Object.assign(text('a', section.title), { href: root + section.address }));
  const entry = document.createElement('div');
  entry.append(heading, text('p', section.text.length > LENGTH ? `${section.text.slice(0, LENGTH)} …` : section.text));
  return entry;
}

const text = (element, content) => Object.assign(document.createElement(element), { textContent: content });

field.addEventListener('input', search);
field.form.addEventListener('submit', event => {
  event.preventDefault();
  found.querySelector('a')?.click();
});
