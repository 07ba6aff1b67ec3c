import { Element, html, nothing } from '../element.js';
import { api } from '../api.js';
import { t, time } from '../messages/messages.js';

/** All galleries that the key reaches, and a new one. */
class GalleriesPage extends Element {
  static properties = { galleries: { state: true }, next: { state: true } };

  connectedCallback() {
    super.connectedCallback();
    this.load();
  }

  load(cursor) {
    this.loaded = this.attempt(async () => {
      const page = await api.galleries(cursor);
      this.galleries = cursor ? [...this.galleries, ...page.galleries] : page.galleries;
      this.next = page.next;
    });
  }

  render() {
    return html`
      <h1 tabindex="-1">${t('galleries.title')}</h1>
      ${this.problemText()}
      ${this.galleries?.length === 0 ? html`<p>${t('galleries.none')}</p>` : nothing}
      ${this.galleries?.length ? html`<div class="scroll" tabindex="0"><table>
        <thead><tr><th scope="col">${t('galleries.name')}</th><th scope="col">${t('gallery.model')}</th><th scope="col">${t('gallery.created')}</th></tr></thead>
        <tbody>${this.galleries.map(({ name, model, created_at }) => html`<tr>
          <th scope="row"><a href="#/galleries/${encodeURIComponent(name)}">${name}</a></th><td>${model}</td><td>${time(created_at)}</td></tr>`)}</tbody>
      </table></div>` : nothing}
      ${this.next ? html`<button class="quiet" @click=${() => this.load(this.next)}>${t('more')}</button>` : nothing}
      <form class="card row" @submit=${this.create}>
        <h2>${t('galleries.new')}</h2>
        <label>${t('galleries.name')}
          <input name="name" required maxlength="63" pattern="[a-z0-9][a-z0-9._\\-]*" aria-describedby="name-hint" autocomplete="off"></label>
        <button ?disabled=${this.busy && this.galleries}>${t('create')}</button>
        <p id="name-hint" class="faint">${t('galleries.name.hint')}</p>
      </form>`;
  }

  async create(event) {
    event.preventDefault();
    const name = new FormData(event.target).get('name').trim();
    await this.loaded; // whoever is faster than the list isn't ignored
    await this.attempt(async () => {
      await api.createGallery(name);
      location.hash = `#/galleries/${encodeURIComponent(name)}`;
    });
  }
}

customElements.define('facegate-galleries', GalleriesPage);
