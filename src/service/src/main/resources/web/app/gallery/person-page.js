import { Element, html, nothing } from '../element.js';
import { api } from '../api.js';
import { number, t, time } from '../messages/messages.js';
import '../face/picture-choice.js';
import '../face/decision-scale.js';
import './enrolment-view.js';
import './attempts-view.js';
import '../confirmation.js';

/** One person: enrolled by many pictures or the camera, verified, and what is kept. */
class PersonPage extends Element {
  static properties = { gallery: {}, person: {}, facts: { state: true }, templates: { state: true }, decision: { state: true }, ending: { state: true } };

  willUpdate(changed) {
    if (changed.has('gallery') || changed.has('person')) this.load();
  }

  load() {
    this.section = null;
    return this.attempt(() => this.read());
  }

  async read() {
    this.facts = await api.person(this.gallery, this.person);
    this.templates = (await api.templates(this.gallery, this.person)).templates;
    this.rates ??= (await api.models({ quiet: true })).embedder.calibration?.calibrated;
  }

  render() {
    return html`
      <p><a href="#/galleries/${encodeURIComponent(this.gallery)}">← ${this.gallery}</a></p>
      <h1 tabindex="-1">${this.person}</h1>
      ${this.facts ? html`
        <p class="faint">${[this.facts.display_name, t(`state.${this.facts.enrolment}`),
          t(this.facts.active ? 'people.active' : 'people.inactive')].filter(Boolean).join(' · ')}
          <button class="quiet" @click=${this.toggle}>${t(this.facts.active ? 'person.deactivate' : 'person.activate')}</button></p>
        ${this.section ? nothing : this.problemText()}
        <section class="card"><h2>${t('person.enrol')}</h2>
          <facegate-enrolment .gallery=${this.gallery} .person=${this.person} @enrolled=${() => this.load()}></facegate-enrolment></section>
        <section class="card"><h2>${t('person.verify')}</h2>
          <facegate-picture-choice @pictures=${event => this.verify(event.detail[0])}></facegate-picture-choice>
          ${this.section === 'verify' ? this.outcome() : nothing}
          ${this.decision ? html`<facegate-decision .decision=${this.decision} .rates=${this.rates}></facegate-decision>` : nothing}
          <facegate-attempts .gallery=${this.gallery} .person=${this.person} .decision=${this.decision}></facegate-attempts></section>
        <section class="card"><h2>${t('person.templates')}</h2>${this.kept()}
          ${this.section === 'templates' ? this.outcome() : nothing}</section>
        <facegate-exchange></facegate-exchange>
        ${this.end()}` : this.problemText()}`;
  }

  kept() {
    if (!this.templates?.length) return html`<p>${t('person.templates.none')}</p>`;
    return html`<div class="scroll" tabindex="0"><table>
      <thead><tr><th scope="col">${t('template.created')}</th><th scope="col">${t('template.source')}</th><th scope="col">${t('template.quality')}</th>
        <th scope="col"><span class="hidden">${t('delete')}</span></th></tr></thead>
      <tbody>${this.templates.map(({ template_id, source, quality, created_at }) => html`<tr>
        <td>${time(created_at)}</td><td>${source}</td><td>${quality === null ? '–' : number(quality)}</td>
        <td><button class="quiet danger" aria-label="${t('delete')} ${template_id}" @click=${() => this.drop(template_id)}>${t('delete')}</button></td></tr>`)}</tbody>
    </table></div>`;
  }

  end() {
    if (!this.ending) return html`<button class="quiet danger" @click=${() => (this.ending = true)}>${t('person.delete')}</button>`;
    return html`<facegate-confirmation .question=${t('person.delete.confirm', { id: this.person })} .action=${t('delete')}
      @confirmed=${this.delete} @cancelled=${() => (this.ending = false)}></facegate-confirmation>`;
  }

  verify(picture) {
    this.section = 'verify';
    this.decision = null;
    return this.attempt(async () => (this.decision = await api.verify(this.gallery, this.person, picture)));
  }

  toggle() {
    this.section = null;
    return this.attempt(async () =>
      (this.facts = await api.changePerson(this.gallery, this.person, { active: !this.facts.active })));
  }

  drop(template) {
    this.section = 'templates';
    return this.attempt(async () => {
      await api.deleteTemplate(this.gallery, this.person, template);
      await this.read();
    });
  }

  delete() {
    this.ending = false;
    this.section = null;
    return this.attempt(async () => {
      await api.deletePerson(this.gallery, this.person);
      location.hash = `#/galleries/${encodeURIComponent(this.gallery)}`;
    });
  }
}

customElements.define('facegate-person', PersonPage);
