import { Element, html, nothing, reasons } from '../element.js';
import { api } from '../api.js';
import { number, strangers, t } from '../messages/messages.js';
import '../face/picture-choice.js';

/** Who somebody is, or that it is nobody of the gallery. */
class IdentifyView extends Element {
  static properties = { gallery: {}, answer: { state: true } };

  render() {
    return html`
      <facegate-picture-choice @pictures=${event => this.identify(event.detail[0])}></facegate-picture-choice>
      ${this.outcome()}
      ${this.answer ? this.candidates() : nothing}`;
  }

  candidates() {
    const { outcome, candidates, threshold, fmr, reasons: why } = this.answer;
    if (outcome === 'unknown') {
      return html`<p role="status">${t('identify.unknown')} ${why?.length ? reasons(why) : nothing}</p>`;
    }
    return html`<div role="status"><h3>${t('identify.found')}</h3>
      <ol>${candidates.map(({ identity, display_name, similarity, score }) => html`<li>
        <a href="#/galleries/${encodeURIComponent(this.gallery)}/${encodeURIComponent(identity)}">${identity}</a>
        ${display_name ?? ''} (${number(score ?? similarity, 3)})</li>`)}</ol></div>
      <p class="faint">${t('scale.threshold', { threshold: number(threshold, 3) })}${fmr ? html`: ${strangers(fmr)}` : nothing}</p>`;
  }

  identify(picture) {
    this.answer = null;
    return this.attempt(async () => (this.answer = await api.identify(this.gallery, picture)));
  }
}

customElements.define('facegate-identify', IdentifyView);
