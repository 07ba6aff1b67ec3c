import { Element, html, nothing } from '../element.js';
import { api, key } from '../api.js';
import { t } from '../messages/messages.js';

/** Asks for a key once, and keeps it for this tab alone. */
class SignIn extends Element {
  static properties = { ended: { type: Boolean }, refused: { state: true } };

  render() {
    return html`<section class="card narrow">
      <h1 tabindex="-1">${t('sign-in')}</h1>
      ${this.ended ? html`<p class="problem" role="alert">${t('sign-in.ended')}</p>` : html`<p>${t('lead')}</p>`}
      <form @submit=${this.signIn}>
        <label>${t('sign-in.key')}
          <input name="key" type="password" required autocomplete="off" spellcheck="false" aria-describedby="key-hint"
            aria-invalid=${this.refused ? 'true' : nothing}></label>
        <p id="key-hint" class="faint">${t('sign-in.hint')} ${t('sign-in.kept')}</p>
        ${this.refused ? html`<p class="problem" role="alert">${t('sign-in.refused')}</p>` : nothing}
        ${this.problemText()}
        <button ?disabled=${this.busy}>${t('sign-in')}</button>
      </form>
    </section>`;
  }

  signIn(event) {
    event.preventDefault();
    this.attempt(async () => {
      this.refused = false;
      this.ended = false;
      key.set(new FormData(event.target).get('key').trim());
      try {
        await api.models({ quiet: true });
      } catch (problem) {
        if (problem.status === 401) {
          key.forget();
          this.refused = true;
          return;
        }
        if (problem.status !== 403) throw problem;
      }
      dispatchEvent(new Event('facegate-signed-in'));
    });
  }
}

customElements.define('facegate-sign-in', SignIn);
