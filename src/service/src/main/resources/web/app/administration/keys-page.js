import { Element, html, nothing } from '../element.js';
import { api } from '../api.js';
import { t, time, today } from '../messages/messages.js';
import '../confirmation.js';
import '../copy-button.js';

const SCOPES = ['detect', 'compare', 'verify', 'identify', 'enrol', 'read', 'admin'];

/** The keys of the service: made, copied once, renewed, revoked. */
class KeysPage extends Element {
  static properties = { keys: { state: true }, made: { state: true }, ending: { state: true } };

  connectedCallback() {
    super.connectedCallback();
    this.load();
  }

  load() {
    return this.attempt(() => this.read());
  }

  async read() {
    this.keys = (await api.keys()).keys;
  }

  render() {
    return html`
      <h1 tabindex="-1">${t('keys.title')}</h1>
      ${this.problemText()}
      ${this.made ? html`<section class="card" role="status"><p>${t('keys.once')}</p>
        <pre tabindex="0"><code>${this.made.text}</code></pre>
        <facegate-copy .text=${this.made.text}></facegate-copy></section>` : nothing}
      ${this.keys?.length === 0 ? html`<p>${t('keys.none')}</p>` : nothing}
      ${this.keys?.length ? html`<div class="scroll" tabindex="0"><table>
        <thead><tr><th scope="col">${t('keys.id')}</th><th scope="col">${t('keys.name')}</th><th scope="col">${t('keys.scopes')}</th><th scope="col">${t('nav.galleries')}</th>
          <th scope="col">${t('keys.expires')}</th><th scope="col">${t('keys.used')}</th><th scope="col"><span class="hidden">${t('keys.revoke')}</span></th></tr></thead>
        <tbody>${this.keys.map(one => this.row(one))}</tbody></table></div>` : nothing}
      ${this.ending ? html`<facegate-confirmation .question=${t('keys.revoke.confirm', { id: this.ending })} .action=${t('keys.revoke')}
        @confirmed=${this.revoke} @cancelled=${() => (this.ending = null)}></facegate-confirmation>` : nothing}
      <form class="card" @submit=${this.create}>
        <h2>${t('keys.new')}</h2>
        <label>${t('keys.name')}<input name="name" required maxlength="200" autocomplete="off"></label>
        <fieldset><legend>${t('keys.scopes')}</legend>${SCOPES.map(scope => html`
          <label class="check"><input type="checkbox" name="scopes" value=${scope}> ${scope}</label>`)}</fieldset>
        <label>${t('keys.galleries')}<input name="galleries" autocomplete="off" placeholder="staff, visitors"></label>
        <label>${t('keys.expires')}<input name="expires" type="date" min=${today()}></label>
        <button ?disabled=${this.busy}>${t('create')}</button>
      </form>`;
  }

  row(one) {
    return html`<tr>
      <th scope="row"><code>${one.id}</code></th><td>${one.name ?? ''}</td><td>${one.scopes.join(', ')}</td><td>${one.galleries.join(', ')}</td>
      <td>${time(one.expires_at)}</td><td>${time(one.last_used_at)}</td>
      <td>${one.state === 'valid' ? this.actions(one) : t(`keys.${one.state}`)}</td></tr>`;
  }

  /** What was rotated goes on for a while, and isn't rotated again. */
  actions({ id, successor }) {
    return html`
      ${successor ? html`<p>${t('keys.successor', { id: successor })}</p>`
        : html`<button class="quiet" aria-label="${t('keys.rotate')} ${id}" @click=${() => this.rotate(id)}>${t('keys.rotate')}</button>`}
      <button class="quiet danger" aria-label="${t('keys.revoke')} ${id}" @click=${() => (this.ending = id)}>${t('keys.revoke')}</button>`;
  }

  create(event) {
    event.preventDefault();
    const data = new FormData(event.target);
    const galleries = data.get('galleries').split(',').map(name => name.trim()).filter(Boolean);
    const asked = { name: data.get('name').trim(), scopes: data.getAll('scopes') };
    if (galleries.length) asked.galleries = galleries;
    if (data.get('expires')) asked.expires_in = untilTheEndOf(data.get('expires'));
    return this.make(() => api.createKey(asked)).then(() => this.made && event.target.reset());
  }

  rotate(id) {
    return this.make(() => api.rotateKey(id));
  }

  make(action) {
    this.made = null;
    return this.attempt(async () => {
      this.made = await action();
      await this.read();
    });
  }

  revoke() {
    const id = this.ending;
    this.ending = null;
    return this.attempt(async () => {
      await api.revokeKey(id);
      await this.read();
    });
  }
}

/** A period of ISO 8601 in minutes. */
const untilTheEndOf = day => `PT${Math.floor((new Date(`${day}T23:59:59`) - Date.now()) / 60_000)}M`;

customElements.define('facegate-keys', KeysPage);
