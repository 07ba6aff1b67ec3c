import { Element, html } from '../element.js';
import { api } from '../api.js';
import { t } from '../messages/messages.js';

const EVERY_MILLISECONDS = 15_000;

/** Whether the service is well, looked at again while the page is seen. */
class HealthLight extends Element {
  static properties = { state: { state: true } };

  connectedCallback() {
    super.connectedCallback();
    this.look();
    this.timer = setInterval(() => document.hidden || this.look(), EVERY_MILLISECONDS);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.timer);
  }

  async look() {
    try {
      await api.health();
      this.state = 'well';
    } catch (problem) {
      this.state = problem.status ? 'unwell' : 'unreachable';
    }
  }

  render() {
    return html`<span class="light ${this.state ?? ''}" role="status" aria-label=${t('health.label')}>
      ${this.state ? t(this.state) : '…'}</span>`;
  }
}

customElements.define('facegate-health', HealthLight);
