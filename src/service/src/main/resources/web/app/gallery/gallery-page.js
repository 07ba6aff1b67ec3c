import { Element, html, nothing } from '../element.js';
import { api } from '../api.js';
import { t } from '../messages/messages.js';
import './people-list.js';
import './identify-view.js';
import './transfer-view.js';
import './move-view.js';

/** One gallery: its people, who somebody is, what goes in and out, and its end. */
class GalleryPage extends Element {
  static properties = { gallery: {}, facts: { state: true }, ending: { state: true } };

  willUpdate(changed) {
    if (changed.has('gallery')) this.load();
  }

  load() {
    return this.attempt(async () => (this.facts = await api.gallery(this.gallery)));
  }

  render() {
    return html`
      <p><a href="#/galleries">← ${t('galleries.title')}</a></p>
      <h1 tabindex="-1">${this.gallery}</h1>
      ${this.problemText()}
      ${this.facts ? html`
        <p class="faint">${t('gallery.model')}: ${this.facts.model}</p>
        ${this.facts.moves_to ? html`<facegate-move .gallery=${this.gallery} @ended=${() => this.load()}></facegate-move>` : nothing}
        <section class="card"><h2>${t('gallery.people')}</h2><facegate-people .gallery=${this.gallery}></facegate-people></section>
        <section class="card"><h2>${t('gallery.identify')}</h2><facegate-identify .gallery=${this.gallery}></facegate-identify></section>
        <section class="card"><h2>${t('gallery.transfer')}</h2><facegate-transfer .gallery=${this.gallery}></facegate-transfer></section>
        <facegate-exchange></facegate-exchange>
        ${this.end()}` : nothing}`;
  }

  end() {
    if (!this.ending) return html`<button class="quiet danger" @click=${() => (this.ending = true)}>${t('gallery.delete')}</button>`;
    return html`<form class="card row" @submit=${this.delete}>
      <label>${t('gallery.delete.confirm', { name: this.gallery })}<input name="name" required autocomplete="off"></label>
      <button class="danger" ?disabled=${this.busy}>${t('delete')}</button>
      <button type="button" class="quiet" @click=${() => (this.ending = false)}>${t('cancel')}</button>
    </form>`;
  }

  delete(event) {
    event.preventDefault();
    if (new FormData(event.target).get('name') !== this.gallery) return;
    this.attempt(async () => {
      await api.deleteGallery(this.gallery);
      location.hash = '#/galleries';
    });
  }
}

customElements.define('facegate-gallery', GalleryPage);
