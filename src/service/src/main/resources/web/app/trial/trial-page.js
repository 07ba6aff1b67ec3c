import { Element, html, nothing } from '../element.js';
import { api } from '../api.js';
import { t } from '../messages/messages.js';
import '../face/picture-choice.js';
import '../face/faces-view.js';
import '../face/decision-scale.js';

/** Pictures without a gallery: what is on one, and how alike two are. */
class TrialPage extends Element {
  static properties = { section: { state: true }, picture: { state: true }, found: { state: true }, reference: { state: true }, probe: { state: true }, compared: { state: true } };

  render() {
    return html`
      <h1 tabindex="-1">${t('try.title')}</h1>
      <p>${t('try.lead')}</p>
      <section class="card" aria-labelledby="try-one">
        <h2 id="try-one">${t('try.one')}</h2>
        <facegate-picture-choice @pictures=${event => this.detect(event.detail[0])}></facegate-picture-choice>
        ${this.picture ? html`<facegate-faces .picture=${this.picture} .width=${this.found?.width} .height=${this.found?.height}
          .faces=${this.found?.faces}></facegate-faces>` : nothing}
        ${this.section === 'one' ? this.outcome() : nothing}
        ${this.found && !this.found.faces.length ? html`<p role="status">${t('try.none')}</p>` : nothing}
      </section>
      <section class="card" aria-labelledby="try-two">
        <h2 id="try-two">${t('try.two')}</h2>
        <div class="halves">
          ${this.half('reference')}
          ${this.half('probe')}
        </div>
        ${this.section === 'two' ? this.outcome() : nothing}
        ${this.compared ? html`<facegate-decision .decision=${this.compared} .rates=${this.rates}></facegate-decision>` : nothing}
      </section>
      <facegate-exchange></facegate-exchange>`;
  }

  half(which) {
    const side = this.compared?.[which];
    return html`<div>
      <h3>${t(`try.${which}`)}</h3>
      <facegate-picture-choice @pictures=${event => this.compare(which, event.detail[0])}></facegate-picture-choice>
      ${this[which] ? html`<facegate-faces .picture=${this[which].file} .width=${side ? this[which].width : null}
        .height=${this[which].height} .faces=${side ? [side] : []}></facegate-faces>` : nothing}
    </div>`;
  }

  detect(picture) {
    this.section = 'one';
    this.picture = picture;
    this.found = null;
    return this.attempt(async () => {
      this.found = await api.detect(picture);
    });
  }

  async compare(which, file) {
    this[which] = { file, ...(await sizeOf(file)) };
    this.compared = null;
    if (!this.reference || !this.probe) return;
    this.section = 'two';
    await this.attempt(async () => {
      this.rates ??= (await api.models({ quiet: true })).embedder.calibration?.calibrated;
      this.compared = await api.compare(this.reference.file, this.probe.file);
    });
  }
}

/** As the browser shows it, upright: the service's boxes are of the upright picture too. Nothing if it can't show it. */
async function sizeOf(file) {
  try {
    const bitmap = await createImageBitmap(file);
    const { width, height } = bitmap;
    bitmap.close();
    return { width, height };
  } catch {
    return {};
  }
}

customElements.define('facegate-trial', TrialPage);
