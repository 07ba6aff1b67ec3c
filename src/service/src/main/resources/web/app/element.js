import { LitElement, html, nothing } from 'lit';
import { Problem } from './api.js';
import { Told } from './told.js';
import { t, tOr } from './messages/messages.js';

export { html, nothing };

/** An element of the console: it lies in the page itself, so that one style sheet and labels reach everything. */
export class Element extends LitElement {
  static properties = { problem: { state: true }, busy: { state: true } };

  createRenderRoot() {
    return this;
  }

  /** Does something that may fail, and shows what failed; nobody starts it twice. */
  async attempt(action) {
    if (this.busy) return undefined;
    this.busy = true;
    this.problem = null;
    try {
      return await action();
    } catch (problem) {
      if (!(problem instanceof Problem || problem instanceof Told)) throw problem;
      this.problem = problem;
      return undefined;
    } finally {
      this.busy = false;
    }
  }

  problemText() {
    return this.problem ? problemText(this.problem) : nothing;
  }

  /** Where somebody looks: beside what was asked. */
  outcome() {
    return html`${this.busy ? html`<p role="status">${t('loading')}</p>` : nothing}${this.problemText()}`;
  }
}

/** What went wrong, in words for people. */
export function problemText(problem) {
  if (problem instanceof Told) return html`<p class="problem" role="alert">${t(problem.text, problem.values)}</p>`;
  return html`<div class="problem" role="alert">
    <p>${tOr(`code.${problem.code}`, problem.message)}
      ${problem.reasons.length ? html`<br>${reasons(problem.reasons)}` : nothing}
      ${problem.retryAfter ? html`<br>${t('problem.retry', { seconds: problem.retryAfter })}` : nothing}</p>
    ${problem.requestId ? html`<p class="faint">${t('problem.id', { id: problem.requestId })}</p>` : nothing}
  </div>`;
}

/** Why a picture was refused. */
export const reasons = codes =>
  codes.map(code => tOr(`reason.${code}`, tOr(`code.${code}`, code.replaceAll('_', ' ')))).join(', ');
