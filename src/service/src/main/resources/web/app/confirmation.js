import { Element, html } from './element.js';
import { t } from './messages/messages.js';

/**
 * Asks once more before something is gone for good. Whoever uses a keyboard is led to it, and gets out by Escape.
 *
 * @fires confirmed
 * @fires cancelled
 */
class Confirmation extends Element {
  static properties = { question: {}, action: {} };

  firstUpdated() {
    this.querySelector('.quiet').focus();
  }

  render() {
    return html`<div class="card row" role="alertdialog" aria-label=${this.action} aria-describedby="question"
        @keydown=${event => event.key === 'Escape' && this.tell('cancelled')}>
      <p id="question">${this.question}</p>
      <button type="button" class="danger" @click=${() => this.tell('confirmed')}>${this.action}</button>
      <button type="button" class="quiet" @click=${() => this.tell('cancelled')}>${t('cancel')}</button></div>`;
  }

  tell(what) {
    this.dispatchEvent(new Event(what));
  }
}

customElements.define('facegate-confirmation', Confirmation);
