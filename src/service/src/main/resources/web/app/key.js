import { answerOf } from './told.js';

/** How this tab is known to the service: a key, or a token of the issuer. It stays in the tab: never in an address, never on the disk. */
const KEY = 'facegate.key';
const TOKEN = 'facegate.token';

export const key = {
  get: () => sessionStorage.getItem(KEY),
  set: value => sessionStorage.setItem(KEY, value),
  forget() {
    sessionStorage.removeItem(KEY);
    sessionStorage.removeItem(TOKEN);
  },

  /** What is known of the key if it is a token: until when it is good, and what it is renewed by. */
  token: () => JSON.parse(sessionStorage.getItem(TOKEN)),
  setToken(value, facts) {
    sessionStorage.setItem(KEY, value);
    sessionStorage.setItem(TOKEN, JSON.stringify(facts));
  },
};

/** The issuer at which people sign in, as the service's page names it; null if there is none, and then nothing of it is loaded. */
export const issuer = JSON.parse(document.querySelector('meta[name="facegate-issuer"]')?.content ?? 'null');

export const issuerPart = () => answerOf(import('./session/issuer.js'));
