import { Element, html } from '../element.js';
import { api } from '../api.js';
import { t } from '../messages/messages.js';

const WHILE_WELL_MILLISECONDS = 15_000;
const ELSE_MILLISECONDS = 3_000;

/** Whether the service is well, looked at again while the page is seen. */
class HealthLight extends Element {
  static properties = { state: { state: true } };

  connectedCallback() {
    super.connectedCallback();
    this.watch();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.timer);
  }

  async watch() {
    if (!document.hidden) await this.look();
    if (this.isConnected) this.timer = setTimeout(() => this.watch(), this.state === 'well' ? WHILE_WELL_MILLISECONDS : ELSE_MILLISECONDS);
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
