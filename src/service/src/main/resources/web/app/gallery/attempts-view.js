import { Element, html, nothing } from '../element.js';
import { api } from '../api.js';
import { t, time } from '../messages/messages.js';

/** How often somebody was refused in a row, and an end to it by an administrator. */
class AttemptsView extends Element {
  static properties = { gallery: {}, person: {}, decision: {}, attempts: { state: true } };

  willUpdate(changed) {
    if (changed.has('person') || changed.has('decision')) this.load();
  }

  /** Who may not see this has a page without it. */
  async load() {
    try {
      this.attempts = await api.attempts(this.gallery, this.person);
    } catch {
      this.attempts = null;
    }
  }

  render() {
    if (!this.attempts) return nothing;
    const { failures, disabled_at: disabled, next_try_at: next } = this.attempts;
    return html`<h3>${t('person.attempts')}</h3>
      <p>${t('person.attempts.failed', { count: failures })}${disabled ? html`. ${t('person.attempts.disabled')}` : nothing}${next
        ? html`. ${t('person.attempts.wait', { time: time(next) })}` : nothing}
      <button class="quiet" ?disabled=${this.busy || !(failures || disabled)} @click=${this.reset}>${t('person.attempts.reset')}</button></p>
      ${this.problemText()}`;
  }

  reset() {
    return this.attempt(async () => {
      await api.resetAttempts(this.gallery, this.person);
      await this.load();
    });
  }
}

customElements.define('facegate-attempts', AttemptsView);
