import { Element, html, nothing, problemText, reasons } from '../element.js';
import { api, Problem } from '../api.js';
import { t } from '../messages/messages.js';
import '../face/picture-choice.js';
import '../camera/guided-camera.js';

/**
 * Many pictures of one person, sent one after another, so that each has its outcome at once and none is lost with others.
 *
 * @fires enrolled when some are
 */
class EnrolmentView extends Element {
  static properties = { gallery: {}, person: {}, outcomes: { state: true }, all: { state: true }, camera: { state: true } };

  render() {
    return html`
      ${this.camera
        ? html`<facegate-guided-camera @taken=${event => this.enrol([event.detail])} @closed=${() => (this.camera = false)}></facegate-guided-camera>`
        : html`<facegate-picture-choice several withoutCamera .label=${t('enrol.drop')} @pictures=${event => this.enrol(event.detail)}></facegate-picture-choice>
          <button class="quiet" @click=${() => (this.camera = true)}>${t('enrol.camera')}</button>`}
      ${this.outcomes ? html`<p role="status">${t('enrol.progress', { done: this.outcomes.length, all: this.all })}</p>
        <ul class="outcomes">${this.outcomes.map(({ name, outcome, why, problem }) => html`<li class=${outcome}>
          <b>${name}</b>: ${t(`outcome.${outcome}`)}${why?.length ? html` – ${reasons(why)}` : nothing}${problem ? problemText(problem) : nothing}</li>`)}</ul>` : nothing}
      ${this.problemText()}`;
  }

  enrol(files) {
    this.camera = false;
    this.outcomes = [];
    this.all = files.length;
    return this.attempt(async () => {
      for (const file of files) this.outcomes = [...this.outcomes, await this.enrolOne(file)];
      this.dispatchEvent(new Event('enrolled'));
    });
  }

  async enrolOne(file) {
    const name = file.name ?? t('camera.preview');
    try {
      const { results } = await api.enrol(this.gallery, this.person, [file]);
      return { name, outcome: results[0].outcome, why: results[0].reasons };
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      return { name, outcome: 'rejected', problem };
    }
  }
}

customElements.define('facegate-enrolment', EnrolmentView);
