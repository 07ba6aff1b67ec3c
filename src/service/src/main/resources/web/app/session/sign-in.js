import { Element, html, nothing } from '../element.js';
import { api } from '../api.js';
import { issuer, issuerPart, key } from '../key.js';
import { t } from '../messages/messages.js';

/** What a header may have, and so a key. */
const SENDABLE = /^[\x20-\x7e]+$/;

/** Asks for a key once, and keeps it for this tab alone; or leads to the issuer, where there is one. */
class SignIn extends Element {
  static properties = { ended: { type: Boolean }, refusal: {}, refused: { state: true } };

  render() {
    return html`<section class="card narrow">
      <h1 tabindex="-1">${t('sign-in')}</h1>
      ${this.ended ? html`<p class="problem" role="alert">${t('sign-in.ended')}</p>` : html`<p>${t('lead')}</p>`}
      ${issuer ? this.atIssuer() : nothing}
      <form @submit=${this.signIn}>
        <label>${t('sign-in.key')}
          <input name="key" type="password" required autocomplete="off" spellcheck="false" aria-describedby="key-hint"
            aria-invalid=${this.refused ? 'true' : nothing}></label>
        <p id="key-hint" class="faint">${t('sign-in.hint')} ${t('sign-in.kept')}</p>
        ${this.refused ? html`<p class="problem" role="alert">${t('sign-in.refused')}</p>` : nothing}
        ${this.problemText()}
        <button class=${issuer ? 'quiet' : ''} ?disabled=${this.busy}>${t('sign-in')}</button>
      </form>
    </section>`;
  }

  atIssuer() {
    return html`${this.refusal ? html`<p class="problem" role="alert">${t(this.refusal.text, this.refusal.values)}</p>` : nothing}
      <p><button ?disabled=${this.busy} @click=${this.leadToIssuer}>${t('issuer.sign-in', { issuer: new URL(issuer.url).host })}</button></p>
      <p class="faint">${t('issuer.or')}</p>`;
  }

  leadToIssuer() {
    this.refusal = null;
    return this.attempt(async () => (await issuerPart()).begin());
  }

  signIn(event) {
    event.preventDefault();
    const text = new FormData(event.target).get('key').trim();
    this.attempt(async () => {
      this.refusal = null;
      this.ended = false;
      this.refused = !SENDABLE.test(text);
      if (this.refused) return;
      key.set(text);
      try {
        await api.models({ quiet: true });
      } catch (problem) {
        if (problem.status !== 401) throw problem;
        this.refused = true;
        return;
      }
      dispatchEvent(new Event('facegate-signed-in'));
    });
  }
}

customElements.define('facegate-sign-in', SignIn);
