import { Element, html, nothing } from '../element.js';
import { api } from '../api.js';
import { count, t, time, today } from '../messages/messages.js';

/** What happened, and who asked for it, the newest first, a page at a time. */
class AuditPage extends Element {
  static properties = { entries: { state: true }, next: { state: true }, head: { state: true }, filter: { state: true } };

  connectedCallback() {
    super.connectedCallback();
    this.filter = { since: startOf(today()) };
    this.load();
  }

  load(cursor) {
    return this.attempt(async () => {
      const page = await api.audit({ ...this.filter, order: 'newest', cursor, limit: 50 });
      this.entries = cursor ? [...this.entries, ...page.entries] : page.entries;
      this.next = page.next;
      this.head = await api.auditHead();
    });
  }

  render() {
    return html`
      <h1 tabindex="-1">${t('audit.title')}</h1>
      <form class="row" role="search" @submit=${this.find}>
        <label>${t('audit.type')}<input name="type" autocomplete="off" placeholder="verification.denied"></label>
        <label>${t('audit.where')}<input name="gallery" autocomplete="off"></label>
        <label>${t('audit.whom')}<input name="identity" autocomplete="off"></label>
        <label>${t('audit.who')}<input name="actor" autocomplete="off" placeholder="key:…"></label>
        <label>${t('audit.when')}<input name="since" type="date" value=${today()}></label>
        <button class="quiet" ?disabled=${this.busy}>${t('audit.filter')}</button>
      </form>
      ${this.problemText()}
      ${this.entries?.length === 0 ? html`<p role="status">${t('audit.none')}</p>` : nothing}
      ${this.entries?.length ? html`<div class="scroll" tabindex="0"><table>
        <thead><tr><th scope="col">#</th><th scope="col">${t('audit.when')}</th><th scope="col">${t('audit.type')}</th><th scope="col">${t('audit.where')}</th>
          <th scope="col">${t('audit.whom')}</th><th scope="col">${t('audit.who')}</th><th scope="col">${t('audit.details')}</th></tr></thead>
        <tbody>${this.entries.map(entry => html`<tr>
          <th scope="row">${entry.position}</th><td>${time(entry.at)}</td><td>${entry.type}</td><td>${entry.gallery ?? ''}</td><td>${entry.identity ?? ''}</td>
          <td>${entry.actor}<br><span class="faint">${entry.address ?? ''}</span></td>
          <td><details><summary>${t('audit.details')}</summary><pre><code>${JSON.stringify(entry.details, null, 2)}</code></pre></details></td></tr>`)}</tbody>
      </table></div>` : nothing}
      ${this.next ? html`<button class="quiet" @click=${() => this.load(this.next)}>${t('more')}</button>` : nothing}
      ${this.head ? html`<p class="faint">${t('audit.head')}: ${count(this.head.position)}, <code class="hash">${this.head.hash}</code>. ${t('audit.verify')}</p>` : nothing}`;
  }

  find(event) {
    event.preventDefault();
    const data = new FormData(event.target);
    const { since, ...filter } = Object.fromEntries([...data].filter(([, text]) => text.trim()));
    this.filter = since ? { ...filter, since: startOf(since) } : filter;
    this.load();
  }
}

/** Where the browser is. */
const startOf = day => new Date(`${day}T00:00`).toISOString();

customElements.define('facegate-audit', AuditPage);
