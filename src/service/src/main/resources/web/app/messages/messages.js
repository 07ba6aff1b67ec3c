/** Texts by language: one plain file for each, the browser's choice unless somebody chooses. */
import de from './de.js';
import en from './en.js';

const LANGUAGES = { en, de };
const CHOICE = 'facegate.language';

export const languages = Object.keys(LANGUAGES);

export const language = () => {
  const asked = [localStorage.getItem(CHOICE), ...navigator.languages.map(tag => tag.slice(0, 2))];
  return asked.find(tag => languages.includes(tag)) ?? 'en';
};

export function chooseLanguage(tag) {
  localStorage.setItem(CHOICE, tag);
  location.reload();
}

const texts = LANGUAGES[language()];
document.documentElement.lang = language();

/** The text of a name, with {values} filled in; English where another language lacks it, so that nothing is ever blank. */
export function t(name, values = {}) {
  const text = texts[name] ?? en[name];
  if (text === undefined) throw new Error(`There is no message "${name}".\nMaybe add it to messages/en.js.`);
  return text.replace(/\{(\w+)\}/g, (_, value) => values[value] ?? '');
}

/** The same where there may be none: codes of problems and reasons, of which newer services have more. */
export const tOr = (name, otherwise) => (texts[name] ?? en[name] ?? otherwise);

export const number = (value, digits = 2) =>
  new Intl.NumberFormat(language(), { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value);

export const count = value => new Intl.NumberFormat(language()).format(value);

export const time = instant => (instant
  ? new Intl.DateTimeFormat(language(), {
    year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit',
  }).format(new Date(instant)) : '–');

/** "1:10,000" for 1e-4. */
export const odds = rate => `1:${count(Math.round(1 / rate))}`;

/** As fields for dates write it, where the browser is. */
export const today = () => new Intl.DateTimeFormat('sv').format(new Date());

/** "one stranger in 10,000" for 1e-4. */
export const strangers = rate => t('one-stranger-in', { count: count(Math.round(1 / rate)) });
