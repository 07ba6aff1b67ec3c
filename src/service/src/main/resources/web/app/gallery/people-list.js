import { Element, html, nothing } from '../element.js';
import { api } from '../api.js';
import { t } from '../messages/messages.js';

/** The people of a gallery, a page at a time, found by id or name, and a new one. */
class PeopleList extends Element {
  static properties = { gallery: {}, people: { state: true }, next: { state: true }, search: { state: true } };

  willUpdate(changed) {
    if (changed.has('gallery')) this.load();
  }

  load(cursor) {
    this.loaded = this.attempt(async () => {
      const page = await api.people(this.gallery, cursor, this.search);
      this.people = cursor ? [...this.people, ...page.identities] : page.identities;
      this.next = page.next;
    });
  }

  render() {
    return html`
      <form class="row" role="search" @submit=${this.find}>
        <label>${t('people.search')}<input name="search" type="search" maxlength="200" autocomplete="off"></label>
        <button class="quiet">${t('audit.filter')}</button>
      </form>
      ${this.problemText()}
      ${this.people?.length === 0 ? html`<p role="status">${t(this.search ? 'people.search.none' : 'people.none')}</p>` : nothing}
      ${this.people?.length ? html`<div class="scroll" tabindex="0"><table>
        <thead><tr><th scope="col">${t('people.id')}</th><th scope="col">${t('people.name')}</th><th scope="col">${t('people.state')}</th></tr></thead>
        <tbody>${this.people.map(person => html`<tr>
          <th scope="row"><a href="#/galleries/${encodeURIComponent(this.gallery)}/${encodeURIComponent(person.external_id)}">${person.external_id}</a></th>
          <td>${person.display_name ?? ''}</td>
          <td>${t(`state.${person.enrolment}`)}${person.active ? '' : `, ${t('people.inactive')}`}</td></tr>`)}</tbody>
      </table></div>` : nothing}
      ${this.next ? html`<button class="quiet" @click=${() => this.load(this.next)}>${t('more')}</button>` : nothing}
      <form class="row" @submit=${this.create}>
        <h3>${t('people.new')}</h3>
        <label>${t('people.id')}<input name="id" required pattern=".*\\S.*" maxlength="200" autocomplete="off" title=${t('people.id.hint')}></label>
        <label>${t('people.name')}<input name="name" maxlength="500" autocomplete="off"></label>
        <button ?disabled=${this.busy && this.people}>${t('create')}</button>
      </form>`;
  }

  async find(event) {
    event.preventDefault();
    this.search = new FormData(event.target).get('search').trim();
    await this.loaded;
    this.load();
  }

  async create(event) {
    event.preventDefault();
    const data = new FormData(event.target);
    const person = { external_id: data.get('id').trim() };
    if (data.get('name').trim()) person.display_name = data.get('name').trim();
    await this.loaded; // whoever is faster than the list isn't ignored
    await this.attempt(async () => {
      await api.createPerson(this.gallery, person);
      location.hash = `#/galleries/${encodeURIComponent(this.gallery)}/${encodeURIComponent(person.external_id)}`;
    });
  }
}

customElements.define('facegate-people', PeopleList);
