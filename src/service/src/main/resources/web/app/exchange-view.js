import { Element, html, nothing } from './element.js';
import { exchanges, lastExchange } from './api.js';
import './copy-button.js';
import { t } from './messages/messages.js';

const LONGEST_LIST = 8;

/** The last request as a command, and its answer: what somebody needs to do the same from a program. */
class ExchangeView extends Element {
  static properties = { exchange: { state: true } };

  #follow = () => {
    this.exchange = lastExchange;
  };

  connectedCallback() {
    super.connectedCallback();
    exchanges.addEventListener('exchange', this.#follow);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    exchanges.removeEventListener('exchange', this.#follow);
  }

  render() {
    if (!this.exchange) return nothing;
    return html`<details class="exchange">
      <summary>${t('exchange')}</summary>
      <pre tabindex="0"><code>${this.exchange.curl}</code></pre>
      <facegate-copy .text=${this.exchange.curl}></facegate-copy>
      <h3>${t('exchange.answer', { status: this.exchange.status })}</h3>
      <pre tabindex="0"><code>${JSON.stringify(this.exchange.answer, shortened, 2)}</code></pre>
    </details>`;
  }
}

/** An embedding is 512 numbers that nobody reads, and a secret of a person. */
const shortened = (name, value) =>
  (Array.isArray(value) && value.length > LONGEST_LIST && value.every(one => typeof one === 'number')
    ? `… ${value.length} numbers`
    : value);

customElements.define('facegate-exchange', ExchangeView);
