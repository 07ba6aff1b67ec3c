import { Element, html, nothing } from '../element.js';
import { api } from '../api.js';
import { t } from '../messages/messages.js';
import '../face/decision-scale.js';
import './guided-camera.js';

/** A login as somebody meets it: a claim, a look into the camera, a decision. */
class LoginPage extends Element {
  static properties = { galleries: { state: true }, claim: { state: true }, decision: { state: true } };

  connectedCallback() {
    super.connectedCallback();
    this.attempt(async () => {
      this.rates = (await api.models({ quiet: true })).embedder.calibration?.calibrated;
      this.galleries = await galleries();
    });
  }

  render() {
    return html`
      <h1 tabindex="-1">${t('camera.title')}</h1>
      <p>${t('camera.lead')}</p>
      <p class="warning" role="note">${t('camera.liveness')}</p>
      <section class="card">
        ${this.claim ? html`<facegate-guided-camera @taken=${event => this.verify(event.detail)} @closed=${() => (this.claim = null)}></facegate-guided-camera>`
          : this.form()}
        ${this.outcome()}
        ${this.decision ? html`<facegate-decision .decision=${this.decision} .rates=${this.rates}></facegate-decision>` : nothing}
      </section>
      <facegate-exchange></facegate-exchange>`;
  }

  form() {
    if (this.galleries?.length === 0) return html`<p>${t('galleries.none')} <a href="#/galleries">${t('nav.galleries')}</a></p>`;
    return html`<form class="row" @submit=${this.begin}>
      <label>${t('camera.gallery')}${this.galleries === null
        ? html`<input name="gallery" required maxlength="63" autocomplete="off">`
        : html`<select name="gallery">${(this.galleries ?? []).map(({ name }) => html`<option>${name}</option>`)}</select>`}</label>
      <label>${t('camera.who')}<input name="who" required maxlength="200" autocomplete="username"></label>
      <button>${t('camera.login')}</button>
    </form>`;
  }

  begin(event) {
    event.preventDefault();
    const data = new FormData(event.target);
    this.decision = null;
    this.problem = null;
    this.claim = { gallery: data.get('gallery').trim(), who: data.get('who').trim() };
  }

  async verify(picture) {
    const { gallery, who } = this.claim;
    this.claim = null;
    await this.attempt(async () => (this.decision = await api.verify(gallery, who, picture)));
  }
}

/** Who may log people in alone knows the name of the gallery. */
async function galleries() {
  try {
    return (await api.galleries()).galleries;
  } catch (problem) {
    if (problem.status !== 403) throw problem;
    return null;
  }
}

customElements.define('facegate-login', LoginPage);
