import { Element, html } from '../element.js';
import { api, Problem } from '../api.js';
import { Unreachable } from '../told.js';
import { t } from '../messages/messages.js';
import { area, brightnessOf, guidance } from './guidance.js';
import './camera-view.js';

const EVERY_MILLISECONDS = 500;
const PASSING = [429, 503];
const FORBIDDEN = 403;
const PATIENCE_SECONDS = 2;

/**
 * A camera that says what to do, and takes the picture by itself when two in a row are good. Who may not look for faces says when.
 *
 * @fires taken with the picture as its detail
 * @fires closed
 */
class GuidedCamera extends Element {
  static properties = { hint: { state: true }, unguided: { state: true } };

  connectedCallback() {
    super.connectedCallback();
    this.goes = true;
    this.good = 0;
    this.watch();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.goes = false;
  }

  async watch() {
    while (this.goes) {
      await passed(EVERY_MILLISECONDS);
      const picture = await this.querySelector('facegate-camera')?.look();
      if (picture && this.goes) await this.judge(picture);
    }
  }

  async judge(picture) {
    try {
      const found = await faces(picture);
      const largest = found.faces.length ? found.faces.reduce((a, b) => (area(a.box) >= area(b.box) ? a : b)).box : null;
      const hint = guidance(found, largest ? await brightnessOf(picture, largest) : 128);
      this.hint = t(hint);
      this.good = hint === 'guide.hold' ? this.good + 1 : 0;
      this.problem = null;
    } catch (problem) {
      if (!(problem instanceof Problem || problem instanceof Unreachable)) throw problem;
      this.unguided = problem.status === FORBIDDEN;
      this.problem = this.unguided ? null : problem;
      if (problem instanceof Problem && !PASSING.includes(problem.status)) this.goes = false;
      else await passed((Number(problem.retryAfter) || PATIENCE_SECONDS) * 1_000);
      return;
    }
    if (this.good >= 2) {
      this.goes = false;
      this.hint = t('guide.done');
      this.give(picture);
    }
  }

  give(picture) {
    this.dispatchEvent(new CustomEvent('taken', { detail: picture }));
  }

  render() {
    return html`<facegate-camera .withoutShutter=${!this.unguided} .hint=${this.hint ?? t('guide.search')}
      @taken=${event => this.give(event.detail)}
      @closed=${() => this.dispatchEvent(new Event('closed'))}></facegate-camera>${this.problemText()}`;
  }
}

const passed = milliseconds => new Promise(resolve => setTimeout(resolve, milliseconds));

/** Nobody before the camera yet is no problem here. */
async function faces(picture) {
  try {
    return await api.detect(picture, { quiet: true });
  } catch (problem) {
    if (problem.code !== 'no_face') throw problem;
    return { faces: [] };
  }
}

customElements.define('facegate-guided-camera', GuidedCamera);
