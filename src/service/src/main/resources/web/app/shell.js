import { Element, html, nothing } from './element.js';
import { address, api } from './api.js';
import { issuer, issuerPart, key } from './key.js';
import { Told } from './told.js';
import { chooseLanguage, language, languages, t } from './messages/messages.js';
import './session/sign-in.js';
import './session/health-light.js';
import './exchange-view.js';
import './trial/trial-page.js';
import './gallery/galleries-page.js';
import './gallery/gallery-page.js';
import './gallery/person-page.js';
import './camera/login-page.js';
import './administration/keys-page.js';
import './administration/audit-page.js';

const PAGES = [
  ['try', 'nav.try'], ['galleries', 'nav.galleries'], ['camera', 'nav.camera'], ['keys', 'nav.keys'], ['audit', 'nav.audit'],
];

const AGAIN_AFTER_MILLISECONDS = 5_000;

/** The frame of every page: who one is, where one is, whether the service is well. Pages are named after the # of the address. */
class Shell extends Element {
  static properties = { route: { state: true }, state: { state: true } };

  constructor() {
    super();
    this.state = 'starting';
    this.keyEnded = false;
    this.route = routeOf(location.hash);
    addEventListener('hashchange', () => {
      this.route = routeOf(location.hash);
      this.updateComplete.then(() => this.querySelector('h1')?.focus());
    });
    addEventListener('facegate-signed-in', () => this.start());
    addEventListener('facegate-key-refused', () => this.askAgain());
    this.takeAnswer().then(() => this.start());
  }

  /** What the issuer answered, where it has just led here. */
  async takeAnswer() {
    const answer = new URLSearchParams(location.search);
    if (!issuer || !answer.has('state')) return;
    try {
      await (await issuerPart()).complete(answer);
      this.justSignedIn = true;
    } catch (told) {
      if (!(told instanceof Told)) throw told;
      this.refusal = told;
    }
    this.route = routeOf(location.hash);
  }

  /** A key that was good is revoked or has expired, whichever page found that out. */
  askAgain() {
    if (!this.inside) return;
    this.keyEnded = true;
    this.state = 'closed';
  }

  /** Whether a key is needed is what the service says, not what the page believes. */
  async start() {
    const signedIn = key.get();
    try {
      await api.models({ quiet: true });
      this.state = key.get() ? 'signed-in' : 'open';
    } catch (problem) {
      this.state = problem.status === 401 ? 'closed' : 'unreachable';
      if (this.state === 'closed' && this.justSignedIn) this.refusal = new Told('issuer.unbelieved');
      else if (this.state === 'closed') this.keyEnded = Boolean(signedIn);
      if (this.state === 'unreachable') {
        this.problem = problem;
        setTimeout(() => this.start(), AGAIN_AFTER_MILLISECONDS);
        return;
      }
    }
    this.justSignedIn = false;
  }

  render() {
    return html`
      <a class="skip" href="#content" @click=${this.skip}>${t('skip')}</a>
      <header>
        <a class="brand" href="#/try"><img src=${address('facegate.svg')} alt="" width="28" height="28">Facegate</a>
        <nav aria-label=${t('nav.label')}>
          ${this.inside ? PAGES.map(([name, text]) => html`
            <a href="#/${name}" aria-current=${(this.route[0] ?? PAGES[0][0]) === name ? 'page' : nothing}>${t(text)}</a>`) : nothing}
        </nav>
        <facegate-health></facegate-health>
        <label class="language"><span class="hidden">${t('language')}</span>
          <select @change=${event => chooseLanguage(event.target.value)}>
            ${languages.map(tag => html`<option value=${tag} ?selected=${tag === language()}>${tag}</option>`)}
          </select></label>
        ${this.state === 'signed-in' ? html`<button class="quiet" @click=${this.signOut}>${t('sign-out')}</button>` : nothing}
      </header>
      ${this.state === 'open' ? html`<p class="warning" role="note">${t('open-service')}</p>` : nothing}
      <main id="content" tabindex="-1">${this.page()}</main>
      <footer>
        <a href=${address('q/swagger-ui/')}>${t('footer.api')}</a>
        <a href=${address('q/openapi?format=json')}>${t('footer.openapi')}</a>
        <a href=${address('q/health/ready')}>${t('footer.health')}</a>
        <a href=${address('docs/')}>${t('footer.docs')}</a>
      </footer>`;
  }

  get inside() {
    return this.state === 'open' || this.state === 'signed-in';
  }

  page() {
    switch (this.state) {
      case 'starting': return html`<p>${t('loading')}</p>`;
      case 'unreachable': return this.problemText();
      case 'closed': return html`<facegate-sign-in .ended=${this.keyEnded} .refusal=${this.refusal}></facegate-sign-in>`;
      default: return this.routed();
    }
  }

  routed() {
    const [page, gallery, person] = this.route;
    switch (page) {
      case 'galleries':
        if (person) return html`<facegate-person .gallery=${gallery} .person=${person}></facegate-person>`;
        if (gallery) return html`<facegate-gallery .gallery=${gallery}></facegate-gallery>`;
        return html`<facegate-galleries></facegate-galleries>`;
      case 'camera': return html`<facegate-login></facegate-login>`;
      case 'keys': return html`<facegate-keys></facegate-keys>`;
      case 'audit': return html`<facegate-audit></facegate-audit>`;
      default: return html`<facegate-trial></facegate-trial>`;
    }
  }

  skip(event) {
    event.preventDefault();
    document.getElementById('content').focus();
  }

  async signOut() {
    if (issuer && key.token()) await leaveIssuer();
    key.forget();
    this.refusal = null;
    await this.start();
  }
}

/** Here it is forgotten in any case, whether the issuer is there or not. */
async function leaveIssuer() {
  try {
    await (await issuerPart()).leave();
  } catch (told) {
    if (!(told instanceof Told)) throw told;
  }
}

/** What follows the #, by its slashes. Nothing where somebody wrote what no page has. */
function routeOf(hash) {
  try {
    return hash.replace(/^#\/?/, '').split('/').filter(Boolean).map(decodeURIComponent);
  } catch (error) {
    if (error instanceof URIError) return [];
    throw error;
  }
}

customElements.define('facegate-console', Shell);
