import { Element, html, nothing } from './element.js';
import { t } from './messages/messages.js';

/** Takes a text along. Browsers let pages of localhost and HTTPS do that only. */
class CopyButton extends Element {
  static properties = { text: {}, state: { state: true } };

  willUpdate(changed) {
    if (changed.has('text')) this.state = null;
  }

  render() {
    return html`<button type="button" class="quiet" @click=${this.copy}>${t(this.state === 'copied' ? 'copied' : 'copy')}</button>
      ${this.state === 'refused' ? html`<span role="status">${t('copy.refused')}</span>` : nothing}`;
  }

  async copy() {
    try {
      await navigator.clipboard.writeText(this.text);
      this.state = 'copied';
    } catch {
      this.state = 'refused';
    }
  }
}

customElements.define('facegate-copy', CopyButton);
